import { calendarYear, type Period } from '../kernel/period.js';
import { addDays, addMonths, isPlainDate, type PlainDate } from '../kernel/plain-date.js';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ordinal = '(?:st|nd|rd|th)?';

/** A day or month with its year, in any of the ways letters write one. Days come before months: this is Britain. */
const dated = [
  `\\d{1,2}${ordinal}(?: of)? ${month},? \\d{4}`,
  `${month} \\d{1,2}${ordinal},? \\d{4}`,
  '\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d{2})(?!\\d)',
  '\\d{4}-\\d{2}-\\d{2}',
  `${month},? \\d{4}`,
  '(?:the )?(?:first|second) half of \\d{4}',
  'h[12] \\d{4}',
].join('|');
/** The same without a year, which the other end of the range gives. */
const undated = `\\d{1,2}${ordinal}(?: of)? ${month}|${month} \\d{1,2}${ordinal}|${month}`;

const ranges = [
  new RegExp(`\\bbetween (?:the )?(${dated}|${undated}|\\d{4}) (?:and|to) (?:the )?(${dated})`, 'gi'),
  new RegExp(
    `\\b(${dated}|${undated}|\\d{4}) ?(?:to|-|until|till|through|up to) ?(?:and including )?(?:the )?(${dated})`,
    'gi',
  ),
];
const yearEnding = new RegExp(
  `\\b(?:year|(?:12|twelve)[- ]months?(?: period)?) (?:to|ending|ended|up to)(?: on)?(?: the)? (${dated})`,
  'gi',
);
// "Since" may be followed by what began then; "from" is followed by the day, or it is not a period at all.
const since = new RegExp(
  `\\b(?:since\\b[^.?;]{0,80}?|(?:from|starting|beginning|commencing|after)\\b(?: on| in| from| the)* )(?<![\\d/])(${dated})`,
  'i',
);
const untilNow = new RegExp(
  `\\b(${dated}) ?(?:to|-|until|till|up to) ?(?:the )?(?:present|date|now|today|current)\\b`,
  'i',
);
const inMonth = new RegExp(
  `\\b(?:in|during|for) (?:the month of )?(${month},? \\d{4}|(?:the )?(?:first|second) half of \\d{4}|h[12] \\d{4})`,
  'i',
);

/** The passage with every dated day and month taken out, so that what years are left are years asked for. */
export function withoutDates(text: string): string {
  return text.replaceAll(new RegExp(`\\b(?:${dated})`, 'gi'), ' ');
}

/** The windows a passage states by their first and last days, both inclusive, in its order. */
export function windowsIn(text: string): Period[] {
  const windows: Period[] = [...text.matchAll(yearEnding)].flatMap(([, last]) => {
    const to = lastDay(last ?? '');
    return to === null ? [] : [{ from: addMonths(addDays(to, 1), -12), to }];
  });
  if (windows.length > 0) return windows;
  for (const range of ranges) {
    const found = [...text.matchAll(range)].flatMap(([, first, last]) => windowOf(first ?? '', last ?? ''));
    if (found.length > 0) return found;
  }
  const single = since.test(text) || untilNow.test(text) ? undefined : inMonth.exec(text)?.[1];
  return single === undefined ? [] : windowOf(single, single);
}

/** The first day of an open window ("since January 2020", "from 01/01/2019"), or null where the passage states none. */
export function startIn(text: string): PlainDate | null {
  const found = (untilNow.exec(text) ?? since.exec(text))?.[1];
  return found === undefined ? null : firstDay(found);
}

function windowOf(first: string, last: string): Period[] {
  const to = lastDay(last);
  const from = /\d{4}|\d[/.]\d/.test(first) ? firstDay(first) : firstDayBefore(first, to);
  return from === null || to === null || from > to ? [] : [{ from, to }];
}

// "November to February 2022" began the year before.
function firstDayBefore(undatedText: string, to: PlainDate | null): PlainDate | null {
  if (to === null) return null;
  const year = Number(to.slice(0, 4));
  const sameYear = firstDay(`${undatedText} ${String(year)}`);
  return sameYear !== null && sameYear > to ? firstDay(`${undatedText} ${String(year - 1)}`) : sameYear;
}

function firstDay(text: string): PlainDate | null {
  return spanOf(text)?.from ?? null;
}

function lastDay(text: string): PlainDate | null {
  return spanOf(text)?.to ?? null;
}

/** The days a text names, both included: one, a month, half a year or a year. Null where there are none, as on 31 June. */
function spanOf(text: string): Period | null {
  const words = text.toLowerCase();
  const half = /(first|second|h1|h2)\b.*?(\d{4})$/.exec(words);
  if (half) return halfYear(Number(half[2]), half[1] === 'first' || half[1] === 'h1' ? 1 : 7);
  if (/^\d{4}$/.test(words)) return calendarYear(Number(words));
  const parts = partsOf(words);
  if (parts === null) return null;
  const day = dayOf({ ...parts, day: parts.day ?? 1 });
  if (day === null || parts.day !== null) return day === null ? null : { from: day, to: day };
  return { from: day, to: addDays(addMonths(day, 1), -1) };
}

function halfYear(year: number, month: 1 | 7): Period | null {
  const from = dayOf({ year, month, day: 1 });
  return from === null ? null : { from, to: addDays(addMonths(from, 6), -1) };
}

function dayOf({ year, month, day }: { year: number; month: number; day: number }): PlainDate | null {
  const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
  return isPlainDate(text) ? text : null;
}

function partsOf(text: string): { year: number; month: number; day: number | null } | null {
  const numeric = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2,4})$/.exec(text);
  if (numeric)
    return { day: Number(numeric[1]), month: Number(numeric[2]), year: fullYear(Number(numeric[3])) };
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const named = months.findIndex((name) => text.includes(name)) + 1;
  const year = /\d{4}$/.exec(text)?.[0];
  if (named === 0 || year === undefined) return null;
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)/.exec(text.replace(/\d{4}$/, ''))?.[1];
  return { year: Number(year), month: named, day: day === undefined ? null : Number(day) };
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}
