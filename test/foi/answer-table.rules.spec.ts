import { financialYear } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { faultsOf, listed, sentencesBeneath, tableOf } from '../../src/foi/answer-table.rules.js';

function aTable(counts: (number | null)[], changes = {}) {
  const figures = {
    caption: 'Orders',
    definition: 'Orders made.',
    asAt: plainDate('2022-01-10'),
    rows: [{ label: 'All', counts }],
    by: [],
    confinedTo: [],
    unknowns: null,
    rounded: true,
  };
  const periods = [
    { label: '2018/19', period: financialYear(2018) },
    { label: '2020/21', period: financialYear(2020) },
  ];
  return { figures: { ...figures, ...changes }, periods, onlySinceAct: true };
}

describe('a table of published figures', () => {
  it('a 0 is printed as 0, and said neither to be none nor to be fewer than 5, for it may be a sum of many small counts', () => {
    expect(tableOf(aTable([0, 0]))).toMatchObject({ rows: [{ cells: ['nil by law', '0'] }] });
    expect(sentencesBeneath(aTable([0, 0]))[0]).toContain('0 does not mean none');
    expect(sentencesBeneath(aTable([0, 0])).join(' ')).not.toContain('fewer than');
  });

  it('nil by law is no 0, and needs no explaining as one', () => {
    expect(sentencesBeneath(aTable([0, 1205])).join(' ')).not.toContain('does not mean none');
    expect(tableOf(aTable([0, 1205]))).toMatchObject({ rows: [{ cells: ['nil by law', '1,205'] }] });
  });

  it('figures that were never rounded mean what they say', () => {
    expect(sentencesBeneath(aTable([0, 0], { rounded: false })).join(' ')).not.toContain(
      'does not mean none',
    );
  });

  it('a period with no figure out is a fault, but for one the Act forbids', () => {
    expect(faultsOf(aTable([null, 5]))).toEqual([]);
    expect(faultsOf(aTable([0, null]))).toEqual(['There is no published figure for 2020/21']);
  });

  it('an order before the Act is a fault in the figures', () => {
    expect(faultsOf(aTable([5, 5]))).toEqual([
      'There is a figure for 2018/19, when there could be none: check it',
    ]);
  });

  it('a table without rows is a fault', () => {
    expect(faultsOf(aTable([], { rows: [] }))).toEqual(['There are no published figures']);
  });

  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j in words', (items, words) => {
    expect(listed(items)).toBe(words);
  });
});
