import { attackSystem, type PublishedSystem } from '../../src/disclosure/attack-system.js';
import { sharedCases } from '../support/shared.js';

interface AttackCase {
  readonly id: string;
  readonly title: string;
  readonly policy: { readonly k: number; readonly minUpper: number | null; readonly minWidth: number };
  readonly truth: Readonly<Record<string, number>>;
  readonly lower: Readonly<Record<string, number>>;
  readonly releases: readonly { readonly published: PublishedSystem['constraints'] }[];
  readonly attribute?: unknown;
  readonly attackerIntervals: Readonly<Record<string, readonly [number, number]>>;
  readonly expectedVerdict: string;
}

// The shape is that of the file's own schema, which travels with it.
const { cases } = sharedCases('disclosure/attack-cases.json') as { cases: readonly AttackCase[] };

function systemOf({ truth, lower, releases }: AttackCase): PublishedSystem {
  const atoms = Object.fromEntries(
    Object.keys(truth).map((name) => [name, [lower[name] ?? 0, Infinity] as const]),
  );
  return { atoms, constraints: releases.flatMap((release) => release.published) };
}

/** The worst thing that can be said of the protected counts, by the rule the cases state. */
function verdictOn(
  { truth, policy }: AttackCase,
  ends: Readonly<Record<string, readonly [number, number]>>,
): string {
  const { k, minUpper, minWidth } = policy;
  const small = Object.keys(truth).filter((name) => (truth[name] ?? 0) >= 1 && (truth[name] ?? 0) < k);
  const some = (test: (low: number, high: number) => boolean): boolean =>
    small.some((name) => test(...(ends[name] ?? [0, 0])));
  if (some((low, high) => low === high)) return 'BREACH_EXACT';
  if (some((low, high) => low >= 1 && high < k)) return 'BREACH_SMALL';
  if (some((low, high) => (minUpper === null ? low > 0 && high < k : high < minUpper))) return 'BREACH_UPPER';
  return some((low, high) => high - low < minWidth) ? 'BREACH_NARROW' : 'SAFE';
}

it('there are 24 attack cases with 75 counts', () => {
  expect(cases.length).toBe(24);
  expect(cases.flatMap((each) => Object.keys(each.attackerIntervals)).length).toBe(75);
});

it.each(cases.map((each) => [`${each.id}: ${each.title}`, each] as const))(
  'all releases together give every count the ends they should: %s',
  async (_, attackCase) => {
    expect(await attackSystem(systemOf(attackCase))).toEqual(attackCase.attackerIntervals);
  },
);

it('the verdict on each case is the expected one, but for the one about an attribute', async () => {
  const judged = cases.filter((each) => each.attribute === undefined);
  const verdicts = await Promise.all(
    judged.map(async (each) => [each.id, verdictOn(each, await attackSystem(systemOf(each)))]),
  );
  expect(verdicts).toEqual(judged.map((each) => [each.id, each.expectedVerdict]));
  expect(judged.length).toBe(23);
});

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
