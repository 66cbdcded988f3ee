import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** Cases put before a MARAC or a stalking panel, and what was agreed there. */
export const panels = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  refer: { roles: ['advocate', 'supervisor'], when: (_, kase) => kase.closedOn === null },
  // Also once the case is closed: a panel may still meet, and what was agreed is still somebody's to do.
  keep: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;
