import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { pageOf, type Paged } from '../platform/page/paging.js';

/** When somebody can be rung. */
export interface Turn {
  readonly id: string;
  readonly staffId: string;
  readonly who: string;
  readonly fromAt: Date;
  readonly toAt: Date;
}

/** A page of the turns that are not over, the soonest first. */
export async function turnsAhead(tx: EntityManager, now: Date, asked: unknown): Promise<Paged<Turn>> {
  const standing = 'FROM on_call_turn t WHERE t.cancelled_at IS NULL AND t.to_at > $1';
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${standing}`, [now]);
  const place = pageOf(asked, total);
  const rows = await tx.query<Turn[]>(
    `SELECT t.id, t.staff_id AS "staffId", s.display_name AS who, t.from_at AS "fromAt", t.to_at AS "toAt"
     ${standing.replace(' WHERE', ' JOIN staff s ON s.id = t.staff_id WHERE')} ORDER BY t.from_at, t.id LIMIT $2 OFFSET $3`,
    [now, place.size, place.offset],
  );
  return { ...place, rows };
}

/** Whom to tell of a danger in a case: supervisors who may know of it, whoever is on call first. */
export interface Lead {
  readonly staffId: string;
  readonly who: string;
  readonly onCall: boolean;
}

export function leadsFor(tx: EntityManager, caseId: string, now: Date): Promise<Lead[]> {
  return tx.query<Lead[]>(
    `SELECT s.id AS "staffId", s.display_name AS who, l.on_call AS "onCall"
     FROM leads_for($1, $2) l JOIN staff s ON s.id = l.staff_id ORDER BY l.on_call DESC, s.display_name, s.id`,
    [caseId, now],
  );
}

/** Every supervisor at work in one's service. */
export function supervisors(tx: EntityManager): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT id AS code, display_name AS label FROM staff WHERE role = 'supervisor' AND state = 'active' ORDER BY display_name, id`,
  );
}

export async function insertTurn(
  tx: EntityManager,
  { staffId, fromAt, toAt }: Pick<Turn, 'staffId' | 'fromAt' | 'toAt'>,
): Promise<string> {
  const [turn] = await tx.query<[{ id: string }]>(
    'INSERT INTO on_call_turn (staff_id, from_at, to_at) VALUES ($1, $2, $3) RETURNING id',
    [staffId, fromAt, toAt],
  );
  return turn.id;
}

/** How many stood: one, or none. */
export async function cancelTurn(tx: EntityManager, id: string, at: Date): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE on_call_turn SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL',
    [id, at],
  );
  return count;
}
