import type { Permission } from '../kernel/policy.js';
import type { CaseScope } from './case.policy.js';

/** Where else a perpetrator is: for supervisors, who say why they look. */
export const seenBefore = {
  list: { roles: ['supervisor'] },
  look: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;
