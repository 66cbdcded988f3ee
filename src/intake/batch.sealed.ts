import type { SealedTable } from '../platform/sealing/sealing.js';

/** What was uploaded, and how it is to be read. */
export const batchSheet = {
  table: 'referral_batch_sheet',
  opens: 'referral_batch',
  row: 'batch_id',
  columns: ['sheet', 'mapping'],
} as const satisfies SealedTable;

/** How the sheets of a sender are read: their own words are in it, and a column mistaken for another would put names there. */
export const senderMapping = {
  table: 'batch_sender_mapping',
  opens: 'batch_sender',
  row: 'sender_id',
  columns: ['mapping'],
} as const satisfies SealedTable;
