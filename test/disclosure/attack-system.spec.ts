import fc from 'fast-check';
import { readAttackCases, type AttackCase } from '../../src/disclosure/attack-case.js';
import { attackReleases } from '../../src/disclosure/attack-releases.js';
import { attackSystem, type PublishedSystem } from '../../src/disclosure/attack-system.js';
import { sized } from '../support/size.js';
import { sharedCases } from '../support/shared.js';

interface Expected {
  readonly id: string;
  readonly title: string;
  readonly attackerIntervals: unknown;
  readonly expectedVerdict: string;
}

// The shape is that of the file's own schema, which travels with it.
const file = sharedCases('disclosure/attack-cases.json') as { cases: readonly Expected[] };
const read = readAttackCases(JSON.stringify(file));
const cases: readonly AttackCase[] = 'cases' in read ? read.cases : [];

it('there are 24 attack cases with 75 counts', () => {
  expect(cases.length).toBe(24);
  expect(cases.flatMap(({ truth }) => Object.keys(truth)).length).toBe(75);
});

it.each(file.cases.map((each, i) => [`${each.id}: ${each.title}`, each, cases[i]] as const))(
  'all releases together give every count its ends, and the verdict: %s',
  async (_, { id, attackerIntervals, expectedVerdict }, attackCase) => {
    if (attackCase === undefined) throw new Error('The case was not read');
    const found = await attackReleases(attackCase);
    expect(found).toEqual({ id, verdict: expectedVerdict, intervals: attackerIntervals });
  },
);

it('a count nothing was published about has no end', async () => {
  expect(await attackSystem({ atoms: { alone: [0, Infinity] }, constraints: [] })).toEqual({
    alone: [0, Infinity],
  });
});

it('what only adds up for halves of people is a contradiction', async () => {
  const halves = {
    atoms: { a: [0, 9], b: [0, 9] },
    constraints: [{ sum: { a: 2, b: 2 }, min: 5, max: 5 }],
  } as const;
  await expect(attackSystem(halves)).rejects.toMatchObject({ rule: 'published-contradicts-itself' });
});

it('a share of a known whole, in decimals, gives the counts it can be of and no other', async () => {
  // 0.1 of 30 is 3 in people and 3.0000000000000004 in a computer: the count must not be lost to that.
  const share = { sum: { a: 0.9, b: -0.1 }, min: 0, max: 0 };
  const whole = { sum: { a: 1, b: 1 }, min: 30, max: 30 };
  expect(
    await attackSystem({ atoms: { a: [0, Infinity], b: [0, Infinity] }, constraints: [share, whole] }),
  ).toEqual({ a: [3, 3], b: [27, 27] });
});

it('thirds are kept as thirds, and what nothing makes whole is refused', async () => {
  const one = (by: number) => ({
    atoms: { a: [0, Infinity] as const },
    constraints: [{ sum: { a: by }, min: 2, max: 2 }],
  });
  expect(await attackSystem(one(2 / 3))).toEqual({ a: [3, 3] });
  await expect(attackSystem(one(Math.SQRT2))).rejects.toThrow(RangeError);
});

it('the ends are those of every database there is, looked through one by one', async () => {
  await fc.assert(
    fc.asyncProperty(systems, async (system) => {
      const possible = databasesOf(system);
      const ends = Object.keys(system.atoms).map((name) => {
        const values = possible.map((database) => database[name] ?? 0);
        return [name, [Math.min(...values), Math.max(...values)]] as const;
      });
      expect(await attackSystem(system)).toEqual(Object.fromEntries(ends));
    }),
    { numRuns: sized(150, 20_000) },
  );
});

const names = ['a', 'b', 'c', 'd', 'e'];
const most = 4;

/** Sums of a database of at most five counts from 0 to 4, published exactly, rounded, or with a coefficient; never contradictory. */
const systems: fc.Arbitrary<PublishedSystem> = fc
  .record({
    truth: fc.array(fc.integer({ min: 0, max: most }), { minLength: 2, maxLength: names.length }),
    sums: fc.array(
      fc.record({
        by: fc.array(fc.integer({ min: -2, max: 3 }), { minLength: 5, maxLength: 5 }),
        below: fc.integer({ min: 0, max: 2 }),
        above: fc.integer({ min: 0, max: 2 }),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ truth, sums }) => ({
    atoms: Object.fromEntries(truth.map((_, i) => [names[i] ?? '', [0, most] as const])),
    constraints: sums.map(({ by, below, above }) => {
      const at = truth.reduce((sum, count, i) => sum + count * (by[i] ?? 0), 0);
      const sum = Object.fromEntries(truth.map((_, i) => [names[i] ?? '', by[i] ?? 0]));
      return { sum, min: at - below, max: at + above };
    }),
  }));

function databasesOf({ atoms, constraints }: PublishedSystem): Record<string, number>[] {
  const all = Object.keys(atoms).reduce<Record<string, number>[]>(
    (databases, name) =>
      databases.flatMap((database) =>
        Array.from({ length: most + 1 }, (_, count) => ({ ...database, [name]: count })),
      ),
    [{}],
  );
  return all.filter((database) =>
    constraints.every(({ sum, min, max }) => {
      const total = Object.entries(sum).reduce((so, [name, by]) => so + by * (database[name] ?? 0), 0);
      return min <= total && total <= max;
    }),
  );
}
