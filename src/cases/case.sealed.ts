import type { SealedTable } from '../platform/sealing/sealing.js';

/** The words of a note. */
export const caseNoteNarrative = {
  table: 'case_note_narrative',
  opens: 'case',
  row: 'case_note_id',
  columns: ['words'],
} as const satisfies SealedTable;
