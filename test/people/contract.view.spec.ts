import { plainDate } from '../../src/kernel/plain-date.js';
import { contractView } from '../../src/people/contract.view.js';

const contract = {
  id: 'a0000000-0000-4000-8000-000000000001',
  commissionerId: 'a0000000-0000-4000-8000-000000000002',
  serviceId: 'a0000000-0000-4000-8000-000000000003',
  startsOn: plainDate('2025-04-01'),
  endsOn: plainDate('2026-03-31'),
  cutOffDays: 10,
  returnDueDays: 20,
  annualCostPounds: 182_000,
  eligibility: 'ex_partner_only' as const,
  acknowledgeDays: 5,
  answerDays: null,
  commissioner: 'Demo Commissioner',
  service: 'Demo Harebell Service',
  areas: ['E23000033' as const, 'E23000032' as const],
};

it('a contract is told in words: who, where, when, for whom and by when', () => {
  const target = {
    measure: 'first_attempt' as const,
    withinHours: 48,
    sharePercent: 90,
    countedIn: 'elapsed' as const,
    risk: null,
  };
  expect(contractView(contract, [target], plainDate('2026-03-03'))).toEqual({
    id: contract.id,
    service: 'Demo Harebell Service',
    commissioner: 'Demo Commissioner',
    areas: 'Sussex, Kent',
    dates: '1 April 2025 to 31 March 2026',
    cutOff: '10 April 2026',
    eligibility: 'Only people stalked by a former partner',
    annualCostPounds: 182_000,
    cutOffDays: 10,
    returnDueDays: 20,
    complaintDays: { acknowledge: 'Within 5 days', answer: 'No day set' },
    next: {
      quarter: 'January to March 2026',
      cutOff: 'Friday 10 April 2026',
      returnDue: 'Monday 20 April 2026',
    },
    targets: [
      {
        measure: 'First attempt to reach the client',
        withinHours: 48,
        sharePercent: 90,
        counted: 'Hours as they pass',
        risk: 'Any',
        codes: { measure: 'first_attempt', risk: null },
      },
    ],
  });
});

it('a contract whose last cut-off is over says so', () => {
  const view = contractView(contract, [], plainDate('2026-04-11'));
  expect(view).toMatchObject({ next: null, cutOff: 'None: the last is over' });
});
