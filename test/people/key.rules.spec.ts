import { checkKey, type KeyAsked } from '../../src/people/key.rules.js';

const asked = (changes: Partial<KeyAsked>): KeyAsked => ({
  scope: 'send_referrals',
  kind: 'advocacy_service',
  teamId: 'a team',
  ...changes,
});

describe('a key', () => {
  it.each<[string, Partial<KeyAsked>]>([
    ['a service, for referrals to a team', {}],
    ['a commissioner, for its returns', { kind: 'commissioner', scope: 'aggregates', teamId: null }],
  ])('can be given out by %s', (_, changes) => {
    expect(() => {
      checkKey(asked(changes));
    }).not.toThrow();
  });

  it.each<[string, Partial<KeyAsked>]>([
    ['gives out no key for that', { scope: 'aggregates', teamId: null }],
    ['gives out no key for that', { kind: 'commissioner' }],
    ['gives out no key for that', { kind: 'authority' }],
    ['Select the team', { teamId: null }],
    ['Only a key for sending referrals', { kind: 'commissioner', scope: 'aggregates' }],
  ])('is refused, saying “%s”: %j', (says, changes) => {
    expect(() => {
      checkKey(asked(changes));
    }).toThrow(says);
  });
});
