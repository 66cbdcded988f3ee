import type { Quarter } from '../kernel/period.js';
import { factsOf, type Fact, type Member, type Pair } from './attacked-facts.js';
import type { Family, Place } from './cube.js';
import type { Select } from './identity.js';
import type { Publication } from './publication.js';

/** Atoms of one snapshot and quarter that stand on the same sides of the same facts. Only their sum can be reasoned about. */
export interface Clump {
  readonly family: string;
  readonly snapshot: Quarter;
  readonly quarter: Quarter;
  readonly chosen: boolean;
  readonly printed: readonly { readonly cell: readonly string[]; readonly rounded: number }[];
  readonly low: number;
  readonly high: number;
}

export interface AttackedArea {
  readonly area: string;
  readonly clumps: readonly Clump[];
  readonly facts: readonly Fact[];
}

/**
 * One area as the attacker sees it. He presumes that nothing was registered late where nothing was printed as late, which is
 * more than he can know: what he cannot narrow with that he cannot narrow without it.
 * `isChosen` splits clumps, so that a group he asks about is made of whole ones.
 */
export function attackedArea(
  publication: Publication,
  area: string,
  isChosen: (place: Place) => boolean,
): AttackedArea {
  const found = clumpedPlaces(publication, area, isChosen);
  const printed = printedIn(publication, area);
  const membersOf = (i: number): Member[] =>
    found.flatMap(({ sides, places: [place] }, clump) =>
      place && sides[i] ? [{ ...place, clump, side: sides[i] }] : [],
    );
  return {
    area,
    clumps: found.map((clump) => clumpOf(clump, printed, publication.base)),
    facts: publication.identities.flatMap((identity, i) =>
      factsOf(publication, identity, { area, members: membersOf(i) }),
    ),
  };
}

/** Where a single count can lie that is printed so. */
export function bucketOf(rounded: number, base: number): readonly [number, number] {
  return [Math.max(0, rounded - base + 1), rounded + base - 1];
}

interface ClumpedPlaces {
  readonly sides: readonly string[];
  readonly places: readonly Place[];
  readonly chosen: boolean;
}

function clumpedPlaces(
  publication: Publication,
  area: string,
  isChosen: (place: Place) => boolean,
): ClumpedPlaces[] {
  const kinds = publication.families.flatMap((family) => kindsOfCells(publication, family, area));
  return pairsOf(publication, area).flatMap((pair) =>
    kinds
      .filter(({ family }) => !isCarried(publication, { ...pair, family, area }))
      .flatMap(({ family, sides, cells }) => {
        const places = cells.map((cell) => ({ ...pair, family, cell }));
        const chosen = places.filter(isChosen);
        const others = chosen.length > 0 ? places.filter((place) => !isChosen(place)) : places;
        return [
          { sides, places: chosen, chosen: true },
          { sides, places: others, chosen: false },
        ].filter((clump) => clump.places.length > 0);
      }),
  );
}

function printedIn({ atoms }: Publication, area: string): Map<string, number> {
  return new Map(atoms.filter(({ cell }) => cell[0] === area).map((atom) => [keyOf(atom), atom.rounded]));
}

/** The snapshots and quarters an atom can stand in: each snapshot's own, those printed, and those a held-over family still has to come. */
function pairsOf({ snapshots, atoms, carried }: Publication, area: string): Pair[] {
  let previous: readonly Quarter[] = [];
  let owed = false;
  return [...snapshots].sort().flatMap((snapshot) => {
    const seen = atoms
      .filter((atom) => atom.snapshot === snapshot && atom.cell[0] === area)
      .map((atom) => atom.quarter);
    const quarters = [...new Set([snapshot, ...seen, ...(owed ? previous : [])])].sort();
    previous = quarters;
    owed = carried.some((each) => each.snapshot === snapshot && each.area === area);
    return quarters.map((quarter) => ({ snapshot, quarter }));
  });
}

interface KindOfCells {
  readonly family: string;
  readonly sides: readonly string[];
  readonly cells: string[][];
}

function kindsOfCells({ identities }: Publication, family: Family, area: string): KindOfCells[] {
  const codes = family.dimensions.map((dimension, i) =>
    i === 0 ? [area] : dimension.categories.map(({ code }) => code),
  );
  const takesIn = (selects: readonly Select[], cell: readonly string[]): boolean =>
    selects.some(
      (select) =>
        select.family === family.name &&
        family.dimensions.every(({ name }, i) => select.where[name]?.includes(cell[i] ?? '') ?? true),
    );
  const kinds = new Map<string, KindOfCells>();
  for (const cell of codes.reduce<string[][]>(
    (rows, next) => rows.flatMap((row) => next.map((code) => [...row, code])),
    [[]],
  )) {
    const side = (name: string, selects: readonly Select[]): string => {
      if (!takesIn(selects, cell)) return '';
      const now = selects.filter((select) => !select.before);
      return takesIn(now, cell) ? name : `${name} before`;
    };
    const sides = identities.map(({ part, whole }) => side('part', part) + side('whole', whole));
    const kind = kinds.get(sides.join('|')) ?? { family: family.name, sides, cells: [] };
    kind.cells.push(cell);
    kinds.set(sides.join('|'), kind);
  }
  return [...kinds.values()];
}

function clumpOf(
  { places, chosen }: ClumpedPlaces,
  printed: ReadonlyMap<string, number>,
  base: number,
): Clump {
  const cells = places.map((place) => ({ cell: place.cell, rounded: printed.get(keyOf(place)) ?? 0 }));
  const buckets = cells.map(({ rounded }) => bucketOf(rounded, base));
  const [first] = places;
  if (!first) throw new Error('A clump has at least one atom');
  return {
    family: first.family,
    snapshot: first.snapshot,
    quarter: first.quarter,
    chosen,
    printed: cells,
    low: buckets.reduce((sum, [low]) => sum + low, 0),
    high: buckets.reduce((sum, [, high]) => sum + high, 0),
  };
}

function isCarried(
  { carried }: Publication,
  place: { snapshot: Quarter; family: string; area: string },
): boolean {
  return carried.some(
    (each) => each.snapshot === place.snapshot && each.family === place.family && each.area === place.area,
  );
}

function keyOf({ family, snapshot, quarter, cell }: Place): string {
  return [family, snapshot, quarter, ...cell].join('|');
}
