import type { SealedTable } from '../platform/sealing/sealing.js';

/** Why a case was opened in an emergency, and what was thought of that: for whoever was told, who may not see the case. */
export const brokenGlassNarrative = {
  table: 'broken_glass_narrative',
  opens: 'broken_glass',
  row: 'broken_glass_id',
  columns: ['why', 'judgement'],
} as const satisfies SealedTable;

/** Why an exclusion was lifted: for supervisors who judge it, and may not see the client. */
export const exclusionNarrative = {
  table: 'exclusion_narrative',
  opens: 'exclusion',
  row: 'exclusion_id',
  columns: ['why_lifted'],
} as const satisfies SealedTable;

/** Why a seal was lifted: by the key of its client. */
export const sealNarrative = {
  table: 'seal_narrative',
  opens: 'client',
  row: 'seal_id',
  columns: ['why_lifted'],
} as const satisfies SealedTable;
