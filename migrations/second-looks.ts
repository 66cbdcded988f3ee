import { AnotherDecidesWhatOneTyped1790000002430 } from './1790000002430-another-decides-what-one-typed.js';
import { TwoSayOfWhichAgency1790000002431 } from './1790000002431-two-say-of-which-agency.js';
import { ATaskIsForWhoeverMaySeeIt1790000002432 } from './1790000002432-a-task-is-for-whoever-may-see-it.js';
import { ASheetWaitsForItsUploader1790000002434 } from './1790000002434-a-sheet-waits-for-its-uploader.js';
import { PartingPerpetratorsEndsViews1790000002433 } from './1790000002433-parting-perpetrators-ends-views.js';

/** What nobody says or decides alone, and what is left of it for whoever is kept away. */
export const secondLooks = [
  AnotherDecidesWhatOneTyped1790000002430,
  TwoSayOfWhichAgency1790000002431,
  ATaskIsForWhoeverMaySeeIt1790000002432,
  PartingPerpetratorsEndsViews1790000002433,
  ASheetWaitsForItsUploader1790000002434,
];
