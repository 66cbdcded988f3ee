import type { Permission } from '../kernel/policy.js';
import type { StaffState } from './staff.codes.js';

/** What a permission over an account may ask of it. */
export interface AccountScope {
  readonly id: string;
  readonly state: StaffState;
}

/**
 * Whoever keeps the accounts has no way to a case, and does not close the door behind themself. Which of these somebody else
 * must approve, `dual-control.rules.ts` says.
 */
export const staffing = {
  view: { roles: ['admin'] },
  add: { roles: ['admin'] },
  addTeam: { roles: ['admin'] },
  changeTeams: { roles: ['admin'] },
  suspend: {
    roles: ['admin'],
    when: (actor, account) => account.state === 'active' && account.id !== actor.userId,
  },
  resetSignIn: {
    roles: ['admin'],
    when: (actor, account) => account.state === 'active' && account.id !== actor.userId,
  },
  reinstate: { roles: ['admin'], when: (_, account) => account.state === 'suspended' },
} as const satisfies Record<string, Permission<AccountScope>>;
