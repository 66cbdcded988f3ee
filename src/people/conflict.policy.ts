import type { Permission } from '../kernel/policy.js';

export const conflicts = {
  declare: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission>;
