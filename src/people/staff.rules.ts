import type { Role } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { OrganisationKind } from './organisation.codes.js';

/** Where someone is to work: in which role, in an organisation of which kind, in which of its teams. */
export interface Post {
  readonly role: Role;
  readonly kind: OrganisationKind;
  readonly teams: readonly string[];
}

/** The roles there are in an organisation: only a service has caseworkers, and only a public authority answers requests. */
export const rolesOf = {
  advocacy_service: ['advocate', 'supervisor', 'admin', 'auditor', 'partner'],
  commissioner: ['commissioner', 'foi_officer', 'admin', 'auditor'],
  authority: ['foi_officer', 'admin', 'auditor'],
} as const satisfies Record<OrganisationKind, readonly Role[]>;

/** Whether a role's work is in teams: need-to-know is by team, so a caseworker without one sees no case at all. */
export function worksInTeams(role: Role): boolean {
  return role === 'advocate' || role === 'supervisor';
}

/**
 * Lets a post be that the organisation can have.
 * @throws RuleBroken `role-of-another-organisation`, `caseworker-without-a-team`, `team-without-casework`
 */
export function checkPost({ role, kind, teams }: Post): void {
  const possible: readonly Role[] = rolesOf[kind];
  if (!possible.includes(role))
    throw new RuleBroken(
      'role-of-another-organisation',
      'Nobody has that role in an organisation such as yours. Select another.',
    );
  if (worksInTeams(role) && teams.length === 0)
    throw new RuleBroken(
      'caseworker-without-a-team',
      'Select at least one team: without one, an advocate or supervisor can see no case',
    );
  if (!worksInTeams(role) && teams.length > 0)
    throw new RuleBroken(
      'team-without-casework',
      'Only advocates and supervisors work in teams. Select no team, or another role.',
    );
}

/**
 * Lets an account be suspended that is not its organisation's last way in for an administrator.
 * @param activeAdmins ids of every active administrator of the organisation, read under lock
 * @throws RuleBroken `last-administrator`
 */
export function checkSuspension(accountId: string, activeAdmins: readonly string[]): void {
  if (!activeAdmins.includes(accountId) || activeAdmins.length > 1) return;
  throw new RuleBroken(
    'last-administrator',
    'This is the last active administrator. Add or reinstate another first.',
  );
}
