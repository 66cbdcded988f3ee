import { ACaseMayOpenWithoutContact1790000002380 } from './1790000002380-a-case-may-open-without-contact.js';
import { AReferralNobodyCanOpenIsMoved1790000002388 } from './1790000002388-a-referral-nobody-can-open-is-moved.js';
import { AShareEndsWithItsConsent1790000002381 } from './1790000002381-a-share-ends-with-its-consent.js';
import { AnAreaIsTakenBack1790000002386 } from './1790000002386-an-area-is-taken-back.js';
import { EveryAddressIsOpened1790000002383 } from './1790000002383-every-address-is-opened.js';
import { NoMessageWaitsForEver1790000002382 } from './1790000002382-no-message-waits-for-ever.js';
import { UndoingASheetTakesTwoPeople1790000002385 } from './1790000002385-undoing-a-sheet-takes-two-people.js';
import { WhatStaffTypeIsGuardedToo1790000002384 } from './1790000002384-what-staff-type-is-guarded-too.js';
import { WhoIsToldMayKnow1790000002387 } from './1790000002387-who-is-told-may-know.js';

/** What a review of people, contact and referrals found, mended in the database; oldest first. */
export const reviewed = [
  ACaseMayOpenWithoutContact1790000002380,
  AShareEndsWithItsConsent1790000002381,
  NoMessageWaitsForEver1790000002382,
  EveryAddressIsOpened1790000002383,
  WhatStaffTypeIsGuardedToo1790000002384,
  UndoingASheetTakesTwoPeople1790000002385,
  AnAreaIsTakenBack1790000002386,
  WhoIsToldMayKnow1790000002387,
  AReferralNobodyCanOpenIsMoved1790000002388,
];
