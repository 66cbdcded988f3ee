import { RuleBroken } from '../../src/kernel/errors.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { requestStates } from '../../src/foi/foi.codes.js';
import {
  afterDrafting,
  checkApproval,
  checkOpenToSearch,
  checkRelease,
  checkReview,
  mayBeSearched,
  type EditionFacts,
} from '../../src/foi/answer-acts.rules.js';

const drafted: EditionFacts = {
  draftedBy: 'avens',
  approvedHash: null,
  isLatest: true,
  draftedHash: 'aa',
  presentHash: 'aa',
  missing: [],
};
const approved = { ...drafted, approvedHash: 'aa' };
const betony = { userId: 'betony', seenHash: 'aa' };

function ruleOf(act: () => unknown): string {
  try {
    act();
    return 'allowed';
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
}

describe('approving an answer', () => {
  it('is for someone who did not draft it, as they saw it', () => {
    expect(checkApproval('drafted', drafted, betony)).toBe('approved');
  });

  it.each([
    ['approver-drafted', drafted, { ...betony, userId: 'avens' }],
    ['not-the-latest', { ...drafted, isLatest: false }, betony],
    ['draft-anew', approved, betony],
    ['letter-incomplete', { ...drafted, missing: ['Question 1: Give the published figures.'] }, betony],
    ['letter-changed', drafted, { ...betony, seenHash: 'bb' }],
    ['letter-changed', { ...drafted, presentHash: 'bb' }, betony],
  ] as const)('is refused by the rule %s', (rule, edition, by) => {
    expect(ruleOf(() => checkApproval('drafted', edition, by))).toBe(rule);
  });

  it('is possible once it is drafted and in no other state', () => {
    for (const state of codesOf(requestStates).filter((each) => each !== 'drafted'))
      expect([state, ruleOf(() => checkApproval(state, drafted, betony))]).toEqual([
        state,
        'impossible-step',
      ]);
  });
});

describe('releasing an answer', () => {
  it('is of what was approved, to the letter', () => {
    expect(checkRelease('approved', approved)).toBe('released');
  });

  it.each([
    ['not-approved', drafted],
    ['not-the-latest', { ...approved, isLatest: false }],
    ['letter-changed', { ...approved, presentHash: 'bb' }],
    ['letter-changed', { ...approved, presentHash: 'bb', draftedHash: 'bb' }],
    ['letter-changed', { ...approved, presentHash: 'bb', approvedHash: 'bb' }],
  ] as const)('is refused by the rule %s', (rule, edition) => {
    expect(ruleOf(() => checkRelease('approved', edition))).toBe(rule);
  });

  it('is possible once it is approved and in no other state', () => {
    for (const state of codesOf(requestStates).filter((each) => each !== 'approved'))
      expect([state, ruleOf(() => checkRelease(state, approved))]).toEqual([state, 'impossible-step']);
  });
});

describe('an answer', () => {
  it('may be drafted anew until it is approved', () => {
    expect([afterDrafting('received'), afterDrafting('drafted')]).toEqual(['drafted', 'drafted']);
    for (const state of ['clarifying', 'approved', 'released', 'withdrawn', 'lapsed'] as const)
      expect([state, ruleOf(() => afterDrafting(state))]).toEqual([state, 'impossible-step']);
  });

  it('on review is upheld by someone who did not draft it', () => {
    expect(checkReview('in_review', drafted, 'betony')).toBe('reviewed');
    expect(ruleOf(() => checkReview('in_review', drafted, 'avens'))).toBe('reviewer-drafted');
    expect(ruleOf(() => checkReview('released', drafted, 'betony'))).toBe('impossible-step');
  });

  it('has searches recorded for it until it is approved', () => {
    const open = codesOf(requestStates).filter(mayBeSearched);
    expect(open).toEqual(['received', 'drafted']);
    expect(
      ruleOf(() => {
        checkOpenToSearch('drafted');
      }),
    ).toBe('allowed');
    expect(
      ruleOf(() => {
        checkOpenToSearch('approved');
      }),
    ).toBe('impossible-step');
  });
});
