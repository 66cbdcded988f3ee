import { areaOf, type Place, type RoundedAtom } from './cube.js';
import type { CellSides, Identity } from './identity.js';

export interface Row {
  readonly identity: Identity;
  /** Everything up to this quarter, inclusive; null where the identity is not about quarters. */
  readonly upTo: string | null;
  /** What one person too many costs. A lower identity costs more, so raising its whole is progress even where that moves the fault up. */
  readonly cost: number;
  /** What the next snapshot would ask if nothing more came: kept where it can be, and never a reason to hold anything over. */
  readonly isAhead: boolean;
  part: number;
  whole: number;
}

export interface Standing {
  readonly row: Row;
  readonly side: 'part' | 'whole';
}

/** One step up a chain costs a thousandth: more quarters than a chain step could touch at once. */
const stepCost = 1000;

/** So little that no row of this snapshot ever gives way to one that looks ahead. */
const aheadCost = 1e-6;

export function excess({ identity, part, whole }: Pick<Row, 'identity' | 'part' | 'whole'>): number {
  if (identity.kind === 'at_most') return Math.max(0, part - whole);
  return whole > 0 ? 0 : part;
}

export function costGrowth(standings: readonly Standing[], change: number): number {
  return standings.reduce((growth, { row, side }) => {
    const after = { ...row, [side]: row[side] + change };
    return growth + row.cost * (excess(after) - excess(row));
  }, 0);
}

export interface Rows {
  readonly all: readonly Row[];
  readonly standingsOf: (place: Place) => Standing[];
}

export interface Known {
  readonly identities: readonly Identity[];
  readonly cells: readonly CellSides[];
  readonly heights: readonly number[];
  readonly sealed: readonly RoundedAtom[];
  readonly fresh: readonly Place[];
  readonly held: ReadonlySet<string>;
}

export function rowsOf({ identities, cells, heights, sealed, fresh, held }: Known): Rows {
  const quarters = [...new Set([...sealed, ...fresh].map((place) => place.quarter))].sort();
  const all = identities.map((identity, i) => {
    const ends = identity.wholeComesFirst ? quarters : [null];
    const rows = (isAhead: boolean, cost: number): Row[] =>
      ends.map((upTo) => ({ identity, upTo, cost, isAhead, part: 0, whole: 0 }));
    const now = rows(false, stepCost ** ((heights[i] ?? 1) - 1));
    if (!identity.part.some((select) => select.before)) return now;
    // What was frozen before cannot be turned or held over; where its whole is, the identity is no fact of this snapshot.
    const isHeld = identity.whole.some((select) => held.has(select.family));
    return [...(isHeld ? [] : now), ...rows(true, aheadCost)];
  });
  const sidesOf = new Map(cells.map(({ family, cell, sides }) => [[family, ...cell].join('|'), sides]));
  const standingsIn = ({ family, quarter, cell }: Place, isSealed: boolean): Standing[] => {
    const sides = sidesOf.get([family, ...cell.slice(1)].join('|')) ?? [];
    return sides.flatMap(({ isPart, isWhole, isBefore }, i) => {
      if (!isPart && !isWhole) return [];
      const rows = (all[i] ?? []).filter(
        ({ upTo, isAhead }) => (upTo === null || quarter <= upTo) && (isSealed || isAhead || !isBefore),
      );
      return rows.map((row) => ({ row, side: isPart ? 'part' : 'whole' }));
    });
  };
  for (const atom of sealed) for (const { row, side } of standingsIn(atom, true)) row[side] += atom.rounded;
  return { all: all.flat(), standingsOf: (place) => standingsIn(place, false) };
}

export function inArea<P extends Place>(places: readonly P[], area: string): P[] {
  return places.filter((place) => areaOf(place) === area);
}
