import type { Permission } from '../kernel/policy.js';

/** Whoever reads the log reads no case: they see who did what to which id. */
export const log = {
  read: { roles: ['auditor'] },
  verify: { roles: ['auditor'] },
} as const satisfies Record<string, Permission>;
