import { plainDate } from '../../src/kernel/plain-date.js';
import {
  broughtForward,
  dueAfterAmending,
  dueInWords,
  firstLookDueOn,
  isOverdue,
  nextReviewOn,
} from '../../src/risk/review-cadence.rules.js';

describe('the next risk review', () => {
  it.each([
    ['high', '2026-03-03', '2026-03-17'],
    ['medium', '2026-03-03', '2026-03-31'],
    ['standard', '2026-03-03', '2026-04-28'],
    ['high', '2028-02-20', '2028-03-05'], // over 29 February
  ] as const)('after a %s assessment on %s is due by %s', (band, on, due) => {
    expect(nextReviewOn({ band, on: plainDate(on) })).toBe(due);
  });

  it('is as often as the service itself has set', () => {
    const weekly = {
      reassessWithinDays: { high: 7, medium: 28, standard: 84 },
      firstLookWithinWorkingDays: { high: 1, medium: 5, standard: 10 },
    };
    expect(nextReviewOn({ band: 'high', on: plainDate('2026-03-03') }, weekly)).toBe('2026-03-10');
  });
});

describe('the supervisor’s first look at a high assessment', () => {
  it.each([
    ['a Tuesday', '2026-03-03', '2026-03-04'],
    ['a Friday', '2026-03-06', '2026-03-09'],
    ['a Saturday', '2026-03-07', '2026-03-09'],
    ['the Thursday before Easter', '2026-04-02', '2026-04-07'],
    ['Christmas Eve', '2026-12-24', '2026-12-29'],
    ['the eve of St Andrew’s Day, kept in Scotland alone', '2026-11-29', '2026-11-30'],
  ])('submitted on %s, %s, is due by %s', (_, on, due) => {
    expect(firstLookDueOn({ band: 'high', on: plainDate(on) })).toBe(due);
  });
});

describe('a review brought forward', () => {
  it.each([
    ['from a fortnight on, to the next working day', '2026-03-17', '2026-03-03', '2026-03-04'],
    ['on a Friday, to Monday', '2026-03-17', '2026-03-06', '2026-03-09'],
    ['before Easter, to the Tuesday after', '2026-04-20', '2026-04-02', '2026-04-07'],
    ['where it is due today already, stays today', '2026-03-03', '2026-03-03', '2026-03-03'],
    ['where it is overdue already, stays overdue', '2026-02-20', '2026-03-03', '2026-02-20'],
    ['where none was set, is set', null, '2026-03-03', '2026-03-04'],
  ])('%s', (_, due, today, then) => {
    expect(broughtForward(due === null ? null : plainDate(due), plainDate(today))).toBe(then);
  });

  it('twice on one day is as once', () => {
    const once = broughtForward(plainDate('2026-03-17'), plainDate('2026-03-03'));
    expect(broughtForward(once, plainDate('2026-03-03'))).toBe(once);
  });
});

describe('the review after a band is amended', () => {
  const on = plainDate('2026-03-03');

  it.each([
    ['raised to high comes sooner', '2026-03-31', 'medium', 'high', '2026-03-17'],
    ['lowered to standard comes later', '2026-03-17', 'high', 'standard', '2026-04-28'],
    [
      'brought forward meanwhile, stays where it is though the band is lowered',
      '2026-03-04',
      'high',
      'standard',
      '2026-03-04',
    ],
    [
      'brought forward meanwhile, stays where it is though the band is raised',
      '2026-03-04',
      'standard',
      'high',
      '2026-03-04',
    ],
    ['not set, is set', null, 'medium', 'high', '2026-03-17'],
  ] as const)('%s', (_, due, from, to, then) => {
    expect(dueAfterAmending(due === null ? null : plainDate(due), { from, to, on })).toBe(then);
  });
});

describe('overdue', () => {
  it.each([
    ['2026-03-02', true, 'Overdue by 1 day'],
    ['2026-02-21', true, 'Overdue by 10 days'],
    ['2026-03-03', false, 'Due today'],
    ['2026-03-04', false, 'Due tomorrow'],
    ['2026-03-17', false, 'Due in 14 days'],
  ])('due on %s is %s on 3 March 2026: %s', (due, overdue, words) => {
    expect(isOverdue(plainDate(due), plainDate('2026-03-03'))).toBe(overdue);
    expect(dueInWords(plainDate(due), plainDate('2026-03-03'))).toBe(words);
  });
});
