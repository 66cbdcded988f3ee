import { breachActsPossible, type BreachFacts } from '../../src/orders/breach-acts.rules.js';
import {
  brokenInWords,
  courtInWords,
  outcomeInWords,
  recordedInWords,
  reportedInWords,
} from '../../src/orders/breach-words.view.js';
import { day } from './facts.js';

const unreported: BreachFacts = {
  state: 'known',
  ofNotification: false,
  occurredOn: day('2026-03-13'),
  reportedToPolice: 'no',
  notReportedReason: 'no_confidence',
  reportedOn: null,
  recordedAsCrime: null,
  recordedOn: null,
  outcome: null,
  outcomeOn: null,
  courtResult: null,
  courtResultOn: null,
};
const reported: BreachFacts = {
  ...unreported,
  reportedToPolice: 'yes',
  notReportedReason: null,
  reportedOn: day('2026-03-14'),
};
const charged: BreachFacts = { ...reported, outcome: 'charged_or_summonsed', outcomeOn: day('2026-03-16') };

describe('what was broken', () => {
  it.each([
    [[2], false, 'Condition 2'],
    [[1, 3], false, 'Conditions 1 and 3'],
    [[1, 2, 3], true, 'Conditions 1, 2 and 3 and the notification requirement'],
    [[], true, 'The notification requirement'],
    [[], false, 'Not named yet'],
  ])('%j and the requirement %s: %s', (numbers, ofNotification, words) => {
    expect(brokenInWords(numbers, ofNotification)).toBe(words);
  });
});

describe('what became of a breach', () => {
  it.each([
    [unreported, 'Not reported: no confidence in the police', 'Not reported', 'None yet'],
    [reported, 'Reported on 14 March 2026', 'Not asked yet', 'None yet'],
    [
      { ...reported, recordedAsCrime: 'not_known' } as const,
      'Reported on 14 March 2026',
      'Asked, but not known',
      'None yet',
    ],
    [
      { ...charged, recordedAsCrime: 'yes', recordedOn: day('2026-03-15') } as const,
      'Reported on 14 March 2026',
      'Recorded as a crime on 15 March 2026',
      'Charged or summonsed (outcome 1), 16 March 2026',
    ],
  ])('%#: %s', (breach, reporting, recorded, outcome) => {
    expect([reportedInWords(breach), recordedInWords(breach), outcomeInWords(breach)]).toEqual([
      reporting,
      recorded,
      outcome,
    ]);
  });

  it('ends with the court’s result, where there is one', () => {
    expect(courtInWords(charged)).toBe('None yet');
    expect(courtInWords({ ...charged, courtResult: 'convicted', courtResultOn: day('2026-06-01') })).toBe(
      'Convicted, 1 June 2026',
    );
  });
});

describe('what can be done about a breach', () => {
  it.each<[string, BreachFacts, string[]]>([
    ['not reported', unreported, ['report', 'set_outcome', 'dismiss']],
    ['reported', reported, ['record_crime', 'set_outcome', 'dismiss']],
    ['charged', charged, ['record_crime', 'set_outcome', 'set_court_result', 'dismiss']],
    ['possible', { ...reported, state: 'possible' }, ['name', 'record_crime', 'set_outcome', 'dismiss']],
    ['found to be none', { ...reported, state: 'not_a_breach' }, []],
  ])('%s', (_, breach, acts) => {
    expect(breachActsPossible(breach)).toEqual(acts);
  });
});
