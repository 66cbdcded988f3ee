import { oneWayOrNone, receiptState, whyWithoutConsent } from '../../src/intake/intake.rules.js';

const sent = new Date('2026-03-03T10:00:00Z');

it.each([
  ['2026-03-03T10:00:00Z', 'received'],
  ['2026-03-04T09:59:59Z', 'received'],
  ['2026-03-04T10:00:00Z', 'being_looked_at'],
  ['2026-03-31T09:59:59Z', 'being_looked_at'],
  ['2026-03-31T10:00:00Z', 'closed'],
])('at %s a receipt of 3 March says %s', (now, state) => {
  expect(receiptState(sent, new Date(now))).toBe(state);
});

const said = {
  form: 'professional',
  agreed: 'not_asked',
  seriousHarm: true,
  whyWithout: 'Invented.',
} as const;

it('a professional overrides consent to prevent serious harm, and says why', () => {
  expect(whyWithoutConsent(said)).toBe('Invented.');
  expect(() => whyWithoutConsent({ ...said, whyWithout: null })).toThrow('Enter what harm you fear');
  expect(() => whyWithoutConsent({ ...said, seriousHarm: false })).toThrow('Nothing was sent or kept');
});

it.each(['self', 'on_behalf'] as const)('nobody overrides consent by the form %s', (form) => {
  expect(() => whyWithoutConsent({ ...said, form })).toThrow('Nothing was sent or kept');
});

it('with consent there is nothing to override', () => {
  expect(whyWithoutConsent({ ...said, agreed: 'given' })).toBeNull();
});

it.each([
  [{ channel: true, value: true, none: false }, true],
  [{ channel: false, value: false, none: true }, true],
  [{ channel: false, value: false, none: false }, false],
  [{ channel: true, value: false, none: false }, false],
  [{ channel: true, value: true, none: true }, false],
])('a way to make contact, or that none is safe, is said: %j', (given, isSound) => {
  const saying = () => {
    oneWayOrNone(given);
  };
  if (isSound) expect(saying).not.toThrow();
  else expect(saying).toThrow();
});
