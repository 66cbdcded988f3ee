import { taught, waysTried, type Way } from '../../src/cases/attempt.rules.js';
import { stillToTry, unableToContact, type TriedOnce } from '../../src/cases/unable-to-contact.rules.js';
import { anyTime } from '../../src/parties/safe-hours.rules.js';
import type { MethodFacts } from '../../src/parties/safe-contact.rules.js';
import { plainDate } from '../../src/kernel/plain-date.js';

const phone: Way = { id: 'phone', channel: 'phone', value: '07700 900123', endedAt: null };
const text: Way = { id: 'text', channel: 'text', value: '+44 7700 900123', endedAt: null };
const other: Way = { id: 'other', channel: 'phone', value: '07700 900999', endedAt: null };
const email: Way = { id: 'email', channel: 'email', value: 'a@demo.example', endedAt: null };

describe('what an attempt teaches', () => {
  it.each([
    ['number_not_safe', 'no'],
    ['wrong_number', 'no'],
    ['third_party_answered', 'unknown'],
    ['spoke_unsafe_cut_short', 'unknown'],
    ['no_answer', undefined],
    ['spoke_to_client', undefined],
  ] as const)('of %s is %s', (outcome, safe) => {
    expect(taught(outcome)).toBe(safe);
  });

  it('is about everything that goes to the same number', () => {
    const attempt = { channel: 'phone', outcome: 'third_party_answered', methodId: 'phone' } as const;
    expect(waysTried(attempt, [phone, text, other, email])).toEqual([phone, text]);
  });

  it('is about every number of its channel where nobody said which was rung', () => {
    const attempt = { channel: 'phone', outcome: 'third_party_answered', methodId: null } as const;
    expect(waysTried(attempt, [phone, text, other, email])).toEqual([phone, text, other]);
  });

  it('leaves alone what is the client’s no longer', () => {
    const attempt = { channel: 'phone', outcome: 'wrong_number', methodId: null } as const;
    const ended = { ...other, endedAt: new Date('2026-03-01T10:00:00Z') };
    expect(waysTried(attempt, [phone, ended])).toEqual([phone]);
  });

  it.each(['email', 'somebody-elses'])('cannot be of another way: %s', (methodId) => {
    const attempt = { channel: 'phone', outcome: 'no_answer', methodId } as const;
    expect(() => waysTried(attempt, [phone, email])).toThrow(
      expect.objectContaining({ rule: 'attempt-by-another-way' }),
    );
  });
});

const now = new Date('2026-03-05T10:00:00Z');

function way(channel: MethodFacts['channel'], said: Partial<MethodFacts> = {}): MethodFacts {
  return {
    channel,
    safe: 'yes',
    voicemailSafe: 'no',
    deviceWatched: 'no',
    withheldNumber: 'no',
    hours: anyTime,
    verifiedOn: plainDate('2026-02-02'),
    recheckOn: null,
    endedAt: null,
    addressInDoubt: false,
    ...said,
  };
}

function tried(at: string, channel: TriedOnce['channel'] = 'phone'): TriedOnce {
  return { at: new Date(at), channel, outcome: 'no_answer' };
}

const mornings = [
  tried('2026-03-02T10:00:00Z'),
  tried('2026-03-03T10:00:00Z'),
  tried('2026-03-04T10:00:00Z'),
];

describe('before a client may be called impossible to reach', () => {
  it('there are attempts on three days, in different parts of the day and by different safe channels', () => {
    const attempts = [...mornings.slice(0, 2), tried('2026-03-04T18:00:00Z', 'email')];
    expect(stillToTry({ attempts, ways: [way('phone'), way('email')], now })).toEqual([]);
  });

  it('three attempts on one day are of one day', () => {
    const attempts = ['09:00', '13:00', '18:00'].map((time) => tried(`2026-03-02T${time}:00Z`));
    const missing = stillToTry({ attempts, ways: [way('phone')], now });
    expect(missing).toEqual(['attempts on 2 more days']);
  });

  it('a day is one in London: 23:30 UTC on 30 June is on 1 July', () => {
    const attempts = ['2026-06-29T09:00:00Z', '2026-06-30T23:30:00Z', '2026-07-01T13:00:00Z'].map((at) =>
      tried(at),
    );
    const later = new Date('2026-07-02T10:00:00Z');
    const ways = [way('phone', { verifiedOn: plainDate('2026-06-01') })];
    expect(stillToTry({ attempts, ways, now: later })).toEqual(['an attempt on one more day']);
  });

  it('one at another time of day is asked for where it is safe', () => {
    const missing = stillToTry({ attempts: mornings, ways: [way('phone')], now });
    expect(missing).toEqual(['an attempt in the afternoon or evening']);
  });

  it('none is asked for at a time that is not safe', () => {
    const hours = [{ from: 2040, to: 2160 }]; // Tuesdays 10:00 to 12:00
    expect(stillToTry({ attempts: mornings, ways: [way('phone', { hours })], now })).toEqual([]);
  });

  it('another channel is asked for only where it is safe', () => {
    const attempts = [...mornings, tried('2026-03-04T18:00:00Z')];
    const safe = stillToTry({ attempts, ways: [way('phone'), way('email')], now });
    expect(safe).toEqual(['an attempt by email']);
    const unsafe = way('email', { safe: 'unknown' });
    expect(stillToTry({ attempts, ways: [way('phone'), unsafe], now })).toEqual([]);
  });

  it('what was tried before they were last spoken with does not count', () => {
    const spoke: TriedOnce = { ...tried('2026-03-04T12:00:00Z'), outcome: 'callback_agreed' };
    const missing = stillToTry({ attempts: [...mornings, spoke], ways: [way('phone')], now });
    expect(missing).toEqual(['attempts on 3 more days']);
  });

  it('the refusal says what is missing', () => {
    expect(() => unableToContact({ attempts: [], ways: [way('phone')], now }, 'advocate')).toThrow(
      expect.objectContaining({
        rule: 'not-tried-enough',
        message: expect.stringContaining('attempts on 3 more days') as string,
      }),
    );
  });

  it('with no safe way left nobody is asked to try, and a supervisor decides', () => {
    const ways = [way('phone', { safe: 'no' }), way('text', { deviceWatched: 'yes' })];
    expect(() => unableToContact({ attempts: [], ways, now }, 'advocate')).toThrow(
      expect.objectContaining({ rule: 'no-safe-way-is-left' }),
    );
    expect(() => unableToContact({ attempts: [], ways, now }, 'supervisor')).not.toThrow();
  });

  it('a number that only waits to be verified again still has to be tried', () => {
    const ways = [way('phone', { verifiedOn: null })];
    expect(() => unableToContact({ attempts: [], ways, now }, 'supervisor')).toThrow(
      expect.objectContaining({ rule: 'not-tried-enough' }),
    );
  });
});
