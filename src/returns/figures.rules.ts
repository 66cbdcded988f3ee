import { familyNamed, type Family, type RoundedAtom } from '../disclosure/cube.js';
import { familiesFor } from '../disclosure/families.js';
import { stockOf, type StockLine } from '../disclosure/stock.js';
import { figureAt, tableOf, type Table } from '../disclosure/table.js';
import type { Codelist } from '../kernel/codelist.js';
import { addQuarters, quartersFrom, type Quarter } from '../kernel/period.js';
import { sources, type CountedMeasure } from './measure-definition.js';

/** Which figures. The same question has the same answer for ever: later snapshots are not in it. */
export interface Asked {
  readonly areas: Codelist;
  /** One or more, in a row, both inclusive. */
  readonly from: Quarter;
  readonly to: Quarter;
  /** The first quarter of the series. */
  readonly seriesFrom: Quarter;
  /** The last snapshot to count: late records that came after it are not here. */
  readonly snapshotsUpTo: Quarter;
}

/** Everything a return prints. Each figure is a sum of rounded counts, or reckoned from such sums. */
export interface Figures {
  /** Each measure by area and quarter, with both totals. */
  readonly counted: Readonly<Record<CountedMeasure, Table>>;
  /** Referrals by what was decided. */
  readonly decisions: Table;
  /** People by sex, relationship and cyber element, with every margin. */
  readonly people: Table;
  /** Breaches by outcome. */
  readonly outcomes: Table;
  readonly stock: Omit<StockLine, 'quarter'>;
  /** Referrals and people in each of the last quarters up to `to`, oldest first. */
  readonly series: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly quarter: Quarter;
  readonly referrals: number;
  readonly people: number;
}

const seriesLength = 8;

/** Where a series that ends with a quarter begins: two years in all, and not before a contract's first quarter. */
export function seriesStart(to: Quarter, first: Quarter): Quarter {
  const start = addQuarters(to, 1 - seriesLength);
  return start < first ? first : start;
}

/** The figures of a return from what was printed. */
export function figuresFrom(atoms: readonly RoundedAtom[], asked: Asked): Figures {
  const families = familiesFor(asked.areas);
  const table = (
    measure: CountedMeasure,
    by: readonly string[],
    quarters = quartersFrom(asked.from, asked.to),
  ): Table => {
    const { family, stages } = sources[measure];
    const where = stages ? { stage: stages } : {};
    return tableOf(atoms, familyNamed(families, family), {
      by,
      where,
      quarters,
      snapshotsUpTo: asked.snapshotsUpTo,
    });
  };
  const counted = (Object.keys(sources) as CountedMeasure[]) // the table's own keys
    .map((measure) => [measure, table(measure, ['area', 'quarter'])] as const);
  const shown = quartersFrom(asked.seriesFrom, asked.to);
  const [referrals, people] = [
    table('referrals', ['quarter'], shown),
    table('people_supported', ['quarter'], shown),
  ];
  return {
    counted: Object.fromEntries(counted) as Record<CountedMeasure, Table>, // one entry for each key of `sources`
    decisions: table('referrals', ['stage']),
    people: table('people_supported', ['sex', 'relationship', 'cyber']),
    outcomes: table('breaches', ['outcome']),
    stock: stockIn(atoms, familyNamed(families, sources.cases_opened.family), asked),
    series: shown.map((quarter) => ({
      quarter,
      referrals: figureAt(referrals, [quarter]),
      people: figureAt(people, [quarter]),
    })),
  };
}

/** A measure over all its areas and quarters. */
export function totalOf(figures: Figures, measure: CountedMeasure): number {
  return figureAt(figures.counted[measure], ['total', 'total']);
}

/** The stock over the whole period: opening + opened − closed + rounding = closing, as over each quarter of it. */
function stockIn(
  atoms: readonly RoundedAtom[],
  family: Family,
  { from, to, snapshotsUpTo }: Asked,
): Figures['stock'] {
  const lines = stockOf(atoms, family, {
    opened: { stage: ['case_opened'] },
    closed: { stage: ['case_closed'] },
    from,
    to,
    snapshotsUpTo,
  });
  const sum = (of: 'opened' | 'closed' | 'rounding'): number =>
    lines.reduce((total, line) => total + line[of], 0);
  return {
    opening: lines[0]?.opening ?? 0,
    opened: sum('opened'),
    closed: sum('closed'),
    rounding: sum('rounding'),
    closing: lines.at(-1)?.closing ?? 0,
  };
}
