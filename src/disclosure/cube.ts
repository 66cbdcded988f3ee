import type { Quarter } from '../kernel/period.js';
import type { Dimension } from './dimension.js';

/**
 * One kind of thing counted, over its dimensions; the first dimension is always `area`. Stages, decisions and outcomes of one
 * unit are dimensions of one family and never families of their own: separate cubes leak by subtraction.
 */
export interface Family {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly definition: string;
  readonly dimensions: readonly Dimension[];
}

/** Where a count stands: the quarter it was frozen with, the quarter it happened in (never later), and one code per dimension. */
export interface Place {
  readonly family: string;
  readonly snapshot: Quarter;
  readonly quarter: Quarter;
  readonly cell: readonly string[];
}

/** A true count, which never leaves the counter. What is registered late is an atom of its own in the next snapshot. */
export interface Atom extends Place {
  readonly count: number;
}

/** What is published of an atom, for good. An atom rounded to 0 has no row: a row of 0 would say that there was something. */
export interface RoundedAtom extends Place {
  readonly rounded: number;
}

/** A family that was left out of a snapshot in one area; its records stay unfrozen and are counted with the next. */
export interface Carried {
  readonly snapshot: Quarter;
  readonly family: string;
  readonly area: string;
}

/** A stable name for a place. Codes are lower-case words, so the bar cannot occur in one. */
export function placeKey({ snapshot, family, quarter, cell }: Place): string {
  return [snapshot, family, quarter, ...cell].join('|');
}

export function areaOf(place: Place): string {
  return place.cell[0] ?? '';
}

export function tabulate(records: Iterable<Place>): Atom[] {
  const atoms = new Map<string, Place & { count: number }>();
  for (const { family, snapshot, quarter, cell } of records) {
    const key = placeKey({ family, snapshot, quarter, cell });
    const atom = atoms.get(key);
    if (atom) atom.count += 1;
    else atoms.set(key, { family, snapshot, quarter, cell, count: 1 });
  }
  return inOrder([...atoms.values()]);
}

/** The same places in the one order everything here works in, so that no result depends on the order of its input. */
export function inOrder<P extends Place>(places: readonly P[]): P[] {
  const keyed = places.map((place) => ({ place, key: placeKey(place) }));
  // Not localeCompare: the order must be the same on every machine.
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ place }) => place);
}

export function familyNamed(families: readonly Family[], name: string): Family {
  const family = families.find((each) => each.name === name);
  if (!family) throw new Error(`No such family: ${name}`);
  return family;
}
