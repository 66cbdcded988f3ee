import { AReferralCanBeUnreached1790000002330 } from './1790000002330-a-referral-can-be-unreached.js';
import { AReferrerIsToldByAgreement1790000002331 } from './1790000002331-a-referrer-is-told-by-agreement.js';

/** Who is referred and cannot be reached, and what whoever referred them is told: the migrations of it, in their order. */
export const referrers = [AReferralCanBeUnreached1790000002330, AReferrerIsToldByAgreement1790000002331];
