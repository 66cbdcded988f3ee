import type { Permission } from '../kernel/policy.js';

/** Either side reads what was agreed: whose contracts those are is for row security. */
export const contracts = {
  view: { roles: ['commissioner', 'admin'] },
} as const satisfies Record<string, Permission>;
