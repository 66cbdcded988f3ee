import type { PlainDate } from '../kernel/plain-date.js';
import type { AskedPeriods, PeriodCore, PeriodReading, YearKind } from './asked-period.rules.js';
import { sentencesOf } from './letter-text.rules.js';
import { startIn, windowsIn } from './question-dates.rules.js';
import { yearsIn } from './question-years.rules.js';

const words = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const count = `(\\d{1,2}|${words.join('|')})`;
const recent = '(?:last|past|previous|preceding|latest|most recent)';
const kinds =
  '(?:full |complete |available )*(?:(reporting|financial|fiscal|calendar)[- ])?(year|quarter|month)';
const lastCounted = new RegExp(`\\b${recent} (?:full |complete )?${count}[- ]${kinds}s?\\b`, 'i');
const countedLast = new RegExp(`\\b${count} ${recent} ${kinds}s?\\b`, 'i');
const lastOne = new RegExp(`\\b${recent} ${kinds}\\b(?!s)`, 'i');
const everyYear =
  /\b(?:per|by|each|every) (?:(?:calendar|financial|reporting) )?year\b|\b(?:annual(?:ly)?|yearly|per annum)\b|\byear[- ]by[- ]year\b|\beach of the (?:\w+ ){0,3}years\b/i;

/** What a passage says of periods. `receivedOn` bounds "to present". */
export function readPeriods(passage: string, receivedOn: PlainDate): PeriodReading {
  const sentences = sentencesOf(passage);
  const plain = sentences.filter((sentence) => !isFallback(sentence) && !allowsAnyYear(sentence));
  const yearKind = yearKindIn(plain.join(' '));
  const core = plain.map((sentence) => coreOf(sentence, yearKind, receivedOn)).find((each) => each !== null);
  return {
    core: core ?? null,
    yearKind,
    perYear: everyYear.test(plain.join(' ')),
    anyYearType: sentences.some(allowsAnyYear),
    fallback: sentences.some(isFallback) ? 'latest_12_months' : null,
  };
}

/** The periods of a question from what each passage says, nearest first: its own words, its heading, the letter's opening. */
export function combinePeriods(readings: readonly PeriodReading[]): AskedPeriods {
  const core = readings.find((reading) => reading.core !== null)?.core ?? { kind: 'none' as const };
  const yearKind = readings.find((reading) => reading.yearKind !== null)?.yearKind ?? null;
  const asked = readings.some((reading) => reading.perYear);
  return {
    ...withUnit(core, yearKind, asked),
    perYear:
      asked || core.kind === 'years' || (core.kind === 'last' && !['year', 'month'].includes(core.unit)),
    anyYearType: readings.some((reading) => reading.anyYearType),
    fallback: readings.find((reading) => reading.fallback !== null)?.fallback ?? null,
  };
}

/** Periods already asked for, with what a further passage adds to them: "of those, by year". */
export function addToPeriods(periods: AskedPeriods, reading: PeriodReading): AskedPeriods {
  const before: PeriodReading = {
    ...periods,
    core: periods.kind === 'none' ? null : periods,
    yearKind: null,
  };
  return combinePeriods([before, reading]);
}

function coreOf(sentence: string, yearKind: YearKind | null, receivedOn: PlainDate): PeriodCore | null {
  const windows = windowsIn(sentence);
  if (windows.length > 0) return { kind: 'windows', windows, unit: null };
  const years = yearsIn(sentence, yearKind, receivedOn);
  if (years?.kind === 'years') return years;
  const from = startIn(sentence);
  if (from !== null) return { kind: 'from', from, unit: null };
  return years ?? lastIn(sentence);
}

const namedUnits: Readonly<Record<string, YearKind | 'reporting_year'>> = {
  reporting: 'reporting_year',
  financial: 'financial_year',
  fiscal: 'financial_year',
  calendar: 'calendar_year',
};

function lastIn(sentence: string): PeriodCore | null {
  const counted = lastCounted.exec(sentence) ?? countedLast.exec(sentence);
  const [number = '', kind = '', unit = ''] = (
    counted ?? ['', '1', ...(lastOne.exec(sentence)?.slice(1) ?? [])]
  )
    .slice(1)
    .map((part: string | undefined) => part?.toLowerCase());
  if (unit === '') return null;
  const last = words.indexOf(number) + 1 || Number(number);
  if (unit === 'quarter') return { kind: 'last', last: 3 * last, unit: 'month' };
  return { kind: 'last', last, unit: unit === 'month' ? 'month' : (namedUnits[kind] ?? 'year') };
}

function withUnit(core: PeriodCore, yearKind: YearKind | null, perYear: boolean): PeriodCore {
  if (core.kind === 'last' && core.unit === 'year' && yearKind !== null) return { ...core, unit: yearKind };
  if (core.kind !== 'windows' && core.kind !== 'from') return core;
  if (core.unit !== null || (!perYear && yearKind === null)) return core;
  const first = core.kind === 'from' ? core.from : core.windows[0]?.from;
  return { ...core, unit: yearKind ?? (first?.endsWith('-04-01') ? 'financial_year' : 'calendar_year') };
}

function yearKindIn(text: string): YearKind | null {
  const [financial, calendar] = [
    /\b(?:financial|fiscal) years?\b|\bfys?\b/i.test(text),
    /\bcalendar years?\b/i.test(text),
  ];
  if (financial === calendar) return null;
  return financial ? 'financial_year' : 'calendar_year';
}

// "If you do not have three years of data, please provide the latest 12 months": not the period asked for, but what will do.
function isFallback(sentence: string): boolean {
  return (
    /\b(?:if|otherwise|failing|alternatively|unless)\b/i.test(sentence) &&
    /\b(?:12|twelve)[- ]month/i.test(sentence)
  );
}

function allowsAnyYear(sentence: string): boolean {
  const named = [/\bfinancial\b/i, /\bcalendar\b/i, /\b(?:12|twelve)[- ]month/i].filter((kind) =>
    kind.test(sentence),
  );
  return (
    named.length > 1 && /\b(?:mind|either|whichever|any|happy|or)\b/i.test(sentence) && !isFallback(sentence)
  );
}
