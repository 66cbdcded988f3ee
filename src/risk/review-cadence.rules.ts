import { isEnglandAndWalesHoliday } from '../codes/bank-holidays.js';
import type { RiskBand } from '../codes/risk-band.codes.js';
import { addDays, daysBetween, type PlainDate } from '../kernel/plain-date.js';
import { addWorkingDays } from '../kernel/working-days.js';

/** How often risk is looked at again. A service may set its own: no law says, and no national standard was found. */
export interface Cadence {
  /** Calendar days from an assessment to the last day for the next. */
  readonly reassessWithinDays: Readonly<Record<RiskBand, number>>;
  /** Working days from submission to the last day for the supervisor's first look. */
  readonly firstLookWithinWorkingDays: Readonly<Record<RiskBand, number>>;
}

/**
 * What applies where a service has set nothing. High within a working day, and 14, 28 and 56 days, are common practice
 * as the domain reference has it (§3.3, unverified there); five and ten working days for the others are our own.
 */
export const usualCadence: Cadence = {
  reassessWithinDays: { high: 14, medium: 28, standard: 56 },
  firstLookWithinWorkingDays: { high: 1, medium: 5, standard: 10 },
};

/** A band and the day it was given on. */
export interface Banded {
  readonly band: RiskBand;
  readonly on: PlainDate;
}

/**
 * The last day for the next risk review, inclusive, in calendar days; the day of the assessment is day nought.
 * High on 3 March 2026 is due by 17 March.
 */
export function nextReviewOn({ band, on }: Banded, cadence: Cadence = usualCadence): PlainDate {
  return addDays(on, cadence.reassessWithinDays[band]);
}

/**
 * The last day for the supervisor's first look, inclusive, in working days of England and Wales; the day of submission
 * is not counted. High submitted on Thursday 2 April 2026 is due on Tuesday 7 April: Good Friday, Easter Monday.
 * @throws RuleBroken `no-holidays-loaded`
 */
export function firstLookDueOn({ band, on }: Banded, cadence: Cadence = usualCadence): PlainDate {
  return addWorkingDays(on, cadence.firstLookWithinWorkingDays[band], isEnglandAndWalesHoliday);
}

/**
 * The day a review is due once something has happened that calls for one, such as a breach: the next working day, or
 * the day already set where that is sooner. It never moves a review later.
 * @throws RuleBroken `no-holidays-loaded`
 */
export function broughtForward(dueOn: PlainDate | null, today: PlainDate): PlainDate {
  const next = addWorkingDays(today, 1, isEnglandAndWalesHoliday);
  return dueOn !== null && dueOn < next ? dueOn : next;
}

/**
 * The day a review is due once a supervisor amended the band. Where it still stood as the band alone had set it, the
 * new band sets it; where something had brought it forward, it moves no later.
 */
export function dueAfterAmending(
  dueOn: PlainDate | null,
  { from, to, on }: { readonly from: RiskBand; readonly to: RiskBand; readonly on: PlainDate },
): PlainDate {
  const amended = nextReviewOn({ band: to, on });
  const untouched = dueOn === null || dueOn === nextReviewOn({ band: from, on });
  return untouched || amended < dueOn ? amended : dueOn;
}

/** Whether the last day has passed: what is due today is not overdue. */
export function isOverdue(dueOn: PlainDate, today: PlainDate): boolean {
  return dueOn < today;
}

/** 'Overdue by 2 days', 'Due today', 'Due tomorrow', 'Due in 5 days': calendar days. */
export function dueInWords(dueOn: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, dueOn);
  if (days < 0) return `Overdue by ${String(-days)} ${days === -1 ? 'day' : 'days'}`;
  if (days === 0) return 'Due today';
  return days === 1 ? 'Due tomorrow' : `Due in ${String(days)} days`;
}
