import type { Permission } from '../kernel/policy.js';

/** Which forms are open to the public, and where what comes by them goes. */
export const desk = {
  view: { roles: ['admin'] },
  change: { roles: ['admin'] },
} as const satisfies Record<string, Permission>;
