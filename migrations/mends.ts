import { HearsayUndoesNoRefusal1790000002260 } from './1790000002260-hearsay-undoes-no-refusal.js';
import { ASecondReferralIsGuardedAsTheFirst1790000002261 } from './1790000002261-a-second-referral-is-guarded-as-the-first.js';
import { UndoingHidesNobody1790000002270 } from './1790000002270-undoing-hides-nobody.js';
import { EscalationFindsWhoCanDecide1790000002271 } from './1790000002271-escalation-finds-who-can-decide.js';
import { NoSheetIsLostUnseen1790000002272 } from './1790000002272-no-sheet-is-lost-unseen.js';
import { NoClockIsHeldForEver1790000002273 } from './1790000002273-no-clock-is-held-for-ever.js';
import { VerifiedSinceItWasLearnt1790000002274 } from './1790000002274-verified-since-it-was-learnt.js';

/** Later changes of the database, oldest first. */
export const mends = [
  HearsayUndoesNoRefusal1790000002260,
  ASecondReferralIsGuardedAsTheFirst1790000002261,
  UndoingHidesNobody1790000002270,
  EscalationFindsWhoCanDecide1790000002271,
  NoSheetIsLostUnseen1790000002272,
  NoClockIsHeldForEver1790000002273,
  VerifiedSinceItWasLearnt1790000002274,
];
