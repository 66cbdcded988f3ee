import type { SealedTable } from '../platform/sealing/sealing.js';

/** What a copy says: by a key of the share's own, which is destroyed as a view ends. */
export const shareCopyItem = {
  table: 'share_copy_item',
  opens: 'share_copy',
  row: 'id',
  columns: ['words'],
} as const satisfies SealedTable;
