import { plainDate } from '../../src/kernel/plain-date.js';
import { londonMoment } from '../../src/kernel/london-week.js';
import { hoursSaid } from '../../src/parties/safe-hours.rules.js';
import { readings, worstDue, type ClockFacts } from '../../src/referrals/clock-reading.rules.js';
import { clockInWords } from '../../src/referrals/clock.view.js';
import {
  openingInWords,
  soundDay,
  soundHours,
  type OpeningCalendar,
} from '../../src/referrals/opening.rules.js';
import type { Timing } from '../../src/referrals/response-clock.rules.js';

const at = (instant: string) => new Date(instant);
const times = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, '09:00 to 17:00']),
);
const week = hoursSaid({ hours: 'certain_times', times });
const calendar: OpeningCalendar = {
  hours: [{ fromOn: plainDate('2026-01-01'), hours: week, closesOnBankHolidays: true }],
  days: {},
};
const friday: Timing = { receivedAt: at('2026-03-06T17:40:00Z'), pauses: [], calendar };

describe('the clocks of a referral', () => {
  const facts: ClockFacts = {
    ...friday,
    terms: [
      { contractId: 'one', measure: 'first_attempt', hours: 3, countedIn: 'working', risk: null },
      { contractId: 'one', measure: 'first_contact', hours: 16, countedIn: 'working', risk: null },
    ],
    risk: null,
    decidedAt: null,
    firstAttemptAt: null,
    firstContactAt: null,
    assessedAt: null,
    endedAt: null,
  };
  const words = (said: Partial<ClockFacts>, now: string) =>
    readings({ ...facts, ...said }, at(now)).map(clockInWords);

  it('tell an attempt and a contact apart, and what is late from what is not', () => {
    const said = { decidedAt: at('2026-03-06T18:00:00Z'), firstAttemptAt: at('2026-03-09T13:00:00Z') };
    expect(words(said, '2026-03-10T15:00:00Z')).toEqual([
      'Done 6 March 2026, 18:00, in time',
      'Done 9 March 2026, 13:00, late: it was due 9 March 2026, 12:00',
      'Due 10 March 2026, 17:00: 2 hours left',
      'No contract says how soon',
    ]);
  });

  it('end, and are not called late, where it was turned away', () => {
    const ended = at('2026-03-10T10:00:00Z');
    expect(words({ decidedAt: ended, endedAt: ended }, '2026-03-20T10:00:00Z')[1]).toBe(
      'Ended 10 March 2026, 10:00 without it',
    );
  });

  it('stand still together', () => {
    const pauses = [{ beganAt: at('2026-03-06T18:00:00Z'), untilOn: plainDate('2026-03-12'), endedAt: null }];
    expect(words({ pauses }, '2026-03-09T10:00:00Z')[1]).toBe(
      'Stands still. As it is now, due 9 March 2026, 13:00',
    );
  });

  it('are sorted by the first that is due', () => {
    expect(new Date(worstDue({ ...facts, decidedAt: facts.receivedAt }, facts.receivedAt))).toEqual(
      at('2026-03-09T12:00:00Z'),
    );
    const done = { ...facts, endedAt: facts.receivedAt };
    expect(worstDue(done, facts.receivedAt)).toBe(Infinity);
  });
});

describe('opening hours', () => {
  const today = plainDate('2026-03-02');
  const said = { fromOn: plainDate('2026-03-01'), times, closesOnBankHolidays: true };

  it('are worded with days of the same times together', () => {
    const some = hoursSaid({ hours: 'certain_times', times: { ...times, sunday: '10:00 to 12:00' } });
    expect(openingInWords(some)).toBe('Monday to Friday 09:00–17:00, Sunday 10:00–12:00');
  });

  it('begin today or later, unless they are the first', () => {
    expect(() => soundHours(said, { today, areFirst: false })).toThrow('New hours begin today');
    expect(soundHours(said, { today, areFirst: true }).hours).toEqual(week);
    expect(() => soundHours({ ...said, times: {} }, { today, areFirst: true })).toThrow('at least one day');
  });

  it('of a single day are told beforehand', () => {
    expect(() => soundDay(plainDate('2026-03-01'), today)).toThrow('today or a later day');
    expect(() => soundDay(plainDate('2029-03-01'), today)).toThrow('next two years');
    expect(soundDay(today, today)).toBe(today);
  });
});

describe('a moment in London', () => {
  it.each([
    ['2026-03-03', 540, '2026-03-03T09:00:00Z'],
    ['2026-06-30', 540, '2026-06-30T08:00:00Z'],
    ['2026-06-30', 1440, '2026-06-30T23:00:00Z'],
    ['2026-03-29', 90, '2026-03-29T01:30:00Z'],
    ['2026-10-25', 90, '2026-10-25T00:30:00Z'],
  ])('of %s, minute %i, is %s', (day, minute, instant) => {
    expect(londonMoment(plainDate(day), minute)).toEqual(at(instant));
  });
});
