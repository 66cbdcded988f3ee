import {
  normalisedCrimeReference,
  normalisedPlate,
  normalisedUsername,
} from '../../src/kernel/normalised.js';

it.each([
  ['ab12 ode', 'AB120DE'],
  ['AB12 0DE', 'AB120DE'],
  ['A1', 'A1'],
  ['zz-12-abc', 'ZZ12ABC'],
  ['a red van', null],
  ['ABCDEFG', null],
  ['12345', null],
  ['AB12 CDEF', null],
])('the registration %s is compared as %s', (written, compared) => {
  expect(normalisedPlate(written)).toBe(compared);
});

it.each([
  ['@Demo.Fern', 'demo.fern'],
  [' demo.fern ', 'demo.fern'],
  ['https://social.invalid/Demo.Fern/?hl=en', 'demo.fern'],
  ['@', null],
  ['two words', null],
])('the username %s is compared as %s', (written, compared) => {
  expect(normalisedUsername(written)).toBe(compared);
});

it.each([
  ['42/12345/26', '421234526'],
  ['01/abc 99', '01ABC99'],
  ['123', null],
  ['unknown', null],
])('the crime reference %s is compared as %s', (written, compared) => {
  expect(normalisedCrimeReference(written)).toBe(compared);
});
