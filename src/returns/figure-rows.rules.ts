import type { Line } from '../disclosure/dimension.js';
import { figureAt, type Table } from '../disclosure/table.js';
import type { Figures } from './figures.rules.js';
import { definitionOf, type CountedMeasure, type Measure } from './measure-definition.js';

/** What a figure is broken down by, beside its area and its quarter. */
export const breakdowns = ['decision', 'sex', 'relationship', 'cyber', 'outcome'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** One figure by itself, with all that says what it is: a line of the CSV, an entry of the JSON. */
export interface FigureRow extends Readonly<Record<Breakdown, Pick<Line, 'code' | 'label'>>> {
  readonly measure: Measure;
  readonly label: string;
  readonly definitionVersion: number;
  readonly area: Pick<Line, 'code' | 'label'>;
  readonly quarter: Pick<Line, 'code' | 'label'>;
  readonly figure: number;
}

const total = { code: 'total', label: 'Total' };
const unsplit = {
  area: total,
  quarter: total,
  decision: total,
  sex: total,
  relationship: total,
  cyber: total,
  outcome: total,
};

/** Every figure of a return, once: each measure by area and quarter, then each broken down over all of both. */
export function rowsOf(figures: Figures): FigureRow[] {
  const { stock } = figures;
  return [
    ...(Object.keys(figures.counted) as CountedMeasure[]) // the record's own keys
      .flatMap((measure) => rowsOfTable(measure, figures.counted[measure], ['area', 'quarter'])),
    row('cases_open_at_start', {}, stock.opening),
    row('cases_rounding_difference', {}, stock.rounding),
    row('cases_open_at_end', {}, stock.closing),
    ...broken('referrals', figures.decisions, ['decision']),
    ...broken('people_supported', figures.people, ['sex', 'relationship', 'cyber']),
    ...broken('breaches', figures.outcomes, ['outcome']),
  ];
}

type Split = 'area' | 'quarter' | Breakdown;

/** A breakdown without the figure that is its total: that one stands among the measures already. */
function broken(measure: CountedMeasure, table: Table, splits: readonly Split[]): FigureRow[] {
  return rowsOfTable(measure, table, splits).filter((each) => splits.some((split) => !isTotal(each[split])));
}

function rowsOfTable(measure: CountedMeasure, table: Table, splits: readonly Split[]): FigureRow[] {
  const combinations = table.axes.reduce<Line[][]>(
    (rows, axis) => rows.flatMap((each) => linesShown(axis.lines).map((line) => [...each, line])),
    [[]],
  );
  return combinations.map((lines) => {
    const places = Object.fromEntries(
      lines.map((line, i) => [splits[i] ?? '', { code: line.code, label: line.label }]),
    );
    return row(
      measure,
      places,
      figureAt(
        table,
        lines.map(({ code }) => code),
      ),
    );
  });
}

/** Where an axis has one category, its line and its total are one figure, and only the total is shown. */
function linesShown(lines: readonly Line[]): Line[] {
  const isOne = lines.filter((line) => line.kind === 'category').length === 1;
  const years = lines.filter((line) => line.code.startsWith('year-'));
  return lines.filter((line) => !years.includes(line) && (!isOne || line.kind === 'total'));
}

function isTotal({ code }: Pick<Line, 'code'>): boolean {
  return code === 'total' || code === 'referral';
}

function row(measure: Measure, places: Partial<typeof unsplit>, figure: number): FigureRow {
  const { label, version } = definitionOf(measure);
  return { measure, label, definitionVersion: version, ...unsplit, ...places, figure };
}
