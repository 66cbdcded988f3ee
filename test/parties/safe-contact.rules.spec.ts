import fc from 'fast-check';
import { codesOf } from '../../src/kernel/codelist.js';
import { addDays, plainDate } from '../../src/kernel/plain-date.js';
import { safeties } from '../../src/parties/contact.codes.js';
import { mayUse, soundSafety, worsened, type SafetyFacts } from '../../src/parties/safe-contact.rules.js';

const today = plainDate('2026-03-03');
const safe: SafetyFacts = {
  safe: 'yes',
  voicemailSafe: 'no',
  deviceWatched: 'no',
  verifiedOn: plainDate('2026-02-02'),
  recheckOn: plainDate('2026-05-01'),
};

describe('a way to reach a client', () => {
  it('may be used where it is safe, verified and not due to be verified again', () => {
    expect(mayUse(safe, today)).toEqual({
      mayUse: true,
      voicemail: false,
      inWords: 'Safe to use, but leave no voicemail',
    });
  });

  it.each([
    ['the client said it is not safe', { safe: 'no' }, 'not_safe'],
    ['nobody knows whether it is safe', { safe: 'unknown' }, 'safety_not_known'],
    ['its device is known to be watched', { deviceWatched: 'yes' }, 'device_watched'],
    ['nobody knows whether its device is watched', { deviceWatched: 'unknown' }, 'device_not_known'],
    ['it was never verified', { verifiedOn: null, recheckOn: null }, 'never_verified'],
    ['the recheck day has come', { recheckOn: plainDate('2026-03-03') }, 'recheck_due'],
    ['the recheck day has gone by', { recheckOn: plainDate('2026-03-02') }, 'recheck_due'],
  ] as const)('may not be used where %s', (_, facts, because) => {
    expect(mayUse({ ...safe, ...facts }, today)).toMatchObject({ mayUse: false, because });
  });

  it('may be used on the last day before the recheck day', () => {
    expect(mayUse({ ...safe, recheckOn: plainDate('2026-03-04') }, today).mayUse).toBe(true);
  });

  it('with no recheck day set may be used for ninety days and no longer', () => {
    const verified = { ...safe, verifiedOn: plainDate('2026-01-01'), recheckOn: null };
    expect(mayUse(verified, plainDate('2026-03-31')).mayUse).toBe(true);
    expect(mayUse(verified, plainDate('2026-04-01'))).toMatchObject({
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
      expect(mayUse({ ...safe, voicemailSafe }, today)).toMatchObject({ voicemail });
    },
  );

  it('is never usable without a yes, a verification before today and a recheck after it', () => {
    const anySafety = fc.constantFrom(...codesOf(safeties));
    const anyDay = fc.option(
      fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)),
      { nil: null },
    );
    const anyFacts = fc.record({
      safe: anySafety,
      voicemailSafe: anySafety,
      deviceWatched: anySafety,
      verifiedOn: anyDay,
      recheckOn: anyDay,
    });
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (!mayUse(facts, today).mayUse) return;
        expect([facts.safe, facts.deviceWatched, facts.verifiedOn === null]).toEqual(['yes', 'no', false]);
        const lastDay = addDays(facts.verifiedOn ?? today, 89);
        expect(facts.recheckOn === null ? lastDay >= today : facts.recheckOn > today).toBe(true);
      }),
    );
  });
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
  it.each([
    ['that it is not safe', { safe: 'no' }, { safe: 'no' }],
    ['that nobody knows whether it is', { safe: 'unknown' }, { safe: 'unknown' }],
    ['that its device is watched', { safe: 'yes', deviceWatched: 'yes' }, { deviceWatched: 'yes' }],
    ['that its device may be watched', { deviceWatched: 'unknown' }, { deviceWatched: 'unknown' }],
  ] as const)('%s, is kept, and what was verified no longer is', (_, said, kept) => {
    expect(worsened(safe, said)).toEqual({ ...safe, ...kept, verifiedOn: null, recheckOn: null });
  });

  it('changes nothing where it is no worse, or nothing was said', () => {
    const unsafe = { ...safe, safe: 'no', deviceWatched: 'yes' } as const;
    expect(worsened(unsafe, { safe: 'yes', deviceWatched: 'no', voicemailSafe: 'no' })).toBeNull();
    expect(worsened(safe, {})).toBeNull();
  });
});
