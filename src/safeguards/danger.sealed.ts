import type { SealedTable } from '../platform/sealing/sealing.js';

/** An incident number, what was agreed, or why something was not done: by the key of the case. */
export const dangerStepNarrative = {
  table: 'danger_step_narrative',
  opens: 'case',
  row: 'danger_step_id',
  columns: ['words'],
} as const satisfies SealedTable;

/** Why it was decided that a danger is over. */
export const dangerNarrative = {
  table: 'danger_narrative',
  opens: 'case',
  row: 'danger_id',
  columns: ['why'],
} as const satisfies SealedTable;
