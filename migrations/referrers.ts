import { AReferralCanBeUnreached1790000002330 } from './1790000002330-a-referral-can-be-unreached.js';
import { AReferrerIsToldByAgreement1790000002331 } from './1790000002331-a-referrer-is-told-by-agreement.js';
import { AContractIsChangedByTwoSides1790000002332 } from './1790000002332-a-contract-is-changed-by-two-sides.js';
import { AContractPaysForStaff1790000002333 } from './1790000002333-a-contract-pays-for-staff.js';

/** Who cannot be reached, what whoever referred them is told, and what a contract asks and pays for: the migrations, in their order. */
export const referrers = [
  AReferralCanBeUnreached1790000002330,
  AReferrerIsToldByAgreement1790000002331,
  AContractIsChangedByTwoSides1790000002332,
  AContractPaysForStaff1790000002333,
];
