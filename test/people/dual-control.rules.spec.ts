import { codesOf } from '../../src/kernel/codelist.js';
import { roles, type Role } from '../../src/kernel/actor.js';
import { approverIn, joinsATeam, needed } from '../../src/people/dual-control.rules.js';
import { staffActs } from '../../src/people/proposal.codes.js';
import { rolesOf } from '../../src/people/staff.rules.js';

/** Who reads cases, or what the public wrote to an authority. */
const readers: readonly Role[] = ['advocate', 'supervisor', 'foi_officer'];

describe('what gives a way to records', () => {
  it.each(codesOf(staffActs))('takes two people: %s', (act) => {
    for (const role of readers) expect([role, needed[act][role]]).toEqual([role, 'second_person']);
  });

  it('is never approved by an administrator, and always by somebody of the organisation', () => {
    for (const [kind, approver] of Object.entries(approverIn)) {
      expect(approver).not.toBe('admin');
      expect(rolesOf[kind as keyof typeof rolesOf]).toContain(approver);
    }
  });
});

it('whoever’s account it is, nobody alone resets how it is signed in to', () => {
  expect(codesOf(roles).map((role) => needed.reset_sign_in[role])).toEqual(
    codesOf(roles).map(() => 'second_person'),
  );
});

it.each<[string, Role, 'add' | 'reinstate']>([
  ['adding an administrator', 'admin', 'add'],
  ['adding a commissioner', 'commissioner', 'add'],
  ['reinstating an administrator', 'admin', 'reinstate'],
])('%s takes one', (_, role, act) => {
  expect(needed[act][role]).toBe('alone');
});

it.each<[string[], string[], boolean]>([
  [['one'], ['one', 'two'], true],
  [['one'], ['two'], true],
  [['one', 'two'], ['one'], false],
  [['one'], ['one'], false],
])('from teams %j to %j joins a team: %s', (before, after, joins) => {
  expect(joinsATeam(before, after)).toBe(joins);
});
