import type { Permission } from '../kernel/policy.js';

/** What is in them is for row security: whatever a supervisor may see, and nothing else. */
export const blindSpotBoard = {
  view: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
