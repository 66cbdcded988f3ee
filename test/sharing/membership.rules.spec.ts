import {
  confirmedByAnother,
  endable,
  membershipStanding,
  type Membership,
} from '../../src/sharing/membership.rules.js';

const waiting: Membership = { namedById: 's1', confirmedAt: null, endedAt: null };
const confirmed: Membership = { ...waiting, confirmedAt: new Date('2026-03-03T10:00:00Z') };
const ended: Membership = { ...confirmed, endedAt: new Date('2026-03-04T10:00:00Z') };
const broken = (rule: string): Error => expect.objectContaining({ rule }) as Error; // a matcher, in the place of what it matches

it('a partner is of an agency once that is confirmed, and until it is ended', () => {
  const never: Membership = { ...waiting, endedAt: ended.endedAt };
  expect([waiting, confirmed, ended, never].map(membershipStanding)).toEqual([
    'waiting',
    'confirmed',
    'ended',
    'ended',
  ]);
});

it('whoever said it does not confirm it, and another does', () => {
  expect(() => confirmedByAnother(waiting, 's1')).toThrow(broken('another-confirms'));
  expect(() => confirmedByAnother(waiting, 's2')).not.toThrow();
});

it.each([
  ['confirmed', confirmed],
  ['ended', ended],
])('what is %s is not confirmed again', (_, membership) => {
  expect(() => confirmedByAnother(membership, 's2')).toThrow(broken('confirmed-or-ended'));
});

it('is ended once, whether or not it was confirmed', () => {
  for (const membership of [waiting, confirmed]) expect(() => endable(membership)).not.toThrow();
  expect(() => endable(ended)).toThrow(broken('confirmed-or-ended'));
});
