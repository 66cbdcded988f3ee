import type { Permission } from '../kernel/policy.js';

/** A batch is for whoever uploaded it alone: the database shows it to nobody else. Undoing it takes another supervisor of the team. */
export const batches = {
  view: { roles: ['supervisor'] },
  upload: { roles: ['supervisor'] },
  record: { roles: ['supervisor'] },
  discard: { roles: ['supervisor'] },
  // It takes records away.
  undo: { roles: ['supervisor'], stepUp: true },
  seeUndoings: { roles: ['supervisor'] },
  approveUndoing: { roles: ['supervisor'], stepUp: true },
  refuseUndoing: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
