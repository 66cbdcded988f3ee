import type { Permission } from '../kernel/policy.js';

/** The supervisor's lists. Reviewing one assessment is in `assessments.review`. */
export const reviews = {
  list: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
