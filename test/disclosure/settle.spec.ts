import { quarter } from '../../src/kernel/period.js';
import { familyNamed, type RoundedAtom } from '../../src/disclosure/cube.js';
import { tableOf, type TableQuestion } from '../../src/disclosure/table.js';
import { demoFamilies, freezeAll, historyOf, keyOf } from './histories.js';

const firstQuarter = quarter('2021-Q1');
const people = familyNamed(demoFamilies, 'people_supported');
const services = [0, 1, 2, 3, 4, 5].map((seed) =>
  freezeAll(historyOf({ seed, areas: ['north'], quarters: 8, people: 40 }), keyOf(seed)),
);

/** How far the figures of each service's table are from the truth, on average. */
function meanError(
  ask: (quarters: TableQuestion['quarters']) => TableQuestion['quarters'][],
  by: string[],
): number {
  const errors = services.flatMap(({ rounded, counts, snapshots }) => {
    // Five times the truth passes for rounded, so that both go through the same table.
    const truth = counts.map((atom): RoundedAtom => ({ ...atom, rounded: 5 * atom.count }));
    return ask(snapshots).flatMap((quarters) => {
      const question = { by, quarters, snapshotsUpTo: snapshots.at(-1) ?? firstQuarter };
      const exact = tableOf(truth, people, question).figures;
      return tableOf(rounded, people, question).figures.map((figure, i) =>
        Math.abs(figure - (exact[i] ?? 0) / 5),
      );
    });
  });
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

it.each([
  ['the headline of a quarter', [], 2],
  ['a one-way margin of a quarter', ['relationship'], 2],
] as const)('given 40 referrals a quarter, %s is on average within two people', (_, by, most) => {
  expect(meanError((quarters) => quarters.map((quarter) => [quarter]), [...by])).toBeLessThan(most);
});

it('and so is a one-way margin of two years, since no quarter is rounded without a view to those before', () => {
  expect(meanError((quarters) => [[...quarters]], ['relationship'])).toBeLessThan(3);
});
