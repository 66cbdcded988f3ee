import { UndoingABatchIsExact1790000002150 } from './1790000002150-undoing-a-batch-is-exact.js';
import { HearsayUndoesNoRefusal1790000002260 } from './1790000002260-hearsay-undoes-no-refusal.js';
import { ASecondReferralIsGuardedAsTheFirst1790000002261 } from './1790000002261-a-second-referral-is-guarded-as-the-first.js';

/** Later changes of the database, oldest first. */
export const mends = [
  UndoingABatchIsExact1790000002150,
  HearsayUndoesNoRefusal1790000002260,
  ASecondReferralIsGuardedAsTheFirst1790000002261,
];
