import type { Family } from './cube.js';

/** Cells of one family: the categories of each dimension named, any of those not named. */
export interface Select {
  readonly family: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Only what was frozen before the snapshot the identity speaks of, and not what was frozen with it. */
  readonly before?: true;
}

/**
 * Something everyone knows of the true counts of an area: `at_most` says that Σ part <= Σ whole, `needs` that Σ part is 0 where
 * Σ whole is. Both sums run over all that was frozen up to a snapshot (`before`: earlier), for every snapshot. Where the whole
 * never happens after its part (a case is opened before it is closed), they hold for all that happened up to any quarter as well, and
 * `wholeComesFirst` says so: without it, late records printed for an earlier quarter could be held against each other.
 */
export interface Identity {
  readonly name: string;
  readonly sentence: string;
  readonly kind: 'at_most' | 'needs';
  readonly part: readonly Select[];
  readonly whole: readonly Select[];
  readonly wholeComesFirst: boolean;
}

/**
 * The faults that would undo this theorem; none means that it holds.
 * THEOREM. Let `checkIdentities` find no fault, and let the printed values of an area, taken as if they were counts, satisfy
 * every identity. Then for every atom printed p, each of p, p+1, … p+4 is its count in some database that has the same print and
 * satisfies every identity: five values in a row, with 0 where p is 0 and 5 where p is 5. The proof is in README.md, "Why it holds".
 */
export function checkIdentities(families: readonly Family[], identities: readonly Identity[]): string[] {
  const cells = sidesOfCells(families, identities);
  const faults: string[] = [];
  for (const { family, cell, sides } of cells) {
    const parts = identities.filter((_, i) => sides[i]?.isPart);
    const names = parts.map((identity) => identity.name).join(' and in ');
    if (parts.length > 1) faults.push(`${[family, ...cell].join(', ')} is a part in ${names}`);
  }
  identities.forEach((identity, i) => {
    if (namesArea(identity)) faults.push(`${identity.name} depends on the area`);
    if (!cells.some(({ sides }) => isLift(sides[i]))) faults.push(`${identity.name} has no whole`);
  });
  const heights = heightsOf(cells);
  const circle = identities.findIndex(
    (_, i) => (heights[i] ?? 0) > identities.length || (partCellsOf(cells, i) > 1 && isInCircle(cells, i)),
  );
  if (circle >= 0) faults.push(`${identities[circle]?.name ?? ''} is part of a circle`);
  return faults;
}

/** On which side of each identity, in their order, a cell stands. It is given without its area: what holds in one holds in all. */
export interface CellSides {
  readonly family: string;
  readonly cell: readonly string[];
  readonly sides: readonly Side[];
}

interface Side {
  readonly isPart: boolean;
  readonly isWhole: boolean;
  /** It counts there only once it was frozen before. */
  readonly isBefore: boolean;
}

type Test = (cell: readonly string[]) => boolean;

export function sidesOfCells(families: readonly Family[], identities: readonly Identity[]): CellSides[] {
  return families.flatMap((family) => {
    const tests = identities.map(({ part, whole }) => ({
      part: takesIn(part, family),
      whole: takesIn(whole, family),
      now: takesIn(
        [...part, ...whole].filter((select) => !select.before),
        family,
      ),
    }));
    return cellsOf(family).map((cell) => ({
      family: family.name,
      cell,
      sides: tests.map(({ part, whole, now }) => ({
        isPart: part(cell),
        isWhole: whole(cell),
        isBefore: !now(cell),
      })),
    }));
  });
}

/** How many identities stand above each one in one snapshot, itself included; more than there are where they form a circle. */
export function heightsOf(cells: readonly CellSides[]): number[] {
  const above = aboveOf(cells, (side) => side.isPart && !side.isBefore);
  const count = above.length;
  return above.map((_, from) => {
    let reached = [from];
    let height = 0;
    for (; reached.length > 0 && height <= count; height += 1)
      reached = [...new Set(reached.flatMap((each) => above[each] ?? []))];
    return height;
  });
}

/** For each identity those it stands on: a whole of its own that may be raised is a part of theirs. */
function aboveOf(cells: readonly CellSides[], isPart: (side: Side) => boolean): number[][] {
  const all = (cells[0]?.sides ?? []).map((_, i) => i);
  return all.map((lower) =>
    all.filter((upper) =>
      cells.some(({ sides }) => isLift(sides[lower]) && sides[upper] !== undefined && isPart(sides[upper])),
    ),
  );
}

function isInCircle(cells: readonly CellSides[], from: number): boolean {
  const above = aboveOf(cells, (side) => side.isPart);
  const reached = new Set(above[from]);
  for (const each of reached) for (const next of above[each] ?? []) reached.add(next);
  return reached.has(from);
}

function partCellsOf(cells: readonly CellSides[], identity: number): number {
  return cells.filter(({ sides }) => sides[identity]?.isPart).length;
}

function isLift(side: Side | undefined): boolean {
  return side !== undefined && side.isWhole && !side.isBefore;
}

function takesIn(selects: readonly Select[], family: Family): Test {
  const own = selects.filter((select) => select.family === family.name);
  const tests = own.map(({ where }) =>
    Object.entries(where).map(([name, codes]) => ({ codes, position: positionOf(family, name) - 1 })),
  );
  return (cell) =>
    tests.some((named) =>
      named.every(({ codes, position }) => position < 0 || codes.includes(cell[position] ?? '')),
    );
}

function positionOf(family: Family, name: string): number {
  const position = family.dimensions.findIndex((dimension) => dimension.name === name);
  if (position < 0) throw new Error(`No such dimension: ${name}`);
  return position;
}

function namesArea(identity: Identity): boolean {
  return [...identity.part, ...identity.whole].some((select) => 'area' in select.where);
}

function cellsOf(family: Family): string[][] {
  return family.dimensions
    .slice(1)
    .reduce<string[][]>(
      (cells, dimension) => cells.flatMap((cell) => dimension.categories.map(({ code }) => [...cell, code])),
      [[]],
    );
}
