import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pile, type Pile } from './today.queries.js';

/** What was opened in an emergency and waits for a decision that is this supervisor's to make, the soonest due first. */
export function emergenciesToJudge(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT b.id, s.display_name AS reference, '/emergency-access/' || b.id AS href, b.review_due_on AS "dueOn"
     FROM broken_glass_notice t JOIN broken_glass b ON b.id = t.broken_glass_id JOIN staff s ON s.id = b.staff_id
     WHERE b.decision IS NULL AND b.staff_id <> ALL (my_colleagues()) ORDER BY b.review_due_on, b.id`,
  );
}

/** Dangers that are not over, the first first: of cases one may see, and what went up to whoever asks from any team. */
export function dangersNow(tx: EntityManager): Promise<Pile> {
  return pile(tx, `${dangersSeen} ORDER BY "beganAt", id`);
}

export function dangersNowOrToldOf(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT DISTINCT ON ("beganAt", id) * FROM (${dangersSeen}
       UNION ALL SELECT t.id, t.reference, CASE WHEN t.own THEN '/cases/' || t.case_id || '/danger' ELSE '/emergency-access/new' END,
         NULL::date, t.began_at FROM dangers_told_of() t WHERE NOT t.own) q ORDER BY "beganAt", id`,
  );
}

const dangersSeen = `SELECT d.id, c.reference, '/cases/' || c.id || '/danger' AS href, NULL::date AS "dueOn", d.began_at AS "beganAt"
  FROM danger d JOIN case_file c ON c.id = d.case_id WHERE d.ended_at IS NULL`;

/** Decisions of others to share without consent that nobody has judged yet, the longest waiting first. */
export function overridesToJudge(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT o.id, c.reference, '/share-overrides/' || o.id AS href, o.made_on AS "dueOn"
     FROM share_override o JOIN case_file c ON c.id = o.case_id
     WHERE o.decision IS NULL AND o.made_by <> my_user() ORDER BY o.made_at, o.id`,
  );
}

/** What was agreed at panels and nobody has said was done in time, the longest overdue first. */
export function panelActionsOverdue(tx: EntityManager, today: PlainDate): Promise<Pile> {
  return pile(
    tx,
    `SELECT a.id, c.reference, '/cases/' || c.id || '/panel-referrals/' || r.id AS href, a.due_on AS "dueOn"
     FROM panel_action a JOIN panel_referral r ON r.id = a.panel_referral_id JOIN case_file c ON c.id = r.case_id
     WHERE a.done_on IS NULL AND a.due_on < $1 ORDER BY a.due_on, a.id`,
    [today],
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

/** Open cases whose advocate may no longer see them. Why is not said: another is to be chosen. */
export function casesNeedingAnotherWorker(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT c.id, c.reference, '/cases/' || c.id || '/allocation/new' AS href, NULL::date AS "dueOn" FROM case_file c
     WHERE c.id = ANY ((SELECT cases_needing_another_worker())::uuid[])
     ORDER BY c.risk_band = 'high' DESC NULLS LAST, c.opened_on, c.id`,
  );
}

/** Sealed cases one is named for. */
export function sealedCases(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT c.id, c.reference, '/cases/' || c.id AS href, NULL::date AS "dueOn" FROM case_file c
     WHERE c.sealed AND c.closed_on IS NULL ORDER BY c.opened_on, c.id`,
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
