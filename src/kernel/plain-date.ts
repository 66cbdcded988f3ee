/** A calendar day, 'YYYY-MM-DD'. Compares with `<`, is stored as `date`, and has no time zone. */
export type PlainDate = string & { readonly __plainDate: true };

const shape = /^\d{4}-\d{2}-\d{2}$/;

export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || !shape.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

/** Reads a day. @throws RangeError where the text is no day that exists ('2026-02-30'). */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError('Not a day that exists, in the form YYYY-MM-DD');
  return text;
}

/** The day it is in London at an instant: 23:30 UTC on 30 June 2026 is 1 July. */
export function londonDate(instant: Date): PlainDate {
  return plainDate(inLondon.format(instant));
}

// Once for all: making one of these is what is slow.
const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The day `days` calendar days later, or earlier where negative. */
export function addDays(day: PlainDate, days: number): PlainDate {
  const date = atMidnight(day);
  date.setUTCDate(date.getUTCDate() + days);
  return fromMidnight(date);
}

/** The same day of the month `months` later; where that month is too short, its last day (31 January + 1 = 28 February). */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const date = atMidnight(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return fromMidnight(date);
}

export function addYears(day: PlainDate, years: number): PlainDate {
  return addMonths(day, 12 * years);
}

/** Calendar days from `from` to `to`: 0 for the same day, negative where `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((atMidnight(to).getTime() - atMidnight(from).getTime()) / 86_400_000);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: PlainDate): number {
  return atMidnight(day).getUTCDay();
}

/** 'Tuesday 3 March 2026' with `weekday`, else '3 March 2026'. */
export function inWords(day: PlainDate, style: 'day' | 'weekday' = 'day'): string {
  const weekdayPart = style === 'weekday' ? ({ weekday: 'long' } as const) : {};
  return new Intl.DateTimeFormat('en-GB', {
    ...weekdayPart,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(atMidnight(day))
    .replace(',', '');
}

function atMidnight(day: PlainDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

function fromMidnight(date: Date): PlainDate {
  return plainDate(date.toISOString().slice(0, 10));
}
