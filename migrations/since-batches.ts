import { ReferralsComeInBatches1790000002140 } from './1790000002140-referrals-come-in-batches.js';
import { ABatchIsRecordedRowByRow1790000002145 } from './1790000002145-a-batch-is-recorded-row-by-row.js';
import { ABatchWritesAsAKeyDoes1790000002147 } from './1790000002147-a-batch-writes-as-a-key-does.js';
import { UndoingABatchIsExact1790000002150 } from './1790000002150-undoing-a-batch-is-exact.js';
import { AServiceHasOpeningHours1790000002162 } from './1790000002162-a-service-has-opening-hours.js';
import { HelplineDemandIsCounted1790000002163 } from './1790000002163-helpline-demand-is-counted.js';
import { TasksFollowRules1790000002200 } from './1790000002200-tasks-follow-rules.js';
import { SomebodyIsOnCall1790000002240 } from './1790000002240-somebody-is-on-call.js';
import { DangerIsFollowedStepByStep1790000002241 } from './1790000002241-danger-is-followed-step-by-step.js';
import { WhatStaysUndoneGoesUp1790000002242 } from './1790000002242-what-stays-undone-goes-up.js';

/** What has changed since referrals come in batches, oldest first: the end of the list in index.ts. */
export const sinceBatches = [
  ReferralsComeInBatches1790000002140,
  ABatchIsRecordedRowByRow1790000002145,
  ABatchWritesAsAKeyDoes1790000002147,
  UndoingABatchIsExact1790000002150,
  AServiceHasOpeningHours1790000002162,
  HelplineDemandIsCounted1790000002163,
  TasksFollowRules1790000002200,
  SomebodyIsOnCall1790000002240,
  DangerIsFollowedStepByStep1790000002241,
  WhatStaysUndoneGoesUp1790000002242,
];
