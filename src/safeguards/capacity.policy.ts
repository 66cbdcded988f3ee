import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** Whether a client can make a decision. Also once a case is closed: what was found may have to be looked at again. */
export const capacity = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  keep: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;
