import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';

/** One thing to do: the record it is about, the day it falls due where it has one, and where to do it. */
export interface Item {
  readonly id: string;
  readonly reference: string;
  readonly href: string;
  readonly dueOn: PlainDate | null;
}

/** The first ten of a kind of thing to do, most pressing first, and how many there are in all. */
export interface Pile {
  readonly items: readonly Item[];
  readonly total: number;
}

type Row = Item & { readonly total: number };

/** Cuts a question to its first ten rows and counts them all. The question's own order stands. */
export async function pile(
  tx: EntityManager,
  question: string,
  values: readonly unknown[] = [],
): Promise<Pile> {
  const rows = await tx.query<Row[]>(`SELECT *, count(*) OVER () AS total FROM (${question}) q LIMIT 10`, [
    ...values,
  ]);
  return {
    items: rows.map(({ id, reference, href, dueOn }) => ({ id, reference, href, dueOn })),
    total: rows[0]?.total ?? 0,
  };
}

/** Assessments waiting for somebody other than their author: first those that the answers or the author call high. */
export function assessmentsToReview(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT a.id, c.reference, '/assessments/' || a.id || '/review' AS href, NULL::date AS "dueOn"
     FROM assessment a JOIN case_file c ON c.id = a.case_id
     WHERE a.state = 'submitted' AND a.author_id <> my_user()
     ORDER BY 'high' IN (a.tool_band, a.professional_band) DESC, a.submitted_at, a.id`,
  );
}

/** Requests not yet answered, the soonest due first. */
export function requestsToAnswer(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT r.id, r.reference, '/foi/requests/' || r.id AS href, r.due_on AS "dueOn" FROM foi_request r
     WHERE r.state IN ('received', 'drafted', 'approved', 'in_review') ORDER BY r.due_on, r.id`,
  );
}

/** Answers that a colleague drafted and someone else must approve. */
export function answersToApprove(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT r.id, r.reference, '/foi/requests/' || r.id AS href, r.due_on AS "dueOn" FROM foi_request r
     JOIN LATERAL (SELECT a.drafted_by FROM foi_answer a WHERE a.request_id = r.id ORDER BY a.edition DESC LIMIT 1) a ON true
     WHERE r.state = 'drafted' AND a.drafted_by <> my_user() ORDER BY r.due_on, r.id`,
  );
}

/** Accounts that are suspended: somebody may be waiting to come back. */
export function suspendedAccounts(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT s.id, s.display_name AS reference, '/staff/' || s.id AS href, NULL::date AS "dueOn" FROM staff s
     WHERE s.state = 'suspended' ORDER BY s.display_name, s.id`,
  );
}

/** What was found in the log of the last seven days that is worth asking about. */
export function anomaliesFound(tx: EntityManager, today: PlainDate): Promise<Pile> {
  return pile(
    tx,
    `SELECT s.id, s.display_name AS reference, '/log/anomalies' AS href, NULL::date AS "dueOn" FROM audit.anomaly a JOIN staff s ON s.id = a.staff_id
     WHERE a.on_day > $1::date - 7 ORDER BY a.on_day DESC, s.display_name, a.id`,
    [today],
  );
}

/** Changes of staff that wait for somebody else, the soonest to lapse first. */
export function changesOfStaff(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT p.id, coalesce(p.display_name, s.display_name) AS reference, '/proposals/' || p.id AS href, (p.expires_at AT TIME ZONE 'Europe/London')::date AS "dueOn"
     FROM staff_proposal p LEFT JOIN staff s ON s.id = p.subject_id
     WHERE p.decision IS NULL AND p.expires_at > now() ORDER BY p.expires_at, p.id`,
  );
}

/** The latest frozen quarter of each of one's contracts. */
export function latestReturns(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT DISTINCT ON (k.id) k.id, o.name || ', ' || s.quarter AS reference, '/returns/' || k.id || '/' || s.quarter AS href, NULL::date AS "dueOn"
     FROM contract k JOIN organisation o ON o.id = k.service_id JOIN snapshot s ON s.service_id = k.service_id
     WHERE k.commissioner_id = my_organisation() ORDER BY k.id, s.quarter DESC`,
  );
}
