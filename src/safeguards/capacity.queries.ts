import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { CapacityOutcome } from './capacity.codes.js';
import type { CapacityFacts } from './capacity.rules.js';
import { capacityConcernNarrative } from './capacity.sealed.js';

interface CapacityWords {
  readonly decision: string;
  readonly helpGiven: string;
}

export interface CapacityConcern extends CapacityFacts, CapacityWords {
  readonly id: string;
  readonly caseId: string;
  readonly followedUpOn: PlainDate | null;
  readonly outcome: CapacityOutcome | null;
  readonly cameOfIt: string | null;
  readonly recordedBy: string;
  readonly version: number;
}

type SealedConcern = Omit<CapacityConcern, keyof CapacityWords | 'bestInterests' | 'cameOfIt'> &
  Readonly<Record<keyof CapacityWords, Sealed>> &
  Readonly<Record<'bestInterests' | 'cameOfIt', Sealed | null>>;

const select = `SELECT k.id, k.case_id AS "caseId", k.assessed_on AS "assessedOn", k.impairment, k.understand, k.retain, k.weigh, k.communicate, k.finding,
    k.follow_up_on AS "followUpOn", k.followed_up_on AS "followedUpOn", k.outcome, s.display_name AS "recordedBy", k.version,
    n.decision, n.help_given AS "helpGiven", n.best_interests AS "bestInterests", n.came_of_it AS "cameOfIt"
  FROM capacity_concern k JOIN capacity_concern_narrative n ON n.capacity_concern_id = k.id JOIN staff s ON s.id = k.recorded_by WHERE k.case_id = $1`;

/** A page of the concerns about capacity of a case: first those to look at again, the soonest due first. */
export async function capacityConcernsOf(
  tx: EntityManager,
  caseId: string,
  asked: unknown,
): Promise<Paged<CapacityConcern>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM capacity_concern WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedConcern[]>(
    `${select} ORDER BY k.followed_up_on IS NOT NULL, k.follow_up_on, k.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

/** @throws NotFound where there is none in the case */
export async function capacityConcernIn(
  tx: EntityManager,
  caseId: string,
  id: string,
): Promise<CapacityConcern> {
  const [found] = await opened(tx, await tx.query<SealedConcern[]>(`${select} AND k.id = $2`, [caseId, id]));
  if (!found) throw new NotFound();
  return found;
}

function opened(tx: EntityManager, rows: readonly SealedConcern[]): Promise<CapacityConcern[]> {
  return openRows(tx, rows, {
    from: capacityConcernNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: {
      decision: 'decision',
      helpGiven: 'help_given',
      bestInterests: 'best_interests',
      cameOfIt: 'came_of_it',
    },
  });
}

export async function insertCapacityConcern(
  tx: EntityManager,
  caseId: string,
  facts: CapacityFacts & CapacityWords,
): Promise<string> {
  const id = randomUUID();
  const { assessedOn, impairment, understand, retain, weigh, communicate, finding, followUpOn } = facts;
  await tx.query(
    `INSERT INTO capacity_concern (id, case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, caseId, assessedOn, impairment, understand, retain, weigh, communicate, finding, followUpOn],
  );
  const { decision, helpGiven, bestInterests } = facts;
  const words = { decision, help_given: helpGiven, best_interests: bestInterests };
  await insertSealed(tx, { of: capacityConcernNarrative, row: id, keyId: caseId }, words);
  return id;
}
