import type { SealedTable } from '../platform/sealing/sealing.js';

/** What a referrer says happened: by the client's own key, since it is told before there is a case, or where there never is. */
export const referralNarrative = {
  table: 'referral_narrative',
  opens: 'client',
  row: 'referral_id',
  columns: ['what_happened'],
} as const satisfies SealedTable;
