import type { Permission } from '../kernel/policy.js';

/** What is published is for whoever pays for the service and whoever answers the public; row security says whose. */
export const returns = {
  read: { roles: ['commissioner', 'foi_officer'] },
  fetch: { roles: ['commissioner', 'foi_officer'], scopes: ['aggregates'] },
} as const satisfies Record<string, Permission>;
