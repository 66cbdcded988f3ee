import type { EntityManager } from 'typeorm';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound } from '../kernel/errors.js';
import type { AttemptRow } from '../cases/case.queries.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { attemptsOn } from './attempt.queries.js';
import type { Referral } from './referral.entity.js';
import type { AmendmentReason, DeclineReason, PauseReason, TriageDecision } from './triage.codes.js';
import { calendarStored, clocksOf, pauseStored } from './clock.queries.js';
import type { ReferralClocks, StoredCalendar, StoredPause } from './clock.queries.js';
import type { Pause } from './response-clock.rules.js';
import type { Undecided } from './triage-clock.rules.js';

/** Who has a referral in hand, since when. */
export interface Decider {
  readonly id: string;
  readonly name: string;
  readonly fromAt: Date;
}

/** Whoever has it in hand, or null while nobody has. */
export async function deciderOf(tx: EntityManager, referralId: string): Promise<Decider | null> {
  const [decider] = await tx.query<Decider[]>(
    `SELECT d.staff_id AS id, s.display_name AS name, d.from_at AS "fromAt"
     FROM referral_decider d JOIN staff s ON s.id = d.staff_id WHERE d.referral_id = $1 AND d.to_at IS NULL`,
    [referralId],
  );
  return decider ?? null;
}

type Typed = Pick<Referral, 'recordedBy' | 'decidedBy'>;

/** Those a referral may be handed to, as options of a list: the supervisors of its team who may decide it. */
export function decidersOf(
  tx: EntityManager,
  { teamId, recordedBy, decidedBy }: Typed & Pick<Referral, 'teamId'>,
): Promise<CodeEntry[]> {
  return tx.query<CodeEntry[]>(
    `SELECT s.id AS code, s.display_name AS label FROM team_member m JOIN staff s ON s.id = m.staff_id
     WHERE m.team_id = $1 AND s.role = 'supervisor' AND s.state = 'active' AND NOT left_to_another($2, $3, s.id)
     ORDER BY s.display_name, s.id`,
    [teamId, recordedBy, decidedBy],
  );
}

/** To whom whoever asks leaves the decision of a referral: `to another` where they typed it, nobody else has decided it, and another could. */
export async function leftTo(
  tx: EntityManager,
  { recordedBy, decidedBy }: Typed,
): Promise<'to another' | 'to nobody else'> {
  const [{ left }] = await tx.query<[{ left: boolean }]>(
    'SELECT left_to_another($1, $2, my_user()) AS left',
    [recordedBy, decidedBy],
  );
  return left ? 'to another' : 'to nobody else';
}

export interface PauseRow extends Pause {
  readonly id: string;
  readonly why: PauseReason;
  readonly begunBy: string;
}

/** Each time a referral's clock was stopped, the first first. */
export function pausesOf(tx: EntityManager, referralId: string): Promise<PauseRow[]> {
  return tx.query<PauseRow[]>(
    `SELECT p.id, p.why, p.began_at AS "beganAt", p.until_on AS "untilOn", p.ended_at AS "endedAt", s.display_name AS "begunBy"
     FROM referral_pause p JOIN staff s ON s.id = p.began_by WHERE p.referral_id = $1 ORDER BY p.began_at, p.id`,
    [referralId],
  );
}

export interface AmendmentRow {
  readonly why: AmendmentReason;
  readonly decision: TriageDecision;
  readonly decisionReason: DeclineReason | null;
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly amendedAt: Date;
  readonly amendedBy: string;
}

/** What was decided before somebody put it right, the latest first. */
export function amendmentsOf(tx: EntityManager, referralId: string): Promise<AmendmentRow[]> {
  return tx.query<AmendmentRow[]>(
    `SELECT a.why, a.decision, a.decision_reason AS "decisionReason", a.decided_at AS "decidedAt", d.display_name AS "decidedBy",
            a.amended_at AS "amendedAt", b.display_name AS "amendedBy"
     FROM referral_amendment a JOIN staff d ON d.id = a.decided_by JOIN staff b ON b.id = a.amended_by
     WHERE a.referral_id = $1 ORDER BY a.amended_at DESC, a.id`,
    [referralId],
  );
}

/** How far a referral has come on its way to a decision. */
export interface Handling {
  readonly decider: Decider | null;
  readonly deciders: readonly CodeEntry[];
  readonly left: 'to another' | 'to nobody else';
  readonly pauses: readonly PauseRow[];
  readonly clocks: ReferralClocks;
  readonly amendments: readonly AmendmentRow[];
  readonly attempts: readonly AttemptRow[];
}

export async function handlingOf(tx: EntityManager, referral: Referral): Promise<Handling> {
  const [clocks] = await clocksOf(tx, { ids: [referral.id] });
  if (!clocks) throw new NotFound();
  return {
    decider: await deciderOf(tx, referral.id),
    deciders: await decidersOf(tx, referral),
    left: await leftTo(tx, referral),
    pauses: await pausesOf(tx, referral.id),
    clocks,
    amendments: await amendmentsOf(tx, referral.id),
    attempts: await attemptsOn(tx, referral.id),
  };
}

/** A referral not decided, as the job that looks at their clocks sees it: when, and nobody. */
export interface ClockOf extends Undecided {
  readonly id: string;
  /** How far up it went already: 0 nowhere. */
  readonly level: number;
}

export async function clocksRunning(tx: EntityManager): Promise<ClockOf[]> {
  const calendars = new Map(
    (
      await tx.query<(StoredCalendar & { id: string })[]>(
        'SELECT organisation_id AS id, hours, days FROM opening_calendars()',
      )
    ).map(({ id, ...stored }) => [id, calendarStored(stored)]),
  );
  const rows = await tx.query<
    (Omit<ClockOf, 'pauses' | 'calendar'> & { organisationId: string; pauses: StoredPause[] })[]
  >(
    `SELECT id, organisation_id AS "organisationId", received_at AS "receivedAt", taken_up_at AS "takenUpAt", terms, pauses, level, deciders,
            waiting_since AS "waitingSince" FROM referrals_in_time()`,
  );
  return rows.map(({ organisationId, pauses, ...clock }) => ({
    ...clock,
    pauses: pauses.map(pauseStored),
    calendar: calendars.get(organisationId) ?? { hours: [], days: {} },
  }));
}

/** A referral that went up because nobody decided it, by its reference. */
export interface Escalated {
  readonly id: string;
  readonly reference: string;
  readonly team: string;
  readonly receivedAt: Date;
  readonly escalatedAt: Date;
  /** Whether it is of a team of one's own, and so can be opened. */
  readonly own: boolean;
  /** Whether no supervisor of its team can open it, and whoever asks may move it to a team of theirs. */
  readonly mayMove: boolean;
}

/** A page of what went up to whoever asks, the longest waiting first. */
export async function escalatedReferrals(tx: EntityManager, asked: unknown): Promise<Paged<Escalated>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM escalated_referrals()',
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Escalated[]>(
    `SELECT id, reference, team, received_at AS "receivedAt", escalated_at AS "escalatedAt", own, may_move_referral(id) AS "mayMove"
     FROM escalated_referrals() ORDER BY received_at, id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

/** False where it is not for whoever asks to move, or the team is not theirs. */
export async function moveReferral(tx: EntityManager, referralId: string, teamId: string): Promise<boolean> {
  const [row] = await tx.query<[{ moved: boolean }]>('SELECT move_referral($1, $2) AS moved', [
    referralId,
    teamId,
  ]);
  return row.moved;
}

/**
 * Whether a client is not to be accepted: they and somebody else both say they are the victim, and it was not decided yet, or decided
 * that they are not. False to whoever is not to decide it: to them there is none.
 */
export async function isHeld(tx: EntityManager, clientId: string): Promise<boolean> {
  const [{ held }] = await tx.query<[{ held: boolean }]>(
    `SELECT EXISTS (SELECT FROM counter_allegation k WHERE k.earlier_client_id = ANY (records_of($1)) AND coalesce(k.outcome, '') IN ('', 'earlier_is_perpetrator')
       OR k.later_client_id = ANY (records_of($1)) AND coalesce(k.outcome, '') IN ('', 'later_is_perpetrator')) AS held`,
    [clientId],
  );
  return held;
}
