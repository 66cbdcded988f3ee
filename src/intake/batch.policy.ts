import type { Permission } from '../kernel/policy.js';

/** A batch is for whoever uploaded it alone: the database shows it to nobody else. */
export const batches = {
  view: { roles: ['supervisor'] },
  upload: { roles: ['supervisor'] },
  record: { roles: ['supervisor'] },
  discard: { roles: ['supervisor'] },
  // It takes records away.
  undo: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission>;
