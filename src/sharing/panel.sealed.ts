import type { SealedTable } from '../platform/sealing/sealing.js';

/** Why a case was put before a panel, and why it was called a repeat or not: by the key of the case. */
export const panelReferralNarrative = {
  table: 'panel_referral_narrative',
  opens: 'case',
  row: 'panel_referral_id',
  columns: ['grounds', 'repeat_reason'],
} as const satisfies SealedTable;

/** What somebody is to do. */
export const panelActionNarrative = {
  table: 'panel_action_narrative',
  opens: 'case',
  row: 'panel_action_id',
  columns: ['words'],
} as const satisfies SealedTable;
