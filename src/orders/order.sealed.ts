import type { SealedTable } from '../platform/sealing/sealing.js';

/** What the court wrote: it may name places and people. */
export const orderTermWording = {
  table: 'order_term_wording',
  opens: 'case',
  row: 'order_term_id',
  columns: ['wording'],
} as const satisfies SealedTable;

/** What happened, and the police's own reference: for reading, never for counting. */
export const breachNarrative = {
  table: 'breach_narrative',
  opens: 'case',
  row: 'breach_id',
  columns: ['what_happened', 'crime_reference'],
} as const satisfies SealedTable;
