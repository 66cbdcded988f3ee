import { APartnerHasAnAccount1790000002345 } from './1790000002345-a-partner-has-an-account.js';
import { ACopyIsShared1790000002346 } from './1790000002346-a-copy-is-shared.js';
import { AViewEndsByItself1790000002347 } from './1790000002347-a-view-ends-by-itself.js';
import { APartnerLooks1790000002348 } from './1790000002348-a-partner-looks.js';
import { AnAddressIsSharedByItself1790000002349 } from './1790000002349-an-address-is-shared-by-itself.js';
import { APanelReferralSaysItsWords1790000002350 } from './1790000002350-a-panel-referral-says-its-words.js';

/** What a partner may look at, and what goes to a panel: the migrations of it, in their order. */
export const views = [
  APartnerHasAnAccount1790000002345,
  ACopyIsShared1790000002346,
  AViewEndsByItself1790000002347,
  APartnerLooks1790000002348,
  AnAddressIsSharedByItself1790000002349,
  APanelReferralSaysItsWords1790000002350,
];
