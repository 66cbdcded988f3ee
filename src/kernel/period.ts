import { addDays, addMonths, inWords, plainDate, type PlainDate } from './plain-date.js';

/** Days from `from` to `to`, both inclusive. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A quarter of a financial year, '2025-Q4' being January to March 2026. Compares with `<`. */
export type Quarter = string & { readonly __quarter: true };

export function isWithin(day: PlainDate, period: Period): boolean {
  return period.from <= day && day <= period.to;
}

export function periodInWords(period: Period): string {
  return `${inWords(period.from)} to ${inWords(period.to)}`;
}

const quarterShape = /^\d{4}-Q[1-4]$/;

export function isQuarter(text: unknown): text is Quarter {
  return typeof text === 'string' && quarterShape.test(text);
}

/** Reads a quarter. @throws RangeError where the text is not of the form '2025-Q4'. */
export function quarter(text: string): Quarter {
  if (!isQuarter(text)) throw new RangeError("Not a quarter, in the form '2025-Q4'");
  return text;
}

/** The quarter a day falls in: Q1 April to June, Q2 July to September, Q3 October to December, Q4 January to March. */
export function quarterOf(day: PlainDate): Quarter {
  const shifted = addMonths(day, -3);
  return quarter(`${shifted.slice(0, 4)}-Q${String(Math.ceil(Number(shifted.slice(5, 7)) / 3))}`);
}

export function periodOfQuarter(q: Quarter): Period {
  const from = addMonths(plainDate(`${q.slice(0, 4)}-04-01`), 3 * (Number(q.slice(6)) - 1));
  return { from, to: addDays(addMonths(from, 3), -1) };
}

export function addQuarters(q: Quarter, count: number): Quarter {
  return quarterOf(addMonths(periodOfQuarter(q).from, 3 * count));
}

/** Every quarter from `first` to `last`, both inclusive; none where `last` is earlier. */
export function quartersFrom(first: Quarter, last: Quarter): Quarter[] {
  const quarters: Quarter[] = [];
  for (let q = first; q <= last; q = addQuarters(q, 1)) quarters.push(q);
  return quarters;
}

/** 'April to June 2025' */
export function quarterInWords(q: Quarter): string {
  const { from, to } = periodOfQuarter(q);
  return `${monthOf(from)} to ${monthOf(to)} ${to.slice(0, 4)}`;
}

/** A financial year by the year it starts in: 2020 is 1 April 2020 to 31 March 2021, written '2020/21'. */
export function financialYear(startYear: number): Period {
  return { from: plainDate(`${String(startYear)}-04-01`), to: plainDate(`${String(startYear + 1)}-03-31`) };
}

export function calendarYear(year: number): Period {
  return { from: plainDate(`${String(year)}-01-01`), to: plainDate(`${String(year)}-12-31`) };
}

/** The quarters that make up a period exactly, or null where its ends are not the ends of quarters. */
export function quartersOf(period: Period): Quarter[] | null {
  const [first, last] = [quarterOf(period.from), quarterOf(period.to)];
  if (periodOfQuarter(first).from !== period.from || periodOfQuarter(last).to !== period.to) return null;
  return quartersFrom(first, last);
}

function monthOf(day: PlainDate): string {
  return inWords(day).split(' ')[1] ?? '';
}
