import type { Role } from '../kernel/actor.js';
import type { OrganisationKind } from './organisation.codes.js';
import type { StaffAct } from './proposal.codes.js';

/** Whether an administrator does it alone, or proposes it and somebody else approves. */
export type Needed = 'alone' | 'second_person';

/**
 * What each act needs, by the role of the account it is done to. Whatever gives a way to a case, or to what the public wrote
 * to an authority, takes two people. A commissioner reads published figures and an administrator no record at all, so adding
 * one takes one; but nobody alone takes over an account that somebody else already holds.
 * Source: OWASP ASVS 5.0.0, 2.3.5 and 6.4.6. The database says the same: an administrator's role has no grant to the rest.
 */
export const needed = {
  add: {
    advocate: 'second_person',
    supervisor: 'second_person',
    foi_officer: 'second_person',
    commissioner: 'alone',
    admin: 'alone',
    auditor: 'second_person',
    partner: 'second_person',
  },
  change_teams: {
    advocate: 'second_person',
    supervisor: 'second_person',
    foi_officer: 'second_person',
    commissioner: 'second_person',
    admin: 'second_person',
    auditor: 'second_person',
    partner: 'second_person',
  },
  reinstate: {
    advocate: 'second_person',
    supervisor: 'second_person',
    foi_officer: 'second_person',
    commissioner: 'alone',
    admin: 'alone',
    auditor: 'second_person',
    partner: 'second_person',
  },
  reset_sign_in: {
    advocate: 'second_person',
    supervisor: 'second_person',
    foi_officer: 'second_person',
    commissioner: 'second_person',
    admin: 'second_person',
    auditor: 'second_person',
    partner: 'second_person',
  },
  waive_passkey: {
    advocate: 'second_person',
    supervisor: 'second_person',
    foi_officer: 'second_person',
    commissioner: 'second_person',
    admin: 'second_person',
    auditor: 'second_person',
    partner: 'second_person',
  },
} as const satisfies Record<StaffAct, Record<Role, Needed>>;

/** Whose approval it is: in an organisation of this kind, of somebody who already reads what the account would. */
export const approverIn = {
  advocacy_service: 'supervisor',
  commissioner: 'foi_officer',
  authority: 'foi_officer',
} as const satisfies Record<OrganisationKind, Role>;

/** Whether going from these teams to those opens any case: only joining one does. */
export function joinsATeam(before: readonly string[], after: readonly string[]): boolean {
  return after.some((team) => !before.includes(team));
}
