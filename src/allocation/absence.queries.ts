import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AbsenceReason } from './allocation.codes.js';
import type { Days } from './absence.rules.js';

/** The days on which somebody is away, both inclusive. */
export interface Absence extends Days {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly reason: AbsenceReason;
}

const select = `SELECT a.id, a.staff_id AS "staffId", s.display_name AS name, a.from_on AS "fromOn", a.to_on AS "toOn", a.reason
  FROM absence a JOIN staff s ON s.id = a.staff_id WHERE a.cancelled_at IS NULL`;

/** The absences of somebody that are not over, the soonest first. At most fifty. */
export function absencesOf(tx: EntityManager, staffId: string, today: PlainDate): Promise<Absence[]> {
  return tx.query<Absence[]>(`${select} AND a.staff_id = $1 AND a.to_on >= $2 ORDER BY a.from_on LIMIT 50`, [
    staffId,
    today,
  ]);
}

/** @throws NotFound where there is none that stands of somebody at work in a team of one's own */
export async function absenceWith(tx: EntityManager, id: string): Promise<Absence> {
  const [absence] = await tx.query<Absence[]>(
    `${select} AND a.id = $1 AND s.state = 'active'
       AND EXISTS (SELECT FROM team_member m WHERE m.staff_id = s.id AND m.team_id = ANY (my_teams()))`,
    [id],
  );
  if (!absence) throw new NotFound();
  return absence;
}

/** Who was chosen to cover which case in an absence: ids of workers by ids of cases. */
export async function chosenFor(tx: EntityManager, absenceId: string): Promise<Record<string, string>> {
  const rows = await tx.query<{ caseId: string; staffId: string }[]>(
    'SELECT case_id AS "caseId", staff_id AS "staffId" FROM cover WHERE absence_id = $1 AND ended_at IS NULL',
    [absenceId],
  );
  return Object.fromEntries(rows.map(({ caseId, staffId }) => [caseId, staffId]));
}

export async function insertAbsence(
  tx: EntityManager,
  { staffId, fromOn, toOn, reason }: Omit<Absence, 'id' | 'name'>,
): Promise<string> {
  const [absence] = await tx.query<[{ id: string }]>(
    'INSERT INTO absence (staff_id, from_on, to_on, reason) VALUES ($1, $2, $3, $4) RETURNING id',
    [staffId, fromOn, toOn, reason],
  );
  return absence.id;
}

export async function cancelAbsence(tx: EntityManager, id: string, at: Date): Promise<void> {
  await tx.query('UPDATE absence SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL', [id, at]);
}

/** Has somebody cover a case in an absence, in the place of whoever was to. Answers with the id of the cover. */
export async function coverCase(
  tx: EntityManager,
  { absenceId, caseId, staffId }: { absenceId: string; caseId: string; staffId: string },
  at: Date,
): Promise<string> {
  await tx.query(
    'UPDATE cover SET ended_at = $3 WHERE absence_id = $1 AND case_id = $2 AND ended_at IS NULL',
    [absenceId, caseId, at],
  );
  const [cover] = await tx.query<[{ id: string }]>(
    'INSERT INTO cover (absence_id, case_id, staff_id) VALUES ($1, $2, $3) RETURNING id',
    [absenceId, caseId, staffId],
  );
  return cover.id;
}
