import type { Permission } from '../kernel/policy.js';
import type { CaseScope } from './case.policy.js';

/** Where people are: a permission of its own. Who may see that there is an address has still to say why to see where it is. */
export const addresses = {
  list: { roles: ['advocate', 'supervisor'], inEmergency: true },
  open: { roles: ['advocate', 'supervisor'], inEmergency: true },
  // Also once the case is closed, as whatever else keeps a client safe.
  keep: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;
