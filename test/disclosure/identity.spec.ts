import fc from 'fast-check';
import { checkIdentities, type Identity } from '../../src/disclosure/identity.js';
import { placeKey, type Atom, type Place, type RoundedAtom } from '../../src/disclosure/cube.js';
import { roundSnapshot } from '../../src/disclosure/round.rules.js';
import { keyOf } from './histories.js';
import * as tiny from './tiny.js';

const families = [tiny.cases, tiny.orders, tiny.breaches, tiny.referrals];
const circle = [tiny.openedWereReferred, tiny.acceptedWereOpened, tiny.closedWereOpened];

describe('a policy under which the theorem does not hold is refused', () => {
  const faults = (...identities: Identity[]): string => checkIdentities(families, identities).join('; ');
  const { closedWereOpened, ordersNeedCases } = tiny;
  it.each([
    [
      'a count that is part of two wholes',
      [closedWereOpened, { ...ordersNeedCases, part: closedWereOpened.part }],
      'is a part in',
    ],
    [
      'a circle',
      [
        closedWereOpened,
        { ...closedWereOpened, name: 'back', part: closedWereOpened.whole, whole: closedWereOpened.part },
      ],
      'part of a circle',
    ],
    [
      'a whole without a cell',
      [{ ...closedWereOpened, whole: [{ family: 'cases', where: { stage: [] } }] }],
      'has no whole',
    ],
    [
      'an identity of one area',
      [{ ...closedWereOpened, part: [{ family: 'cases', where: { area: ['demo'], stage: ['closed'] } }] }],
      'depends on the area',
    ],
    [
      'a whole that counts only what was frozen before',
      [
        {
          ...closedWereOpened,
          whole: closedWereOpened.whole.map((each) => ({ ...each, before: true as const })),
        },
      ],
      'has no whole',
    ],
    [
      'a circle through more than single cells',
      [
        tiny.openedWereReferred,
        {
          ...tiny.acceptedWereOpened,
          part: [{ family: 'referrals', where: {}, before: true as const }],
        },
      ],
      'part of a circle',
    ],
  ] as const)('%s', (_, identities, fault) => {
    expect(faults(...identities)).toContain(fault);
  });

  it('and a chain of identities without these faults is accepted', () => {
    expect(faults(...tiny.tinyIdentities)).toBe('');
  });

  it('and so is a circle of single cells that takes a snapshot to go round', () => {
    expect(faults(...circle)).toBe('');
  });
});

interface Rounding {
  readonly key: Buffer;
  readonly identities: readonly Identity[];
}

/** What is printed of counts at these places, snapshot by snapshot; nothing of a family that is carried. */
function printOf(
  places: readonly Place[],
  counts: readonly number[],
  { key, identities }: Rounding,
): RoundedAtom[] | null {
  const printed: RoundedAtom[] = [];
  for (const snapshot of [...new Set(places.map((each) => each.snapshot))].sort()) {
    const fresh = places.flatMap((each, i): Atom[] =>
      each.snapshot === snapshot ? [{ ...each, count: counts[i] ?? 0 }] : [],
    );
    const policy = { families, identities };
    const { rounded, carried } = roundSnapshot({
      ...policy,
      snapshot,
      fresh,
      sealed: printed,
      sealedCounts: [],
      key,
    });
    if (carried.length > 0) return null;
    printed.push(...rounded);
  }
  return places.map(
    (each) => printed.find((atom) => placeKey(atom) === placeKey(each)) ?? { ...each, rounded: 0 },
  );
}

/** That the truth is among what prints so, and that each figure may be any of the five numbers from it up. */
function expectProtected(places: readonly Place[], counts: readonly number[], rounding: Rounding): void {
  const atoms = printOf(places, counts, rounding);
  tried += 1;
  if (!atoms) return;
  printed += 1;
  const values = valuesBehind(atoms, rounding.identities);
  expect(
    atoms.filter((atom, i) => ![0, 1, 2, 3, 4].every((more) => values.of[i]?.has(atom.rounded + more))),
  ).toEqual([]);
  expect(
    atoms.filter((atom, i) => atom.rounded <= 5 && !tiny.isWideEnough(values.of[i] ?? new Set())),
  ).toEqual([]);
  expect(values.databases.has(counts.join())).toBe(true);
}

let [tried, printed] = [0, 0];
afterAll(() => {
  // Where everything is held over nothing is tried.
  expect(printed / tried).toBeGreaterThan(0.8);
});

const known = new Map<string, { of: Set<number>[]; databases: Set<string> }>();

/** Many databases print the same, so what is behind a print is looked up once. */
function valuesBehind(
  atoms: readonly RoundedAtom[],
  identities: readonly Identity[],
): { of: Set<number>[]; databases: Set<string> } {
  const print = JSON.stringify(atoms);
  const databases = known.has(print) ? [] : tiny.possibleDatabases(atoms, identities);
  const found = known.get(print) ?? {
    of: atoms.map((_, i) => new Set(databases.map((counts) => counts[i] ?? 0))),
    databases: new Set(databases.map((counts) => counts.join())),
  };
  known.set(print, found);
  return found;
}

describe('by looking at every database, each figure may be any of five numbers in a row', () => {
  it('for every database of up to 12 people in one quarter', () => {
    const places = tiny.placesOf([tiny.cases, tiny.orders, tiny.breaches], [[tiny.first, tiny.first]]);
    const isConsistent = tiny.consistency(places, tiny.tinyIdentities);
    const databases = [...tiny.listsWithin(places.map(() => [0, 12] as const))].filter(
      (counts) => counts.reduce((sum, count) => sum + count, 0) <= 12 && isConsistent(counts),
    );
    expect(databases.length).toBeGreaterThan(300);
    for (const counts of databases)
      expectProtected(places, counts, { key: keyOf(counts.join()), identities: tiny.tinyIdentities });
  });

  it('for cases opened and closed over two quarters, some of them registered late', () => {
    const places = tiny.placesOf(
      [tiny.cases],
      [
        [tiny.first, tiny.first],
        [tiny.second, tiny.first],
        [tiny.second, tiny.second],
      ],
    );
    const isConsistent = tiny.consistency(places, tiny.tinyIdentities);
    const anyCounts = fc
      .array(fc.nat(4), { minLength: 6, maxLength: 6 })
      .filter((counts) => counts.reduce((a, b) => a + b, 0) <= 12 && isConsistent(counts));
    fc.assert(
      fc.property(anyCounts, fc.nat(), (counts, key) => {
        expectProtected(places, counts, { key: keyOf(key), identities: tiny.tinyIdentities });
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it('for referrals whose acceptance opens a case, over two snapshots', () => {
    const both = [
      [tiny.first, tiny.first],
      [tiny.second, tiny.second],
    ] as const;
    const places = tiny
      .placesOf([tiny.referrals, tiny.cases], both)
      .filter(
        ({ cell, snapshot }) => cell[1] !== 'closed' && (cell[1] !== 'undecided' || snapshot === tiny.first),
      );
    const isConsistent = tiny.consistency(places, circle);
    const anyCounts = fc
      .array(fc.nat(5), { minLength: 5, maxLength: 5 })
      .filter((counts) => counts.reduce((a, b) => a + b, 0) > 0 && isConsistent(counts));
    fc.assert(
      fc.property(anyCounts, fc.nat(), (counts, key) => {
        expectProtected(places, counts, { key: keyOf(key), identities: circle });
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});
