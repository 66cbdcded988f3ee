import { AReferralCanBeUnreached1790000002330 } from './1790000002330-a-referral-can-be-unreached.js';

/** Who is referred and cannot be reached, and what whoever referred them is told: the migrations of it, in their order. */
export const referrers = [AReferralCanBeUnreached1790000002330];
