import type { Permission } from '../kernel/policy.js';
import type { CaseScope } from './case.policy.js';

/** Whether two records are of one person. To say that they are not takes nothing from anybody; to say that they are may. */
export const likenesses = {
  view: { roles: ['advocate', 'supervisor'] },
  tellApart: { roles: ['advocate', 'supervisor'] },
  merge: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission<CaseScope>>;
