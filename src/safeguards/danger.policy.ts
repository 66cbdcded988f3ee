import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** Also once a case is closed, and in one that was opened in an emergency: danger asks for neither. No step-up anywhere. */
export const dangers = {
  list: { roles: ['advocate', 'supervisor'] },
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  step: { roles: ['advocate', 'supervisor'], inEmergency: true },
  // One named person decides that it is over, and it is not whoever is in the middle of it.
  end: { roles: ['supervisor'], inEmergency: true },
} as const satisfies Record<string, Permission<CaseScope>>;

export const onCall = {
  view: { roles: ['advocate', 'supervisor'] },
  keep: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
