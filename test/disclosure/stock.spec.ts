import { addQuarters } from '../../src/kernel/period.js';
import { familyNamed, type RoundedAtom } from '../../src/disclosure/cube.js';
import { checkStock, stockOf, type StockLine } from '../../src/disclosure/stock.js';
import { freezeAll, historyOf, keyOf } from './histories.js';
import { cases, first, place, second } from './tiny.js';

const flows = { opened: { stage: ['opened'] }, closed: { stage: ['closed'] } };
const atom = (stage: string, quarter: typeof first, rounded: number): RoundedAtom => ({
  ...place('cases', stage, [second, quarter]),
  rounded,
});

it('opening plus opened minus closed is closing, and the next quarter opens with it', () => {
  const atoms = [
    atom('opened', first, 40),
    atom('closed', first, 15),
    atom('opened', second, 10),
    atom('closed', second, 30),
  ];
  expect(stockOf(atoms, cases, { ...flows, from: first, to: second, snapshotsUpTo: second })).toEqual([
    { quarter: first, opening: 0, opened: 40, closed: 15, rounding: 0, closing: 25 },
    { quarter: second, opening: 25, opened: 10, closed: 30, rounding: 0, closing: 5 },
  ]);
});

it('a quarter shown alone still opens with everything before it', () => {
  const atoms = [atom('opened', first, 40), atom('closed', second, 15)];
  expect(stockOf(atoms, cases, { ...flows, from: second, to: second, snapshotsUpTo: second })).toMatchObject([
    { opening: 40, closing: 25 },
  ]);
});

it('where the printed flows would leave fewer than none, a rounding line makes up the difference', () => {
  const atoms = [atom('opened', first, 5), atom('closed', first, 10)];
  expect(stockOf(atoms, cases, { ...flows, from: first, to: first, snapshotsUpTo: second })).toMatchObject([
    { rounding: 5, closing: 0 },
  ]);
});

it('in our own figures no stock is ever below nothing, 1 to 4, or in need of a rounding line', () => {
  for (let seed = 0; seed < 10; seed += 1) {
    const { families, rounded, snapshots } = freezeAll(
      historyOf({ seed, areas: ['north'], quarters: 6, people: 15 }),
      keyOf(seed),
    );
    const family = familyNamed(families, 'referrals_and_cases');
    const [from, to] = [snapshots[0] ?? first, snapshots.at(-1) ?? first];
    const lines = stockOf(rounded, family, {
      opened: { stage: ['case_opened'] },
      closed: { stage: ['case_closed'] },
      from,
      to,
      snapshotsUpTo: to,
    });
    expect(lines.filter((line) => line.rounding !== 0 || line.closing < 0 || line.closing % 5 !== 0)).toEqual(
      [],
    );
    expect(lines.length).toBe(snapshots.length);
  }
});

const sound: StockLine = { quarter: first, opening: 0, opened: 40, closed: 15, rounding: 0, closing: 25 };
it.each<[string, StockLine[]]>([
  ['that does not add up', [{ ...sound, closing: 30 }]],
  ['that ends at 3', [{ ...sound, closed: 37, closing: 3 }]],
  ['that ends below nothing', [{ ...sound, closed: 45, closing: -5 }]],
  ['that does not go on from the one before', [sound, { ...sound, quarter: addQuarters(first, 1) }]],
])('a stock %s is not printed', (_, lines) => {
  expect(() => {
    checkStock(lines);
  }).toThrow('do not add up');
});
