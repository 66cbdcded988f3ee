import type { Permission } from '../kernel/policy.js';

/** Two who both say they are the victim. Which of them are whose to decide, the database says. */
export const counterAllegations = {
  view: { roles: ['supervisor'] },
  decide: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission>;
