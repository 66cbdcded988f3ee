import type { SealedTable } from '../platform/sealing/sealing.js';

/** To whom something of a case went, and what for: by the key of the case. */
export const shareNarrative = {
  table: 'share_narrative',
  opens: 'case',
  row: 'share_id',
  columns: ['to_whom', 'their_role', 'why'],
} as const satisfies SealedTable;

/** Why it was shared without consent, and what was thought of that. */
export const shareOverrideNarrative = {
  table: 'share_override_narrative',
  opens: 'case',
  row: 'share_override_id',
  columns: ['why', 'judgement'],
} as const satisfies SealedTable;
