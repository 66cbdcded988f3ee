import type { Quarter } from '../kernel/period.js';
import type { Identity } from './identity.js';
import type { Publication } from './publication.js';

/** An identity up to one snapshot and one quarter, over clumps by their position. */
export interface Fact {
  readonly identity: string;
  readonly snapshot: Quarter;
  /** The last quarter it counts, inclusive; null where it counts all. */
  readonly upTo: Quarter | null;
  readonly kind: Identity['kind'];
  readonly part: readonly number[];
  readonly whole: readonly number[];
}

export interface Pair {
  readonly snapshot: Quarter;
  readonly quarter: Quarter;
}

/** A clump by its position, on the side or sides of an identity it stands on; `part before` counts only from the next snapshot on. */
export interface Member extends Pair {
  readonly clump: number;
  readonly side: string;
}

/** No fact stands where its whole was held over: the records that bear it out are not among those frozen. */
export function factsOf(
  { snapshots, carried }: Publication,
  identity: Identity,
  { area, members }: { area: string; members: readonly Member[] },
): Fact[] {
  const { name, kind, wholeComesFirst } = identity;
  const wholes = new Set(identity.whole.map((select) => select.family));
  const isHeld = (snapshot: Quarter): boolean =>
    carried.some((each) => each.snapshot === snapshot && each.area === area && wholes.has(each.family));
  const quarters = [...new Set(members.map((member) => member.quarter))].sort();
  const sizes = new Map<string, number>();
  return [...snapshots].sort().flatMap((snapshot) => {
    if (isHeld(snapshot)) return [];
    const ends = wholeComesFirst ? quarters.filter((quarter) => quarter <= snapshot) : [null];
    return ends.flatMap((end) => {
      const counted = members.filter(
        (member) => member.snapshot <= snapshot && (end === null || member.quarter <= end),
      );
      const on = (side: string): number[] =>
        counted
          .filter((member) => member.side.includes(side))
          .filter((member) => member.snapshot < snapshot || !member.side.includes(`${side} before`))
          .map((member) => member.clump);
      const [part, whole] = [on('part'), on('whole')];
      // The sums up to a quarter only grow with the snapshots, so a fact of the same size is the same fact.
      if (sizes.get(end ?? '') === part.length + whole.length) return [];
      sizes.set(end ?? '', part.length + whole.length);
      return part.length > 0 ? [{ identity: name, snapshot, upTo: end, kind, part, whole }] : [];
    });
  });
}
