import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** Concerns raised with social care. Also once a case is closed: a child is not safe because we stopped. */
export const concerns = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  raise: { roles: ['advocate', 'supervisor'] },
  followUp: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;
