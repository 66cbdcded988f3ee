import type { Role } from '../../src/kernel/actor.js';
import type { OrganisationKind } from '../../src/people/organisation.codes.js';
import { checkPost, checkSuspension } from '../../src/people/staff.rules.js';

describe('a post', () => {
  it.each<[Role, OrganisationKind, string[]]>([
    ['advocate', 'advocacy_service', ['a team']],
    ['supervisor', 'advocacy_service', ['a team', 'another']],
    ['admin', 'advocacy_service', []],
    ['commissioner', 'commissioner', []],
    ['foi_officer', 'authority', []],
  ])('as %s in an organisation of kind %s with teams %j can be given', (role, kind, teams) => {
    expect(() => {
      checkPost({ role, kind, teams });
    }).not.toThrow();
  });

  it.each<[string, Role, OrganisationKind, string[]]>([
    ['Nobody has that role', 'advocate', 'commissioner', ['a team']],
    ['Nobody has that role', 'commissioner', 'advocacy_service', []],
    ['Nobody has that role', 'foi_officer', 'advocacy_service', []],
    ['at least one team', 'advocate', 'advocacy_service', []],
    ['at least one team', 'supervisor', 'advocacy_service', []],
    ['Only advocates and supervisors', 'admin', 'advocacy_service', ['a team']],
  ])(
    'is refused, saying “%s”, to a %s in an organisation of kind %s with teams %j',
    (says, role, kind, teams) => {
      expect(() => {
        checkPost({ role, kind, teams });
      }).toThrow(says);
    },
  );
});

describe('an account', () => {
  it('of the last active administrator cannot be suspended', () => {
    expect(() => {
      checkSuspension('one', ['one']);
    }).toThrow('last active administrator');
  });

  it.each([
    ['one of two administrators', 'one', ['one', 'two']],
    ['someone else', 'three', ['one']],
  ])('of %s can be', (_, account, admins) => {
    expect(() => {
      checkSuspension(account, admins);
    }).not.toThrow();
  });
});
