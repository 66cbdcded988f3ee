import { codesOf } from '../../src/kernel/codelist.js';
import { checkSteps } from '../../src/kernel/steps.js';
import { triageDecisions, type TriageDecision } from '../../src/referrals/triage.codes.js';
import {
  decided,
  decidedByAnother,
  firstOf,
  openedWithoutContact,
  possibleDecisions,
  referralSteps,
  repeatsNoneOfItsOwn,
} from '../../src/referrals/triage.rules.js';

const broken = (rule: string): Error => expect.objectContaining({ rule }) as Error; // a matcher, in the place of what it matches
const everything = {
  reason: 'out_of_area',
  advocateId: 'a1',
  repeats: 'RF-2026-7KX4WQD',
  basis: 'serious_harm',
} as const;
const nothing = { reason: null, advocateId: null, repeats: null, basis: null };

it('every state of a referral can be reached', () => {
  expect(checkSteps(referralSteps, 'received')).toEqual([]);
});

it.each<[TriageDecision, object]>([
  ['accept', { state: 'accepted', advocateId: 'a1', basis: 'serious_harm' }],
  ['accept_waitlist', { state: 'waiting' }],
  ['advice_only', { state: 'redirected', reason: 'out_of_area' }],
  ['redirect', { state: 'redirected', reason: 'out_of_area' }],
  ['return_to_referrer', { state: 'redirected', reason: 'out_of_area' }],
  ['decline', { state: 'declined', reason: 'out_of_area' }],
  ['duplicate', { state: 'duplicate', repeats: 'RF-2026-7KX4WQD' }],
  ['unable_to_contact', { state: 'unreached' }],
])('the decision to %s keeps what it needs and nothing more', (decision, outcome) => {
  expect(decided('received', { decision, ...everything })).toEqual({ decision, ...nothing, ...outcome });
});

it.each<[TriageDecision, string]>([
  ['accept', 'acceptance-needs-an-advocate'],
  ['advice_only', 'turning-away-needs-a-reason'],
  ['redirect', 'turning-away-needs-a-reason'],
  ['return_to_referrer', 'turning-away-needs-a-reason'],
  ['decline', 'turning-away-needs-a-reason'],
  ['duplicate', 'duplicate-names-the-first'],
])('the decision to %s is refused without what it needs', (decision, rule) => {
  expect(() => decided('received', { decision, ...nothing })).toThrow(broken(rule));
});

describe('a referral on the waiting list', () => {
  it('can be accepted, turned away or found to be a duplicate, and not be put there again', () => {
    expect(possibleDecisions('waiting')).toEqual([
      'accept',
      'advice_only',
      'redirect',
      'return_to_referrer',
      'decline',
      'duplicate',
      'unable_to_contact',
    ]);
    const again = { decision: 'accept_waitlist', ...everything } as const;
    expect(() => decided('waiting', again)).toThrow(broken('impossible-step'));
  });
});

it.each(['accepted', 'redirected', 'declined', 'duplicate', 'unreached'] as const)(
  'one that is %s is not decided again',
  (state) => {
    expect(possibleDecisions(state)).toEqual([]);
    for (const decision of codesOf(triageDecisions)) {
      expect(() => decided(state, { decision, ...everything })).toThrow(broken('impossible-step'));
    }
  },
);

describe('a duplicate', () => {
  it('names the first, even where it was found through another duplicate', () => {
    expect(firstOf({ id: 'first', duplicateOf: null }, 'this')).toBe('first');
    expect(firstOf({ id: 'second', duplicateOf: 'first' }, 'this')).toBe('first');
  });

  it.each([
    ['of nothing that this person sees', undefined, 'no-such-referral'],
    ['of itself', { id: 'this', duplicateOf: null }, 'duplicate-of-itself'],
    ['of its own duplicate', { id: 'other', duplicateOf: 'this' }, 'duplicate-of-itself'],
  ])('is not made %s', (_, repeated, rule) => {
    expect(() => firstOf(repeated, 'this')).toThrow(broken(rule));
  });
});

it('one that others repeat does not become a duplicate', () => {
  expect(() => repeatsNoneOfItsOwn(1)).toThrow(broken('has-duplicates'));
  expect(() => repeatsNoneOfItsOwn(0)).not.toThrow();
});

it('a case of someone who said that they are not to be contacted is opened on a basis, and on none of anybody else', () => {
  for (const no of ['refused', 'withdrawn'] as const) {
    expect(() => openedWithoutContact(no, null)).toThrow(broken('no-consent-to-contact'));
    expect(openedWithoutContact(no, 'safeguarding')).toBe('safeguarding');
  }
  for (const open of ['given', 'not_asked', 'expired'] as const)
    expect(openedWithoutContact(open, 'safeguarding')).toBeNull();
});

describe('what a supervisor typed themselves', () => {
  it('is decided by another where there is one', () => {
    expect(() => decidedByAnother('to another')).toThrow('Another supervisor must decide what you typed');
  });
  it('is decided by them where there is nobody else', () => {
    expect(() => decidedByAnother('to nobody else')).not.toThrow();
  });
});
