import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

export const tasks = {
  list: { roles: ['advocate', 'supervisor'] },
  make: { roles: ['advocate', 'supervisor'], when: (_, kase) => kase.closedOn === null },
  finish: { roles: ['advocate', 'supervisor'] },
  /** Of those whom the task concerns: see `mayMove`. */
  move: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;

/** One's own tasks, whatever they are about: which those are is for row security. */
export const day = {
  view: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission>;

export const taskRules = {
  view: { roles: ['admin'] },
  change: { roles: ['admin'] },
} as const satisfies Record<string, Permission>;
