import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

/**
 * Cases of `cases` whose advocate is away on the day `$1` and that nobody covers, as the facts of tasks are: due since the first
 * day of the absence, and done where cover is chosen. Cover by somebody who may no longer see the client is none.
 */
export const awayWithoutCover = `SELECT c.id, c.id AS case_id, c.reference, c.risk_band, '/absences/' || a.id AS href,
    a.from_on AS due_on, a.from_on AS shown_from
  FROM cases c JOIN case_file f ON f.id = c.id
    JOIN absence a ON a.staff_id = f.advocate_id AND a.cancelled_at IS NULL AND $1::date BETWEEN a.from_on AND a.to_on
  WHERE c.id <> ALL (ARRAY(SELECT v.case_id FROM covered_on($1::date) v))`;

/** Who has a case today in its advocate's place, and until when, inclusive; null where nobody covers it. */
export interface Cover {
  readonly by: string;
  readonly away: string;
  readonly untilOn: PlainDate;
}

export async function coverOf(tx: EntityManager, caseId: string, today: PlainDate): Promise<Cover | null> {
  const [cover] = await tx.query<Cover[]>(
    `SELECT s.display_name AS by, w.display_name AS away, v.until_on AS "untilOn"
     FROM covered_on($2) v JOIN staff s ON s.id = v.staff_id JOIN staff w ON w.id = v.away_id WHERE v.case_id = $1`,
    [caseId, today],
  );
  return cover ?? null;
}
