import { RuleBroken } from '../../src/kernel/errors.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { actionStanding } from '../../src/sharing/panel-action.rules.js';
import { checkRepeat, repeatOf } from '../../src/sharing/repeat.rules.js';

const him = 'him';
const day = (text: string | null) => (text === null ? null : plainDate(text));
const found = (
  incidentOn: string | null,
  referrals: readonly string[],
  who: { now?: string | null; then?: string | null } = {},
) =>
  repeatOf(
    {
      perpetratorId: who.now === undefined ? him : who.now,
      incidentOn: day(incidentOn),
      referredOn: plainDate('2026-03-10'),
    },
    referrals.map((referredOn) => ({
      perpetratorId: who.then === undefined ? him : who.then,
      referredOn: plainDate(referredOn),
    })),
  ).found;

describe('a referral to a panel, of the same two people', () => {
  it.each([
    ['2025-03-03', '2025-03-03', 'yes'],
    ['2025-03-03', '2026-03-03', 'yes'],
    ['2025-03-03', '2026-03-04', 'no'],
    ['2024-02-29', '2025-02-28', 'yes'],
    ['2024-02-29', '2025-03-01', 'no'],
    ['2026-03-03', '2026-03-02', 'no'],
  ])('after one of %s, of what happened on %s: %s', (referredOn, incidentOn, expected) => {
    expect(found(incidentOn, [referredOn])).toBe(expected);
  });

  it('is one of the last referral before what happened, whatever came after', () => {
    expect(found('2026-03-01', ['2026-03-09', '2025-06-01'])).toBe('yes');
    expect(found('2026-03-01', ['2024-06-01'])).toBe('no');
    expect(found('2026-03-01', [])).toBe('no');
  });

  it('is not known to be one where nobody knows when it happened, and one was near enough', () => {
    expect(found(null, ['2025-03-10'])).toBe('not_known');
    expect(found(null, ['2025-03-09'])).toBe('no');
  });
});

it.each([
  [{ now: null }, 'not_known'],
  [{ then: null }, 'not_known'],
  [{ now: null, then: null }, 'not_known'],
  [{ then: 'somebody else' }, 'no'],
])('of people %j it is %s', (who, expected) => {
  expect(found('2026-03-03', ['2025-06-01'], who)).toBe(expected);
});

it.each([
  ['yes', 'yes', false],
  ['yes', 'no', true],
  ['no', 'no', false],
  ['no', 'yes', true],
  ['not_known', 'yes', false],
  ['not_known', 'no', true],
] as const)('found %s and called %s, it needs a reason: %s', (was, said, needed) => {
  const unexplained = () => {
    checkRepeat(was, said, null);
  };
  if (needed) expect(unexplained).toThrow(RuleBroken);
  else expect(unexplained).not.toThrow();
  expect(() => {
    checkRepeat(was, said, 'Invented.');
  }).not.toThrow();
});

it.each([
  [null, '2026-03-03', 'to_do'],
  [null, '2026-03-04', 'overdue'],
  ['2026-03-09', '2026-03-10', 'done'],
])('an action due on 3 March, done %s, is on %s: %s', (doneOn, today, standing) => {
  const facts = { dueOn: plainDate('2026-03-03'), doneOn: day(doneOn) };
  expect(actionStanding(facts, plainDate(today))).toBe(standing);
});
