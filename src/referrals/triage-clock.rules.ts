import { RuleBroken } from '../kernel/errors.js';
import { addDays, daysBetween, inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import {
  askedOf,
  dueAt,
  dueFirst,
  pauseAt,
  whyDue,
  type Asked,
  type Pause,
  type Term,
  type Timing,
} from './response-clock.rules.js';

/** What of a referral the clock of its decision asks. */
export interface InTriage extends Timing {
  /** When somebody took it up by name; null while nobody has it. */
  readonly takenUpAt: Date | null;
  readonly terms: readonly Term[];
}

/** What of a referral nobody decided yet is asked to see how far up it goes. */
export interface Undecided extends InTriage {
  /** How many supervisors of its team can open it: at work, kept from nothing of it, and named where it is sealed. */
  readonly deciders: number;
  /** Of one on the waiting list, when it was put there or last looked at again; null where it is not there. */
  readonly waitingSince: Date | null;
}

/** When a referral is to be decided, and by when somebody takes it up: in half of the time there is. */
export interface DecisionDue {
  readonly dueAt: Date;
  readonly takeUpBy: Date;
  readonly standsStill: boolean;
  readonly because: string;
}

/**
 * When a referral is to be decided, as the contract that pays for its area asks, or within 24 hours where none does, as one
 * working day is usual. Source: contract_target, measure `triage`. How hours are counted: `dueAt`.
 */
export function decisionDue(referral: Omit<InTriage, 'takenUpAt'>, now: Date): DecisionDue {
  const due = dueFirst(referral, askedOf('triage', referral.terms, null), now);
  if (!due) throw new Error('A decision is always due');
  return {
    dueAt: due.at,
    takeUpBy: dueAt(referral, times(0.5, due.asked), now),
    standsStill: pauseAt(referral.pauses, now) !== undefined,
    because: whyDue(referral, due, now),
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
  return lateBy(referral, pauseAt(referral.pauses, now)?.beganAt ?? now);
}

/** In elapsed hours: how long one waits before somebody looks at it again. */
const hoursToLookAgain = 14 * 24;

function waitedFor(since: Date, now: Date): 0 | 1 | 2 {
  const turns = (now.getTime() - since.getTime()) / (hoursToLookAgain * 3_600_000);
  if (turns > 2) return 2;
  return turns > 1 ? 1 : 0;
}

function lateBy(referral: InTriage, now: Date): 0 | 1 | 2 {
  const due = dueFirst(referral, askedOf('triage', referral.terms, null), now);
  if (!due) throw new Error('A decision is always due');
  if (now > dueAt(referral, times(2, due.asked), now)) return 2;
  if (now > due.at) return 1;
  return referral.takenUpAt === null && now > dueAt(referral, times(0.5, due.asked), now) ? 1 : 0;
}

function times(factor: number, { hours, countedIn }: Asked) {
  return { hours: hours * factor, countedIn };
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
