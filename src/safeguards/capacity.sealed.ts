import type { SealedTable } from '../platform/sealing/sealing.js';

/** Which decision, what was done to help, best interests and what came of it: by the key of the case. */
export const capacityConcernNarrative = {
  table: 'capacity_concern_narrative',
  opens: 'case',
  row: 'capacity_concern_id',
  columns: ['decision', 'help_given', 'best_interests', 'came_of_it'],
} as const satisfies SealedTable;
