import { RuleBroken } from '../kernel/errors.js';
import { addDays, daysBetween, inWords, type PlainDate } from '../kernel/plain-date.js';
import {
  askedOf,
  dueAt,
  dueFirst,
  standsStill,
  whyDue,
  type Asked,
  type Term,
  type Timing,
} from './response-clock.rules.js';

/** What of a referral the clock of its decision asks. */
export interface InTriage extends Timing {
  /** When somebody took it up by name; null while nobody has it. */
  readonly takenUpAt: Date | null;
  readonly terms: readonly Term[];
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
    standsStill: standsStill(referral.pauses, now),
    because: whyDue(referral, due, now),
  };
}

/**
 * To whom a referral goes up: 1, its team's supervisors, where nobody took it up in half of the time or decided it in time;
 * 2, the whole service, where nobody decided it in twice the time; 0 while it is in time, or its clock stands still. At the
 * very instant it is not late yet.
 */
export function escalationOf(referral: InTriage, now: Date): 0 | 1 | 2 {
  if (standsStill(referral.pauses, now)) return 0;
  const due = dueFirst(referral, askedOf('triage', referral.terms, null), now);
  if (!due) throw new Error('A decision is always due');
  if (now > dueAt(referral, times(2, due.asked), now)) return 2;
  if (now > due.at) return 1;
  return referral.takenUpAt === null && now > dueAt(referral, times(0.5, due.asked), now) ? 1 : 0;
}

function times(factor: number, { hours, countedIn }: Asked) {
  return { hours: hours * factor, countedIn };
}

/** The longest a clock may be stopped at once, in days after the one it is stopped on. */
const longestPause = 14;

/**
 * The last day of a pause, inclusive; returned unchanged. Of 3 March 2026 it is 3 March at the earliest and 17 March at the latest.
 * @throws RuleBroken `pause-ends-before-it-begins`, `pause-is-too-long`
 */
export function soundPause(untilOn: PlainDate, today: PlainDate): PlainDate {
  if (untilOn < today) {
    throw new RuleBroken('pause-ends-before-it-begins', 'The day to go on cannot be in the past');
  }
  if (daysBetween(today, untilOn) > longestPause) {
    const latest = inWords(addDays(today, longestPause));
    throw new RuleBroken('pause-is-too-long', `The clock can stand still until ${latest} at the latest`);
  }
  return untilOn;
}
