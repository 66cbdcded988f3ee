import type { EntityManager } from 'typeorm';
import { dangersSeen } from '../tasks/task-sources.js';
import { pile, type Pile } from './today.queries.js';

/** Dangers that are not over, the first first. */
export function dangersNow(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT d.id, d.reference, d.href, NULL::date AS "dueOn" FROM (${dangersSeen}) d ORDER BY d.began_at, d.id`,
  );
}

/** Decisions of others to share without consent that nobody has judged yet, the longest waiting first. */
export function overridesToJudge(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT o.id, c.reference, '/share-overrides/' || o.id AS href, o.made_on AS "dueOn"
     FROM share_override o JOIN case_file c ON c.id = o.case_id
     WHERE o.decision IS NULL AND o.made_by <> my_user() ORDER BY o.made_at, o.id`,
  );
}

/** Two who both say they are the victim, that are this supervisor's to decide, by who came later; the longest waiting first. */
export function counterAllegationsToDecide(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT k.id, coalesce((SELECT min(r.reference) FROM referral r WHERE r.client_id = k.later_client_id),
       (SELECT min(c.reference) FROM case_file c WHERE c.client_id = k.later_client_id), 'Of another team') AS reference,
       '/counter-allegations/' || k.id AS href, NULL::date AS "dueOn"
     FROM counter_allegation k WHERE k.outcome IS NULL ORDER BY k.found_at, k.id`,
  );
}

/** Emergencies that nobody judged in time, by their ids: whoever keeps the accounts sees whose account it was, and no case. */
export function emergenciesOverdue(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT b.id, left(b.id::text, 8) AS reference, '/staff/' || b.staff_id AS href, b.review_due_on AS "dueOn"
     FROM broken_glass b ORDER BY b.review_due_on, b.id`,
  );
}

/** Sealed cases one is named for. */
export function sealedCases(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT c.id, c.reference, '/cases/' || c.id AS href, NULL::date AS "dueOn" FROM case_file c
     WHERE c.sealed AND c.closed_on IS NULL AND c.client_id <> ALL ((SELECT my_untold())::uuid[]) ORDER BY c.opened_on, c.id`,
  );
}

/** Clients whom somebody else would have forgotten, by the first reference of theirs: for a second person to decide. */
export function erasuresToDecide(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT e.id, (SELECT min(r.reference) FROM referral r WHERE r.client_id = e.client_id) AS reference, '/erasures/' || e.id AS href,
       (e.expires_at AT TIME ZONE 'Europe/London')::date AS "dueOn"
     FROM erasure e WHERE e.decision IS NULL AND e.expires_at > now() AND e.proposed_by <> my_user() ORDER BY e.expires_at, e.id`,
  );
}

/** People who work here and were kept from a record, for a supervisor of another line to look at, the latest first. */
export function exclusionsToJudge(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT e.id, s.display_name AS reference, '/exclusions/' || e.id AS href, NULL::date AS "dueOn"
     FROM exclusion e JOIN staff s ON s.id = e.staff_id WHERE e.lifted_at IS NULL AND e.why <> 'supervisor'
     ORDER BY e.made_at DESC, e.id`,
  );
}

/** Caseworkers at work whom nobody can be found to be too near to: their name is one word, or was never entered. */
export function caseworkersNotComparable(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT s.id, s.display_name AS reference, '/log?by=' || s.id AS href, NULL::date AS "dueOn" FROM staff s
     WHERE s.id = ANY ((SELECT caseworkers_not_comparable())::uuid[]) ORDER BY s.display_name, s.id`,
  );
}
