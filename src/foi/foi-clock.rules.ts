import { bankHolidaysOn, isUkHoliday } from '../codes/bank-holidays.js';
import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, weekday, type PlainDate } from '../kernel/plain-date.js';
import { addWorkingDays, workingDaysBetween } from '../kernel/working-days.js';

/** Working days to answer in: FOIA 2000, s.10(1). */
export const workingDaysToAnswer = 20;

/** Working days in which an internal review may be asked for: the Commissioner's guidance, checked 22 November 2026. */
export const workingDaysToAskForReview = 40;

/** What the clock of one request depends on. `clarifiedOn` is the day the last clarification was received, if any was. */
export interface ClockFacts {
  readonly receivedOn: PlainDate;
  readonly clarificationAskedOn: PlainDate | null;
  readonly clarifiedOn: PlainDate | null;
}

/** The day an answer is due, or that there is none because the requester has still to say what is meant. */
export type Due = { readonly dueOn: PlainDate } | { readonly waitingSince: PlainDate };

export interface SkippedDay {
  readonly day: PlainDate;
  readonly why: string;
}

/**
 * The last day to answer: the twentieth working day following the day of receipt, which is not counted and may itself be
 * a Saturday. The whole of the last day counts. Days off are those of every part of the United Kingdom.
 * Received Monday 9 March 2026, due Thursday 9 April 2026: St Patrick's Day, Good Friday and Easter Monday do not count.
 * @throws RuleBroken `no-holidays-loaded`
 * FOIA 2000, s.10(1) and s.10(6).
 */
export function dueOn(receivedOn: PlainDate): PlainDate {
  return addWorkingDays(receivedOn, workingDaysToAnswer, isUkHoliday);
}

/**
 * Where the clock stands. While clarification reasonably asked for has not come, no answer is due; when it comes, twenty
 * fresh working days follow the day it was received, whatever had run before.
 * @throws RuleBroken `clarified-before-received`, `no-holidays-loaded`
 * FOIA 2000, s.1(3) and s.10(6)(b).
 */
export function clockOf(facts: ClockFacts): Due {
  const { receivedOn, clarificationAskedOn, clarifiedOn } = facts;
  const early = [clarificationAskedOn, clarifiedOn].some((day) => day !== null && day < receivedOn);
  if (early) {
    throw new RuleBroken(
      'clarified-before-received',
      'Clarification cannot be asked for or given before the request',
    );
  }
  const answered =
    clarifiedOn !== null && (clarificationAskedOn === null || clarifiedOn >= clarificationAskedOn);
  if (clarificationAskedOn !== null && !answered) return { waitingSince: clarificationAskedOn };
  return { dueOn: dueOn(answered ? clarifiedOn : receivedOn) };
}

/** The last day to ask for an internal review: the fortieth working day following the answer. */
export function reviewMayBeAskedUntil(answeredOn: PlainDate): PlainDate {
  return addWorkingDays(answeredOn, workingDaysToAskForReview, isUkHoliday);
}

/** Working days left to answer in, the due day included; 0 on the due day itself, negative when late. */
export function workingDaysLeft(due: PlainDate, today: PlainDate): number {
  return today <= due
    ? workingDaysBetween(today, due, isUkHoliday)
    : -workingDaysBetween(due, today, isUkHoliday);
}

/**
 * Why a request is due when it is: a sentence, and each weekday between that did not count, with its name and where it is
 * kept. Saturdays and Sundays are in the sentence and not the list. The clock starts from the request, or from clarification.
 */
export function explainDue(
  startsOn: PlainDate,
  startsFrom: 'request' | 'clarification' = 'request',
): { readonly sentence: string; readonly skipped: SkippedDay[] } {
  const due = dueOn(startsOn);
  const skipped = skippedBetween(startsOn, due);
  const received = startsFrom === 'request' ? 'Received' : 'Clarification received';
  return {
    sentence:
      `${received} on ${inWords(startsOn, 'weekday')}, due on ${inWords(due, 'weekday')}: the twentieth working day after ` +
      `that day. Saturdays and Sundays are not counted. ${alsoSkipped(skipped)}`,
    skipped,
  };
}

function skippedBetween(startsOn: PlainDate, due: PlainDate): SkippedDay[] {
  const skipped: SkippedDay[] = [];
  for (let day = addDays(startsOn, 1); day <= due; day = addDays(day, 1)) {
    const weekend = weekday(day) === 0 || weekday(day) === 6;
    if (!weekend && isUkHoliday(day)) skipped.push({ day, why: whyNotCounted(day) });
  }
  return skipped;
}

function alsoSkipped(skipped: readonly SkippedDay[]): string {
  if (skipped.length === 0) return 'No bank holiday falls between.';
  const days = skipped.map(({ day, why }) => `${inWords(day)} (${why})`).join('; ');
  return `Nor ${skipped.length === 1 ? 'is this day' : 'are these days'}: ${days}.`;
}

// New Year's Day is three nations' holiday in two entries, for in some years Scotland keeps it on another day.
function whyNotCounted(day: PlainDate): string {
  const holidays = bankHolidaysOn(day);
  return [...new Set(holidays.map(({ name }) => name))]
    .map((name) => {
      const parts = holidays.filter((holiday) => holiday.name === name).flatMap((holiday) => holiday.parts);
      return parts.length === 3 ? name : `${name}, ${parts.join(' and ')}`;
    })
    .join('; ');
}
