import { ReferralsComeInBatches1790000002140 } from './1790000002140-referrals-come-in-batches.js';
import { ABatchIsRecordedRowByRow1790000002145 } from './1790000002145-a-batch-is-recorded-row-by-row.js';
import { ABatchWritesAsAKeyDoes1790000002147 } from './1790000002147-a-batch-writes-as-a-key-does.js';
import { UndoingABatchIsExact1790000002150 } from './1790000002150-undoing-a-batch-is-exact.js';

/** The changes by which referrals come in sheets, oldest first. */
export const ofBatches = [
  ReferralsComeInBatches1790000002140,
  ABatchIsRecordedRowByRow1790000002145,
  ABatchWritesAsAKeyDoes1790000002147,
  UndoingABatchIsExact1790000002150,
];
