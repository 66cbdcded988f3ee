import { plainDate } from '../../src/kernel/plain-date.js';
import { nextCutOff } from '../../src/people/contract.rules.js';

const contract = {
  startsOn: plainDate('2025-04-01'),
  endsOn: plainDate('2027-03-31'),
  cutOffDays: 10,
  returnDueDays: 20,
};

describe('the next cut-off of a contract with ten days', () => {
  it.each([
    ['2026-03-03', '2025-Q4', '2026-04-10', '2026-04-20'],
    ['2026-04-01', '2025-Q4', '2026-04-10', '2026-04-20'],
    ['2026-04-10', '2025-Q4', '2026-04-10', '2026-04-20'],
    ['2026-04-11', '2026-Q1', '2026-07-10', '2026-07-20'],
    ['2020-01-01', '2025-Q1', '2025-07-10', '2025-07-20'],
    ['2027-04-10', '2026-Q4', '2027-04-10', '2027-04-20'],
  ])('on %s is that of %s, on %s, with its return due on %s', (today, quarter, cutOffOn, returnDueOn) => {
    expect(nextCutOff(contract, plainDate(today))).toEqual({ quarter, cutOffOn, returnDueOn });
  });

  it('is none once the last is over', () => {
    expect(nextCutOff(contract, plainDate('2027-04-11'))).toBeNull();
  });

  it('of sixty days is still to come two months into the next quarter', () => {
    const slow = { ...contract, cutOffDays: 60, returnDueDays: 80 };
    expect(nextCutOff(slow, plainDate('2026-05-30'))?.quarter).toBe('2025-Q4');
    expect(nextCutOff(slow, plainDate('2026-05-31'))?.quarter).toBe('2026-Q1');
  });

  it('counts a quarter that the contract only begins in', () => {
    const late = { ...contract, startsOn: plainDate('2026-06-15') };
    expect(nextCutOff(late, plainDate('2026-06-20'))?.quarter).toBe('2026-Q1');
  });
});
