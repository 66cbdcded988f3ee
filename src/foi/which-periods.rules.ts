import {
  calendarYear,
  financialYear,
  periodInWords,
  periodOfQuarter,
  quarterOf,
  type Period,
} from '../kernel/period.js';
import { addDays, addMonths, daysBetween, inWords, type PlainDate } from '../kernel/plain-date.js';
import { financialLabel, type AskedPeriods, type YearKind } from './asked-period.rules.js';

/** A period an answer gives figures for: whole quarters, which is what figures are frozen and published by. */
export interface NamedPeriod {
  readonly label: string;
  readonly period: Period;
}

/** The periods of an answer in order, and the sentences that say how they were chosen. */
export interface ConcretePeriods {
  readonly periods: readonly NamedPeriod[];
  readonly sentences: readonly string[];
}

type Ask<K extends AskedPeriods['kind']> = Extract<AskedPeriods, { kind: K }>;

/**
 * The days a question's periods come to. Figures end with the last whole quarter that had ended when the request was
 * received and is frozen by `frozenUpTo`. "The last three reporting years", received 31 January 2022, are the financial
 * years 2018/19, 2019/20 and 2020/21. A window that cuts a quarter is answered with the nearest whole quarters: the odd
 * days would let one answer be subtracted from another.
 */
export function whichPeriods(
  asked: AskedPeriods,
  receivedOn: PlainDate,
  frozenUpTo: PlainDate,
): ConcretePeriods {
  const end = lastQuarterEnd(receivedOn < frozenUpTo ? receivedOn : frozenUpTo);
  switch (asked.kind) {
    case 'last':
      return lastPeriods(asked, receivedOn, end);
    case 'years':
      return upTo(
        asked.years.map((year) => yearNamed(year, asked.unit)),
        end,
      );
    case 'windows':
      return windowPeriods(asked, end);
    case 'from':
      return sincePeriods(asked, end);
    case 'none':
      return {
        periods: lastYears(1, 'financial_year', end),
        sentences: [
          'We found no period in the question that we could read, so we have used the latest financial year. Tell us if you meant another.',
        ],
      };
  }
}

/** The first day a question asks about, or null where every period it names is still to come. */
export function earliestDay(asked: AskedPeriods, receivedOn: PlainDate): PlainDate | null {
  if (asked.kind === 'from') return asked.from;
  const windows =
    asked.kind === 'windows'
      ? asked.windows
      : whichPeriods(asked, receivedOn, receivedOn).periods.map(({ period }) => period);
  return windows.map(({ from }) => from).sort()[0] ?? null;
}

function sincePeriods(asked: Ask<'from'>, end: PlainDate): ConcretePeriods {
  if (asked.from > end)
    return { periods: [], sentences: [`There are no figures yet from ${inWords(asked.from)} on.`] };
  return windowPeriods({ ...asked, kind: 'windows', windows: [{ from: asked.from, to: end }] }, end);
}

function lastPeriods(asked: Ask<'last'>, receivedOn: PlainDate, end: PlainDate): ConcretePeriods {
  if (asked.unit === 'month') {
    const window = { from: addMonths(addDays(end, 1), -asked.last), to: end };
    return windowPeriods({ ...asked, kind: 'windows', windows: [window], unit: null }, end);
  }
  const kind = asked.unit === 'calendar_year' ? 'calendar_year' : 'financial_year';
  const years = lastYears(asked.last, kind, end);
  const sentences = asked.unit === kind ? [] : [whyFinancialYears(asked, receivedOn)];
  return { periods: asked.perYear ? years : asOne(years), sentences };
}

function whyFinancialYears(asked: Ask<'last'>, receivedOn: PlainDate): string {
  const allowed = asked.anyYearType
    ? 'The request allows any kind of year'
    : 'The request does not say which kind of year';
  return (
    `${allowed}, so we have used financial years (1 April to 31 March): the last ${String(asked.last)} ` +
    `that had ended when it was received on ${inWords(receivedOn)} and for which figures are available.`
  );
}

function lastYears(count: number, kind: YearKind, end: PlainDate): NamedPeriod[] {
  const current = startYearOf(addDays(end, 1), kind);
  return Array.from({ length: count }, (_, index) => yearStarting(current - count + index, kind));
}

function asOne(years: readonly NamedPeriod[]): NamedPeriod[] {
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last || first === last) return [...years];
  return [
    { label: `${first.label} to ${last.label}`, period: { from: first.period.from, to: last.period.to } },
  ];
}

function windowPeriods(asked: Ask<'windows'>, end: PlainDate): ConcretePeriods {
  const whole = asked.windows.map((window) => ({ window, quarters: nearestQuarters(window) }));
  const sentences = whole.flatMap(({ window, quarters }) =>
    window.from === quarters.from && window.to === quarters.to ? [] : [whyQuarters(window, quarters)],
  );
  const periods = whole.flatMap(({ quarters }) =>
    asked.unit === null
      ? [{ label: periodInWords(quarters), period: quarters }]
      : yearsWithin(quarters, asked.unit),
  );
  const cut = upTo(periods, end);
  return { periods: cut.periods, sentences: [...sentences, ...cut.sentences] };
}

function whyQuarters(window: Period, quarters: Period): string {
  return (
    `Our figures are published by whole quarters, so for ${periodInWords(window)} ` +
    `we have used ${periodInWords(quarters)}.`
  );
}

/** The whole quarters nearest to a window; the quarter it begins in where it is too short to be near any. */
function nearestQuarters(window: Period): Period {
  const [first, last] = [periodOfQuarter(quarterOf(window.from)), periodOfQuarter(quarterOf(window.to))];
  const startsSooner = daysBetween(first.from, window.from) < daysBetween(window.from, addDays(first.to, 1));
  const endsLater = daysBetween(window.to, last.to) <= daysBetween(addDays(last.from, -1), window.to);
  const from = startsSooner ? first.from : addDays(first.to, 1);
  const to = endsLater ? last.to : addDays(last.from, -1);
  return from < to ? { from, to } : first;
}

function yearsWithin(window: Period, kind: YearKind): NamedPeriod[] {
  const [first, last] = [startYearOf(window.from, kind), startYearOf(window.to, kind)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const { label, period } = yearStarting(first + index, kind);
    const from = period.from < window.from ? window.from : period.from;
    const to = period.to > window.to ? window.to : period.to;
    const whole = from === period.from && to === period.to;
    return { label: whole ? label : `${label} (${periodInWords({ from, to })})`, period: { from, to } };
  });
}

// What had not ended is given as far as it goes, and what had not begun is not given at all.
function upTo(periods: readonly NamedPeriod[], end: PlainDate): ConcretePeriods {
  const begun = periods.filter(({ period }) => period.from <= end);
  const sentences = [
    ...begun
      .filter(({ period }) => period.to > end)
      .map(({ label }) => `Figures for ${label} go up to ${inWords(end)}.`),
    ...periods
      .filter(({ period }) => period.from > end)
      .map(({ label }) => `There are no figures yet for ${label}.`),
  ];
  const cut = begun.map(({ label, period }) =>
    period.to > end
      ? { label: `${label} (to ${inWords(end)})`, period: { from: period.from, to: end } }
      : { label, period },
  );
  return { periods: cut, sentences };
}

function yearNamed(label: string, kind: YearKind): NamedPeriod {
  return yearStarting(Number(label.slice(0, 4)), kind);
}

function yearStarting(year: number, kind: YearKind): NamedPeriod {
  return kind === 'calendar_year'
    ? { label: String(year), period: calendarYear(year) }
    : { label: financialLabel(year), period: financialYear(year) };
}

/** The year, by the year it starts in, that a day falls in. */
function startYearOf(day: PlainDate, kind: YearKind): number {
  return Number((kind === 'calendar_year' ? day : addMonths(day, -3)).slice(0, 4));
}

/** The last day of the last quarter that has wholly passed by the end of a day. */
function lastQuarterEnd(day: PlainDate): PlainDate {
  const quarter = periodOfQuarter(quarterOf(day));
  return quarter.to === day ? day : addDays(quarter.from, -1);
}
