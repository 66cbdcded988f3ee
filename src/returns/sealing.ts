import { placeKey, type Atom, type Carried, type Family, type RoundedAtom } from '../disclosure/cube.js';
import { familiesFor, identities } from '../disclosure/families.js';
import { policy } from '../disclosure/policy.codes.js';
import type { Publication } from '../disclosure/publication.js';
import { roundSnapshot } from '../disclosure/round.rules.js';
import type { CodeEntry } from '../kernel/codelist.js';
import type { Quarter } from '../kernel/period.js';
import { atomsOf, nothingTaken, takenAfter, type CountedFact, type Taken } from './counting.rules.js';
import { fingerprintOf } from './fingerprint.js';

/** A quarter of a service as it was counted, and what is printed of it. */
export interface Snapshot {
  readonly quarter: Quarter;
  readonly cutOffAt: Date;
  readonly policyVersion: string;
  readonly hash: string;
  /** Every count with its print, those printed as nothing too. */
  readonly counts: readonly CountAndPrint[];
  readonly carried: readonly Carried[];
}

export type CountAndPrint = Atom & { readonly rounded: number };

/** A quarter about to be counted, with the midnight that ends its cut-off day. */
export type Opening = Pick<Snapshot, 'quarter' | 'cutOffAt'>;

/** What a service's next quarter is sealed with, beside what is sealed already. */
export interface Counting {
  readonly serviceId: string;
  readonly families: readonly Family[];
  readonly facts: readonly CountedFact[];
  readonly key: Buffer;
}

/**
 * Counts and rounds the next quarter beside all that is sealed, oldest first. Pure: from the same records and the same key come
 * the same figures and the same hash, whether the quarters are frozen one by one or together.
 */
export function sealQuarter(next: Opening, sealed: readonly Snapshot[], counting: Counting): Snapshot {
  const { serviceId, families, facts, key } = counting;
  const fresh = atomsOf(facts, next.quarter, takenBy(sealed));
  const sealedCounts = sealed.flatMap((snapshot) => snapshot.counts);
  const { rounded, carried } = roundSnapshot({
    snapshot: next.quarter,
    fresh,
    sealed: printedOf(sealedCounts),
    sealedCounts,
    families,
    identities,
    key,
  });
  const prints = new Map(rounded.map((atom) => [placeKey(atom), atom.rounded]));
  const isHeld = ({ family, cell }: Atom): boolean =>
    carried.some((each) => each.family === family && each.area === cell[0]);
  const counts = fresh
    .filter((atom) => !isHeld(atom))
    .map((atom) => ({ ...atom, rounded: prints.get(placeKey(atom)) ?? 0 }));
  const sealing = { ...next, policyVersion: policy.version, counts, carried };
  return { ...sealing, hash: fingerprintOf({ ...sealing, serviceId, atoms: printedOf(counts) }) };
}

/** Up to which snapshot the records of each family are taken. */
export function takenBy(sealed: readonly Snapshot[]): Taken {
  return sealed.reduce((taken, { quarter, carried }) => takenAfter(taken, quarter, carried), nothingTaken);
}

/** All that has been published of an area, as an attacker has it. */
export function publicationIn(area: CodeEntry, sealed: readonly Snapshot[]): Publication {
  const counts = sealed.flatMap((snapshot) => snapshot.counts);
  return {
    families: familiesFor([area]),
    identities,
    snapshots: sealed.map((snapshot) => snapshot.quarter),
    atoms: printedOf(counts.filter(({ cell }) => cell[0] === area.code)),
    carried: sealed.flatMap((snapshot) => snapshot.carried).filter((each) => each.area === area.code),
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
    .map((snapshot) => snapshot.quarter);
}

/** What of some counts may leave the counter. One rounded to nothing is not there at all. */
function printedOf(counts: readonly CountAndPrint[]): RoundedAtom[] {
  return counts.filter(({ rounded }) => rounded > 0).map(({ count: _, ...atom }) => atom);
}
