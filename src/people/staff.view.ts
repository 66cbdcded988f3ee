import { roles, type Actor, type Role } from '../kernel/actor.js';
import { labelOf, type CodeEntry } from '../kernel/codelist.js';
import { may } from '../kernel/policy.js';
import type { OrganisationKind } from './organisation.codes.js';
import { staffStates } from './staff.codes.js';
import { staffing } from './staff.policy.js';
import type { Account } from './staff.queries.js';
import { rolesOf, worksInTeams } from './staff.rules.js';

export interface AccountRow {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: string;
  readonly suspended: boolean;
  readonly state: string;
  readonly teams: string;
}

export interface AccountView extends AccountRow {
  readonly version: number;
  readonly teamIds: readonly string[];
  readonly worksInTeams: boolean;
  readonly canBeSuspended: boolean;
  readonly canBeReinstated: boolean;
  readonly canBeReset: boolean;
  readonly isOneself: boolean;
}

export function accountRow(account: Account): AccountRow {
  return {
    id: account.id,
    displayName: account.displayName,
    email: account.email,
    role: labelOf(roles, account.role),
    suspended: account.state === 'suspended',
    state: labelOf(staffStates, account.state),
    teams: account.teams.map(({ label }) => label).join(', '),
  };
}

export function accountView(account: Account, actor: Actor): AccountView {
  return {
    ...accountRow(account),
    version: account.version,
    teamIds: account.teams.map(({ code }) => code),
    worksInTeams: worksInTeams(account.role),
    canBeSuspended: may(actor, staffing.suspend, account),
    canBeReinstated: may(actor, staffing.reinstate, account),
    canBeReset: may(actor, staffing.resetSignIn, account),
    isOneself: account.id === actor.userId,
  };
}

const duties = {
  advocate: 'Supports clients and keeps their cases',
  supervisor: 'Supports clients, allocates cases and reviews risk',
  commissioner: 'Reads returns and contracts, and no case',
  foi_officer: 'Answers requests for information, and reads no case',
  admin: 'Keeps accounts and teams, and reads no case',
  auditor: 'Reads the log of what everyone did, and reads no case',
  partner: 'Works for another agency, and sees what is shared with them alone',
} as const satisfies Record<Role, string>;

/** The roles an organisation can give, each with what it is for. */
export function rolesToChoose(kind: OrganisationKind): (CodeEntry & { readonly hint: string })[] {
  return rolesOf[kind].map((code) => ({ code, label: labelOf(roles, code), hint: duties[code] }));
}
