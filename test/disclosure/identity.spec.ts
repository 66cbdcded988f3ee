import fc from 'fast-check';
import { checkIdentities, type Identity } from '../../src/disclosure/identity.js';
import { placeKey, type Atom, type Place, type RoundedAtom } from '../../src/disclosure/cube.js';
import { roundSnapshot } from '../../src/disclosure/round.rules.js';
import { keyOf } from './histories.js';
import * as tiny from './tiny.js';

const families = [tiny.cases, tiny.orders, tiny.breaches];

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
  ] as const)('%s', (_, identities, fault) => {
    expect(faults(...identities)).toContain(fault);
  });

  it('and a chain of identities without these faults is accepted', () => {
    expect(faults(...tiny.tinyIdentities)).toBe('');
  });
});

/** What is printed of counts at these places, snapshot by snapshot; nothing of a family that is carried. */
function printOf(places: readonly Place[], counts: readonly number[], key: Buffer): RoundedAtom[] | null {
  const printed: RoundedAtom[] = [];
  for (const snapshot of [...new Set(places.map((each) => each.snapshot))].sort()) {
    const fresh = places.flatMap((each, i): Atom[] =>
      each.snapshot === snapshot ? [{ ...each, count: counts[i] ?? 0 }] : [],
    );
    const policy = { families, identities: tiny.tinyIdentities };
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
function expectProtected(places: readonly Place[], counts: readonly number[], key: Buffer): void {
  const atoms = printOf(places, counts, key);
  tried += 1;
  if (!atoms) return;
  printed += 1;
  const values = valuesBehind(atoms);
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
function valuesBehind(atoms: readonly RoundedAtom[]): { of: Set<number>[]; databases: Set<string> } {
  const print = JSON.stringify(atoms);
  const databases = known.has(print) ? [] : tiny.possibleDatabases(atoms, tiny.tinyIdentities);
  const found = known.get(print) ?? {
    of: atoms.map((_, i) => new Set(databases.map((counts) => counts[i] ?? 0))),
    databases: new Set(databases.map((counts) => counts.join())),
  };
  known.set(print, found);
  return found;
}

describe('by looking at every database, each figure may be any of five numbers in a row', () => {
  it('for every database of up to 12 people in one quarter', () => {
    const places = tiny.placesOf(families, [[tiny.first, tiny.first]]);
    const isConsistent = tiny.consistency(places, tiny.tinyIdentities);
    const databases = [...tiny.listsWithin(places.map(() => [0, 12] as const))].filter(
      (counts) => counts.reduce((sum, count) => sum + count, 0) <= 12 && isConsistent(counts),
    );
    expect(databases.length).toBeGreaterThan(300);
    for (const counts of databases) expectProtected(places, counts, keyOf(counts.join()));
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
        expectProtected(places, counts, keyOf(key));
      }),
      { numRuns: 25, seed: 4 },
    );
  });
});
