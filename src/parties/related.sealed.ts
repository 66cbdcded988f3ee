import type { SealedTable } from '../platform/sealing/sealing.js';

/** Who somebody around a client is, by the key of the case. */
export const relatedPersonIdentity = {
  table: 'related_person_identity',
  opens: 'case',
  row: 'related_person_id',
  columns: ['full_name', 'reached_by', 'works_for'],
} as const satisfies SealedTable;

/** Why they were corrected, or are of the case no longer. */
export const relatedPersonChangeNarrative = {
  table: 'related_person_change_narrative',
  opens: 'case',
  row: 'related_person_change_id',
  columns: ['why'],
} as const satisfies SealedTable;
