import { bankHolidaysOn, bankHolidaySource, isEnglandAndWalesHoliday } from '../codes/bank-holidays.js';
import { RuleBroken } from '../kernel/errors.js';
import { londonMoment } from '../kernel/london-week.js';
import { addDays, inWords, weekday, type PlainDate } from '../kernel/plain-date.js';
import { weekdays } from '../parties/contact.codes.js';
import { clockAt, hoursSaid, whenBoth, type HoursSaid, type SafeHours } from '../parties/safe-hours.rules.js';
import type { DayOpening } from './opening.codes.js';
import type { Span } from './span.rules.js';

/** The hours of a service from a day on, until later ones begin. */
export interface OpeningHours {
  readonly fromOn: PlainDate;
  readonly hours: SafeHours;
  readonly closesOnBankHolidays: boolean;
}

/** When a service is open. */
export interface OpeningCalendar {
  /** The latest to begin first; of two that begin on one day, the one recorded last first. */
  readonly hours: readonly OpeningHours[];
  /** What holds of single days, by the day. */
  readonly days: Readonly<Partial<Record<PlainDate, DayOpening>>>;
}

/** The hours in force on a day, or undefined where none had begun. */
export function hoursInForce({ hours }: OpeningCalendar, day: PlainDate): OpeningHours | undefined {
  return hours.find(({ fromOn }) => fromOn <= day);
}

/**
 * When a service is open on a day, in order. Where no hours are known for the day, the whole of it: what is not known must not
 * make a due time later. Monday 2 March 2026 of a service open 09:00 to 17:00 is from 09:00 to 17:00 UTC, 6 July from 08:00 to
 * 16:00 UTC; Good Friday, 3 April, is nothing, unless the day was said to be as usual.
 */
export function openOn(calendar: OpeningCalendar, day: PlainDate): Span[] {
  const inForce = hoursInForce(calendar, day);
  const known = spansCached(calendar);
  const found = known.get(day);
  if (found) return found;
  const spans = inForce && whyClosed(calendar, day) !== null ? [] : stretchesOf(inForce, day);
  known.set(day, spans);
  return spans;
}

/** Why a service is closed all of a day on which the hours of its week would have it open; null where it is not. */
export function whyClosed(calendar: OpeningCalendar, day: PlainDate): string | null {
  const inForce = hoursInForce(calendar, day);
  if (!inForce || stretchesOf(inForce, day).length === 0) return null;
  const said = calendar.days[day];
  if (said === 'closed') return 'closed';
  if (said === 'as_usual' || !inForce.closesOnBankHolidays || !isKnownHoliday(day)) return null;
  return bankHolidaysOn(day)[0]?.name ?? 'bank holiday';
}

/** A year whose bank holidays are not loaded has none here, so that a due time is never later for what is not known. */
function isKnownHoliday(day: PlainDate): boolean {
  const year = Number(day.slice(0, 4));
  if (year < bankHolidaySource.firstYear || year > bankHolidaySource.lastYear) return false;
  return isEnglandAndWalesHoliday(day);
}

function stretchesOf(inForce: OpeningHours | undefined, day: PlainDate): Span[] {
  if (!inForce) return [{ from: londonMoment(day, 0).getTime(), to: londonMoment(day, 1440).getTime() }];
  const start = ((weekday(day) + 6) % 7) * 1440;
  return whenBoth(inForce.hours, [{ from: start, to: start + 1440 }]).map(({ from, to }) => ({
    from: londonMoment(day, from - start).getTime(),
    to: londonMoment(day, to - start).getTime(),
  }));
}

const cached = new WeakMap<OpeningCalendar, Map<PlainDate, Span[]>>();

/** A list of referrals asks of the same few days again and again. */
function spansCached(calendar: OpeningCalendar): Map<PlainDate, Span[]> {
  const known = cached.get(calendar) ?? new Map<PlainDate, Span[]>();
  cached.set(calendar, known);
  return known;
}

/** 'Monday to Friday 09:00–17:00, Saturday 10:00–12:00': days that follow one another and have the same times are told together. */
export function openingInWords(hours: SafeHours): string {
  const times = weekdays.map((_, day) =>
    whenBoth(hours, [{ from: day * 1440, to: (day + 1) * 1440 }])
      .map(({ from, to }) => `${clockAt(from - day * 1440)}–${clockAt(to - day * 1440)}`)
      .join(' and '),
  );
  return weekdays
    .flatMap(({ label }, day) => {
      const same = times[day];
      if (!same || (day > 0 && times[day - 1] === same)) return [];
      const next = times.findIndex((each, later) => later > day && each !== same);
      const last = weekdays.at(next === -1 ? -1 : next - 1)?.label ?? label;
      return [`${last === label ? label : `${label} to ${last}`} ${same}`];
    })
    .join(', ');
}

/** What an administrator says of the hours, with what they are to follow. */
export interface OpeningSaid extends Pick<HoursSaid, 'times'> {
  readonly fromOn: PlainDate;
  readonly closesOnBankHolidays: boolean;
}

/**
 * Hours that begin today or later; the very first on any day. What was due is not made due at another time afterwards.
 * @throws RuleBroken `opening-hours-missing`, `opening-in-the-past`, or `times-not-read`
 */
export function soundHours(
  { fromOn, times = {}, closesOnBankHolidays }: OpeningSaid,
  { today, areFirst }: { readonly today: PlainDate; readonly areFirst: boolean },
): OpeningHours {
  if (Object.values(times).every((line) => line.trim() === ''))
    throw new RuleBroken('opening-hours-missing', 'Enter the times of at least one day of the week');
  if (fromOn < today && !areFirst)
    throw new RuleBroken(
      'opening-in-the-past',
      `New hours begin today, ${inWords(today)}, at the earliest: what was due before is not moved`,
    );
  return { fromOn, hours: hoursSaid({ hours: 'certain_times', times }), closesOnBankHolidays };
}

/** How far ahead a single day can be told of, in days. */
const furthest = 800;

/** A day that is told of; returned unchanged. @throws RuleBroken `opening-in-the-past`, `opening-day-too-far` */
export function soundDay(onDay: PlainDate, today: PlainDate): PlainDate {
  if (onDay < today)
    throw new RuleBroken('opening-in-the-past', 'Enter today or a later day: what was due is not moved');
  if (onDay > addDays(today, furthest))
    throw new RuleBroken('opening-day-too-far', 'Enter a day in the next two years');
  return onDay;
}
