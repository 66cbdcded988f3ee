import {
  addQuarters,
  financialYear,
  periodOfQuarter,
  quarter,
  quarterInWords,
  quarterOf,
  quartersOf,
} from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';

describe('quarters of a financial year', () => {
  it.each([
    ['2020-04-01', '2020-Q1'],
    ['2020-06-30', '2020-Q1'],
    ['2020-12-31', '2020-Q3'],
    ['2021-01-01', '2020-Q4'],
    ['2021-03-31', '2020-Q4'],
  ])('%s falls in %s', (day, expected) => {
    expect(quarterOf(plainDate(day))).toBe(expected);
  });

  it('begin in April', () => {
    expect(periodOfQuarter(quarter('2020-Q4'))).toEqual({ from: '2021-01-01', to: '2021-03-31' });
    expect(addQuarters(quarter('2020-Q4'), 1)).toBe('2021-Q1');
    expect(quarterInWords(quarter('2020-Q4'))).toBe('January to March 2021');
  });

  it('make up a period only where its ends meet theirs', () => {
    expect(quartersOf(financialYear(2020))).toEqual(['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4']);
    expect(quartersOf({ from: plainDate('2020-01-01'), to: plainDate('2021-01-01') })).toBeNull();
  });
});
