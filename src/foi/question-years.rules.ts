import { addMonths, plainDate, type PlainDate } from '../kernel/plain-date.js';
import { financialLabel, type PeriodCore, type YearKind } from './asked-period.rules.js';
import { withoutDates } from './question-dates.rules.js';

/** Acts and reports are cited by year, and no figures of that year are asked for. */
const cited = /\b(?:acts?|regulations|bill|code|strategy|survey|census)\b,?(?: of)? \(?\d{4}\)?/gi;
const year = '(?<![£\\d,./-])((?:19|20)\\d\\d)(?!\\d|,\\d{3}\\b|[/.]\\d)';
const joined = ' ?(?:to|-|until|till|through|up to|and) ?';
const present = '(?:the )?(?:present|date|now|today|current)';
const financialToken = /(?<![£\d])(?:fy ?)?((?:19|20)\d\d) ?([/-]) ?(\d{4}|\d{2})(?![\d/-])/gi;
const toPresent = new RegExp(`${year}(?: ?[/-] ?\\d{2,4})? ?(?:to|-|until|up to) ?${present}`, 'i');
const sinceYear = new RegExp(`\\b(?:since|from) ${year}(?: onwards?)?`, 'i');
const sinceFinancial =
  /\b(?:since|from)(?: the)?(?: financial year)? (?:fy ?)?((?:19|20)\d\d) ?[/-] ?\d{2,4}(?! ?(?:to|-|until|and)\b)/i;
const closedRange = new RegExp(
  `${year} ?(?:to|-|until|till|through|up to) ?${year.replace(',./-', '')}|between ${year} and ${year}`,
  'i',
);
const oneYear = new RegExp(`\\b(?:in|for|during|of|year|throughout) ${year}`, 'i');

/** The years a passage lists or spans, or null where it names none. `kind` is the kind of year it speaks of, if it says. */
export function yearsIn(passage: string, kind: YearKind | null, receivedOn: PlainDate): PeriodCore | null {
  const text = withoutDates(passage.replaceAll(cited, ' '));
  const tokens = financialStarts(text, kind);
  if (kind === 'financial_year' || tokens.length > 0) return financialYears(text, tokens, receivedOn);
  return calendarYears(text, kind);
}

// "2013/14" and "2014-15" are financial years whoever writes them; "2013-2014" only where the letter speaks of such years.
function financialStarts(text: string, kind: YearKind | null): number[] {
  return [...text.matchAll(financialToken)].flatMap(([, first, mark, second]) => {
    const start = Number(first);
    const follows = Number(second) === start + 1 || Number(second) === (start + 1) % 100;
    const plain = second?.length === 4 && mark === '-' && kind !== 'financial_year';
    return follows && !plain ? [start] : [];
  });
}

function financialYears(text: string, tokens: readonly number[], receivedOn: PlainDate): PeriodCore | null {
  const starts = new Set(tokens);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (tokens.length === 2 && first !== undefined && last !== undefined && spans(text))
    addAll(starts, first, last);
  const bare = text.replaceAll(financialToken, ' ');
  const range = closedRange.exec(bare);
  const open = range ? null : (toPresent.exec(text) ?? sinceFinancial.exec(text) ?? sinceYear.exec(bare));
  if (open) addAll(starts, yearOf(open), Number(addMonths(receivedOn, -3).slice(0, 4)));
  // "Financial years 2018 to 2021" end in March 2021.
  if (range) addAll(starts, yearOf(range), lastYearOf(range) - 1);
  if (!open && !range) for (const each of plainYears(bare)) starts.add(each);
  const years = [...starts].sort((a, b) => a - b).map(financialLabel);
  return years.length === 0 ? null : { kind: 'years', years, unit: 'financial_year' };
}

function calendarYears(text: string, kind: YearKind | null): PeriodCore | null {
  const range = closedRange.exec(text);
  if (range) return listed(upTo(yearOf(range), lastYearOf(range)));
  const open = toPresent.exec(text) ?? sinceYear.exec(text);
  if (open) return { kind: 'from', from: plainDate(`${String(yearOf(open))}-01-01`), unit: kind };
  const years = plainYears(text);
  if (years.length > 1) return listed(years);
  const single = oneYear.exec(text);
  if (!single) return null;
  if (kind !== null) return listed([yearOf(single)]);
  // "In 2021" is a window like any other; it is only in a list that years are asked for one by one.
  const only = String(yearOf(single));
  return {
    kind: 'windows',
    windows: [{ from: plainDate(`${only}-01-01`), to: plainDate(`${only}-12-31`) }],
    unit: null,
  };
}

function listed(years: readonly number[]): PeriodCore | null {
  return years.length === 0 ? null : { kind: 'years', years: years.map(String), unit: 'calendar_year' };
}

function plainYears(text: string): number[] {
  const years = [...text.matchAll(new RegExp(year, 'g'))].map(([, each]) => Number(each));
  return [...new Set(years)].sort((a, b) => a - b);
}

function spans(text: string): boolean {
  return (
    new RegExp(`\\d{2}${joined}(?:fy ?)?(?:19|20)\\d\\d ?[/-] ?\\d`, 'i').test(text) &&
    /\b(?:from|between|to|through)\b|\d - /i.test(text)
  );
}

function yearOf(found: RegExpExecArray): number {
  return yearsFound(found)[0] ?? NaN;
}

function lastYearOf(found: RegExpExecArray): number {
  return yearsFound(found).at(-1) ?? NaN;
}

// A pattern of several forms leaves the groups of the forms not met empty.
function yearsFound(found: RegExpExecArray): number[] {
  const groups: (string | undefined)[] = found.slice(1);
  return groups.filter((group) => group !== undefined).map(Number);
}

function addAll(years: Set<number>, first: number, last: number): void {
  for (const each of upTo(first, last)) years.add(each);
}

/** Every year from first to last; none where last is earlier or the span is no period anyone counts. */
function upTo(first: number, last: number): number[] {
  const length = last - first + 1;
  return length < 1 || length > 40 ? [] : Array.from({ length }, (_, index) => first + index);
}
