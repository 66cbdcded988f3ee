import type { SealedTable } from '../platform/sealing/sealing.js';

/** What social care answered, by the key of the case. */
export const safeguardingConcernNarrative = {
  table: 'safeguarding_concern_narrative',
  opens: 'case',
  row: 'safeguarding_concern_id',
  columns: ['came_of_it'],
} as const satisfies SealedTable;
