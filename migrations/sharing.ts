import { AnAddressIsOpenedWithAReason1790000002220 } from './1790000002220-an-address-is-opened-with-a-reason.js';
import { ConsentNamesAnAgency1790000002221 } from './1790000002221-consent-names-an-agency.js';
import { NothingIsSharedWithoutABasis1790000002222 } from './1790000002222-nothing-is-shared-without-a-basis.js';
import { ACaseGoesBeforeAPanel1790000002223 } from './1790000002223-a-case-goes-before-a-panel.js';

/** Where people are, and what of them goes to other agencies: the migrations of it, in their order. */
export const sharing = [
  AnAddressIsOpenedWithAReason1790000002220,
  ConsentNamesAnAgency1790000002221,
  NothingIsSharedWithoutABasis1790000002222,
  ACaseGoesBeforeAPanel1790000002223,
];
