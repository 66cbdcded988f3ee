import { quarter } from '../../src/kernel/period.js';
import { chartOf, shortQuarter } from '../../src/returns/chart.view.js';

const point = (of: string, referrals: number, people: number) => ({
  quarter: quarter(of),
  referrals,
  people,
});

it('bars are as long as their figures, and the longest fits', () => {
  const { rows, width } = chartOf([point('2025-Q1', 100, 50), point('2025-Q2', 200, 0)]);
  const [first, second] = rows;
  expect(second?.referrals.width).toBe(2 * (first?.referrals.width ?? 0));
  expect(first?.people.width).toBe(Math.round((first?.referrals.width ?? 0) / 2));
  expect(second?.people.width).toBe(0);
  expect(second?.referrals.valueX).toBeLessThan(width - 30);
});

it('nothing at all draws no bar and divides by nothing', () => {
  expect(chartOf([point('2025-Q1', 0, 0)]).rows[0]?.referrals.width).toBe(0);
});

it('a break in the series is drawn before its quarter', () => {
  const { rows, hasBreak } = chartOf([point('2019-Q4', 5, 5), point('2020-Q1', 5, 5)]);
  expect([rows[0]?.breakY, typeof rows[1]?.breakY, hasBreak]).toEqual([null, 'number', true]);
});

it('a quarter is named by its months', () => {
  expect([shortQuarter(quarter('2025-Q1')), shortQuarter(quarter('2025-Q4'))]).toEqual([
    'Apr–Jun 2025',
    'Jan–Mar 2026',
  ]);
});
