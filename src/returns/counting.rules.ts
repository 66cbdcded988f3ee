import { placeKey, type Atom, type Carried } from '../disclosure/cube.js';
import { addQuarters, type Quarter } from '../kernel/period.js';

/** Things of one kind, in one cell, that happened in one quarter and became countable in one snapshot's time: how many. */
export interface CountedFact {
  readonly family: string;
  readonly cell: readonly string[];
  readonly happenedIn: Quarter;
  /** The first snapshot whose cut-off they were entered before, and not before they happened. */
  readonly countableIn: Quarter;
  /** The first snapshot whose cut-off their decision was made before; null where nothing was to be decided, or still is. */
  readonly settledIn: Quarter | null;
  readonly count: number;
}

/** Late records keep their own quarter up to a year back; older ones count in the quarter a year back, so that no cell is of one. */
const quartersBack = 4;

const undecided = 'referral_undecided';

/**
 * The atoms of a snapshot: what became countable after the last snapshot that took this family in this area, and up to this one.
 * So each record is in exactly one snapshot, and what was held over is in the next. A decision made after the cut-off is not
 * known yet, however late the counting is done.
 */
export function atomsOf(facts: readonly CountedFact[], snapshot: Quarter, taken: Taken): Atom[] {
  const earliest = addQuarters(snapshot, -quartersBack);
  const atoms = new Map<string, Atom>();
  for (const fact of facts) {
    if (fact.countableIn > snapshot || isTaken(taken, fact)) continue;
    const quarter = fact.happenedIn < earliest ? earliest : fact.happenedIn;
    const place = { family: fact.family, snapshot, quarter, cell: cellAt(fact, snapshot) };
    const key = placeKey(place);
    atoms.set(key, { ...place, count: fact.count + (atoms.get(key)?.count ?? 0) });
  }
  return [...atoms.values()];
}

function cellAt({ cell, settledIn }: CountedFact, snapshot: Quarter): readonly string[] {
  return settledIn === null || settledIn <= snapshot ? cell : [...cell.slice(0, -1), undecided];
}

/** Up to which snapshot records are taken: the last, but for the families it held over in an area. */
export interface Taken {
  readonly last: Quarter | null;
  /** By family and area; null where none has been taken yet. */
  readonly heldOver: ReadonlyMap<string, Quarter | null>;
}

export const nothingTaken: Taken = { last: null, heldOver: new Map() };

/** What is taken once a snapshot has taken everything but what it held over. */
export function takenAfter(taken: Taken, snapshot: Quarter, carried: readonly Carried[]): Taken {
  const heldOver = carried.map(
    ({ family, area }) => [heldKey(family, area), lastTaken(taken, family, area)] as const,
  );
  return { last: snapshot, heldOver: new Map(heldOver) };
}

/** The first snapshot whose records are not all taken: how far back counting must reach. */
export function openFrom({ last, heldOver }: Taken, first: Quarter): Quarter {
  const lasts = [last, ...heldOver.values()];
  if (lasts.includes(null)) return first;
  const [oldest] = lasts.filter((each) => each !== null).sort();
  return oldest === undefined ? first : addQuarters(oldest, 1);
}

function isTaken(taken: Taken, { family, cell, countableIn }: CountedFact): boolean {
  const last = lastTaken(taken, family, cell[0] ?? '');
  return last !== null && countableIn <= last;
}

function lastTaken({ last, heldOver }: Taken, family: string, area: string): Quarter | null {
  const held = heldOver.get(heldKey(family, area));
  return held === undefined ? last : held;
}

function heldKey(family: string, area: string): string {
  return `${family}|${area}`;
}
