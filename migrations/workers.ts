import { ACaseGoesToWhoeverMaySeeIt1790000002310 } from './1790000002310-a-case-goes-to-whoever-may-see-it.js';
import { SomebodyCoversWhoeverIsAway1790000002311 } from './1790000002311-somebody-covers-whoever-is-away.js';
import { ALeaverKeepsNothing1790000002312 } from './1790000002312-a-leaver-keeps-nothing.js';
import { AWorkerHasACapacity1790000002313 } from './1790000002313-a-worker-has-a-capacity.js';

/** Who has which case, and for how long: the migrations of it, in their order. */
export const workers = [
  ACaseGoesToWhoeverMaySeeIt1790000002310,
  SomebodyCoversWhoeverIsAway1790000002311,
  ALeaverKeepsNothing1790000002312,
  AWorkerHasACapacity1790000002313,
];
