import type { SealedTable } from '../platform/sealing/sealing.js';

/** What a referrer says happened: by the client's own key, since it is told before there is a case, or where there never is. */
export const referralNarrative = {
  table: 'referral_narrative',
  opens: 'client',
  row: 'referral_id',
  columns: ['what_happened'],
} as const satisfies SealedTable;

/** Who sent a referral by a public form, and the pass phrase agreed with the person: as much theirs as what happened is. */
export const referralSender = {
  table: 'referral_sender',
  opens: 'client',
  row: 'referral_id',
  columns: ['name', 'works_for', 'reached_by', 'pass_phrase', 'why_without'],
} as const satisfies SealedTable;
