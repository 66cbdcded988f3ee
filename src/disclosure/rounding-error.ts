import { familyNamed, type Atom, type Family, type Place, type RoundedAtom } from './cube.js';
import type { Category } from './dimension.js';

export interface ErrorSum {
  readonly weight: number;
  error: number;
}

/** The error of every figure there is so far. Errors are squared before they are weighed: one large is worse than two small. */
export interface ErrorBook {
  sumsOf(place: Place): readonly ErrorSum[];
}

/** Headlines are what is quoted and what contracts count; tried in ../shared/reference/disclosure.md §3.6. */
const weights = { headline: 30, margin: 3, cell: 1 } as const;

export function emptyBook(families: readonly Family[]): ErrorBook {
  const byName = new Map<string, ErrorSum>();
  const byPlace = new Map<string, ErrorSum[]>();
  const entered = ({ name, weight }: { name: string; weight: number }): ErrorSum => {
    const sum = byName.get(name) ?? { weight, error: 0 };
    byName.set(name, sum);
    return sum;
  };
  return {
    sumsOf(place) {
      const key = `${place.family}|${place.cell.join('|')}|${place.quarter}`;
      const sums = byPlace.get(key) ?? figuresOf(familyNamed(families, place.family), place).map(entered);
      byPlace.set(key, sums);
      return sums;
    },
  };
}

export function errorGrowth(sums: readonly ErrorSum[], change: number): number {
  return sums.reduce((growth, { weight, error }) => growth + weight * change * (2 * error + change), 0);
}

/** Enters what earlier snapshots already got wrong, so that new rounding leans against it and a year stays close. */
export function enterSealed(book: ErrorBook, rounded: readonly RoundedAtom[], counts: readonly Atom[]): void {
  for (const atom of rounded) for (const sum of book.sumsOf(atom)) sum.error += atom.rounded;
  for (const atom of counts) for (const sum of book.sumsOf(atom)) sum.error -= atom.count;
}

/**
 * Every figure an atom adds to, for its quarter, for its financial year and for all time: the family's headline, each one-way
 * margin, and for the quarter its own cell. Stages do not add up, so each stage has its own headline and margins.
 */
function figuresOf(family: Family, place: Place): { name: string; weight: number }[] {
  const own = family.dimensions.map((dimension, i) => ({
    dimension,
    category: dimension.categories.find((category) => category.code === place.cell[i]),
  }));
  const [area, ...others] = own;
  const stages = others.filter(({ dimension }) => !dimension.adds);
  const headlines = stages.reduce<string[]>(
    (paths, { category }) => paths.flatMap((path) => rollUps(category).map((code) => `${path}|${code}`)),
    [`${family.name}|${area?.category?.code ?? ''}`],
  );
  const margins = headlines.flatMap((path) =>
    others
      .filter(({ dimension }) => dimension.adds)
      .flatMap(({ dimension, category }) =>
        rollUps(category).map((code) => `${path}|${dimension.name}=${code}`),
      ),
  );
  const times = ['ever', place.quarter.slice(0, 4), place.quarter];
  return [
    ...times.flatMap((time) =>
      headlines.map((name) => ({ name: `${name}|${time}`, weight: weights.headline })),
    ),
    ...times.flatMap((time) => margins.map((name) => ({ name: `${name}|${time}`, weight: weights.margin }))),
    { name: `${family.name}|${place.cell.join('|')}|cell|${place.quarter}`, weight: weights.cell },
  ];
}

function rollUps(category: Category | undefined): string[] {
  if (!category) return [];
  return category.group ? [category.code, `group ${category.group.code}`] : [category.code];
}
