import { plainDate } from '../../src/kernel/plain-date.js';
import type { NamedConsent } from '../../src/parties/consent.rules.js';
import {
  mayShare,
  purposeFor,
  soundEnd,
  standingOf,
  type OverrideFacts,
  type Recipient,
} from '../../src/sharing/share.rules.js';

const day = plainDate;
const police: Recipient = { agencyId: 'p1', kind: 'police' };
const housing: Recipient = { agencyId: 'h1', kind: 'housing' };

function anAnswer(facts: Partial<NamedConsent> = {}): NamedConsent {
  return {
    id: 'k1',
    purpose: 'share_police',
    value: 'given',
    how: 'by_phone',
    givenOn: day('2026-02-02'),
    untilOn: null,
    recordedAt: new Date('2026-02-02T10:00:00Z'),
    agencyId: null,
    agencyName: null,
    ...facts,
  };
}

const anOverride = (facts: Partial<OverrideFacts> = {}): OverrideFacts => {
  return { id: 'o1', agencyId: 'p1', madeOn: day('2026-03-03'), decision: null, ...facts };
};

const asked = (
  recipient: Recipient,
  { consents = [], overrides = [] }: { consents?: NamedConsent[]; overrides?: OverrideFacts[] },
  today = '2026-03-03',
) => mayShare(recipient, { consents, overrides }, day(today));

describe('consent to share', () => {
  it.each([
    ['given without an end', {}, '2026-03-03', true],
    ['on its last day', { untilOn: day('2026-03-03') }, '2026-03-03', true],
    ['the day after', { untilOn: day('2026-03-03') }, '2026-03-04', false],
    ['refused', { value: 'refused' as const }, '2026-03-03', false],
    ['withdrawn', { value: 'withdrawn' as const }, '2026-03-03', false],
    ['to support, and not to sharing', { purpose: 'support' as const }, '2026-03-03', false],
  ])('%s', (_, facts, today, mayBe) => {
    expect(asked(police, { consents: [anAnswer(facts)] }, today).mayShare).toBe(mayBe);
  });

  it('never asked is no', () => {
    expect(asked(police, {})).toEqual({
      mayShare: false,
      inWords: 'There is no consent to share with them. Not asked',
    });
  });

  it('withdrawn later on the day it was given counts at once', () => {
    const withdrawn = anAnswer({ value: 'withdrawn', recordedAt: new Date('2026-02-02T10:05:00Z') });
    expect(asked(police, { consents: [anAnswer(), withdrawn] }).mayShare).toBe(false);
  });

  it('with one agency is with no other, and naming none is with nobody', () => {
    const toHousing = anAnswer({ purpose: 'share_agency', agencyId: 'h1' });
    expect(asked(housing, { consents: [toHousing] }).mayShare).toBe(true);
    expect(asked({ agencyId: 'h2', kind: 'housing' }, { consents: [toHousing] }).mayShare).toBe(false);
    expect(asked(housing, { consents: [anAnswer({ purpose: 'share_agency' })] }).mayShare).toBe(false);
  });

  it('is asked of a MARAC and of a panel as one, of the police apart, and of others by name', () => {
    expect(purposeFor('marac')).toBe('share_marac');
    expect(purposeFor('masip')).toBe('share_marac');
    expect(purposeFor('police')).toBe('share_police');
    expect(purposeFor('health')).toBe('share_agency');
  });
});

describe('an override', () => {
  it.each([
    ['made today', {}, '2026-03-03', true],
    ['made today and found justified', { decision: 'justified' as const }, '2026-03-03', true],
    ['made today and found not justified', { decision: 'not_justified' as const }, '2026-03-03', false],
    ['made yesterday', {}, '2026-03-04', false],
    ['made for another agency', { agencyId: 'h1' }, '2026-03-03', false],
  ])('%s', (_, facts, today, mayBe) => {
    const refused = anAnswer({ value: 'refused' });
    expect(asked(police, { consents: [refused], overrides: [anOverride(facts)] }, today).mayShare).toBe(
      mayBe,
    );
  });

  it('lets them keep it for ninety days, and not a day longer', () => {
    const decision = asked(police, { overrides: [anOverride()] });
    if (!decision.mayShare) throw new Error('it may be shared');
    expect(decision.basis).toEqual({ overrideId: 'o1', untilOn: '2026-06-01' });
    expect(soundEnd(day('2026-06-01'), decision.basis, day('2026-03-03'))).toBe('2026-06-01');
    expect(() => soundEnd(day('2026-06-02'), decision.basis, day('2026-03-03'))).toThrow('until 1 June 2026');
  });

  it('is not what one shares by where the client consents', () => {
    const decision = asked(police, { consents: [anAnswer()], overrides: [anOverride()] });
    expect(decision).toMatchObject({ basis: { consentId: 'k1' } });
  });
});

describe('the last day an agency may keep something', () => {
  const basis = { consentId: 'k1', untilOn: day('2026-03-31') };

  it('is the last day of the consent at the latest, inclusive', () => {
    expect(soundEnd(day('2026-03-31'), basis, day('2026-03-03'))).toBe('2026-03-31');
    expect(() => soundEnd(day('2026-04-01'), basis, day('2026-03-03'))).toThrow('until 31 March 2026');
  });

  it('is not before today', () => {
    expect(() => soundEnd(day('2026-03-02'), basis, day('2026-03-03'))).toThrow('today or later');
  });

  it('once past is over, and what ended before is ended', () => {
    const untilOn = day('2026-03-03');
    expect(standingOf({ endedAt: null, untilOn }, day('2026-03-03'))).toBe('live');
    expect(standingOf({ endedAt: null, untilOn }, day('2026-03-04'))).toBe('over');
    expect(standingOf({ endedAt: new Date('2026-03-03T10:00:00Z'), untilOn }, day('2026-03-03'))).toBe(
      'ended',
    );
  });
});
