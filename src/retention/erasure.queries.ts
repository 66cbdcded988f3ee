import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { ErasureDecision, ErasureReason } from './erasure.codes.js';
import type { ErasureScope } from './erasure.policy.js';

/** That a client be forgotten, as its page shows it: by the references of every record of theirs, which say nothing of who. */
export interface Erasure extends ErasureScope {
  readonly id: string;
  readonly clientId: string;
  readonly references: readonly string[];
  readonly why: ErasureReason;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly expiresAt: Date;
  readonly decision: ErasureDecision | null;
  readonly decidedBy: string | null;
}

const waits = 'e.decision IS NULL AND e.expires_at > now()';
const select = `
  SELECT e.id, e.client_id AS "clientId", e.why, b.display_name AS "proposedBy", e.proposed_at AS "proposedAt", e.expires_at AS "expiresAt",
    e.decision, d.display_name AS "decidedBy", ${waits} AS waiting, my_obstacle_to_erasing(e.id) AS obstacle,
    ARRAY(SELECT c.reference FROM case_file c WHERE c.client_id = ANY (records_of(e.client_id))
      UNION SELECT r.reference FROM referral r WHERE r.client_id = ANY (records_of(e.client_id)) ORDER BY 1) AS references
  FROM erasure e JOIN staff b ON b.id = e.proposed_by LEFT JOIN staff d ON d.id = e.decided_by`;

/** Those that wait, the soonest to lapse first. */
export async function erasuresOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Erasure>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    `SELECT count(*) AS total FROM erasure e WHERE ${waits}`,
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Erasure[]>(
    `${select} WHERE ${waits} ORDER BY e.expires_at, e.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function erasureWith(tx: EntityManager, id: string): Promise<Erasure | undefined> {
  const [erasure] = await tx.query<Erasure[]>(`${select} WHERE e.id = $1`, [id]);
  return erasure;
}

/** Puts a proposal on record, of a client of one's own team; undefined where it is of another's. */
export async function insertErasure(
  tx: EntityManager,
  clientId: string,
  why: ErasureReason,
): Promise<{ id: string; another: boolean } | undefined> {
  const [made] = await tx.query<{ id: string }[]>(
    `INSERT INTO erasure (client_id, why) SELECT id, $2 FROM client WHERE id = $1 AND team_id = ANY (my_teams()) RETURNING id`,
    [clientId, why],
  );
  if (!made) return undefined;
  const [found] = await tx.query<[{ another: boolean }]>('SELECT another_can_erase($1) AS another', [
    made.id,
  ]);
  return { ...made, ...found };
}

export async function isProposed(tx: EntityManager, clientId: string): Promise<boolean> {
  const waiting = await tx.query<unknown[]>(
    `SELECT FROM erasure e WHERE e.client_id = ANY (records_of($1)) AND ${waits}`,
    [clientId],
  );
  return waiting.length > 0;
}

/** How many were waiting: one, or none. */
export async function refuseErasure(tx: EntityManager, id: string): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE erasure SET decision = 'refused', decided_by = my_user(), decided_at = now() WHERE id = $1 AND decision IS NULL`,
    [id],
  );
  return count;
}
