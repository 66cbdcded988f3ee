import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Ability } from './ability.codes.js';
import type { Worker } from './suited.rules.js';
import type { Capacity, Caseload } from './weight.rules.js';

interface WorkerRow extends Caseload {
  readonly id: string;
  readonly name: string;
  readonly ftePercent: number | null;
  readonly fullWeight: number | null;
  readonly awayUntil: PlainDate | null;
  readonly abilities: readonly Ability[];
}

export interface WhichWorkers {
  /** Null for every team of one's own. */
  readonly teamId: string | null;
  readonly today: PlainDate;
}

/** The advocates at work in a team, by name, with what they have and can carry. Of cases, those that whoever asks may see. */
export async function workersIn(tx: EntityManager, { teamId, today }: WhichWorkers): Promise<Worker[]> {
  const rows = await tx.query<WorkerRow[]>(
    `WITH people AS (SELECT DISTINCT s.id, s.display_name FROM team_member m JOIN staff s ON s.id = m.staff_id
       WHERE m.team_id = ANY (CASE WHEN $2::uuid IS NULL THEN my_teams() ELSE ARRAY[$2::uuid] END) AND s.role = 'advocate' AND s.state = 'active')
     SELECT p.id, p.display_name AS name, l.*, k.fte_percent AS "ftePercent", k.full_weight AS "fullWeight", a.until_on AS "awayUntil",
       ARRAY(SELECT w.ability FROM worker_ability w WHERE w.staff_id = p.id ORDER BY w.ability) AS abilities
     FROM people p
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE c.risk_band = 'high') AS high, count(*) FILTER (WHERE c.risk_band = 'medium') AS medium,
       count(*) FILTER (WHERE c.risk_band = 'standard') AS standard, count(*) FILTER (WHERE c.risk_band IS NULL) AS "notAssessed"
       FROM case_file c WHERE c.advocate_id = p.id AND c.closed_on IS NULL) l
     CROSS JOIN LATERAL (SELECT max(a.to_on) AS until_on FROM absence a
       WHERE a.staff_id = p.id AND a.cancelled_at IS NULL AND $1 BETWEEN a.from_on AND a.to_on) a
     LEFT JOIN LATERAL (SELECT c.fte_percent, c.full_weight FROM capacity c WHERE c.staff_id = p.id AND c.from_on <= $1
       ORDER BY c.from_on DESC, c.set_at DESC LIMIT 1) k ON true
     ORDER BY p.display_name, p.id`,
    [today, teamId],
  );
  return rows.map(workerOf);
}

function workerOf({
  high,
  medium,
  standard,
  notAssessed,
  ftePercent,
  fullWeight,
  ...worker
}: WorkerRow): Worker {
  const capacity: Capacity | null =
    ftePercent === null || fullWeight === null ? null : { ftePercent, fullWeight };
  return { ...worker, caseload: { high, medium, standard, notAssessed }, capacity };
}

/** An advocate at work in a team of one's own. @throws NotFound where there is none */
export async function colleagueIn(
  tx: EntityManager,
  staffId: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const [colleague] = await tx.query<{ id: string; name: string }[]>(
    `SELECT s.id, s.display_name AS name FROM staff s WHERE s.id = $1 AND s.role = 'advocate' AND s.state = 'active'
       AND EXISTS (SELECT FROM team_member m WHERE m.staff_id = s.id AND m.team_id = ANY (my_teams()))`,
    [staffId],
  );
  if (!colleague) throw new NotFound();
  return colleague;
}

/** The advocates to whom a case of this client can go, of those in the team. Who is not among them is not told, nor why. */
export async function whoMayTake(
  tx: EntityManager,
  { clientId, teamId }: { readonly clientId: string; readonly teamId: string },
): Promise<string[]> {
  const [row] = await tx.query<[{ able: string[] }]>('SELECT who_may_take($1, $2) AS able', [
    clientId,
    teamId,
  ]);
  return row.able;
}

export async function needsOf(tx: EntityManager, caseId: string): Promise<Ability[]> {
  const rows = await tx.query<{ ability: Ability }[]>(
    'SELECT ability FROM case_need WHERE case_id = $1 ORDER BY ability',
    [caseId],
  );
  return rows.map(({ ability }) => ability);
}

/** What holds of a worker from a day on. */
export interface CapacityRow extends Capacity {
  readonly id: string;
  readonly fromOn: PlainDate;
  readonly setAt: Date;
  readonly setBy: string;
}

/** What was set of a worker's capacity, the latest day first: the first whose day has come holds. At most fifty. */
export function capacitiesOf(tx: EntityManager, staffId: string): Promise<CapacityRow[]> {
  return tx.query<CapacityRow[]>(
    `SELECT c.id, c.from_on AS "fromOn", c.fte_percent AS "ftePercent", c.full_weight AS "fullWeight", c.set_at AS "setAt", s.display_name AS "setBy"
     FROM capacity c JOIN staff s ON s.id = c.set_by WHERE c.staff_id = $1 ORDER BY c.from_on DESC, c.set_at DESC, c.id LIMIT 50`,
    [staffId],
  );
}
