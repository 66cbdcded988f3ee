import { plainDate } from '../../src/kernel/plain-date.js';
import { consentTo, soundAgency, soundConsent, type ConsentRecord } from '../../src/parties/consent.rules.js';

const today = plainDate('2026-03-03');

function anAnswer(facts: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    purpose: 'support',
    value: 'given',
    how: 'by_phone',
    givenOn: plainDate('2026-02-02'),
    untilOn: null,
    recordedAt: new Date('2026-02-02T10:00:00Z'),
    ...facts,
  };
}

describe('consent to a purpose', () => {
  it.each([
    ['holds where it was given', [anAnswer()], 'given', 'Given on 2 February 2026'],
    ['was not asked where nothing is on record', [], 'not_asked', 'Not asked'],
    [
      'was not asked where that is what is on record',
      [anAnswer({ value: 'not_asked', how: null })],
      'not_asked',
      'Not asked',
    ],
    [
      'is refused, which is not the same as withdrawn',
      [anAnswer({ value: 'refused' })],
      'refused',
      'Refused on 2 February 2026',
    ],
    ['is withdrawn', [anAnswer({ value: 'withdrawn' })], 'withdrawn', 'Withdrawn on 2 February 2026'],
    [
      'holds on its last day',
      [anAnswer({ untilOn: today })],
      'given',
      'Given on 2 February 2026, until 3 March 2026',
    ],
    [
      'has ended the day after',
      [anAnswer({ untilOn: plainDate('2026-03-02') })],
      'expired',
      'Given on 2 February 2026, and ended on 2 March 2026',
    ],
    ['is none of another purpose', [anAnswer({ purpose: 'share_police' })], 'not_asked', 'Not asked'],
  ])('%s', (_, records, state, inWords) => {
    const standing = { state, holds: state === 'given', inWords };
    expect(consentTo('support', records, today)).toMatchObject(standing);
  });

  it('is what the latest answer says, in whatever order they come', () => {
    const withdrawn = anAnswer({ value: 'withdrawn', givenOn: plainDate('2026-02-20') });
    expect(consentTo('support', [withdrawn, anAnswer()], today).state).toBe('withdrawn');
    expect(consentTo('support', [anAnswer(), withdrawn], today).state).toBe('withdrawn');
  });

  const on = (day: number, facts: Partial<ConsentRecord> = {}, recorded = day) =>
    anAnswer({
      givenOn: plainDate(`2026-02-0${String(day)}`),
      recordedAt: new Date(`2026-02-0${String(recorded)}T10:00:00Z`),
      ...facts,
    });
  const heard = { how: 'through_referrer' } as const;
  it.each<[string, ConsentRecord[], string]>([
    [
      'stays withdrawn where a referrer then says given',
      [on(4, { value: 'withdrawn' }), on(5, heard)],
      'withdrawn',
    ],
    [
      'stays refused where a referrer said both',
      [on(4, { ...heard, value: 'refused' }), on(5, heard)],
      'refused',
    ],
    ['is given back by the client themselves', [on(4, { value: 'withdrawn' }), on(5)], 'given'],
    [
      'is given back by them whatever a referrer says after',
      [on(4, { value: 'refused' }), on(5), on(6, heard)],
      'given',
    ],
    ['is given on a referrer’s word alone where nobody refused', [on(4, heard)], 'given'],
    [
      'is withdrawn from when that is recorded, whatever day it names',
      [on(5), on(3, { value: 'withdrawn' }, 6)],
      'withdrawn',
    ],
    [
      'is given on the day itself, where that was recorded later',
      [on(5, { value: 'refused' }), on(5, {}, 6)],
      'given',
    ],
    [
      'stays refused by an older answer that was typed up later',
      [on(5, { value: 'refused' }), on(4, {}, 6)],
      'refused',
    ],
    [
      'stays refused where nobody asked since',
      [on(4, { value: 'refused' }), on(5, { value: 'not_asked', how: null })],
      'refused',
    ],
    [
      'is not asked where nobody asked since it was given',
      [on(4), on(5, { value: 'not_asked', how: null })],
      'not_asked',
    ],
  ])('%s', (_, records, state) => {
    expect(consentTo('support', records, today).state).toBe(state);
  });

  it('to share is none by the referrer’s word, which is shown for what it is', () => {
    const said = on(5, { ...heard, purpose: 'share_police' });
    expect(consentTo('share_police', [said], today)).toMatchObject({
      state: 'not_asked',
      holds: false,
      inWords: 'Given on 5 February 2026 as the referrer says: ask the client',
    });
    const own = on(4, { purpose: 'share_police' });
    expect(consentTo('share_police', [own, said], today)).toMatchObject({ holds: true });
  });

  it('is what was recorded last, of two answers of one day', () => {
    const later = anAnswer({ value: 'refused', recordedAt: new Date('2026-02-02T10:00:01Z') });
    expect(consentTo('support', [later, anAnswer()], today).state).toBe('refused');
  });

  it('does not come back when a later one ends', () => {
    const ended = anAnswer({ givenOn: plainDate('2026-02-10'), untilOn: plainDate('2026-02-20') });
    expect(consentTo('support', [anAnswer(), ended], today).state).toBe('expired');
  });
});

describe('an answer about consent', () => {
  it('may be of today, and hold for that day alone', () => {
    expect(() => soundConsent(anAnswer({ givenOn: today, untilOn: today }), today)).not.toThrow();
  });

  it.each([
    ['is not of the future', { givenOn: plainDate('2026-03-04') }, 'consent-in-the-future'],
    [
      'does not end before it is given',
      { untilOn: plainDate('2026-02-01') },
      'consent-ends-before-it-is-given',
    ],
    ['says how it reached us', { how: null }, 'consent-without-a-way'],
    ['that was not asked for reached us in no way', { value: 'not_asked' as const }, 'consent-without-a-way'],
  ])('%s', (_, facts, rule) => {
    expect(() => soundConsent(anAnswer(facts), today)).toThrow(expect.objectContaining({ rule }));
  });
});

it.each([
  ['2026-04-01', false],
  ['2026-03-31', true],
  ['2026-03-03', true],
  ['2026-03-02', false],
])('consent until %s, asked on 3 March 2026, ends within four weeks: %s', (untilOn, endsSoon) => {
  const answer = anAnswer({ untilOn: plainDate(untilOn) });
  expect(consentTo('support', [answer], plainDate('2026-03-03')).endsSoon).toBe(endsSoon);
});

describe('an answer about a named agency', () => {
  it('names one, and no other answer does', () => {
    const named = anAnswer({ purpose: 'share_agency' });
    expect(soundAgency(named, 'h1')).toBe('h1');
    expect(() => soundAgency(named, null)).toThrow('Select the agency');
    expect(soundAgency({ ...named, value: 'not_asked', how: null }, null)).toBeNull();
    expect(() => soundAgency(anAnswer(), 'h1')).toThrow('Leave the agency empty');
  });
});
