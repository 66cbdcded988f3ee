import type { EntityManager } from 'typeorm';
import { hoursStored } from '../parties/safe-hours.rules.js';
import type { ClockFacts } from './clock-reading.rules.js';
import type { OpeningCalendar } from './opening.rules.js';
import type { ReferralState } from './triage.codes.js';
import type { Pause } from './response-clock.rules.js';

/** A pause, and opening hours, as JSON has them: an instant is text there. */
export type StoredPause = Pick<Pause, 'untilOn'> & {
  readonly beganAt: string;
  readonly endedAt: string | null;
};
export interface StoredCalendar extends Pick<OpeningCalendar, 'days'> {
  readonly hours: readonly (Omit<OpeningCalendar['hours'][number], 'hours'> & { readonly minutes: string })[];
}

export function pauseStored({ beganAt, untilOn, endedAt }: StoredPause): Pause {
  return { beganAt: new Date(beganAt), untilOn, endedAt: endedAt === null ? null : new Date(endedAt) };
}

export function calendarStored({ hours, days }: StoredCalendar): OpeningCalendar {
  return { hours: hours.map(({ minutes, ...each }) => ({ ...each, hours: hoursStored(minutes) })), days };
}

/** When one's own service is open. */
export async function ownCalendar(tx: EntityManager): Promise<OpeningCalendar> {
  const [row] = await tx.query<[StoredCalendar]>(
    `SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('fromOn', h.from_on, 'minutes', h.open_minutes::text, 'closesOnBankHolidays', h.closes_on_bank_holidays)
         ORDER BY h.from_on DESC, h.recorded_at DESC, h.id), '[]') FROM opening_hours h WHERE h.organisation_id = my_organisation()) AS hours,
       (SELECT coalesce(jsonb_object_agg(d.on_day, d.opens ORDER BY d.recorded_at, d.id), '{}') FROM opening_day d
         WHERE d.organisation_id = my_organisation()) AS days`,
  );
  return calendarStored(row);
}

/** Whose clocks to read: referrals by id, that of a case, or all in these states. */
export type WhoseClocks =
  | { readonly ids: readonly string[] }
  | { readonly caseId: string }
  | { readonly states: readonly ReferralState[] };

const whose = {
  ids: 'r.id = ANY ($1::uuid[])',
  caseId: `r.case_id = $1 AND r.state = 'accepted'`,
  states: 'r.state = ANY ($1::text[])',
} as const;

export interface ReferralClocks extends ClockFacts {
  readonly id: string;
}

/** What the clocks of referrals ask of them. */
export async function clocksOf(tx: EntityManager, which: WhoseClocks): Promise<ReferralClocks[]> {
  const [[by, value] = ['ids', []]] = Object.entries(which);
  const where = whose[by as keyof typeof whose]; // the one key there is
  const calendar = await ownCalendar(tx);
  const rows = await tx.query<(Omit<ReferralClocks, 'pauses' | 'calendar'> & { pauses: StoredPause[] })[]>(
    `${clocks} WHERE ${where}`,
    [value],
  );
  return rows.map(({ pauses, ...row }) => ({ ...row, pauses: pauses.map(pauseStored), calendar }));
}

const clocks = `
  SELECT r.id, r.received_at AS "receivedAt", c.risk_band AS risk, a."firstAttemptAt", a."firstContactAt",
    least(r.decided_at, (SELECT min(m.decided_at) FROM referral_amendment m WHERE m.referral_id = r.id)) AS "decidedAt",
    (SELECT min(s.submitted_at) FROM assessment s WHERE s.case_id = c.id) AS "assessedAt",
    CASE WHEN r.state IN ('redirected', 'declined', 'duplicate', 'unreached') THEN r.decided_at ELSE c.closed_at END AS "endedAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('contractId', k.id, 'measure', t.measure, 'hours', t.within_hours, 'countedIn', t.counted_in, 'risk', t.risk_band)), '[]')
       FROM contract k JOIN contract_area x ON x.contract_id = k.id AND x.police_area = r.police_area JOIN contract_target t ON t.contract_id = k.id
      WHERE k.service_id = r.organisation_id AND (r.received_at AT TIME ZONE 'Europe/London')::date BETWEEN k.starts_on AND k.ends_on) AS terms,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('beganAt', p.began_at, 'untilOn', p.until_on, 'endedAt', p.ended_at)), '[]')
       FROM referral_pause p WHERE p.referral_id = r.id) AS pauses
  FROM referral r LEFT JOIN case_file c ON c.id = r.case_id
    LEFT JOIN LATERAL (SELECT min(t.at) AS "firstAttemptAt",
        min(t.at) FILTER (WHERE t.outcome IN ('spoke_to_client', 'declined_support', 'callback_agreed')) AS "firstContactAt"
      FROM contact_attempt t WHERE (t.case_id = r.case_id OR t.referral_id = r.id) AND t.at >= r.received_at) a ON true`;
