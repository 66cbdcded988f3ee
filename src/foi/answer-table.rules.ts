import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { actInForceFrom } from '../orders/order.rules.js';
import type { Breakdown, Filter } from './question.codes.js';
import type { NamedPeriod } from './which-periods.rules.js';

/** A piece of a letter: plain text, for a page or a document to set. */
export type LetterBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
    };

/** Published figures for a question: a row for each line, a count for each of the answer's periods, null where none is out. */
export interface Figures {
  /** What is counted, as a caption: 'Full stalking protection orders made known to the service'. */
  readonly caption: string;
  readonly definition: string;
  readonly asAt: PlainDate;
  readonly rows: readonly { readonly label: string; readonly counts: readonly (number | null)[] }[];
  readonly by: readonly Breakdown[];
  /** What the rows are confined to, of all that a question may confine them to. */
  readonly confinedTo: readonly Filter[];
  /** What the rows say of unknowns, in the words of the return they come from; null where there are none to speak of. */
  readonly unknowns: string | null;
  /** False for what was never rounded, such as how many grants were awarded. */
  readonly rounded: boolean;
}

/** Figures beside the periods they are for; `onlySinceAct` where nothing could be counted before the 2019 Act. */
export interface TableFacts {
  readonly figures: Figures;
  readonly periods: readonly NamedPeriod[];
  readonly onlySinceAct: boolean;
}

const nilByLaw = 'nil by law';

/** The table of an answer. A period wholly before the Act is "nil by law", which is not a figure of 0. */
export function tableOf({ figures, periods, onlySinceAct }: TableFacts): LetterBlock {
  const early = periods.map((period) => onlySinceAct && isBeforeAct(period));
  return {
    kind: 'table',
    caption: figures.caption,
    columns: periods.map(({ label }) => label),
    rows: figures.rows.map(({ label, counts }) => ({
      label,
      cells: periods.map((_, index) => (early[index] ? nilByLaw : inFigures(counts[index] ?? null))),
    })),
  };
}

/** What must be said beneath a table: what a 0 is, which years the Act cuts, and what is not known. */
export function sentencesBeneath({ figures, periods, onlySinceAct }: TableFacts): string[] {
  const counted = periods.flatMap((period, index) =>
    onlySinceAct && isBeforeAct(period) ? [] : figures.rows.map(({ counts }) => counts[index]),
  );
  const zero =
    figures.rounded && counted.includes(0)
      ? ['In this table 0 does not mean none: it is what small counts come to once each is rounded.']
      : [];
  const act = onlySinceAct ? aboutTheAct(periods) : [];
  return [...zero, ...act, ...(figures.unknowns === null ? [] : [figures.unknowns])];
}

/** What keeps a table from being printed: a figure that is not out, or one for a time when there could be none. */
export function faultsOf({ figures, periods, onlySinceAct }: TableFacts): string[] {
  const faults = periods.flatMap((period, index) => {
    const counts = figures.rows.map((row) => row.counts[index] ?? null);
    if (onlySinceAct && isBeforeAct(period)) {
      return counts.some((count) => count !== null && count > 0)
        ? [`There is a figure for ${period.label}, when there could be none: check it`]
        : [];
    }
    return counts.includes(null) ? [`There is no published figure for ${period.label}`] : [];
  });
  return figures.rows.length === 0 ? ['There are no published figures'] : faults;
}

function aboutTheAct(periods: readonly NamedPeriod[]): string[] {
  const none = periods.filter(isBeforeAct).map(({ label }) => label);
  const part = periods.filter(({ period }) => period.from < actInForceFrom && actInForceFrom <= period.to);
  const began = inWords(actInForceFrom);
  return [
    ...(none.length === 0
      ? []
      : [
          `There could be none in ${listed(none)}: the Stalking Protection Act 2019 came into force on ${began}.`,
        ]),
    ...part.map(
      ({ label }) =>
        `${label} is a part year for these orders: it counts from ${began}, when the Act came into force.`,
    ),
  ];
}

function isBeforeAct({ period }: NamedPeriod): boolean {
  return period.to < actInForceFrom;
}

function inFigures(count: number | null): string {
  return count === null ? 'not yet published' : count.toLocaleString('en-GB');
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
