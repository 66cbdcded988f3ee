import type { EntityManager } from 'typeorm';
import { allocate } from '../cases/start-case.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Days } from './absence.rules.js';
import type { Given, ToHandOver } from './hand-over.rules.js';

const theirs = `SELECT c.id, c.reference, c.risk_band AS "riskBand",
    ARRAY(SELECT n.ability FROM case_need n WHERE n.case_id = c.id ORDER BY n.ability) AS needs, who_may_take(c.client_id, c.team_id) AS able
  FROM case_file c WHERE c.advocate_id = $1 AND c.closed_on IS NULL
  ORDER BY array_position(ARRAY['medium', 'standard'], c.risk_band) NULLS FIRST, c.reference`;

/** The whole open caseload of somebody, as far as whoever asks may see it; high and not assessed first. Theirs is never an answer. */
export async function caseloadOf(tx: EntityManager, staffId: string): Promise<ToHandOver[]> {
  return without(staffId, await tx.query<ToHandOver[]>(theirs, [staffId]));
}

/** The same, held until the transaction ends: nobody closes or gives away one of them meanwhile. */
export async function caseloadHeld(tx: EntityManager, staffId: string): Promise<ToHandOver[]> {
  return without(staffId, await tx.query<ToHandOver[]>(`${theirs} FOR UPDATE OF c`, [staffId]));
}

function without(staffId: string, cases: readonly ToHandOver[]): ToHandOver[] {
  return cases.map((kase) => ({ ...kase, able: kase.able.filter((id) => id !== staffId) }));
}

/** Those who are away on any of these days. */
export async function awayOn(tx: EntityManager, { fromOn, toOn }: Days): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT DISTINCT staff_id AS id FROM absence WHERE cancelled_at IS NULL AND from_on <= $2 AND to_on >= $1',
    [fromOn, toOn],
  );
  return rows.map(({ id }) => id);
}

/** Gives a case that is held to somebody else, for good. */
export async function giveFor(
  tx: EntityManager,
  { caseId, staffId }: Given,
  today: PlainDate,
): Promise<void> {
  await tx.query('UPDATE case_file SET advocate_id = $2 WHERE id = $1', [caseId, staffId]);
  await allocate(tx, { caseId, advocateId: staffId, on: today });
}

/** Ends all that somebody had here: what is still theirs then is with nobody. */
export async function letGo(tx: EntityManager, staffId: string, today: PlainDate): Promise<void> {
  await tx.query('SELECT let_go($1, $2)', [staffId, today]);
}
