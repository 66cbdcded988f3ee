import type { SealedTable } from '../platform/sealing/sealing.js';

/** What both records show and why it was decided so, by a key of its own: it is of neither client alone. */
export const counterDecisionNarrative = {
  table: 'counter_allegation_decision_narrative',
  opens: 'counter_allegation',
  row: 'counter_allegation_decision_id',
  columns: ['account', 'reason'],
} as const satisfies SealedTable;
