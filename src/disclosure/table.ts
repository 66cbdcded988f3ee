import { RuleBroken } from '../kernel/errors.js';
import { quarterInWords, type Quarter } from '../kernel/period.js';
import type { Family, RoundedAtom } from './cube.js';
import { linesOf, type Dimension, type Line } from './dimension.js';
import { policy } from './policy.codes.js';

/** What a table asks of the frozen cubes. Any of the family's dimensions may be an axis, and so may `quarter`. */
export interface TableQuestion {
  readonly by: readonly string[];
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly quarters: readonly Quarter[];
  /** The last snapshot to count, inclusive. The same question with the same answer here gives the same figures for ever. */
  readonly snapshotsUpTo: Quarter;
}

export interface Axis {
  readonly name: string;
  readonly label: string;
  readonly lines: readonly Line[];
}

/** A table with every margin. `figures` has one number for each combination of lines, the last axis running fastest. */
export interface Table {
  readonly family: string;
  readonly unit: string;
  readonly definition: string;
  readonly axes: readonly Axis[];
  readonly figures: readonly number[];
}

/**
 * A table in which every figure is a sum of rounded atoms and of nothing else: so its margins add up, no figure is 1 to 4, and
 * what it says together with every other table is what the rounded atoms say.
 * @throws RuleBroken `stages-do-not-add` where it would add up stages that count different things.
 * @throws RuleBroken `not-rounded` where an atom is not a multiple of the base.
 * @throws Error where it asks for a dimension or category there is none of: 0 would pass for an answer.
 */
export function tableOf(atoms: readonly RoundedAtom[], family: Family, question: TableQuestion): Table {
  const all = [...family.dimensions, quarterDimension(question.quarters)];
  Object.keys(question.where ?? {}).forEach((name) => positionOf(all, name));
  const dimensions = all.map((each) => only(each, question.where));
  dimensions.forEach((each) => {
    refuseMixedStages(each, question.by);
  });
  const axisPositions = question.by.map((name) => positionOf(dimensions, name));
  const axes = axisPositions.map((position) => axisOf(dimensions[position]));
  const totals = totalsBy(countedAtoms(atoms, family, question), dimensions, axisPositions);
  const figures = combinations(axes).map((lines) => sumOver(totals, lines));
  return { family: family.name, unit: family.unit, definition: family.definition, axes, figures };
}

/** The figure at one line of each axis, by code. @throws Error where an axis has no such line. */
export function figureAt(table: Table, codes: readonly string[]): number {
  const position = table.axes.reduce((at, axis, i) => {
    const line = axis.lines.findIndex((each) => each.code === codes[i]);
    if (line < 0) throw new Error(`No such line on axis ${axis.name}`);
    return at * axis.lines.length + line;
  }, 0);
  return table.figures[position] ?? 0;
}

function quarterDimension(quarters: readonly Quarter[]): Dimension {
  const categories = [...new Set(quarters)].sort().map((code) => {
    const year = Number(code.slice(0, 4));
    const group = {
      code: `year-${String(year)}`,
      label: `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`,
    };
    return { code, label: quarterInWords(code), group };
  });
  return { name: 'quarter', label: 'Quarter', adds: true, categories };
}

function only(dimension: Dimension, where: TableQuestion['where']): Dimension {
  const wanted = where?.[dimension.name];
  if (!wanted) return dimension;
  const unheardOf = wanted.find((code) => dimension.categories.every((category) => category.code !== code));
  if (unheardOf !== undefined) throw new Error(`No such category of ${dimension.name}: ${unheardOf}`);
  return {
    ...dimension,
    categories: dimension.categories.filter((category) => wanted.includes(category.code)),
  };
}

function refuseMixedStages({ name, label, adds, categories }: Dimension, by: readonly string[]): void {
  if (adds || by.includes(name) || categories.length <= 1) return;
  const group = categories[0]?.group?.code;
  if (group !== undefined && categories.every((category) => category.group?.code === group)) return;
  throw new RuleBroken(
    'stages-do-not-add',
    `Show the table by ${label.toLowerCase()}, or choose one: together they count different things`,
  );
}

function positionOf(dimensions: readonly Dimension[], name: string): number {
  const position = dimensions.findIndex((dimension) => dimension.name === name);
  if (position < 0) throw new Error(`No such dimension: ${name}`);
  return position;
}

function axisOf(dimension: Dimension | undefined): Axis {
  if (!dimension) throw new Error('No such axis');
  return { name: dimension.name, label: dimension.label, lines: linesOf(dimension) };
}

function countedAtoms(atoms: readonly RoundedAtom[], family: Family, question: TableQuestion): RoundedAtom[] {
  const counted = atoms.filter(
    (atom) => atom.family === family.name && atom.snapshot <= question.snapshotsUpTo,
  );
  if (counted.some((atom) => atom.rounded % policy.base !== 0))
    throw new RuleBroken('not-rounded', 'A count that was never rounded cannot be put in a table');
  return counted;
}

function totalsBy(
  atoms: readonly RoundedAtom[],
  dimensions: readonly Dimension[],
  axes: readonly number[],
): Map<string, number> {
  const allowed = dimensions.map(
    (dimension) => new Set(dimension.categories.map((category) => category.code)),
  );
  const totals = new Map<string, number>();
  for (const atom of atoms) {
    const codes = [...atom.cell, atom.quarter];
    if (!codes.every((code, i) => allowed[i]?.has(code))) continue;
    const key = axes.map((position) => codes[position]).join('|');
    totals.set(key, (totals.get(key) ?? 0) + atom.rounded);
  }
  return totals;
}

function combinations(axes: readonly Axis[]): Line[][] {
  return axes.reduce<Line[][]>(
    (rows, axis) => rows.flatMap((row) => axis.lines.map((line) => [...row, line])),
    [[]],
  );
}

function sumOver(totals: ReadonlyMap<string, number>, lines: readonly Line[]): number {
  const keys = lines.reduce<string[][]>(
    (rows, line) => rows.flatMap((row) => line.codes.map((code) => [...row, code])),
    [[]],
  );
  return keys.reduce((sum, key) => sum + (totals.get(key.join('|')) ?? 0), 0);
}
