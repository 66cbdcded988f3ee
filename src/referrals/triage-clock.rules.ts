import { RuleBroken } from '../kernel/errors.js';
import { addDays, daysBetween, inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';

const hour = 3_600_000;

/** Without a contract that says otherwise, a decision is due within a day. */
const hoursWithoutContract = 24;

/** A time during which a referral's clock stood still. */
export interface Pause {
  readonly beganAt: Date;
  /** The last day, inclusive, on which it may stand still: at its end the clock goes on by itself. */
  readonly untilOn: PlainDate;
  /** When somebody set it going again; null where nobody has. */
  readonly endedAt: Date | null;
}

/** What of a referral its clock asks. */
export interface InTriage {
  readonly receivedAt: Date;
  /** When somebody took it up by name; null while nobody has it. */
  readonly takenUpAt: Date | null;
  /** The hours in which the contract of its area asks for a decision; null where none does. */
  readonly withinHours: number | null;
  readonly pauses: readonly Pause[];
}

/** What of a referral nobody decided yet is asked to see how far up it goes. */
export interface Undecided extends InTriage {
  /** How many supervisors of its team can open it: at work, kept from nothing of it, and named where it is sealed. */
  readonly deciders: number;
  /** Of one on the waiting list, when it was put there or last looked at again; null where it is not there. */
  readonly waitingSince: Date | null;
}

/** Instants in whole minutes and the hour as London shows it are the page's: here they are exact. */
export interface DecisionDue {
  readonly dueAt: Date;
  /** By when somebody takes it up: half of the time there is. */
  readonly takeUpBy: Date;
  readonly standsStill: boolean;
  /** How the due time comes about, so that a person can check it. */
  readonly because: string;
}

/**
 * When a referral is to be decided: so many elapsed hours after it was received, and as much later as its clock stood still.
 * Hours are counted as they pass, nights and holidays too, and through a change of the clocks: received on Friday 27 March
 * 2026 at 17:40 with 48 hours, it is due on Sunday 29 March at 18:40 in London, where the clocks went forward that night.
 * Of a pause that is not over, what has passed by now counts, so that the due time moves on until it is.
 * Source: contract_target of the contract that pays for the area; 24 hours where there is none, as one working day is usual.
 */
export function decisionDue({ receivedAt, withinHours, pauses }: InTriage, now: Date): DecisionDue {
  const hours = withinHours ?? hoursWithoutContract;
  const still = pauses.map((pause) => stoodStill(pause, now)).reduce((sum, each) => sum + each, 0);
  const due = receivedAt.getTime() + hours * hour + still;
  const asked = withinHours === null ? 'no contract says how soon, so within' : 'the contract asks for';
  const stood = still === 0 ? '' : `; its clock stood still for ${durationInWords(still)}`;
  return {
    dueAt: new Date(due),
    takeUpBy: new Date(due - (hours * hour) / 2),
    standsStill: pauses.some((pause) => standsStillAt(pause, now)),
    because: `${asked} ${String(hours)} hours from when it was received, nights and holidays counted${stood}`,
  };
}

/**
 * To whom a referral goes up: 1, its team's supervisors, where nobody took it up in half of the time or decided it in time;
 * 2, the whole service, where nobody decided it in twice the time, or at once where no supervisor of its team can open it;
 * 0 while it is in time. At the very instant it is not late yet. While its clock stands still it is where it was when that was
 * stopped: stopping takes nothing back that was late by then. One on the waiting list goes up as if it were decided in the
 * fourteen days since somebody looked at it: looked at on 2 March 2026 at 10:00, 1 after 16 March and 2 after 30 March at 11:00,
 * since the clocks go forward between.
 */
export function escalationOf(referral: Undecided, now: Date): 0 | 1 | 2 {
  if (referral.deciders === 0) return 2;
  if (referral.waitingSince !== null) return waitedFor(referral.waitingSince, now);
  const held = referral.pauses.find((pause) => standsStillAt(pause, now));
  return held ? lateBy(referral, held.beganAt) : lateBy(referral, now);
}

/** In elapsed hours: how long one waits before somebody looks at it again. */
const hoursToLookAgain = 14 * 24;

function waitedFor(since: Date, now: Date): 0 | 1 | 2 {
  const turns = (now.getTime() - since.getTime()) / (hoursToLookAgain * hour);
  if (turns > 2) return 2;
  return turns > 1 ? 1 : 0;
}

function lateBy(referral: InTriage, now: Date): 0 | 1 | 2 {
  const { dueAt, takeUpBy } = decisionDue(referral, now);
  const twice = dueAt.getTime() + (referral.withinHours ?? hoursWithoutContract) * hour;
  if (now.getTime() > twice) return 2;
  if (now > dueAt) return 1;
  return referral.takenUpAt === null && now > takeUpBy ? 1 : 0;
}

/** On how many days of London a clock may stand still, all pauses together, the first and the last of each counted. */
const mostDaysStill = 15;

/**
 * The last day of a pause, inclusive; returned unchanged. Of 3 March 2026 it is 3 March at the earliest and 17 March at the
 * latest; where the clock stood still from 20 to 24 February already, 12 March. A day of two pauses counts once.
 * @throws RuleBroken `pause-ends-before-it-begins`, `pause-is-too-long`, `stood-still-enough` where no day is left
 */
export function soundPause(untilOn: PlainDate, today: PlainDate, before: readonly Pause[]): PlainDate {
  if (untilOn < today) {
    throw new RuleBroken('pause-ends-before-it-begins', 'The day to go on cannot be in the past');
  }
  const stood = new Set(before.flatMap(daysStill).filter((day) => day < today)).size;
  if (stood >= mostDaysStill) {
    throw new RuleBroken('stood-still-enough', 'Its clock has stood still for as long as it may. Decide it');
  }
  const latest = addDays(today, mostDaysStill - stood - 1);
  if (untilOn > latest) {
    const words = inWords(latest);
    throw new RuleBroken('pause-is-too-long', `The clock can stand still until ${words} at the latest`);
  }
  return untilOn;
}

function daysStill({ beganAt, untilOn, endedAt }: Pause): PlainDate[] {
  const first = londonDate(beganAt);
  const ended = endedAt === null ? untilOn : londonDate(endedAt);
  const last = ended < untilOn ? ended : untilOn;
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, place) => addDays(first, place));
}

function standsStillAt({ beganAt, untilOn, endedAt }: Pause, now: Date): boolean {
  return beganAt <= now && endedAt === null && londonDate(now) <= untilOn;
}

/** In milliseconds. Where nobody set it going again it went on at the end of its last day, in London. */
function stoodStill({ beganAt, untilOn, endedAt }: Pause, now: Date): number {
  const ends = [endedAt ?? now, now, endOf(untilOn, beganAt)].map((each) => each.getTime());
  return Math.max(0, Math.min(...ends) - beganAt.getTime());
}

/** The instant at which a day ends in London: in summer 23:00 UTC. */
function endOf(day: PlainDate, after: Date): Date {
  const next = addDays(day, 1);
  const atUtc = new Date(Date.parse(`${next}T00:00:00Z`));
  const inSummer = londonDate(new Date(atUtc.getTime() - 1)) === next;
  const ends = inSummer ? new Date(atUtc.getTime() - hour) : atUtc;
  return ends > after ? ends : after;
}

/** Whole hours for the first two days, whole days from then on, each rounded down. */
function durationInWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / hour);
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? '1 hour' : `${String(hours)} hours`;
  return `${String(Math.floor(hours / 24))} days`;
}
