import { codesOf } from '../../src/kernel/codelist.js';
import { outcomeGroupOf } from '../../src/orders/breach-outcome.rules.js';
import {
  breachOutcomes,
  homeOfficeNumbers,
  outcomeGroups,
  type BreachOutcome,
  type OutcomeGroup,
} from '../../src/orders/breach.codes.js';

const reported = { reportedToPolice: 'yes', recordedAsCrime: null, outcome: null } as const;

describe('a breach is counted on one line', () => {
  it.each<[OutcomeGroup, Parameters<typeof outcomeGroupOf>[0]]>([
    ['not_reported', { ...reported, reportedToPolice: 'no' }],
    ['reported', reported],
    ['reported', { ...reported, recordedAsCrime: 'no' }],
    ['reported', { ...reported, recordedAsCrime: 'not_known', outcome: 'arrested' }],
    ['recorded', { ...reported, recordedAsCrime: 'yes' }],
    ['recorded', { ...reported, recordedAsCrime: 'yes', outcome: 'released_under_investigation' }],
    ['charged', { ...reported, recordedAsCrime: 'yes', outcome: 'charged_alternate_offence' }],
    ['charged', { ...reported, recordedAsCrime: 'no', outcome: 'charged_or_summonsed' }],
    ['no_further_action', { ...reported, recordedAsCrime: 'yes', outcome: 'nfa_evidential_police' }],
    ['other', { ...reported, recordedAsCrime: 'yes', outcome: 'caution_adult' }],
    ['other', { ...reported, reportedToPolice: 'no', outcome: 'recalled' }],
  ])('%s: %j', (group, breach) => {
    expect(outcomeGroupOf(breach)).toBe(group);
  });

  it('and every outcome that ends an investigation has its line', () => {
    const lines = codesOf(breachOutcomes).map((outcome) => outcomeGroupOf({ ...reported, outcome }));
    expect(new Set(lines)).toEqual(
      new Set(codesOf(outcomeGroups).filter((line) => line !== 'not_reported' && line !== 'recorded')),
    );
  });
});

it('every outcome the Home Office numbers has a number of its own', () => {
  const numbers = Object.values(homeOfficeNumbers).filter((number) => number !== null);
  expect(new Set(numbers).size).toBe(numbers.length);
  const undecided = codesOf(breachOutcomes).filter(
    (outcome: BreachOutcome) => outcomeGroupOf({ ...reported, outcome }) === 'reported',
  );
  expect(undecided.map((outcome) => homeOfficeNumbers[outcome])).toEqual(undecided.map(() => null));
});
