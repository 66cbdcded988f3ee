import type { Permission } from '../kernel/policy.js';

export const people = {
  search: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission>;
