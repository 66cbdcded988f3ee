import type { SealedTable } from '../platform/sealing/sealing.js';

/** Where it is: by the key of the client or the perpetrator whose it is. The database gives it to whoever opens it, once. */
export const addressIdentity = {
  table: 'address_identity',
  opens: 'client',
  row: 'address_id',
  columns: ['value'],
} as const satisfies SealedTable;

/** What somebody needed an address for: by the key of the case they were in. */
export const addressOpeningNarrative = {
  table: 'address_opening_narrative',
  opens: 'case',
  row: 'address_opening_id',
  columns: ['words'],
} as const satisfies SealedTable;
