import { AnothersWorkEndsATypistsLook1790000002420 } from './1790000002420-anothers-work-ends-a-typists-look.js';

/** How somebody is reached before there is a case. */
export const reaching = [AnothersWorkEndsATypistsLook1790000002420];
