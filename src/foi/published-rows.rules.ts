import type { Codelist } from '../kernel/codelist.js';
import { labelOf } from '../kernel/codelist.js';
import { linesOf, type Dimension } from '../disclosure/dimension.js';
import { familiesFor } from '../disclosure/families.js';
import { measures, sources, type CountedMeasure } from '../returns/measure-definition.js';
import type { PublishedCell } from '../returns/published-figures.queries.js';
import type { Breakdown, Filter } from './question.codes.js';
import type { Question } from './question.rules.js';

/** A line of an answer's table, and which published cells it is the sum of. */
export interface Row {
  readonly label: string;
  readonly matches: (cell: PublishedCell) => boolean;
}

/** One way in which an answer is broken down. */
export interface Axis {
  readonly by: Breakdown;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly hasUnknowns: boolean;
}

/** What a question confines its figures to, as far as published ones can be. */
export interface Confined {
  readonly to: readonly Filter[];
  /** Said after the caption, or nothing. */
  readonly said: string;
  readonly matches: (cell: PublishedCell) => boolean;
}

/** What a breakdown is called before each of its lines, where its own name is long. */
const headings: Readonly<Record<string, string>> = {
  relationship: 'Relationship',
  cyber: 'Online or by device',
  stage: 'Decision',
};

/** The breakdowns a question asks for that its counts are published by. */
export function axesFor(
  { by: asked }: Question,
  counted: readonly CountedMeasure[],
  areas: Codelist,
): Axis[] {
  return asked.flatMap((by) => {
    const dimension = dimensionFor(by, counted, areas);
    if (!dimension) return [];
    const { name, label, categories } = dimension;
    const rows = linesOf(dimension).map(({ label: line, codes }) => ({
      label: line,
      matches: ({ area, of }: PublishedCell) => codes.includes((name === 'area' ? area : of[name]) ?? ''),
    }));
    return [
      {
        by,
        label: headings[name] ?? label,
        rows,
        hasUnknowns: categories.some(({ group }) => group?.code === 'unknown'),
      },
    ];
  });
}

/** The lines of a table: of each count, of each breakdown, or the count whole where there is none. */
export function rowsOf(counted: readonly CountedMeasure[], axes: readonly Axis[]): Row[] {
  return counted.flatMap((measure) => {
    const named = counted.length > 1 ? labelOf(measures, measure) : '';
    const isCounted = (cell: PublishedCell): boolean => cell.measure === measure;
    if (axes.length === 0) return [{ label: named === '' ? 'All' : named, matches: isCounted }];
    return axes.flatMap((axis) =>
      axis.rows.map(({ label, matches }) => ({
        label: [named, axes.length > 1 ? axis.label : '', label].filter((part) => part !== '').join(': '),
        matches: (cell: PublishedCell) => isCounted(cell) && matches(cell),
      })),
    );
  });
}

/** What of a question's conditions the published counts can keep to. */
export function confine(question: Question, counted: readonly CountedMeasure[]): Confined {
  const { stage, outcome, cyber } = question;
  const only = (measure: CountedMeasure): boolean => counted.every((each) => each === measure);
  const made = counted.every((measure) => measure === 'orders_made' || measure === 'interim_orders_made');
  const to: Filter[] = stage !== null && made ? ['stage'] : [];
  const matches = (dimension: string, code: string) => (cell: PublishedCell) => cell.of[dimension] === code;
  if (only('breaches') && outcome === 'charged')
    return {
      to: [...to, 'outcome'],
      said: ', where someone was charged',
      matches: matches('outcome', 'charged'),
    };
  if (only('breaches') && outcome === 'no_further_action')
    return {
      to: [...to, 'outcome'],
      said: ', ended with no further action',
      matches: matches('outcome', 'no_further_action'),
    };
  // Which cyber types there were is not published: whether there were any is the nearest there is.
  if (only('people_supported') && cyber.length > 0)
    return { to, said: ', with any stalking online or by device', matches: matches('cyber', 'yes') };
  return { to, said: '', matches: () => true };
}

/** The dimension of the published counts that a breakdown is, where every one of them has it. */
function dimensionFor(
  by: Breakdown,
  counted: readonly CountedMeasure[],
  areas: Codelist,
): Dimension | undefined {
  const [first] = counted;
  const name = nameOf(by, first);
  if (first === undefined || name === null) return undefined;
  const published = counted.every((measure) => name === 'area' || sources[measure].by.includes(name));
  const { family, stages } = sources[first];
  const dimension = familiesFor(areas)
    .find((each) => each.name === family)
    ?.dimensions.find((each) => each.name === name);
  if (!published || !dimension) return undefined;
  const categories = dimension.categories.filter(({ code }) => name !== 'stage' || stages?.includes(code));
  return { ...dimension, categories };
}

/** The outcome of a referral is what was decided of it, which the returns call its stage. */
function nameOf(by: Breakdown, counted: CountedMeasure | undefined): string | null {
  switch (by) {
    case 'sex':
    case 'relationship':
    case 'area':
      return by;
    case 'cyber_element':
      return 'cyber';
    case 'outcome':
      return counted === 'referrals' ? 'stage' : 'outcome';
    default:
      return null;
  }
}
