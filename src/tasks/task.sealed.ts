import type { SealedTable } from '../platform/sealing/sealing.js';

/** What somebody asked to be done in a case: by the key of the case. */
export const taskNarrative = {
  table: 'task_narrative',
  opens: 'case',
  row: 'task_id',
  columns: ['title'],
} as const satisfies SealedTable;
