import { londonDate, plainDate } from '../../src/kernel/plain-date.js';
import {
  ageAtReferral,
  received,
  soundContact,
  soundCyber,
  soundReport,
  waitedInWords,
} from '../../src/referrals/referral.rules.js';

const now = new Date('2026-03-03T10:00:00Z');
const broken = (rule: string): Error => expect.objectContaining({ rule }) as Error; // a matcher, in the place of what it matches

describe('age at referral', () => {
  const nothing = { bornOn: null, age: null, ageUnknownReason: null };
  const onTheDay = plainDate('2026-03-03');

  it.each([
    ['the birthday has come', '1991-03-03', 35],
    ['the birthday is tomorrow', '1991-03-04', 34],
    ['the day of birth', '2026-03-03', 0],
  ])('is counted in completed years: %s', (_, born, years) => {
    const age = ageAtReferral({ ...nothing, bornOn: plainDate(born) }, onTheDay);
    expect(age).toEqual({ ageAtReferral: years, ageUnknownReason: null });
  });

  it('is counted on the day in London: at 23:30 UTC on 30 June, someone born on 1 July is a year older', () => {
    const bornOn = plainDate('2008-07-01');
    const receivedOn = londonDate(new Date('2026-06-30T23:30:00Z'));
    expect(ageAtReferral({ ...nothing, bornOn }, receivedOn).ageAtReferral).toBe(18);
  });

  it('may be given without a date of birth, or not be known for a reason', () => {
    expect(ageAtReferral({ ...nothing, age: 41 }, onTheDay)).toEqual({
      ageAtReferral: 41,
      ageUnknownReason: null,
    });
    const unknown = { ageAtReferral: null, ageUnknownReason: 'not_safe_to_ask' };
    expect(ageAtReferral({ ...nothing, ageUnknownReason: 'not_safe_to_ask' }, onTheDay)).toEqual(unknown);
  });

  it.each([
    ['nothing', nothing, 'age-said-twice'],
    [
      'an age and a date of birth',
      { ...nothing, age: 34, bornOn: plainDate('1991-03-03') },
      'age-said-twice',
    ],
    [
      'an age and why it is not known',
      { ...nothing, age: 34, ageUnknownReason: 'not_asked' as const },
      'age-said-twice',
    ],
    ['a date of birth after it came', { ...nothing, bornOn: plainDate('2026-03-04') }, 'born-after-referral'],
  ])('is refused where %s is given', (_, said, rule) => {
    expect(() => ageAtReferral(said, onTheDay)).toThrow(broken(rule));
  });
});

it('a referral may have been received this very moment, and not later', () => {
  expect(received(now, now)).toBe(now);
  expect(() => received(new Date('2026-03-03T10:01:00Z'), now)).toThrow(broken('received-in-the-future'));
});

it.each([
  ['yes', ['tracker_tag'], true],
  ['yes', [], true],
  ['no', [], true],
  [null, ['tracker_tag'], true],
  ['no', ['tracker_tag'], false],
])('with a cyber element of %s, the kinds %j may be named: %s', (element, types, sound) => {
  const said = () => soundCyber(element, types);
  if (sound) expect(said).not.toThrow();
  else expect(said).toThrow(broken('cyber-types-without-cyber'));
});

it.each([
  ['yes', 'stalking', true],
  ['yes', null, false],
  ['no', null, true],
  ['no', 'stalking', false],
  [null, null, true],
  [null, 'stalking', false],
])('reported to the police %s and recorded as %s is sound: %s', (reported, recordedAs, sound) => {
  const said = () => soundReport(reported, recordedAs);
  if (sound) expect(said).not.toThrow();
  else expect(said).toThrow(broken('police-recording'));
});

it.each([
  [true, false, null],
  [false, true, null],
  [false, false, 'safe-contact-not-said'],
  [true, true, 'safe-contact-said-twice'],
])('a method given: %s, no safe way known: %s, is refused as %s', (method, noSafeWay, rule) => {
  const said = () => soundContact({ method, noSafeWay });
  if (rule === null) expect(said).not.toThrow();
  else expect(said).toThrow(broken(rule));
});

it.each([
  ['2026-03-03T09:00:01Z', 'Under an hour'],
  ['2026-03-03T09:00:00Z', '1 hour'],
  ['2026-03-02T10:00:01Z', '23 hours'],
  ['2026-03-02T10:00:00Z', '1 day'],
  ['2026-03-01T11:00:00Z', '1 day'],
  ['2026-02-01T10:00:00Z', '30 days'],
])('a referral received at %s has waited %s', (since, words) => {
  expect(waitedInWords(new Date(since), now)).toBe(words);
});
