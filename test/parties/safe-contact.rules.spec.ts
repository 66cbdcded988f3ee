import fc from 'fast-check';
import { codesOf } from '../../src/kernel/codelist.js';
import { addDays, londonDate, plainDate } from '../../src/kernel/plain-date.js';
import { channels, safeties } from '../../src/parties/contact.codes.js';
import { mayUse, worsened, type MethodFacts } from '../../src/parties/safe-contact.rules.js';
import { soundSafety } from '../../src/parties/sound-safety.rules.js';
import { anyTime } from '../../src/parties/safe-hours.rules.js';

const now = new Date('2026-03-03T10:00:00Z');
const today = londonDate(now);
const safe: MethodFacts = {
  channel: 'phone',
  endedAt: null,
  addressInDoubt: false,
  safe: 'yes',
  voicemailSafe: 'no',
  deviceWatched: 'no',
  withheldNumber: 'no',
  hours: anyTime,
  verifiedOn: plainDate('2026-02-02'),
  recheckOn: plainDate('2026-05-01'),
};
const tuesdayMorning = [{ from: 1440 + 600, to: 1440 + 720 }];

describe('a way to reach a client', () => {
  it('may be used where it is safe, verified and not due to be verified again', () => {
    expect(mayUse(safe, now)).toEqual({
      mayUse: true,
      voicemail: false,
      withholdNumber: false,
      inWords: 'Safe to use now: our number may be seen, and leave no voicemail',
    });
  });

  it.each([
    ['it is theirs no longer', { endedAt: new Date('2026-03-01T10:00:00Z') }, 'ended'],
    ['the client said it is not safe', { safe: 'no' }, 'not_safe'],
    ['nobody knows whether it is safe', { safe: 'unknown' }, 'safety_not_known'],
    ['its device is known to be watched', { deviceWatched: 'yes' }, 'device_watched'],
    ['nobody knows whether its device is watched', { deviceWatched: 'unknown' }, 'device_not_known'],
    ['it was never verified', { verifiedOn: null, recheckOn: null }, 'never_verified'],
    ['it is to have been verified tomorrow', { verifiedOn: plainDate('2026-03-04') }, 'never_verified'],
    ['the recheck day has come', { recheckOn: plainDate('2026-03-03') }, 'recheck_due'],
    ['the recheck day has gone by', { recheckOn: plainDate('2026-03-02') }, 'recheck_due'],
    ['nobody knows whether to withhold our number', { withheldNumber: 'unknown' }, 'number_not_known'],
    ['nobody has said when', { hours: [] }, 'hours_not_known'],
    [
      'it is post, and a former address is in doubt',
      { channel: 'post', addressInDoubt: true },
      'address_in_doubt',
    ],
  ] as const)('may not be used where %s', (_, facts, because) => {
    expect(mayUse({ ...safe, ...facts }, now)).toMatchObject({ mayUse: false, because });
  });

  it('that is no post may be used whatever is known of addresses', () => {
    expect(mayUse({ ...safe, addressInDoubt: true }, now).mayUse).toBe(true);
  });

  it('may be used on the last day before the recheck day', () => {
    expect(mayUse({ ...safe, recheckOn: plainDate('2026-03-04') }, now).mayUse).toBe(true);
  });

  it('whatever recheck day is set may be used for a hundred and eighty days and no longer', () => {
    const forLife = { ...safe, verifiedOn: plainDate('2026-01-01'), recheckOn: plainDate('2100-12-31') };
    expect(mayUse(forLife, new Date('2026-06-29T10:30:00Z'))).toMatchObject({ mayUse: true });
    expect(mayUse(forLife, new Date('2026-06-30T10:30:00Z'))).toMatchObject({ because: 'recheck_due' });
  });

  it('with no recheck day set may be used for ninety days and no longer', () => {
    const verified = { ...safe, verifiedOn: plainDate('2026-01-01'), recheckOn: null };
    expect(mayUse(verified, new Date('2026-03-31T22:59:00Z')).mayUse).toBe(true); // 23:59 in London
    expect(mayUse(verified, new Date('2026-03-31T23:00:00Z'))).toMatchObject({
      because: 'recheck_due',
      inWords: 'Do not use: it was to be verified again by 1 April 2026',
    });
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['unknown', false],
  ] as const)(
    'with the answer "%s" about voicemail, a voicemail may be left: %s',
    (voicemailSafe, voicemail) => {
      expect(mayUse({ ...safe, voicemailSafe }, now)).toMatchObject({ voicemail });
    },
  );

  it('for certain hours is not used outside them, and says when', () => {
    const method = { ...safe, hours: tuesdayMorning };
    expect(mayUse(method, new Date('2026-03-03T11:59:00Z')).mayUse).toBe(true);
    expect(mayUse(method, new Date('2026-03-03T12:00:00Z'))).toEqual({
      mayUse: false,
      because: 'outside_hours',
      inWords: 'Do not use now: safe on Tuesdays 10:00–12:00',
    });
  });
});

describe('a number that must be withheld', () => {
  const withheldNumber = 'yes';

  it('is withheld by whoever dials', () => {
    expect(mayUse({ ...safe, withheldNumber, voicemailSafe: 'yes' }, now)).toMatchObject({
      withholdNumber: true,
      inWords: 'Safe to use now: withhold our number, and a voicemail may be left',
    });
  });

  it.each(['text', 'whatsapp', 'video'] as const)('cannot be by %s', (channel) => {
    expect(mayUse({ ...safe, channel, withheldNumber }, now)).toMatchObject({ because: 'number_would_show' });
  });

  it.each(['email', 'post'] as const)('is not asked about by %s', (channel) => {
    expect(mayUse({ ...safe, channel, withheldNumber: 'unknown' }, now).mayUse).toBe(true);
  });
});

const anySafety = fc.constantFrom(...codesOf(safeties));
const anyDay = fc.option(
  fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)),
  { nil: null },
);
const anyFacts = fc.record({
  channel: fc.constantFrom(...codesOf(channels)),
  endedAt: fc.option(fc.constant(now), { nil: null }),
  safe: anySafety,
  voicemailSafe: anySafety,
  deviceWatched: anySafety,
  withheldNumber: anySafety,
  hours: fc.constantFrom([], anyTime, tuesdayMorning, [{ from: 0, to: 600 }]),
  verifiedOn: anyDay,
  recheckOn: anyDay,
  addressInDoubt: fc.boolean(),
});

it('nothing is usable without a yes, hours, a verification by today and a recheck after it', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      if (!mayUse(facts, now).mayUse) return;
      expect([facts.safe, facts.deviceWatched, facts.verifiedOn === null]).toEqual(['yes', 'no', false]);
      expect([facts.endedAt, facts.hours.length]).toEqual([null, 1]);
      const lastDay = addDays(facts.verifiedOn ?? today, 89);
      expect(facts.recheckOn === null ? lastDay >= today : facts.recheckOn > today).toBe(true);
    }),
  );
});

describe('what is entered about safety', () => {
  it('may have been verified today', () => {
    expect(soundSafety({ ...safe, verifiedOn: today }, today).verifiedOn).toBe(today);
  });

  it.each([
    ['was not verified in the future', { verifiedOn: plainDate('2026-03-04') }, 'verified-in-the-future'],
    [
      'is not to be verified again on the same day',
      { recheckOn: plainDate('2026-02-02') },
      'recheck-before-verified',
    ],
    ['is not to be verified again where it never was', { verifiedOn: null }, 'recheck-before-verified'],
  ])('%s', (_, facts, rule) => {
    expect(() => soundSafety({ ...safe, ...facts }, today)).toThrow(expect.objectContaining({ rule }));
  });
});

describe('what somebody else says of a number that is known', () => {
  const { channel: _, endedAt: __, addressInDoubt: ___, ...known } = safe;

  it.each([
    ['that it is not safe', { safe: 'no' }, { safe: 'no' }],
    ['that nobody knows whether it is', { safe: 'unknown' }, { safe: 'unknown' }],
    ['that its device is watched', { safe: 'yes', deviceWatched: 'yes' }, { deviceWatched: 'yes' }],
    ['that its device may be watched', { deviceWatched: 'unknown' }, { deviceWatched: 'unknown' }],
    ['that our number must be withheld', { withheldNumber: 'yes' }, { withheldNumber: 'yes' }],
    ['that it is for some hours only', { hours: tuesdayMorning }, { hours: tuesdayMorning }],
  ] as const)('%s, is kept, and what was verified no longer is', (_, said, kept) => {
    expect(worsened(known, said)).toEqual({ ...known, ...kept, verifiedOn: null, recheckOn: null });
  });

  it('changes nothing where it is no worse, or nothing was said', () => {
    const unsafe = { ...known, safe: 'no', deviceWatched: 'yes', hours: tuesdayMorning } as const;
    const better = { safe: 'yes', deviceWatched: 'no', voicemailSafe: 'no', hours: anyTime } as const;
    expect(worsened(unsafe, better)).toBeNull();
    expect(worsened(known, {})).toBeNull();
  });

  it('never makes it usable, whatever was known and whatever is said', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, ({ channel, endedAt, addressInDoubt, ...facts }, said) => {
        const worse = worsened(facts, said);
        if (worse) expect(mayUse({ channel, endedAt, addressInDoubt, ...worse }, now).mayUse).toBe(false);
      }),
    );
  });
});
