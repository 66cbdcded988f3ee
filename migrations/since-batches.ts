import { ReferralsComeInBatches1790000002140 } from './1790000002140-referrals-come-in-batches.js';
import { ABatchIsRecordedRowByRow1790000002145 } from './1790000002145-a-batch-is-recorded-row-by-row.js';
import { ABatchWritesAsAKeyDoes1790000002147 } from './1790000002147-a-batch-writes-as-a-key-does.js';
import { UndoingABatchIsExact1790000002150 } from './1790000002150-undoing-a-batch-is-exact.js';
import { RecordsAreOfOnePersonOrNot1790000002181 } from './1790000002181-records-are-of-one-person-or-not.js';
import { WhoWasSeenBeforeIsToldBlind1790000002183 } from './1790000002183-who-was-seen-before-is-told-blind.js';
import { ACaseNamesItsPerpetratorLater1790000002184 } from './1790000002184-a-case-names-its-perpetrator-later.js';
import { WhatHoldsOfOneRecordHoldsOfThePerson1790000002260 } from './1790000002260-what-holds-of-one-record-holds-of-the-person.js';

/** What has changed since referrals come in batches, oldest first: the end of the list in index.ts. */
export const sinceBatches = [
  ReferralsComeInBatches1790000002140,
  ABatchIsRecordedRowByRow1790000002145,
  ABatchWritesAsAKeyDoes1790000002147,
  UndoingABatchIsExact1790000002150,
  RecordsAreOfOnePersonOrNot1790000002181,
  WhoWasSeenBeforeIsToldBlind1790000002183,
  ACaseNamesItsPerpetratorLater1790000002184,
  WhatHoldsOfOneRecordHoldsOfThePerson1790000002260,
];
