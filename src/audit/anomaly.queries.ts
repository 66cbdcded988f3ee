import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { surnameClue } from '../parties/clues.js';
import { tokensOf } from '../parties/keep-clues.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { AnomalyKind } from './anomaly.codes.js';
import type { DayOfWork, OwnDetailMet } from './anomaly.rules.js';

// Days are London's. The bounds are plain instants, so that the index over them is used.
const within = (from: string, to: string) =>
  `e.at >= (${from})::timestamp AT TIME ZONE 'Europe/London' AND e.at < (${to})::timestamp AT TIME ZONE 'Europe/London'`;
const today = within('$1::date', '$1::date + 1');
const before = within('$1::date - 28', '$1::date');
const ofOpening = `e.act IN ('case.opened', 'case.referral_opened')`;
// Whoever searches name after name copies out as much as whoever turns the pages of a list.
const ofListing = `(e.act LIKE '%.listed' OR e.act = 'people.searched')`;

/** What everyone of the organisation did on a day, whoever did anything. */
export async function daysOfWork(tx: EntityManager, on: PlainDate): Promise<DayOfWork[]> {
  const met = await ownDetailsMet(tx, on);
  const days = await tx.query<Omit<DayOfWork, 'met'>[]>(
    `WITH asked AS (
       SELECT e.actor_id, substr(min(e.actor_role), 10) AS role, (count(*) FILTER (WHERE e.result = 'refused'))::int AS refused
       FROM audit.entry e WHERE ${today} AND e.actor_id IS NOT NULL AND e.act NOT LIKE ALL (ARRAY['row.%', 'session.%']) GROUP BY e.actor_id),
     opened AS (
       SELECT DISTINCT e.actor_id, e.case_id, EXISTS (SELECT FROM allocation a WHERE a.case_id = e.case_id AND a.staff_id = e.actor_id
         AND a.from_on <= $1 AND (a.to_on IS NULL OR a.to_on >= $1)) AS own
       FROM audit.entry e WHERE ${today} AND ${ofOpening}),
     opened_before AS (
       SELECT e.actor_id, (e.at AT TIME ZONE 'Europe/London')::date AS day, count(DISTINCT e.case_id)::int AS cases
       FROM audit.entry e WHERE ${before} AND ${ofOpening} GROUP BY 1, 2),
     listed AS (
       SELECT e.actor_id, count(DISTINCT shown.id)::int AS records
       FROM audit.entry e, unnest(e.ids) AS shown (id) WHERE ${today} AND ${ofListing} GROUP BY 1),
     listed_before AS (
       SELECT e.actor_id, (e.at AT TIME ZONE 'Europe/London')::date AS day, count(DISTINCT shown.id)::int AS records
       FROM audit.entry e, unnest(e.ids) AS shown (id) WHERE ${before} AND ${ofListing} GROUP BY 1, 2)
     SELECT asked.actor_id AS "staffId", asked.role, asked.refused,
       coalesce((SELECT jsonb_agg(jsonb_build_object('caseId', o.case_id, 'own', o.own)) FROM opened o WHERE o.actor_id = asked.actor_id), '[]') AS opened,
       ARRAY(SELECT b.cases FROM opened_before b WHERE b.actor_id = asked.actor_id) AS usual,
       coalesce((SELECT l.records FROM listed l WHERE l.actor_id = asked.actor_id), 0) AS listed,
       ARRAY(SELECT b.records FROM listed_before b WHERE b.actor_id = asked.actor_id) AS "usuallyListed"
     FROM asked ORDER BY asked.actor_id`,
    [on],
  );
  return days.map((day) => ({ ...day, met: met.filter(({ staffId }) => staffId === day.staffId) }));
}

/** Names of colleagues become tokens here, so that the database compares without knowing whose name it compares. */
async function ownDetailsMet(
  tx: EntityManager,
  on: PlainDate,
): Promise<(OwnDetailMet & { staffId: string })[]> {
  const staff = await tx.query<{ id: string; name: string }[]>('SELECT id, display_name AS name FROM staff');
  return tx.query<(OwnDetailMet & { staffId: string })[]>(
    'SELECT staff_id AS "staffId", what, case_id AS "caseId" FROM audit.own_details_met($1, $2, $3)',
    [
      on,
      staff.map(({ id }) => id),
      tokensOf(
        tx,
        staff.map(({ name }) => surnameClue(name)),
      ),
    ],
  );
}

export interface AnomalyRow {
  readonly onDay: PlainDate;
  readonly kind: AnomalyKind;
  readonly who: string;
  readonly caseIds: readonly string[];
  readonly times: number;
}

/** A page of what was found, newest first. */
export async function anomaliesOnPage(tx: EntityManager, asked: unknown): Promise<Paged<AnomalyRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM audit.anomaly');
  const place = pageOf(asked, total);
  const rows = await tx.query<AnomalyRow[]>(
    `SELECT a.on_day AS "onDay", a.kind, s.display_name AS who, a.case_ids AS "caseIds", a.times
     FROM audit.anomaly a JOIN staff s ON s.id = a.staff_id ORDER BY a.on_day DESC, a.kind, s.display_name, a.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}
