import type { SealedTable } from '../platform/sealing/sealing.js';

/** Who sent a referral by a public form, and the pass phrase agreed with the person: as much theirs as what happened is. */
export const referralSender = {
  table: 'referral_sender',
  opens: 'client',
  row: 'referral_id',
  columns: ['name', 'works_for', 'reached_by', 'pass_phrase', 'why_without'],
} as const satisfies SealedTable;
