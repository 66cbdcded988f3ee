import { plainDate } from '../../src/kernel/plain-date.js';
import { quarter } from '../../src/kernel/period.js';
import { cutOffOf, dueQuarters, type ContractTerms } from '../../src/returns/window.rules.js';

const contract = (startsOn: string, endsOn: string, cutOffDays: number): ContractTerms => ({
  startsOn: plainDate(startsOn),
  endsOn: plainDate(endsOn),
  cutOffDays,
});

describe('the cut-off of a quarter', () => {
  const short = contract('2025-04-01', '2027-03-31', 10);
  const long = contract('2026-05-15', '2026-08-01', 25);

  it.each([
    ['one contract decides alone', '2026-Q4', [short], '2027-04-10'],
    ['of two in force the one that allows longer decides', '2026-Q1', [short, long], '2026-07-25'],
    ['a contract in force for any part of the quarter counts', '2026-Q2', [short, long], '2026-10-25'],
    ['one that is over does not', '2026-Q3', [short, long], '2027-01-10'],
    ['between contracts the longest of all decides', '2028-Q1', [short, long], '2028-07-25'],
  ])('%s', (_, of, contracts, cutOff) => {
    expect(cutOffOf(quarter(of), contracts)).toBe(cutOff);
  });
});

describe('what is due', () => {
  const terms = [contract('2025-05-01', '2026-01-31', 10)];
  const due = (last: string | null, today: string) =>
    dueQuarters(terms, last === null ? null : quarter(last), plainDate(today)).map((each) => each.quarter);

  it('is nothing on the cut-off day itself, since that day still counts', () => {
    expect(due(null, '2025-07-10')).toEqual([]);
    expect(due(null, '2025-07-11')).toEqual(['2025-Q1']);
  });

  it('begins with the quarter of the first contract and leaves none out', () => {
    expect(due(null, '2026-01-11')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
  });

  it('goes on after the last that is frozen', () => {
    expect(due('2025-Q2', '2026-01-11')).toEqual(['2025-Q3']);
    expect(due('2025-Q3', '2026-01-11')).toEqual([]);
  });

  it('ends with the quarter of the last day of the last contract', () => {
    expect(due(null, '2030-01-01').at(-1)).toBe('2025-Q4');
  });

  it('is nothing for a service without a contract', () => {
    expect(dueQuarters([], null, plainDate('2030-01-01'))).toEqual([]);
  });
});
