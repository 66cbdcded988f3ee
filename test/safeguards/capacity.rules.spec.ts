import { plainDate } from '../../src/kernel/plain-date.js';
import { soundCapacity, type CapacityFacts } from '../../src/safeguards/capacity.rules.js';

const today = plainDate('2026-03-03');
const able: CapacityFacts = {
  assessedOn: today,
  impairment: 'no',
  understand: 'yes',
  retain: 'yes',
  weigh: 'yes',
  communicate: 'yes',
  finding: 'has_capacity',
  bestInterests: null,
  followUpOn: today,
};
const unable = {
  ...able,
  impairment: 'yes',
  weigh: 'no',
  finding: 'lacks_capacity',
  bestInterests: 'Invented.',
} as const;

it.each<[string, CapacityFacts]>([
  ['can decide', able],
  ['whose mind is impaired can decide', { ...able, impairment: 'yes' }],
  ['who does not weigh it, with no impairment, makes an unwise decision', { ...able, weigh: 'no' }],
  ['cannot decide, and their best interests rest on something', unable],
  ['of whom it cannot be told', { ...able, weigh: 'unclear', finding: 'unclear' }],
])('a client who %s is recorded as found', (_, facts) => {
  expect(soundCapacity(facts, today)).toEqual(facts);
});

it.each<[string, CapacityFacts, string]>([
  ['no impairment', { ...unable, impairment: 'no' }, 'capacity-is-presumed'],
  ['an impairment that cannot be told', { ...unable, impairment: 'unclear' }, 'capacity-is-presumed'],
  ['all four there', { ...unable, weigh: 'yes' }, 'capacity-is-presumed'],
  ['one of the four not known', { ...unable, weigh: 'unclear' }, 'capacity-is-presumed'],
  ['no best interests', { ...unable, bestInterests: null }, 'best-interests-of-who-lacks-capacity'],
  ['a day to come', { ...unable, assessedOn: plainDate('2026-03-04') }, 'assessed-later'],
  ['a follow-up that is past', { ...unable, followUpOn: plainDate('2026-03-02') }, 'follow-up-in-the-past'],
])('nobody is found to lack capacity with %s', (_, facts, rule) => {
  expect(() => soundCapacity(facts, today)).toThrow(expect.objectContaining({ rule }));
});

it.each<[CapacityFacts, string]>([
  [{ ...unable, finding: 'has_capacity', bestInterests: null }, 'one-of-the-four-is-not-there'],
  [{ ...able, bestInterests: 'Invented.' }, 'best-interests-of-who-lacks-capacity'],
])('nobody is found to have capacity against what was considered, nor is acted for: %#', (facts, rule) => {
  expect(() => soundCapacity(facts, today)).toThrow(expect.objectContaining({ rule }));
});
