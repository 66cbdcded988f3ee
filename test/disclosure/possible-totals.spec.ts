import { quarter } from '../../src/kernel/period.js';
import { possibleTotals } from '../../src/disclosure/possible-totals.js';
import { identities } from '../../src/disclosure/families.js';
import { linesOf } from '../../src/disclosure/dimension.js';
import { figureAt, tableOf } from '../../src/disclosure/table.js';
import { freezeAll, historyOf, keyOf } from './histories.js';

const { families, snapshots, rounded, carried } = freezeAll(
  historyOf({ seed: 9, areas: ['north'], quarters: 3, people: 9 }),
  keyOf('totals'),
);
const publication = { families, identities, snapshots, atoms: rounded, carried, base: 5 };
const snapshotsUpTo = snapshots.at(-1) ?? quarter('2021-Q1');

const margins = families.flatMap((family) =>
  family.dimensions
    .slice(1)
    .flatMap((dimension) => linesOf(dimension).map((line) => ({ family, dimension, line }))),
);

it.each(margins.map((margin) => [`${margin.family.name} ${margin.line.code}`, margin] as const))(
  'a margin may be what is printed or any of the four numbers above: %s',
  async (_, { family, dimension, line }) => {
    const table = tableOf(rounded, family, { by: [dimension.name], quarters: snapshots, snapshotsUpTo });
    const printed = figureAt(table, [line.code]);
    const { low, high } = await possibleTotals(publication, {
      family: family.name,
      where: { [dimension.name]: line.codes },
    });
    expect(low).toBeLessThanOrEqual(printed);
    expect(high).toBeGreaterThanOrEqual(printed + 4);
  },
);
