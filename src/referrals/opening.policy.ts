import type { Permission } from '../kernel/policy.js';

/** Everybody whose work is timed by the hours may read them; an administrator says what they are. */
export const opening = {
  view: { roles: ['advocate', 'supervisor', 'admin'] },
  change: { roles: ['admin'] },
} as const satisfies Record<string, Permission>;
