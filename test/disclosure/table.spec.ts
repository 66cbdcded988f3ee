import fc from 'fast-check';
import { familyNamed, type RoundedAtom } from '../../src/disclosure/cube.js';
import { figureAt, tableOf, type Table, type TableQuestion } from '../../src/disclosure/table.js';
import { demoFamilies, freezeAll, historyOf, keyOf } from './histories.js';
import { cases, first, place, second } from './tiny.js';

const people = familyNamed(demoFamilies, 'people_supported');
const history = freezeAll(
  historyOf({ seed: 3, areas: ['north', 'south'], quarters: 5, people: 60 }),
  keyOf('table'),
);
const latest = history.snapshots.at(-1) ?? first;
const everything: TableQuestion = { by: [], quarters: history.snapshots, snapshotsUpTo: latest };

/** Every table of a few axes there is to ask for. */
const anyQuestion = fc
  .record({
    family: fc.constantFrom(...demoFamilies),
    quarters: fc.subarray([...history.snapshots], { minLength: 1 }),
    snapshotsUpTo: fc.constantFrom(...history.snapshots),
    extra: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ family, extra, ...rest }) => {
    const names = [...family.dimensions.map((each) => each.name), 'quarter'];
    const stages = family.dimensions.filter((each) => !each.adds).map((each) => each.name);
    const by = [...new Set([...stages, ...extra.map((n) => names[n % names.length] ?? 'area')])].slice(0, 3);
    return { family, question: { ...rest, by } };
  });

/** The lines of each axis with their place in the table. */
function positions(table: Table): string[][] {
  return table.axes.reduce<string[][]>(
    (rows, axis) => rows.flatMap((row) => axis.lines.map((line) => [...row, line.code])),
    [[]],
  );
}

it('no figure of any table is 1 to 4', () => {
  const small = ({
    family,
    question,
  }: {
    family: (typeof demoFamilies)[number];
    question: TableQuestion;
  }): void => {
    const { figures } = tableOf(history.rounded, family, question);
    expect(figures.filter((figure) => figure < 0 || figure % 5 !== 0)).toEqual([]);
  };
  fc.assert(fc.property(anyQuestion, small), { numRuns: 60, seed: 1 });
});

it('every margin of every table is the sum of the figures it stands for', () => {
  fc.assert(
    fc.property(anyQuestion, ({ family, question }) => {
      const table = tableOf(history.rounded, family, question);
      for (const codes of positions(table)) {
        table.axes.forEach((axis, i) => {
          const line = axis.lines.find((each) => each.code === codes[i]);
          const parts = (line?.codes ?? []).map((code) =>
            figureAt(
              table,
              codes.map((own, j) => (i === j ? code : own)),
            ),
          );
          expect(figureAt(table, codes)).toBe(parts.reduce((sum, part) => sum + part, 0));
        });
      }
    }),
    { numRuns: 15, seed: 2 },
  );
});

it('a table without an axis is one figure: the sum of all it counts', () => {
  const all = history.rounded
    .filter((atom) => atom.family === people.name)
    .reduce((sum, atom) => sum + atom.rounded, 0);
  expect(tableOf(history.rounded, people, everything).figures).toEqual([all]);
});

it('a choice of categories counts those and no others', () => {
  const by = tableOf(history.rounded, people, { ...everything, by: ['sex'] });
  const where = tableOf(history.rounded, people, { ...everything, where: { sex: ['female'] } });
  expect(where.figures).toEqual([figureAt(by, ['female'])]);
});

it('what is registered late is counted for the quarter it happened in, from its own snapshot on', () => {
  const atoms = [
    { ...place('cases', 'opened', [first, first]), rounded: 10 },
    { ...place('cases', 'opened', [second, first]), rounded: 5 },
  ];
  const question = { by: ['quarter'], where: { stage: ['opened'] }, quarters: [first] };
  const asOf = (snapshotsUpTo: typeof first): number =>
    figureAt(tableOf(atoms, cases, { ...question, snapshotsUpTo }), [first]);
  expect([asOf(first), asOf(second)]).toEqual([10, 15]);
});

it('quarters add up to their financial year', () => {
  const table = tableOf(history.rounded, people, { ...everything, by: ['quarter'] });
  const year = history.snapshots.filter((quarter) => quarter.startsWith('2021'));
  expect(figureAt(table, ['year-2021'])).toBe(
    year.reduce((sum, quarter) => sum + figureAt(table, [quarter]), 0),
  );
  expect(table.axes[0]?.lines.find((line) => line.code === 'year-2021')?.label).toBe('2021/22');
});

it('stages are not added up, but one of them or a group that counts one thing is', () => {
  const family = familyNamed(demoFamilies, 'referrals_and_cases');
  const ask = (stage: string[]): Table =>
    tableOf(history.rounded, family, { ...everything, where: { stage } });
  expect(() => tableOf(history.rounded, family, everything)).toThrow('they count different things');
  expect(() => ask(['case_opened', 'case_closed'])).toThrow('they count different things');
  expect(ask(['case_opened']).figures.length).toBe(1);
  expect(ask(['referral_accepted', 'referral_waiting']).figures.length).toBe(1);
});

it('a count that was never rounded does not get into a table', () => {
  const exact: RoundedAtom[] = [{ ...place('cases', 'opened', [first, first]), rounded: 7 }];
  expect(() => tableOf(exact, cases, { by: ['stage'], quarters: [first], snapshotsUpTo: first })).toThrow(
    'never rounded',
  );
});

it('a question about something nobody counts is not answered with 0', () => {
  const ask = (where: Record<string, string[]>): Table =>
    tableOf(history.rounded, people, { ...everything, where });
  expect(() => ask({ hair: ['red'] })).toThrow('No such dimension: hair');
  expect(() => ask({ sex: ['femal'] })).toThrow('No such category of sex: femal');
});
