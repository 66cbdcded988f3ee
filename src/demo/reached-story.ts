import type { Client } from 'pg';
import type { PlainDate } from '../kernel/plain-date.js';
import { idOf } from './row-id.js';

/** One in so many of a table, always the same ones: drawn from the id itself. */
const oneIn = (many: number, id: string) =>
  `('x' || left(md5(${id}::text), 4))::bit(16)::integer % ${String(many)} = 0`;

/** The referrals whose client has a phone that could be rung at any hour from before they came. */
const rung = `referral r JOIN LATERAL (SELECT m.id FROM contact_method m WHERE m.client_id = r.client_id AND m.channel = 'phone' AND m.safe = 'yes'
  AND m.device_watched = 'no' AND m.verified_on <= r.received_at::date AND m.ended_at IS NULL ORDER BY m.id LIMIT 1) m ON true`;

/**
 * What became of referrals before there was a case: some could not be reached and some are being tried, some decisions were put
 * right, some went up undecided, and some of those who referred were told, since the person agreed.
 */
export async function tellReaching(db: Client, today: PlainDate): Promise<void> {
  await db.query(unreached, [today]);
  for (const statement of [attempts, trying]) await db.query(statement);
  await db.query(escalated, [today]);
  for (const statement of [amended, agreed, told]) await db.query(statement);
}

const unreached = `
  UPDATE referral SET state = 'unreached', decision = 'unable_to_contact', decision_reason = NULL, decided_at = received_at + interval '3 days 12 hours'
   WHERE id IN (SELECT r.id FROM ${rung} WHERE r.state = 'declined' AND ${oneIn(3, 'r.id')} AND r.received_at < $1::date - interval '5 days')`;

/** On three days after it came, in the morning, the afternoon and the evening. */
const attempts = `
  INSERT INTO contact_attempt (id, referral_id, at, channel, outcome, contact_method_id, recorded_by, recorded_at)
  SELECT ${idOf(`'tried ' || n || r.id`)}, r.id, at, 'phone', 'no_answer', m.id, r.decided_by, at
    FROM ${rung}, generate_series(1, 3) n,
         LATERAL (SELECT (date_trunc('day', r.received_at) + make_interval(days => n, hours => 7 + 3 * n)) AS at) t
   WHERE r.state = 'unreached'`;

const trying = `
  INSERT INTO contact_attempt (id, referral_id, at, channel, outcome, contact_method_id, recorded_by, recorded_at)
  SELECT ${idOf(`'trying ' || r.id`)}, r.id, r.recorded_at, 'phone', 'no_answer', m.id, d.staff_id, r.recorded_at
    FROM ${rung} JOIN referral_decider d ON d.referral_id = r.id AND d.to_at IS NULL WHERE r.state = 'received'`;

const escalated = `
  INSERT INTO referral_escalation (referral_id, level, escalated_at)
  SELECT r.id, 1, r.received_at + interval '48 hours' FROM referral r WHERE r.state = 'received' AND r.received_at < $1::date - interval '48 hours'`;

const amended = `
  INSERT INTO referral_amendment (id, referral_id, why, decision, decision_reason, decided_at, decided_by, amended_at, amended_by)
  SELECT ${idOf(`'amended ' || r.id`)}, r.id, 'learnt_more', 'redirect', 'needs_other_specialist', greatest(r.received_at, r.decided_at - interval '1 day'),
         r.decided_by, r.decided_at, r.decided_by
    FROM referral r WHERE r.state = 'declined' AND ${oneIn(12, 'r.id')}`;

const agreed = `
  INSERT INTO consent (id, client_id, purpose, value, how, given_on, recorded_by, recorded_at)
  SELECT DISTINCT ON (r.client_id) ${idOf(`'agreed ' || r.client_id`)}, r.client_id, 'share_referrer', 'given', 'by_phone', r.decided_at::date, r.decided_by, r.decided_at
    FROM referral r WHERE r.state IN ('accepted', 'redirected') AND r.source = 'police' AND ${oneIn(8, 'r.client_id')} ORDER BY r.client_id, r.decided_at, r.id`;

const told = `
  INSERT INTO referrer_notice (id, organisation_id, referral_id, client_id, decision, way, checked, consent_id, state, made_by, made_at)
  SELECT ${idOf(`'told ' || r.id`)}, r.organisation_id, r.id, r.client_id, r.decision, 'by_phone', 'rang_published_number', k.id, 'told', r.decided_by, r.decided_at
    FROM referral r JOIN consent k ON k.client_id = r.client_id AND k.purpose = 'share_referrer' AND k.recorded_at = r.decided_at
   WHERE r.state IN ('accepted', 'redirected') AND r.source = 'police' AND NOT r.sealed`;
