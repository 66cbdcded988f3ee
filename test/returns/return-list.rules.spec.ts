import { quarter } from '../../src/kernel/period.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import type { Contract, FrozenQuarter } from '../../src/returns/published.queries.js';
import { quartersOfContract, quartersOfYear, returnsOf } from '../../src/returns/return-list.rules.js';

const contract: Contract = {
  id: 'one',
  serviceId: 'harebell',
  service: 'Demo Harebell Service',
  commissioner: 'Demo Commissioner',
  startsOn: plainDate('2025-05-15'),
  endsOn: plainDate('2026-11-30'),
  cutOffDays: 10,
  returnDueDays: 20,
  areas: [{ code: 'E23000033', label: 'Sussex' }],
};
const frozen: FrozenQuarter = {
  serviceId: 'harebell',
  quarter: quarter('2025-Q2'),
  countedTo: plainDate('2025-10-10'),
  frozenAt: new Date('2025-10-11T02:30:00Z'),
  policyVersion: 'R-1',
  hash: 'aa',
  attackedCounts: 12,
};

it('a contract has returns from the first quarter that begins in it to the one it is now', () => {
  expect(quartersOfContract(contract, plainDate('2025-12-31'))).toEqual(['2025-Q2', '2025-Q3']);
});

it('and none that begin after it ends', () => {
  expect(quartersOfContract(contract, plainDate('2030-01-01')).at(-1)).toBe('2026-Q3');
});

it('they are listed newest first, frozen or with the day of their cut-off and the day they are due', () => {
  const [running, done] = returnsOf([contract], [frozen], plainDate('2025-12-01'));
  expect(running).toMatchObject({
    quarter: '2025-Q3',
    frozen: null,
    cutOffOn: '2026-01-10',
    dueOn: '2026-01-20',
  });
  expect(done).toMatchObject({ quarter: '2025-Q2', frozen });
});

it('another service’s snapshot freezes nothing of this one', () => {
  const [only] = returnsOf([contract], [{ ...frozen, serviceId: 'other' }], plainDate('2025-09-01'));
  expect(only?.frozen).toBeNull();
});

it('a year has the quarters of it that begin in the contract', () => {
  expect(quartersOfYear(contract, 2025)).toEqual(['2025-Q2', '2025-Q3', '2025-Q4']);
  expect(quartersOfYear(contract, 2026)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3']);
  expect(quartersOfYear(contract, 2024)).toEqual([]);
});
