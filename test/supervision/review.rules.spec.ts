import { plainDate } from '../../src/kernel/plain-date.js';
import {
  dueAfterReview,
  lookDueOn,
  outcomeOf,
  overdue,
  type Outcome,
} from '../../src/supervision/review.rules.js';

const submitted = { state: 'submitted', authorId: 'author', professionalBand: 'medium' } as const;

describe('a review', () => {
  it.each([
    ['agreed', null, { state: 'agreed', finalBand: 'medium', amendedTo: null }],
    ['amended', 'high', { state: 'amended', finalBand: 'high', amendedTo: 'high' }],
    ['amended', 'standard', { state: 'amended', finalBand: 'standard', amendedTo: 'standard' }],
    ['returned', null, { state: 'returned', finalBand: 'medium', amendedTo: null }],
    ['agreed', 'high', { state: 'agreed', finalBand: 'medium', amendedTo: null }], // a band left over from amending
  ] as const)('that is %s with the band %s comes to %p', (decision, band, outcome) => {
    expect(outcomeOf(submitted, { decision, band, reviewerId: 'reviewer' })).toEqual(outcome);
  });

  it.each(['agreed', 'amended', 'returned'] as const)(
    'by the author is refused, though it be %s',
    (decision) => {
      expect(() => outcomeOf(submitted, { decision, band: 'high', reviewerId: 'author' })).toThrow(
        expect.objectContaining({ rule: 'reviewer-is-the-author' }),
      );
    },
  );

  it.each(['draft', 'agreed', 'amended', 'returned'] as const)('of one that is %s is refused', (state) => {
    expect(() =>
      outcomeOf({ ...submitted, state }, { decision: 'agreed', band: null, reviewerId: 'reviewer' }),
    ).toThrow(expect.objectContaining({ rule: 'impossible-step' }));
  });

  it.each([
    [null, 'amended-without-band'],
    ['medium', 'amended-to-the-same-band'],
  ] as const)('that amends to the band %s is refused', (band, rule) => {
    expect(() => outcomeOf(submitted, { decision: 'amended', band, reviewerId: 'reviewer' })).toThrow(
      expect.objectContaining({ rule }),
    );
  });
});

describe('the next review of a case, after its last assessment was', () => {
  const kase = {
    reviewDueOn: plainDate('2026-03-31'),
    professionalBand: 'medium',
    submittedOn: plainDate('2026-03-03'),
  } as const;
  const outcome = (state: Outcome['state'], amendedTo: Outcome['amendedTo'] = null): Outcome => ({
    state,
    amendedTo,
    finalBand: amendedTo ?? 'medium',
  });

  it.each([
    ['agreed, stays', outcome('agreed'), '2026-03-31'],
    ['amended to high, is a fortnight from the assessment', outcome('amended', 'high'), '2026-03-17'],
    ['amended to standard, is eight weeks from the assessment', outcome('amended', 'standard'), '2026-04-28'],
    ['returned, is the next working day', outcome('returned'), '2026-03-06'],
  ])('%s', (_, reviewed, due) => {
    expect(dueAfterReview(kase, reviewed, plainDate('2026-03-05'))).toBe(due);
  });

  it('lowered, does not undo what a breach brought forward meanwhile', () => {
    const broughtForward = { ...kase, reviewDueOn: plainDate('2026-03-06') };
    expect(dueAfterReview(broughtForward, outcome('amended', 'standard'), plainDate('2026-03-05'))).toBe(
      '2026-03-06',
    );
  });

  it('returned, leaves a review that is overdue already', () => {
    const late = { ...kase, reviewDueOn: plainDate('2026-03-02') };
    expect(dueAfterReview(late, outcome('returned'), plainDate('2026-03-05'))).toBe('2026-03-02');
  });
});

describe('the first look at an assessment submitted on Friday 6 March 2026', () => {
  it.each([
    ['high', 'high', '2026-03-09'],
    ['high', 'standard', '2026-03-09'],
    ['standard', 'high', '2026-03-09'],
    ['none_set', 'high', '2026-03-09'],
    ['medium', 'medium', '2026-03-13'],
    ['none_set', 'standard', '2026-03-20'],
  ] as const)(
    'where the answers give %s and the author judges %s, is due by %s',
    (toolBand, professionalBand, due) => {
      expect(lookDueOn({ toolBand, professionalBand, submittedOn: plainDate('2026-03-06') })).toBe(due);
    },
  );
});

describe('overdue on 3 March 2026', () => {
  it('is what was due on an earlier day, and not what is due that day', () => {
    const things = ['2026-03-02', '2026-03-03', '2026-03-04', '2025-12-31'].map((day) => ({
      dueOn: plainDate(day),
    }));
    expect(overdue(things, plainDate('2026-03-03')).map(({ dueOn }) => dueOn)).toEqual([
      '2026-03-02',
      '2025-12-31',
    ]);
  });
});
