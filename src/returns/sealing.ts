import { placeKey, type Atom, type Carried, type RoundedAtom } from '../disclosure/cube.js';
import { familiesFor, identities } from '../disclosure/families.js';
import { policy } from '../disclosure/policy.codes.js';
import type { Publication } from '../disclosure/publication.js';
import { roundSnapshot } from '../disclosure/round.rules.js';
import type { CodeEntry } from '../kernel/codelist.js';
import type { Quarter } from '../kernel/period.js';
import { atomsOf, nothingTaken, takenAfter, type CountedFact, type Taken } from './counting.rules.js';
import { fingerprintOf } from './fingerprint.js';

/** A quarter as it was counted, in one area or in all, and what is printed of it. */
export interface Sealed {
  readonly quarter: Quarter;
  /** Every count with its print, those printed as nothing too. */
  readonly counts: readonly CountAndPrint[];
  readonly carried: readonly Carried[];
}

export type CountAndPrint = Atom & { readonly rounded: number };

/** A quarter about to be counted, with the midnight that ends its cut-off day. */
export interface Opening {
  readonly quarter: Quarter;
  readonly cutOffAt: Date;
}

/** A quarter of a service, sealed in all its areas. */
export interface Snapshot extends Sealed, Opening {
  readonly policyVersion: string;
  readonly hash: string;
}

/** What an area's next quarter is sealed with, beside what is sealed there already. */
export interface Counting {
  readonly area: CodeEntry;
  readonly facts: readonly CountedFact[];
  readonly key: Buffer;
}

/**
 * Counts and rounds the next quarter of an area beside all that is sealed there, oldest first. Areas share nothing, so each is
 * sealed by itself. Pure: from the same records and key come the same figures, whether quarters are frozen together or in turn.
 */
export function sealQuarter(
  quarter: Quarter,
  sealed: readonly Sealed[],
  { area, facts, key }: Counting,
): Sealed {
  const fresh = atomsOf(facts, quarter, takenBy(sealed));
  const sealedCounts = sealed.flatMap(({ counts }) => counts);
  const { rounded, carried } = roundSnapshot({
    snapshot: quarter,
    fresh,
    sealed: printedOf(sealedCounts),
    sealedCounts,
    families: familiesFor([area]),
    identities,
    key,
  });
  const prints = new Map(rounded.map((atom) => [placeKey(atom), atom.rounded]));
  const isHeld = ({ family }: Atom): boolean => carried.some((each) => each.family === family);
  const counts = fresh
    .filter((atom) => !isHeld(atom))
    .map((atom) => ({ ...atom, rounded: prints.get(placeKey(atom)) ?? 0 }));
  return { quarter, counts, carried };
}

/** A quarter sealed in every area, with the hash of all that is printed. */
export function snapshotOf(opening: Opening, areas: readonly Sealed[], serviceId: string): Snapshot {
  const counts = areas.flatMap((each) => each.counts);
  const carried = areas.flatMap((each) => each.carried);
  const sealed = { ...opening, counts, carried, policyVersion: policy.version };
  return { ...sealed, hash: fingerprintOf({ ...sealed, serviceId, atoms: printedOf(counts) }) };
}

/** What is sealed in one area. */
export function sealedIn(area: CodeEntry, snapshots: readonly Snapshot[]): Sealed[] {
  return snapshots.map(({ quarter, counts, carried }) => ({
    quarter,
    counts: counts.filter(({ cell }) => cell[0] === area.code),
    carried: carried.filter((each) => each.area === area.code),
  }));
}

/** Up to which snapshot the records of each family are taken. */
export function takenBy(sealed: readonly Sealed[]): Taken {
  return sealed.reduce((taken, { quarter, carried }) => takenAfter(taken, quarter, carried), nothingTaken);
}

/** All that has been published of an area, as an attacker has it. */
export function publicationOf(area: CodeEntry, sealed: readonly Sealed[]): Publication {
  return {
    families: familiesFor([area]),
    identities,
    snapshots: sealed.map(({ quarter }) => quarter),
    atoms: printedOf(sealed.flatMap(({ counts }) => counts)),
    carried: sealed.flatMap(({ carried }) => carried),
    base: policy.base,
  };
}

/** The snapshots whose figures are not those that were frozen. None but where someone went round the database's refusals. */
export function tamperedWith(sealed: readonly Snapshot[], serviceId: string): Quarter[] {
  return sealed
    .filter(
      (snapshot) =>
        fingerprintOf({ ...snapshot, serviceId, atoms: printedOf(snapshot.counts) }) !== snapshot.hash,
    )
    .map(({ quarter }) => quarter);
}

/** What of some counts may leave the counter. One rounded to nothing is not there at all. */
function printedOf(counts: readonly CountAndPrint[]): RoundedAtom[] {
  return counts.filter(({ rounded }) => rounded > 0).map(({ count: _, ...atom }) => atom);
}
