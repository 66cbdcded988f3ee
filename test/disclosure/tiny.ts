import { quarter, type Quarter } from '../../src/kernel/period.js';
import type { Family, Place, RoundedAtom } from '../../src/disclosure/cube.js';
import type { Category, Dimension } from '../../src/disclosure/dimension.js';
import type { Identity, Select } from '../../src/disclosure/identity.js';
import type { Publication } from '../../src/disclosure/publication.js';

/** A policy small enough for every database to be looked at, one by one. */
export const first = quarter('2021-Q1');
export const second = quarter('2021-Q2');

const codes = (...all: string[]): Category[] => all.map((code) => ({ code, label: code }));
const area: Dimension = { name: 'area', label: 'Area', adds: true, categories: codes('demo') };
const family = (name: string, ...categories: string[]): Family => ({
  name,
  label: name,
  unit: 'One count is one invented thing.',
  definition: 'Invented.',
  dimensions: [area, { name: 'stage', label: 'Stage', adds: false, categories: codes(...categories) }],
});
const one = (name: string, ...stage: string[]): Select => ({ family: name, where: { stage } });
const of = (name: string, ...stage: string[]): Select[] => [one(name, ...stage)];

export const cases = family('cases', 'opened', 'closed');
export const orders = family('orders', 'made');
export const breaches = family('breaches', 'found');

export const closedWereOpened: Identity = {
  name: 'closed-were-opened',
  sentence: 'Every case closed was opened.',
  kind: 'at_most',
  part: of('cases', 'closed'),
  whole: of('cases', 'opened'),
  wholeComesFirst: true,
};
export const breachesNeedOrders: Identity = {
  name: 'breaches-need-orders',
  sentence: 'No breach without an order.',
  kind: 'needs',
  part: of('breaches', 'found'),
  whole: of('orders', 'made'),
  wholeComesFirst: true,
};
export const ordersNeedCases: Identity = {
  name: 'orders-need-cases',
  sentence: 'No order without a case.',
  kind: 'needs',
  part: of('orders', 'made'),
  whole: of('cases', 'opened'),
  wholeComesFirst: false,
};

/** Accepting a referral opens its case: cells in a circle, one of them a snapshot later. */
export const referrals = family('referrals', 'accepted', 'undecided');
export const openedWereReferred: Identity = {
  name: 'opened-were-referred',
  sentence: 'Every case opened came of a referral accepted, or undecided in earlier figures.',
  kind: 'at_most',
  part: of('cases', 'opened'),
  whole: [...of('referrals', 'accepted'), { ...one('referrals', 'undecided'), before: true }],
  wholeComesFirst: true,
};
export const acceptedWereOpened: Identity = {
  name: 'accepted-were-opened',
  sentence: 'Every referral accepted has a case by the next figures.',
  kind: 'at_most',
  part: [{ ...one('referrals', 'accepted'), before: true }],
  whole: of('cases', 'opened'),
  wholeComesFirst: false,
};

export const tinyIdentities = [closedWereOpened, breachesNeedOrders, ordersNeedCases];

export function place(name: string, stage: string, [snapshot, at]: readonly [Quarter, Quarter]): Place {
  return { family: name, snapshot, quarter: at, cell: ['demo', stage] };
}

/** Every place of some families at some snapshots and quarters. */
export function placesOf(
  families: readonly Family[],
  pairs: readonly (readonly [Quarter, Quarter])[],
): Place[] {
  return pairs.flatMap((pair) =>
    families.flatMap(({ name, dimensions }) =>
      (dimensions[1]?.categories ?? []).map(({ code }) => place(name, code, pair)),
    ),
  );
}

export function publish(
  families: readonly Family[],
  identities: readonly Identity[],
  atoms: readonly RoundedAtom[],
): Publication {
  const snapshots = [...new Set([first, ...atoms.map((atom) => atom.snapshot)])].sort();
  return {
    families,
    identities,
    snapshots,
    atoms: atoms.filter((atom) => atom.rounded > 0),
    carried: [],
    base: 5,
  };
}

/** Every list of counts, each from its own range, both ends inclusive. */
export function* listsWithin(ranges: readonly (readonly [number, number])[]): Generator<number[]> {
  const [range, ...others] = ranges;
  if (!range) {
    yield [];
    return;
  }
  for (let value = range[0]; value <= range[1]; value += 1)
    for (const rest of listsWithin(others)) yield [value, ...rest];
}

/** Whether the identities let counts at these places be: for every snapshot and every quarter, each sum said out. */
export function consistency(
  places: readonly Place[],
  identities: readonly Identity[],
): (counts: readonly number[]) => boolean {
  const snapshots = [...new Set(places.map((each) => each.snapshot))];
  const quarters = [...new Set(places.map((each) => each.quarter))];
  const facts = identities.flatMap(({ kind, part, whole, wholeComesFirst }) =>
    snapshots.flatMap((snapshot) =>
      (wholeComesFirst ? quarters : [null]).map((last) => {
        const isDone = (each: Place, { before }: Select): boolean =>
          (before ? each.snapshot < snapshot : each.snapshot <= snapshot) &&
          (last === null || each.quarter <= last);
        const counted = (selects: readonly Select[]): number[] =>
          places.flatMap((each, i) =>
            selects.some((select) => takesIn(select, each) && isDone(each, select)) ? [i] : [],
          );
        return { kind, part: counted(part), whole: counted(whole) };
      }),
    ),
  );
  return (counts) =>
    facts.every(({ kind, part, whole }) => {
      const sum = (side: readonly number[]): number => side.reduce((total, i) => total + (counts[i] ?? 0), 0);
      return kind === 'at_most' ? sum(part) <= sum(whole) : sum(part) === 0 || sum(whole) > 0;
    });
}

/** Every database that prints so and that the identities let be, by looking at all of them. */
export function possibleDatabases(
  atoms: readonly RoundedAtom[],
  identities: readonly Identity[],
): number[][] {
  const buckets = atoms.map(({ rounded }) => [Math.max(0, rounded - 4), rounded + 4] as const);
  const isConsistent = consistency(atoms, identities);
  return [...listsWithin(buckets)].filter(isConsistent);
}

function takesIn({ family: name, where }: Select, { family: own, cell }: Place): boolean {
  return name === own && (where['stage']?.includes(cell[1] ?? '') ?? true);
}

/** Whether some five values in a row are all there, with 0 or 5 among them. */
export function isWideEnough(values: ReadonlySet<number>): boolean {
  return [0, 1, 2, 3, 4, 5].some((from) => [0, 1, 2, 3, 4].every((more) => values.has(from + more)));
}
