import { plainDate } from '../../src/kernel/plain-date.js';
import { countedDay, soundCounts, type CountsSaid } from '../../src/helpline/helpline.rules.js';

const none = { abandoned: 0, engaged: 0, voicemail: 0, no_capacity: 0, out_of_hours: 0, reason_not_known: 0 };
const whole = { ...none, presented: 10, answered: 7, engaged: 2, no_capacity: 1, called_back: 3 };
const { engaged: _engaged, ...withoutEngaged } = whole;
const { presented: _presented, ...withoutPresented } = whole;

function ruleOf(said: CountsSaid): string | null {
  try {
    soundCounts(said);
    return null;
  } catch (error) {
    return error instanceof Error && 'rule' in error ? String(error.rule) : 'thrown';
  }
}

describe('the counts of an hour', () => {
  it('are kept as they were said, and what was left out is null and not nought', () => {
    expect(soundCounts(whole)).toEqual(whole);
    expect(soundCounts({ ...withoutEngaged, whyUnknown: 'not_counted_by_system' })).toEqual({
      ...whole,
      engaged: null,
    });
  });

  it.each<[string, CountsSaid, string | null]>([
    ['of ten presented, seven answered and three not, are sound', whole, null],
    ['may all be nought', { ...none, presented: 0, answered: 0, called_back: 0 }, null],
    ['of nine come to ten', { ...whole, presented: 9 }, 'helpline-not-adding-up'],
    ['of eleven come to ten', { ...whole, presented: 11 }, 'helpline-not-adding-up'],
    ['leave one out without a reason', withoutEngaged, 'helpline-unknown-unsaid'],
    ['give a reason and leave nothing out', { ...whole, whyUnknown: 'not_kept' }, 'helpline-all-known'],
    [
      'are known in every part, so the whole is too',
      { ...withoutPresented, whyUnknown: 'not_kept' },
      'helpline-not-adding-up',
    ],
    [
      'whose known parts alone are more than came',
      { ...withoutEngaged, presented: 7, whyUnknown: 'not_kept' },
      'helpline-not-adding-up',
    ],
    ['may know one part alone', { answered: 7, whyUnknown: 'not_kept' }, null],
    ['call back one more than was not answered', { ...whole, called_back: 4 }, 'helpline-called-back'],
  ])('%s', (_, said, rule) => {
    expect(ruleOf(said)).toBe(rule);
  });

  it('are of today at the latest', () => {
    expect(countedDay(plainDate('2026-03-06'), plainDate('2026-03-06'))).toBe('2026-03-06');
    expect(() => countedDay(plainDate('2026-03-07'), plainDate('2026-03-06'))).toThrow('earlier day');
  });
});
