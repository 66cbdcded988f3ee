import { awayWithoutCover } from '../allocation/cover.queries.js';
import type { FactKind } from './task.codes.js';

/** Which cases are looked through, as a condition on `c`, and which of what was asked for by hand, as one on `t`. */
export interface Among {
  readonly cases: string;
  readonly asked: string;
}

// Of a case `c` of those looked through: who it is about is not among it.
const ofCase = 'c.id AS case_id, c.reference, c.risk_band';
const caseAt = (place: string) => `'/cases/' || c.id || '${place}' AS href`;
const after = (fact: string, days: string) =>
  `${fact} + ${days} AS due_on, ${fact} + ${days} - 7 AS shown_from`;
const before = (end: string, days: string) => `${end} AS due_on, ${end} - ${days} AS shown_from`;
const spoken = `contact_attempt a WHERE a.case_id = c.id AND a.outcome = 'spoke_to_client'`;
// Opened of somebody who does not want to be contacted, and has not said otherwise themselves since: nobody is asked to ring them.
const leftAlone = `referral r JOIN consent n ON n.client_id = ANY (c.records) AND n.purpose = 'contact' AND n.value IN ('refused', 'withdrawn')
     WHERE r.case_id = c.id AND r.without_contact IS NOT NULL AND NOT EXISTS (SELECT FROM consent k WHERE k.client_id = ANY (c.records)
       AND k.purpose = 'contact' AND k.value = 'given' AND k.how <> 'through_referrer' AND k.given_on >= n.given_on AND k.recorded_at > n.recorded_at)`;
const london = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

const ofOutgoing = `o.id, ${ofCase}, '/cases/' || c.id || '/outgoing/' || o.id AS href`;

/** Dangers that are not over, in every case one sees: those closed, or opened in an emergency, among them. */
export const dangersSeen = `SELECT d.id, ${ofCase}, ${caseAt('/danger')}, ${london('d.began_at')} AS due_on, ${london('d.began_at')} AS shown_from, d.began_at
  FROM danger d JOIN case_file c ON c.id = d.case_id WHERE d.ended_at IS NULL`;

/**
 * Of each kind of task, the facts it follows from: id, case_id, reference, risk_band, href, due_on and shown_from, of the cases in
 * `cases` or of a referral. A task is there while its fact is; there is nothing to tick. `$1` is the day it is and `$3` the moment,
 * `days` the rule's, `among` which cases and which of those asked for by hand.
 */
export const sources = {
  // Nothing can be reported once its case is closed, but a possible breach is decided then too: undecided, it never counts.
  breach: (days, among) =>
    `SELECT b.id, ${ofCase}, '/cases/' || c.id || '/orders/' || b.order_id || '/breaches/' || b.id AS href, ${after('b.occurred_on', days)}
     FROM breach b JOIN case_file c ON c.id = b.case_id
     WHERE ${among.cases} AND (b.state = 'possible' OR b.state = 'known' AND b.reported_to_police = 'no')
       AND (b.state = 'possible' OR c.closed_on IS NULL)`,
  emergency_review: (days) =>
    `SELECT b.id, NULL::uuid AS case_id, s.display_name AS reference, NULL::text AS risk_band, '/emergency-access/' || b.id AS href, ${before('b.review_due_on', days)}
     FROM broken_glass_notice t JOIN broken_glass b ON b.id = t.broken_glass_id JOIN staff s ON s.id = b.staff_id
     WHERE b.decision IS NULL AND b.staff_id <> ALL ((SELECT my_colleagues())::uuid[])`,
  first_contact: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${after('c.opened_on', days)} FROM cases c WHERE NOT EXISTS (SELECT FROM ${spoken}) AND NOT EXISTS (SELECT FROM ${leftAlone})`,
  contact_lapsed: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${after('a.on_day', days)}
     FROM cases c JOIN LATERAL (SELECT ${london('max(a.at)')} AS on_day FROM ${spoken}) a ON a.on_day IS NOT NULL WHERE c.risk_band = 'high'`,
  first_assessment: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('/assessments/new')}, ${after('c.opened_on', days)} FROM cases c WHERE c.risk_band IS NULL`,
  risk_review: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('/assessments/new')}, ${before('c.review_due_on', days)} FROM cases c WHERE c.review_due_on IS NOT NULL`,
  // Also in a case that was closed since: nobody said what came of it.
  concern_follow_up: (days, among) =>
    `SELECT k.id, ${ofCase}, '/cases/' || c.id || '/concerns/' || k.id AS href, ${before('k.follow_up_on', days)}
     FROM safeguarding_concern k JOIN case_file c ON c.id = k.case_id WHERE k.followed_up_on IS NULL AND ${among.cases}
     UNION ALL SELECT k.id, ${ofCase}, '/cases/' || c.id || '/capacity-concerns/' || k.id AS href, ${before('k.follow_up_on', days)}
     FROM capacity_concern k JOIN case_file c ON c.id = k.case_id WHERE k.followed_up_on IS NULL AND ${among.cases}`,
  // The first of the ways that were verified and are said to be safe to go stale; where there is none, since it was opened.
  safe_contact: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${before('coalesce(m.on_day, c.opened_on)', days)}
     FROM cases c CROSS JOIN LATERAL (SELECT min(coalesce(m.recheck_on, m.verified_on + 90)) AS on_day FROM contact_method m
       WHERE m.client_id = c.client_id AND m.ended_at IS NULL AND m.safe = 'yes' AND m.verified_on IS NOT NULL) m
     WHERE NOT EXISTS (SELECT FROM ${leftAlone})`,
  // A text or an email that should have gone a quarter of an hour ago, or did not go: until somebody tried again, by whichever way.
  message: (days) =>
    `SELECT ${ofOutgoing}, ${london('o.use_at')} + ${days} AS due_on, ${london('o.use_at')} AS shown_from
     FROM cases c JOIN outgoing o ON o.case_id = c.id WHERE o.kind IN ('text', 'email') AND (
       o.state IN ('waiting', 'releasing') AND o.use_at <= $3::timestamptz - interval '15 minutes'
       OR (o.state IN ('failed', 'unclear') OR o.stopped_because IN ('ended', 'less_safe', 'not_safe_then', 'too_late'))
         AND NOT EXISTS (SELECT FROM outgoing n WHERE n.case_id = c.id AND n.made_at > o.ended_at)
         AND NOT EXISTS (SELECT FROM contact_attempt a WHERE a.case_id = c.id AND a.at > o.ended_at))`,
  // As notificationOn has it: not of an order that was no longer in force when the three days ended.
  notification: (days) =>
    `SELECT o.id, ${ofCase}, '/cases/' || c.id || '/orders/' || o.id AS href, ${before('o.notification_due_on', days)}
     FROM cases c JOIN protection_order o ON o.case_id = c.id WHERE o.state IN ('interim', 'full')
       AND o.notified_on IS NULL AND (o.interim_expires_on >= o.notification_due_on OR o.made_on <= o.notification_due_on)`,
  // Also in a case that was closed since, as what was asked for by hand is.
  panel_action: (days, among) =>
    `SELECT a.id, ${ofCase}, '/cases/' || c.id || '/panel-referrals/' || r.id AS href, ${before('a.due_on', days)}
     FROM panel_action a JOIN panel_referral r ON r.id = a.panel_referral_id JOIN case_file c ON c.id = r.case_id
     WHERE a.done_on IS NULL AND ${among.cases}`,
  // nextLook says the same. Done once another order of the kind was applied for since.
  order_expiry: (days) =>
    `SELECT o.id, ${ofCase}, '/cases/' || c.id || '/orders/' || o.id AS href,
       CASE WHEN $1::date <= o.ends_on - ${days} * 2 / 3 THEN o.ends_on - ${days} * 2 / 3
            WHEN $1::date <= o.ends_on - ${days} / 3 THEN o.ends_on - ${days} / 3 ELSE o.ends_on END AS due_on, o.ends_on - ${days} AS shown_from
     FROM cases c JOIN LATERAL (SELECT o.id, o.measure, o.applied_on, CASE o.state WHEN 'interim' THEN o.interim_expires_on ELSE o.expires_on END AS ends_on
       FROM protection_order o WHERE o.case_id = c.id AND o.state IN ('interim', 'full')) o ON o.ends_on IS NOT NULL
     WHERE NOT EXISTS (SELECT FROM protection_order n WHERE n.case_id = c.id AND n.measure = o.measure AND n.applied_on > o.applied_on
       AND n.state IN ('applied_for', 'interim', 'full'))`,
  consent_expiry: (days) =>
    `SELECT k.id, ${ofCase}, ${caseAt('/consents/new')}, ${before('k.until_on', days)}
     FROM cases c JOIN LATERAL (SELECT DISTINCT ON (k.purpose, k.agency_id) k.id, k.value, k.until_on FROM consent k WHERE k.client_id = ANY (c.records)
       ORDER BY k.purpose, k.agency_id, k.given_on DESC, k.recorded_at DESC, k.id DESC) k ON k.value = 'given' AND k.until_on IS NOT NULL`,
  referral_waiting: (days) =>
    `SELECT r.id, NULL::uuid AS case_id, r.reference, NULL::text AS risk_band, '/referrals/' || r.id AS href, ${after(london('r.received_at'), days)}
     FROM referral r WHERE r.state = 'received'`,
  place_waited_for: (days) =>
    `SELECT r.id, NULL::uuid AS case_id, r.reference, NULL::text AS risk_band, '/referrals/' || r.id AS href, ${after(london('r.decided_at'), days)}
     FROM referral r WHERE r.state = 'waiting'`,
  // Also in a case that was closed since: nobody said that it need not be done.
  by_hand: (_, { asked }) =>
    `SELECT t.id, ${ofCase}, '/cases/' || c.id || '/tasks' AS href, t.due_on, '-infinity'::date AS shown_from
     FROM task t JOIN case_file c ON c.id = t.case_id WHERE t.done_at IS NULL AND t.taken_back_at IS NULL AND ${asked}`,
  // And those that went up to whoever asks: of a case they cannot open, the reference alone.
  danger: () =>
    `SELECT id, case_id, reference, risk_band, href, due_on, shown_from FROM (${dangersSeen}) d
     UNION ALL SELECT t.id, NULL, t.reference, NULL, '/emergency-access/new', ${london('t.began_at')}, ${london('t.began_at')} FROM dangers_told_of() t WHERE NOT t.own`,
  // Whose advocate was suspended, left the team, or may not see it: on nobody's own list until another is chosen. Why is not said.
  needs_worker: () =>
    `SELECT c.id, ${ofCase}, ${caseAt('/allocation/new')}, $1::date AS due_on, $1::date AS shown_from FROM cases c
     WHERE c.id = ANY ((SELECT cases_needing_another_worker())::uuid[]) OR NOT EXISTS (SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id
       WHERE m.team_id = c.team_id AND m.staff_id = c.advocate_id AND s.state = 'active')`,
  away: () => awayWithoutCover,
} as const satisfies Record<FactKind, (days: string, among: Among) => string>;
