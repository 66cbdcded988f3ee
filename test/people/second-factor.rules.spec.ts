import {
  checkRemoval,
  mustAddPasskey,
  waysToEnrol,
  waysToProve,
  type Standing,
} from '../../src/people/second-factor.rules.js';

const standing = (hasApp: boolean, passkeys: number, passkeyRequired: boolean): Standing => ({
  hasApp,
  passkeys,
  passkeyRequired,
});

describe('what an account may show besides its password', () => {
  it.each([
    ['nothing yet', standing(false, 0, false), []],
    ['an app', standing(true, 0, false), ['app', 'recovery_code']],
    ['a passkey', standing(false, 1, false), ['passkey', 'recovery_code']],
    ['both', standing(true, 2, false), ['app', 'passkey', 'recovery_code']],
    ['nothing yet, where a passkey is required', standing(false, 0, true), []],
    ['an app alone, where a passkey is required', standing(true, 0, true), ['app', 'recovery_code']],
    ['both, where a passkey is required', standing(true, 1, true), ['passkey', 'recovery_code']],
  ])('given %s', (_, given, ways) => {
    expect(waysToProve(given)).toEqual(ways);
  });
});

it('where a passkey is required, it is all that can be set up, and whoever has none adds one first', () => {
  expect([waysToEnrol(standing(false, 0, false)), waysToEnrol(standing(false, 0, true))]).toEqual([
    ['app', 'passkey'],
    ['passkey'],
  ]);
  expect([true, false].map((required) => mustAddPasskey(standing(true, 0, required)))).toEqual([true, false]);
  expect(mustAddPasskey(standing(true, 1, true))).toBe(false);
});

describe('taking away', () => {
  it.each([
    ['the app beside a passkey', standing(true, 1, false), 'app'],
    ['the app beside a passkey that is required', standing(true, 1, true), 'app'],
    ['a passkey beside an app', standing(true, 1, false), 'passkey'],
    ['one of two passkeys', standing(false, 2, true), 'passkey'],
  ] as const)('%s is done', (_, given, removed) => {
    expect(() => {
      checkRemoval(given, removed);
    }).not.toThrow();
  });

  it.each([
    ['the only app', standing(true, 0, false), 'app'],
    ['the only passkey', standing(false, 1, false), 'passkey'],
    ['the only passkey of a role that must have one', standing(true, 1, true), 'passkey'],
  ] as const)('%s is refused', (_, given, removed) => {
    expect(() => {
      checkRemoval(given, removed);
    }).toThrow('Add another first');
  });
});
