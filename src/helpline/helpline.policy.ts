import type { Permission } from '../kernel/policy.js';

/** Whoever may have answered counts; what was counted is of nobody, and stays within the service. */
export const helpline = {
  view: { roles: ['advocate', 'supervisor', 'admin'] },
  record: { roles: ['advocate', 'supervisor', 'admin'] },
} as const satisfies Record<string, Permission>;
