import type { SealedTable } from '../platform/sealing/sealing.js';

/** What an assessment says in words: why its author judged so, and how the client sees it. */
export const assessmentNarrative = {
  table: 'assessment_narrative',
  opens: 'case',
  row: 'assessment_id',
  columns: ['rationale', 'client_view'],
} as const satisfies SealedTable;

/** Why a supervisor decided so. */
export const reviewNarrative = {
  table: 'review_narrative',
  opens: 'case',
  row: 'review_id',
  columns: ['reason'],
} as const satisfies SealedTable;
