import {
  considerations,
  type CounterOutcome,
  type PointsTo,
} from '../../src/safeguards/counter-allegation.codes.js';
import { soundDecision } from '../../src/safeguards/counter-allegation.rules.js';

const all = (answer: PointsTo, but: Record<string, PointsTo> = {}) => ({
  ...Object.fromEntries(considerations.map(({ code }) => [code, answer])),
  ...but,
});

it.each<[CounterOutcome, Record<string, PointsTo>]>([
  ['both_stand', all('both')],
  ['unclear', all('unclear')],
  ['not_the_same', all('unclear')],
  ['later_is_perpetrator', all('unclear', { control: 'earlier' })],
  // None outweighs another by number.
  ['later_is_perpetrator', all('later', { control: 'earlier' })],
  ['earlier_is_perpetrator', all('unclear', { fear: 'later' })],
])('%s may be decided on what points there', (outcome, answers) => {
  expect(soundDecision(answers, outcome)).toEqual(answers);
});

it.each<[CounterOutcome, Record<string, PointsTo>, string]>([
  ['unclear', {}, 'considered-all'],
  ['unclear', { fear: 'earlier' }, 'considered-all'],
  ['unclear', all('unclear', { looks: 'earlier' }), 'considered-all'],
  ['later_is_perpetrator', all('unclear'), 'nothing-points-there'],
  ['later_is_perpetrator', all('later'), 'nothing-points-there'],
  ['earlier_is_perpetrator', all('earlier'), 'nothing-points-there'],
])('%s is refused where something is left out or nothing points there: %#', (outcome, answers, rule) => {
  expect(() => soundDecision(answers, outcome)).toThrow(expect.objectContaining({ rule }));
});
