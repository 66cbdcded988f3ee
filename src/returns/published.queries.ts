import type { EntityManager } from 'typeorm';
import { policeAreas } from '../codes/police-area.codes.js';
import type { Carried, RoundedAtom } from '../disclosure/cube.js';
import type { Codelist } from '../kernel/codelist.js';
import type { Quarter } from '../kernel/period.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { ContractTerms } from './window.rules.js';

/** Who funds whom, where and until when. */
export interface Contract extends ContractTerms {
  readonly id: string;
  readonly serviceId: string;
  readonly service: string;
  readonly commissioner: string;
  readonly returnDueDays: number;
  readonly areas: Codelist;
}

/** A snapshot as anyone who may read it sees it. */
export interface FrozenQuarter {
  readonly serviceId: string;
  readonly quarter: Quarter;
  /** The last day on which what was entered is counted, inclusive. */
  readonly countedTo: PlainDate;
  readonly frozenAt: Date;
  readonly policyVersion: string;
  readonly hash: string;
  /** How many printed counts of the service an attacker read before this was frozen, and could narrow down none of. */
  readonly attackedCounts: number;
}

/** The contracts of whoever asks; row security says which those are. */
export async function contracts(tx: EntityManager): Promise<Contract[]> {
  const rows = await tx.query<(Omit<Contract, 'areas'> & { areas: string[] })[]>(
    `SELECT c.id, c.service_id AS "serviceId", s.name AS service, m.name AS commissioner, c.starts_on AS "startsOn",
            c.ends_on AS "endsOn", c.cut_off_days AS "cutOffDays", c.return_due_days AS "returnDueDays",
            ARRAY(SELECT police_area FROM contract_area a WHERE a.contract_id = c.id) AS areas
       FROM contract c JOIN organisation s ON s.id = c.service_id JOIN organisation m ON m.id = c.commissioner_id
      ORDER BY s.name, c.starts_on, c.id`,
  );
  return rows.map((row) => ({ ...row, areas: policeAreas.filter(({ code }) => row.areas.includes(code)) }));
}

/** What is frozen of the services whoever asks may read, oldest first. */
export function frozenQuarters(tx: EntityManager): Promise<FrozenQuarter[]> {
  return tx.query<FrozenQuarter[]>(
    `SELECT service_id AS "serviceId", quarter, (cut_off_at AT TIME ZONE 'Europe/London')::date - 1 AS "countedTo",
            frozen_at AS "frozenAt", policy_version AS "policyVersion", hash, attacked_counts AS "attackedCounts"
       FROM snapshot ORDER BY quarter, service_id`,
  );
}

/** Which printed counts to read: of a service, up to a snapshot, in some areas. */
export interface WhichAtoms {
  readonly serviceId: string;
  readonly snapshotsUpTo: Quarter;
  readonly areas: Codelist;
  /** What happened before this quarter is read of the cases opened and closed alone, which a stock is reckoned from. */
  readonly from: Quarter;
}

export function printedAtoms(
  tx: EntityManager,
  { serviceId, snapshotsUpTo, areas, from }: WhichAtoms,
): Promise<RoundedAtom[]> {
  return tx.query<RoundedAtom[]>(
    `SELECT s.quarter AS snapshot, c.family, c.quarter, c.cell, c.rounded
       FROM frozen_cell c JOIN snapshot s ON s.id = c.snapshot_id
      WHERE s.service_id = $1 AND s.quarter <= $2 AND c.cell[1] = ANY ($3)
        AND (c.quarter >= $4 OR c.family = 'referrals_and_cases' AND c.cell[2] IN ('case_opened', 'case_closed'))`,
    [serviceId, snapshotsUpTo, areas.map(({ code }) => code), from],
  );
}

/** What a snapshot left for the next one. */
export function heldOverIn(tx: EntityManager, serviceId: string, snapshot: Quarter): Promise<Carried[]> {
  return tx.query<Carried[]>(
    `SELECT s.quarter AS snapshot, h.family, h.area FROM held_over h JOIN snapshot s ON s.id = h.snapshot_id
      WHERE s.service_id = $1 AND s.quarter = $2 ORDER BY h.family, h.area`,
    [serviceId, snapshot],
  );
}
