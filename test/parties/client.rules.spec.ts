import { londonDate, plainDate } from '../../src/kernel/plain-date.js';
import { ageOn, soundBirth } from '../../src/parties/client.rules.js';

it.each([
  ['1991-05-17', '2026-05-16', 34],
  ['1991-05-17', '2026-05-17', 35],
  ['1991-05-17', '2026-05-18', 35],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2026-03-03', '2026-03-03', 0],
])('someone born on %s is, on %s, aged %d', (born, day, age) => {
  expect(ageOn(plainDate(born), plainDate(day))).toBe(age);
});

it('someone whose birthday is 1 July is a year older at 23:30 UTC on 30 June', () => {
  expect(ageOn(plainDate('2008-07-01'), londonDate(new Date('2026-06-30T23:30:00Z')))).toBe(18);
  expect(ageOn(plainDate('2008-07-01'), londonDate(new Date('2026-06-30T22:30:00Z')))).toBe(17);
});

it.each([
  ['born-in-the-future', '2026-03-04'],
  ['born-too-long-ago', '1906-03-02'],
])('a date of birth is refused as %s: %s', (rule, born) => {
  expect(() => soundBirth(plainDate(born), plainDate('2026-03-03'))).toThrow(
    expect.objectContaining({ rule }),
  );
});

it.each([null, plainDate('2026-03-03'), plainDate('1906-03-03')])('a date of birth may be %s', (born) => {
  expect(soundBirth(born, plainDate('2026-03-03'))).toBe(born);
});
