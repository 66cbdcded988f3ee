import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pile, type Pile } from './today.queries.js';

const covered = (who: string, said: string) =>
  `SELECT c.id, c.reference || '${said} ' || s.display_name || ', until ' || to_char(v.until_on, 'FMDD FMMonth') AS reference,
     '/cases/' || c.id AS href, NULL::date AS "dueOn"
   FROM covered_on($1) v JOIN case_file c ON c.id = v.case_id JOIN staff s ON s.id = ${who === 'staff_id' ? 'v.away_id' : 'v.staff_id'}
   WHERE v.${who} = my_user() ORDER BY v.until_on, c.reference`;

/** What one covers today, with for whom and the last day of it. */
export function casesOneCovers(tx: EntityManager, today: PlainDate): Promise<Pile> {
  return pile(tx, covered('staff_id', ', for'), [today]);
}

/** What others cover for oneself today. */
export function ownCasesCovered(tx: EntityManager, today: PlainDate): Promise<Pile> {
  return pile(tx, covered('away_id', ', by'), [today]);
}
