import fc from 'fast-check';
import { addQuarters } from '../../src/kernel/period.js';
import { placeKey, tabulate, type Atom, type RoundedAtom } from '../../src/disclosure/cube.js';
import { identities } from '../../src/disclosure/families.js';
import { roundSnapshot, type Freeze } from '../../src/disclosure/round.rules.js';
import { demoFamilies, freezeAll, historyOf, keyOf } from './histories.js';
import { cases, closedWereOpened, first, place, second } from './tiny.js';

const nothing = { sealed: [], sealedCounts: [], key: keyOf('rules') };
const tiny = { ...nothing, snapshot: first, families: [cases], identities: [closedWereOpened] };
const opened = (count: number): Atom => ({ ...place('cases', 'opened', [first, first]), count });
const closed = (count: number): Atom => ({ ...place('cases', 'closed', [first, first]), count });
const history = historyOf({ seed: 5, areas: ['north', 'south'], quarters: 4, people: 50 });
const frozen = freezeAll(history, keyOf('rules'));

/** The last snapshot of the history, with all before it sealed. */
function lastFreeze(): Freeze {
  const snapshot = frozen.snapshots.at(-1) ?? first;
  const before = <P extends { snapshot: string }>(atoms: readonly P[]): P[] =>
    atoms.filter((atom) => atom.snapshot < snapshot);
  const fresh = frozen.counts.filter((atom) => atom.snapshot === snapshot);
  const sealed = { sealed: before(frozen.rounded), sealedCounts: before(frozen.counts) };
  return { snapshot, fresh, ...sealed, families: demoFamilies, identities, key: keyOf('rules') };
}

function printedOf(atoms: readonly Atom[], key: Buffer): number[] {
  const { rounded } = roundSnapshot({ ...tiny, fresh: atoms, key });
  return atoms.map((atom) => rounded.find((each) => placeKey(each) === placeKey(atom))?.rounded ?? 0);
}

it('the same snapshot gives the same bytes in whatever order it comes', () => {
  const freeze = lastFreeze();
  const bytes = JSON.stringify(roundSnapshot(freeze));
  const mix = <T>(all: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...all], { minLength: all.length });
  const anyOrder = fc.record({
    fresh: mix(freeze.fresh),
    sealed: mix(freeze.sealed),
    sealedCounts: mix(freeze.sealedCounts),
  });
  fc.assert(
    fc.property(anyOrder, (mixed) => {
      expect(JSON.stringify(roundSnapshot({ ...freeze, ...mixed }))).toBe(bytes);
    }),
    { numRuns: 15, seed: 1 },
  );
});

it('another key rounds otherwise', () => {
  const freeze = lastFreeze();
  expect(roundSnapshot({ ...freeze, key: keyOf('other') })).not.toEqual(roundSnapshot(freeze));
});

it('every count is printed as one of the two multiples of 5 around it, and a multiple of 5 as itself', () => {
  const rounded = new Map(frozen.rounded.map((atom) => [placeKey(atom), atom.rounded]));
  const wrong = frozen.counts.filter((atom) => {
    const printed = rounded.get(placeKey(atom)) ?? 0;
    return (
      printed % 5 !== 0 ||
      Math.abs(printed - atom.count) > 4 ||
      (atom.count % 5 === 0 && printed !== atom.count)
    );
  });
  expect(wrong).toEqual([]);
  expect(frozen.counts.length).toBeGreaterThan(150);
});

it('an identity that the draw broke is mended by turning a count the other way, not by holding the family over', () => {
  const keys = Array.from({ length: 400 }, (_, i) => keyOf(i));
  const prints = keys.map((key) => roundSnapshot({ ...tiny, fresh: [opened(12), closed(12)], key }));
  // Only where both keep their draw can nothing be mended.
  expect(prints.filter((print) => print.carried.length > 0).length).toBeLessThan(8);
});

it.each([1, 2, 3, 4])('a true count of %d is printed 0 under one key and 5 under another', (count) => {
  const printed = Array.from({ length: 300 }, (_, i) => printedOf([opened(count)], keyOf(i))[0]);
  expect(new Set(printed)).toEqual(new Set([0, 5]));
});

it('nothing printed says whether an atom printed 0 was there', () => {
  expect(frozen.rounded.filter((atom) => atom.rounded === 0)).toEqual([]);
  const zero = { ...opened(0), cell: ['demo', 'opened'] };
  expect(roundSnapshot({ ...tiny, fresh: [zero] })).toEqual(roundSnapshot({ ...tiny, fresh: [] }));
});

it('what is registered late is rounded by itself and leaves what was printed as it was', () => {
  const late = { ...place('cases', 'opened', [second, first]), count: 5 };
  const sealed = [{ ...place('cases', 'opened', [first, first]), rounded: 10 }];
  const { rounded } = roundSnapshot({ ...tiny, snapshot: second, sealed, fresh: [late] });
  expect(rounded).toEqual([{ ...place('cases', 'opened', [second, first]), rounded: 5 }]);
});

it('a year of single people is printed close to their number, because each snapshot leans against those before', () => {
  const counts: Atom[] = [];
  const sealed: RoundedAtom[] = [];
  for (let at = 0; at < 8; at += 1) {
    const snapshot = addQuarters(first, at);
    const fresh = [{ ...place('cases', 'opened', [snapshot, snapshot]), count: 2 }];
    const freeze = { ...tiny, snapshot, sealed: [...sealed], key: keyOf('year') };
    sealed.push(...roundSnapshot({ ...freeze, sealedCounts: [...counts], fresh }).rounded);
    counts.push(...fresh);
  }
  const printed = sealed.reduce((sum, atom) => sum + atom.rounded, 0);
  expect(Math.abs(printed - 16)).toBeLessThanOrEqual(4);
});

it.each<[string, Partial<Freeze>]>([
  ['of another snapshot', { fresh: [{ ...opened(3), snapshot: second }] }],
  ['of a quarter still to come', { fresh: [{ ...opened(3), quarter: second }] }],
  ['of a cell the policy does not have', { fresh: [{ ...opened(3), cell: ['demo', 'unheard_of'] }] }],
  ['given twice', { fresh: [opened(3), opened(4)] }],
  ['of half a person', { fresh: [opened(2.5)] }],
  [
    'after a later snapshot was sealed',
    { fresh: [opened(3)], sealed: [{ ...place('cases', 'opened', [second, second]), rounded: 5 }] },
  ],
])('a count %s is refused', (_, change) => {
  expect(() => roundSnapshot({ ...tiny, fresh: [], ...change })).toThrow(
    expect.objectContaining({ rule: 'misplaced-atom' }),
  );
});

it('a policy whose identities are not sound rounds nothing', () => {
  const circle = {
    ...closedWereOpened,
    name: 'circle',
    part: closedWereOpened.whole,
    whole: closedWereOpened.part,
  };
  expect(() =>
    roundSnapshot({ ...tiny, identities: [closedWereOpened, circle], fresh: [closed(1)] }),
  ).toThrow('Correct the policy');
});

it('an empty snapshot prints nothing', () => {
  expect(roundSnapshot({ ...tiny, fresh: tabulate([]) })).toEqual({ rounded: [], carried: [] });
});
