import type { SealedTable } from '../platform/sealing/sealing.js';

/** Whom a colleague said they know: by the key of the colleague, who alone reads it. */
export const declaredConflictIdentity = {
  table: 'declared_conflict_identity',
  opens: 'staff',
  row: 'declared_conflict_id',
  columns: ['full_name', 'reached_by'],
} as const satisfies SealedTable;
