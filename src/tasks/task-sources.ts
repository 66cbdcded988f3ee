import type { TaskKind } from './task.codes.js';

// Of a case `c` of those looked through: who it is about is not among it.
const ofCase = 'c.id AS case_id, c.reference, c.risk_band';
const caseAt = (place: string) => `'/cases/' || c.id || '${place}' AS href`;
const after = (fact: string, days: string) =>
  `${fact} + ${days} AS due_on, ${fact} + ${days} - 7 AS shown_from`;
const before = (end: string, days: string) => `${end} AS due_on, ${end} - ${days} AS shown_from`;
const spoken = `contact_attempt a WHERE a.case_id = c.id AND a.outcome = 'spoke_to_client'`;
const london = (instant: string) => `(${instant} AT TIME ZONE 'Europe/London')::date`;

/**
 * Of each kind of task, the facts it follows from: id, case_id, reference, risk_band, href, due_on and shown_from, of the cases in
 * `cases` or of a referral. A task is there while its fact is; there is nothing to tick. `$1` is the day it is, `days` the rule's,
 * `asked` which of those asked for by hand.
 */
export const sources = {
  breach: (days) =>
    `SELECT b.id, ${ofCase}, '/cases/' || c.id || '/orders/' || b.order_id || '/breaches/' || b.id AS href, ${after('b.occurred_on', days)}
     FROM cases c JOIN breach b ON b.case_id = c.id WHERE b.state = 'possible' OR b.state = 'known' AND b.reported_to_police = 'no'`,
  emergency_review: (days) =>
    `SELECT b.id, NULL::uuid AS case_id, s.display_name AS reference, NULL::text AS risk_band, '/emergency-access/' || b.id AS href, ${before('b.review_due_on', days)}
     FROM broken_glass_notice t JOIN broken_glass b ON b.id = t.broken_glass_id JOIN staff s ON s.id = b.staff_id
     WHERE b.decision IS NULL AND b.staff_id <> ALL ((SELECT my_colleagues())::uuid[])`,
  first_contact: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${after('c.opened_on', days)} FROM cases c WHERE NOT EXISTS (SELECT FROM ${spoken})`,
  contact_lapsed: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${after('a.on_day', days)}
     FROM cases c JOIN LATERAL (SELECT ${london('max(a.at)')} AS on_day FROM ${spoken}) a ON a.on_day IS NOT NULL WHERE c.risk_band = 'high'`,
  first_assessment: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('/assessments/new')}, ${after('c.opened_on', days)} FROM cases c WHERE c.risk_band IS NULL`,
  risk_review: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('/assessments/new')}, ${before('c.review_due_on', days)} FROM cases c WHERE c.review_due_on IS NOT NULL`,
  // The first of the ways that were verified and are said to be safe to go stale; where there is none, since it was opened.
  safe_contact: (days) =>
    `SELECT c.id, ${ofCase}, ${caseAt('#reaching')}, ${before('coalesce(m.on_day, c.opened_on)', days)}
     FROM cases c CROSS JOIN LATERAL (SELECT min(coalesce(m.recheck_on, m.verified_on + 90)) AS on_day FROM contact_method m
       WHERE m.client_id = c.client_id AND m.ended_at IS NULL AND m.safe = 'yes' AND m.verified_on IS NOT NULL) m`,
  // As notificationOn has it: not of an order that was no longer in force when the three days ended.
  notification: (days) =>
    `SELECT o.id, ${ofCase}, '/cases/' || c.id || '/orders/' || o.id AS href, ${before('o.notification_due_on', days)}
     FROM cases c JOIN protection_order o ON o.case_id = c.id WHERE o.state IN ('interim', 'full')
       AND o.notified_on IS NULL AND (o.interim_expires_on >= o.notification_due_on OR o.made_on <= o.notification_due_on)`,
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
     FROM cases c JOIN LATERAL (SELECT DISTINCT ON (k.purpose, k.agency_id) k.id, k.value, k.until_on FROM consent k WHERE k.client_id = c.client_id
       ORDER BY k.purpose, k.agency_id, k.given_on DESC, k.recorded_at DESC, k.id DESC) k ON k.value = 'given' AND k.until_on IS NOT NULL`,
  referral_waiting: (days) =>
    `SELECT r.id, NULL::uuid AS case_id, r.reference, NULL::text AS risk_band, '/referrals/' || r.id AS href, ${after(london('r.received_at'), days)}
     FROM referral r WHERE r.state = 'received'`,
  place_waited_for: (days) =>
    `SELECT r.id, NULL::uuid AS case_id, r.reference, NULL::text AS risk_band, '/referrals/' || r.id AS href, ${after(london('r.decided_at'), days)}
     FROM referral r WHERE r.state = 'waiting'`,
  // Also in a case that was closed since: nobody said that it need not be done.
  by_hand: (_, asked) =>
    `SELECT t.id, ${ofCase}, '/cases/' || c.id || '/tasks' AS href, t.due_on, '-infinity'::date AS shown_from
     FROM task t JOIN case_file c ON c.id = t.case_id WHERE t.done_at IS NULL AND ${asked}`,
} as const satisfies Record<TaskKind, (days: string, asked: string) => string>;
