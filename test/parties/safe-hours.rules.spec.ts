import fc from 'fast-check';
import { londonMinuteOfWeek } from '../../src/kernel/london-week.js';
import {
  anyTime,
  covers,
  hoursInWords,
  hoursSaid,
  hoursStored,
  hoursTyped,
  storedHours,
  whenBoth,
  type SafeHours,
} from '../../src/parties/safe-hours.rules.js';

const certain = (times: object) => hoursSaid({ hours: 'certain_times', times });

describe('the minute of a week in London', () => {
  it.each([
    ['Monday begins it', '2026-03-02T00:00:00Z', 0],
    ['Sunday ends it', '2026-03-01T23:59:00Z', 10_079],
    ['ten on a Tuesday in winter', '2026-03-03T10:00:00Z', 2_040],
    ['ten on a Tuesday in summer, which is nine of UTC', '2026-06-30T09:00:00Z', 2_040],
    ['half past midnight on 1 July, still 30 June of UTC', '2026-06-30T23:30:00Z', 2_910],
    ['the last minute before clocks go forward', '2026-03-29T00:59:00Z', 8_699],
    ['the first minute after', '2026-03-29T01:00:00Z', 8_760],
    ['half past one the first time on the day clocks go back', '2026-10-25T00:30:00Z', 8_730],
    ['half past one the second time', '2026-10-25T01:30:00Z', 8_730],
  ])('%s', (_, instant, minute) => {
    expect(londonMinuteOfWeek(new Date(instant))).toBe(minute);
  });
});

describe('hours that were typed', () => {
  it('hold their beginning and not their end, in winter and in summer', () => {
    const hours = certain({ tuesday: '10:00 to 12:00' });
    const held = (instant: string) => covers(hours, new Date(instant));
    expect(['09:59', '10:00', '11:59', '12:00'].map((time) => held(`2026-03-03T${time}:00Z`))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([held('2026-06-30T08:59:00Z'), held('2026-06-30T09:00:00Z')]).toEqual([false, true]);
  });

  it('go past midnight as two days', () => {
    const hours = certain({ monday: '22:00 to 24:00', tuesday: '00:00-01:30' });
    expect(hours).toEqual([{ from: 1320, to: 1530 }]);
    expect(hoursInWords(hours)).toBe('on Mondays 22:00–24:00 and on Tuesdays 00:00–01:30');
  });

  it.each([
    ['the wrong way round', { monday: '12:00 to 10:00' }, 'times-not-read'],
    ['no times', { monday: 'mornings' }, 'times-not-read'],
    ['later than any clock shows', { monday: '10:00 to 24:30' }, 'times-not-read'],
    ['none', {}, 'times-missing'],
  ])('and are %s are refused', (_, times, rule) => {
    expect(() => certain(times)).toThrow(expect.objectContaining({ rule }));
  });

  it('beside another answer are refused: one of the two is a mistake', () => {
    const both = { hours: 'any_time', times: { monday: '10:00 to 12:00' } } as const;
    expect(() => hoursSaid(both)).toThrow(expect.objectContaining({ rule: 'times-beside-the-answer' }));
  });

  it('are never, where nobody said', () => {
    expect([hoursSaid({}), hoursSaid({ hours: 'unknown' })]).toEqual([[], []]);
    expect(covers([], new Date('2026-03-03T10:00:00Z'))).toBe(false);
  });
});

it('hours are worded with the days that have the same times together', () => {
  const hours = certain({
    monday: '09:00 to 10:00',
    tuesday: '09:00 to 10:00',
    friday: '9.30 to 10.00, 14:00 to 15:00',
  });
  expect(hoursInWords(hours)).toBe(
    'on Mondays and Tuesdays 09:00–10:00 and on Fridays 09:30–10:00 and 14:00–15:00',
  );
  expect(hoursInWords(anyTime)).toBe('at any time');
});

describe('any hours at all', () => {
  const anyHours = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 10_079 }), fc.integer({ min: 1, max: 600 })), { maxLength: 6 })
    .map((all) => all.map(([from, long]) => ({ from, to: Math.min(from + long, 10_080) })))
    .map((all) =>
      all.reduce<SafeHours>(
        (hours, each) => (whenBoth(hours, [each]).length > 0 ? hours : [...hours, each]),
        [],
      ),
    )
    .map((apart) => whenBoth(anyTime, apart));
  const anyInstant = fc
    .integer({ min: 0, max: 525_600 })
    .map((minutes) => new Date(Date.UTC(2026, 0, 1, 0, minutes)));

  it('are read as they were stored, and typed as they were shown', () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        expect(hoursStored(storedHours(hours))).toEqual(hours);
        expect(hoursSaid(hoursTyped(hours))).toEqual(hours);
      }),
    );
  });

  it('hold together what both hold, and nothing else', () => {
    fc.assert(
      fc.property(anyHours, anyHours, anyInstant, (one, other, at) => {
        expect(covers(whenBoth(one, other), at)).toBe(covers(one, at) && covers(other, at));
      }),
    );
  });
});
