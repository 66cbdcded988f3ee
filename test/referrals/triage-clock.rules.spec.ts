import { plainDate } from '../../src/kernel/plain-date.js';
import {
  decisionDue,
  escalationOf,
  soundPause,
  type Undecided,
} from '../../src/referrals/triage-clock.rules.js';
import type { Term } from '../../src/referrals/response-clock.rules.js';

function asks(hours: number): Term[] {
  return [{ contractId: 'one', measure: 'triage', hours, countedIn: 'elapsed', risk: null }];
}

const referral: Undecided = {
  receivedAt: new Date('2026-03-02T10:00:00Z'),
  takenUpAt: null,
  terms: asks(48),
  pauses: [],
  calendar: { hours: [], days: {} },
  deciders: 1,
  waitingSince: null,
};
const at = (instant: string) => new Date(instant);
const due = (said: Partial<Undecided>, now: string) => decisionDue({ ...referral, ...said }, at(now)).dueAt;

describe('a decision is due', () => {
  it('so many hours after the referral was received, as the contract says', () => {
    expect(due({}, '2026-03-02T11:00:00Z')).toEqual(at('2026-03-04T10:00:00Z'));
  });

  it('within 24 hours where no contract says', () => {
    expect(due({ terms: [] }, '2026-03-02T11:00:00Z')).toEqual(at('2026-03-03T10:00:00Z'));
  });

  it('48 hours later also over the night the clocks change: 17:40 is 18:40 then', () => {
    const receivedAt = at('2026-03-27T17:40:00Z');
    expect(due({ receivedAt }, '2026-03-28T10:00:00Z')).toEqual(at('2026-03-29T17:40:00Z'));
  });

  const asked = { beganAt: at('2026-03-02T12:00:00Z'), untilOn: plainDate('2026-03-05') };

  it('as much later as its clock stood still', () => {
    const pauses = [{ ...asked, endedAt: at('2026-03-03T12:00:00Z') }];
    const { dueAt, because } = decisionDue({ ...referral, pauses }, at('2026-03-04T09:00:00Z'));
    expect(dueAt).toEqual(at('2026-03-05T10:00:00Z'));
    expect(because).toBe(
      'the contract asks for 48 hours from when it was received, nights and holidays counted; its clock stood still for 24 hours',
    );
  });

  it('while its clock stands still, by what has passed', () => {
    const pauses = [{ ...asked, endedAt: null }];
    expect(due({ pauses }, '2026-03-02T15:00:00Z')).toEqual(at('2026-03-04T13:00:00Z'));
  });

  it('no later for a pause that nobody ended in time: at the end of its last day the clock goes on', () => {
    const pauses = [{ ...asked, endedAt: null }];
    expect(due({ pauses }, '2026-03-20T10:00:00Z')).toEqual(at('2026-03-07T22:00:00Z'));
  });

  it('by the end of a summer day in London, which is 23:00 UTC', () => {
    const pauses = [{ beganAt: at('2026-06-29T12:00:00Z'), untilOn: plainDate('2026-06-30'), endedAt: null }];
    const receivedAt = at('2026-06-29T10:00:00Z');
    expect(due({ receivedAt, pauses }, '2026-07-03T10:00:00Z')).toEqual(at('2026-07-02T21:00:00Z'));
  });
});

describe('a referral goes up', () => {
  it.each([
    ['in time and not taken up', null, '2026-03-03T10:00:00Z', 0],
    ['not taken up in half of the time', null, '2026-03-03T10:00:01Z', 1],
    ['taken up, and still in time', '2026-03-02T11:00:00Z', '2026-03-04T10:00:00Z', 0],
    ['taken up, and not decided in time', '2026-03-02T11:00:00Z', '2026-03-04T10:00:01Z', 1],
    ['not decided in twice the time', '2026-03-02T11:00:00Z', '2026-03-06T10:00:01Z', 2],
  ])('%s', (_, takenUp, now, level) => {
    const takenUpAt = takenUp === null ? null : at(takenUp);
    expect(escalationOf({ ...referral, takenUpAt }, at(now))).toBe(level);
  });

  it('to the whole service at once where no supervisor of its team can open it, also while its clock stands still', () => {
    const pauses = [{ beganAt: at('2026-03-02T11:00:00Z'), untilOn: plainDate('2026-03-16'), endedAt: null }];
    expect(escalationOf({ ...referral, deciders: 0 }, at('2026-03-02T10:00:00Z'))).toBe(2);
    expect(escalationOf({ ...referral, pauses, deciders: 0 }, at('2026-03-02T12:00:00Z'))).toBe(2);
  });

  it('not while its clock stands still, and again once it does not', () => {
    const pauses = [{ beganAt: at('2026-03-02T11:00:00Z'), untilOn: plainDate('2026-03-16'), endedAt: null }];
    expect(escalationOf({ ...referral, pauses }, at('2026-03-16T23:59:00Z'))).toBe(0);
    expect(escalationOf({ ...referral, pauses }, at('2026-03-17T23:59:00Z'))).toBe(1);
  });
});

describe('one on the waiting list goes up', () => {
  const waitingSince = at('2026-03-02T10:00:00Z');
  it.each([
    ['not while somebody looked at it in the last fourteen days', '2026-03-16T10:00:00Z', 0],
    ['to its team after fourteen days', '2026-03-16T10:00:01Z', 1],
    ['to the whole service after twice as long', '2026-03-30T10:00:01Z', 2],
  ])('%s', (_, now, level) => {
    expect(escalationOf({ ...referral, waitingSince }, at(now))).toBe(level);
  });
});

it('stopping its clock takes nothing back: what was late by then stays up', () => {
  const pauses = [{ beganAt: at('2026-03-04T10:00:01Z'), untilOn: plainDate('2026-03-16'), endedAt: null }];
  const takenUpAt = at('2026-03-02T11:00:00Z');
  expect(escalationOf({ ...referral, takenUpAt, pauses }, at('2026-03-10T10:00:00Z'))).toBe(1);
});

describe('a pause', () => {
  const stood = (from: string, untilOn: string, endedAt: string | null = null) => ({
    beganAt: at(`${from}T12:00:00Z`),
    untilOn: plainDate(untilOn),
    endedAt: endedAt === null ? null : at(`${endedAt}T12:00:00Z`),
  });
  const ask = (untilOn: string, ...before: ReturnType<typeof stood>[]) =>
    soundPause(plainDate(untilOn), plainDate('2026-03-03'), before);

  it('takes fifteen days at most with all before it, each counted once and as far as it went', () => {
    const five = stood('2026-02-20', '2026-02-24');
    expect(ask('2026-03-12', five)).toBe('2026-03-12');
    expect(() => ask('2026-03-13', five)).toThrow(expect.objectContaining({ rule: 'pause-is-too-long' }));
    expect(ask('2026-03-12', stood('2026-02-20', '2026-03-03', '2026-02-24'), five)).toBe('2026-03-12');
    expect(ask('2026-03-17', stood('2026-03-03', '2026-03-10', '2026-03-03'))).toBe('2026-03-17');
  });

  it('is not to be had where the clock stood still on fifteen days', () => {
    const enough = expect.objectContaining({ rule: 'stood-still-enough' });
    expect(() => ask('2026-03-03', stood('2026-02-01', '2026-02-15'))).toThrow(enough);
  });

  it('ends within fourteen days', () => {
    const today = plainDate('2026-03-03');
    expect(soundPause(plainDate('2026-03-17'), today, [])).toBe('2026-03-17');
    expect(() => soundPause(plainDate('2026-03-18'), today, [])).toThrow(
      expect.objectContaining({ rule: 'pause-is-too-long' }),
    );
    expect(() => soundPause(plainDate('2026-03-02'), today, [])).toThrow(
      expect.objectContaining({ rule: 'pause-ends-before-it-begins' }),
    );
  });
});
