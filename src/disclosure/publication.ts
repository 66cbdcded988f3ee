import { RuleBroken } from '../kernel/errors.js';
import type { Quarter } from '../kernel/period.js';
import type { Carried, Family, RoundedAtom } from './cube.js';
import type { Identity } from './identity.js';

/** Everything the attacker has: what was printed, what was held over, and the policy. No key and no true count. */
export interface Publication {
  readonly families: readonly Family[];
  readonly identities: readonly Identity[];
  readonly snapshots: readonly Quarter[];
  readonly atoms: readonly RoundedAtom[];
  readonly carried: readonly Carried[];
  readonly base: number;
}

export function areasOf({ families }: Publication): string[] {
  const areas = families.flatMap((family) => family.dimensions[0]?.categories ?? []);
  return [...new Set(areas.map(({ code }) => code))];
}

/**
 * An attack that passed over what it could not place would pass over a breach.
 * @throws RuleBroken `unreadable-publication` where an atom is not rounded, stands nowhere, stands twice, or was held over.
 */
export function refuseUnreadable({ families, snapshots, atoms, carried, base }: Publication): void {
  const seen = new Set<string>();
  for (const { family: name, snapshot, quarter, cell, rounded } of atoms) {
    const place = [name, snapshot, quarter, ...cell].join('|');
    const dimensions = families.find((family) => family.name === name)?.dimensions ?? [];
    const isCell =
      cell.length > 0 &&
      cell.length === dimensions.length &&
      dimensions.every((dimension, i) => dimension.categories.some(({ code }) => code === cell[i]));
    const isFrozen =
      snapshots.includes(snapshot) &&
      quarter <= snapshot &&
      !carried.some((each) => each.family === name && each.snapshot === snapshot && each.area === cell[0]);
    if (!isCell || !isFrozen || seen.has(place) || rounded < 0 || rounded % base !== 0)
      throw new RuleBroken(
        'unreadable-publication',
        `A figure of ${name} in snapshot ${snapshot} cannot be attacked: it is not where it could be`,
      );
    seen.add(place);
  }
}
