import { DatabaseRoles1790000000100 } from './1790000000100-database-roles.js';
import { HistoryAndAudit1790000000200 } from './1790000000200-history-and-audit.js';
import { OrganisationsAndStaff1790000000300 } from './1790000000300-organisations-and-staff.js';
import { Contracts1790000000320 } from './1790000000320-contracts.js';
import { PeopleCodes1790000000350 } from './1790000000350-people-codes.js';
import { Parties1790000000400 } from './1790000000400-parties.js';
import { Cases1790000000500 } from './1790000000500-cases.js';
import { Referrals1790000000600 } from './1790000000600-referrals.js';
import { ReferralCodes1790000000650 } from './1790000000650-referral-codes.js';
import { Risk1790000000700 } from './1790000000700-risk.js';
import { RiskCodes1790000000750 } from './1790000000750-risk-codes.js';
import { Orders1790000000800 } from './1790000000800-orders.js';
import { OrderCodes1790000000850 } from './1790000000850-order-codes.js';
import { Counting1790000000900 } from './1790000000900-counting.js';
import { FrozenFigures1790000000950 } from './1790000000950-frozen-figures.js';
import { Foi1790000001000 } from './1790000001000-foi.js';
import { ReviewsToldOfOnce1790000001100 } from './1790000001100-reviews-told-of-once.js';
import { FiguresOfContractTime1790000001200 } from './1790000001200-figures-of-contract-time.js';
import { ReferencesDrawnAtRandom1790000001300 } from './1790000001300-references-drawn-at-random.js';
import { VerifiedContext1790000001310 } from './1790000001310-verified-context.js';
import { EveryoneCameByTheDoor1790000001320 } from './1790000001320-everyone-came-by-the-door.js';
import { ReviewsFoundByTeam1790000001330 } from './1790000001330-reviews-found-by-team.js';
import { OneAuditLog1790000001400 } from './1790000001400-one-audit-log.js';
import { SealedBatches1790000001410 } from './1790000001410-sealed-batches.js';
import { Auditors1790000001420 } from './1790000001420-auditors.js';
import { Anomalies1790000001430 } from './1790000001430-anomalies.js';
import { KeptAnswers1790000001500 } from './1790000001500-kept-answers.js';
import { WhoPeopleAreIsSealed1790000001600 } from './1790000001600-who-people-are-is-sealed.js';
import { WhatIsToldIsSealed1790000001610 } from './1790000001610-what-is-told-is-sealed.js';
import { LettersAreSealed1790000001620 } from './1790000001620-letters-are-sealed.js';
import { SecondFactorBeginsASession1790000001700 } from './1790000001700-second-factor-begins-a-session.js';
import { SecondFactorsOfStaff1790000001710 } from './1790000001710-second-factors-of-staff.js';
import { GraveActsNeedAStepUp1790000001720 } from './1790000001720-grave-acts-need-a-step-up.js';
import { SignInsOfAnOrganisation1790000001730 } from './1790000001730-sign-ins-of-an-organisation.js';
import { StaffChangesAreProposed1790000001800 } from './1790000001800-staff-changes-are-proposed.js';
import { AWayToCasesTakesTwoPeople1790000001810 } from './1790000001810-a-way-to-cases-takes-two-people.js';
import { KeysOfOneActEach1790000001820 } from './1790000001820-keys-of-one-act-each.js';
import { AKeyDoesItsOneAct1790000001830 } from './1790000001830-a-key-does-its-one-act.js';
import { WhatAKeyDoesIsLogged1790000001840 } from './1790000001840-what-a-key-does-is-logged.js';
import { AKeySealsWhatItSends1790000001850 } from './1790000001850-a-key-seals-what-it-sends.js';
import { ApprovalIsSteppedUp1790000001860 } from './1790000001860-approval-is-stepped-up.js';
import { EveryAccountBeginsByAnInvitation1790000002020 } from './1790000002020-every-account-begins-by-an-invitation.js';
import { WaivingAPasskeyTakesTwoPeople1790000002021 } from './1790000002021-waiving-a-passkey-takes-two-people.js';
import { KeptAnswersSayNothing1790000002070 } from './1790000002070-kept-answers-say-nothing.js';
import { OpeningAndSealingAreSteppedUp1790000002071 } from './1790000002071-opening-and-sealing-are-stepped-up.js';
import { RefusedTriesAreCounted1790000002072 } from './1790000002072-refused-tries-are-counted.js';
import { LinksAreMadeKnowingly1790000002073 } from './1790000002073-links-are-made-knowingly.js';
import { ASessionSaysWhenItEnds1790000002074 } from './1790000002074-a-session-says-when-it-ends.js';
import { NobodyAsksWhoseAddressItIs1790000002075 } from './1790000002075-nobody-asks-whose-address-it-is.js';
import { TeamsMoveAnAccountOn1790000002076 } from './1790000002076-teams-move-an-account-on.js';
import { StrangersAreLogged1790000002040 } from './1790000002040-strangers-are-logged.js';
import { OwnDetailsAreCompared1790000002041 } from './1790000002041-own-details-are-compared.js';
import { ShippedEntriesAnchorNothing1790000002022 } from './1790000002022-shipped-entries-anchor-nothing.js';
import { CasesOpenedLatelyAreCounted1790000002023 } from './1790000002023-cases-opened-lately-are-counted.js';
import { ASignatureIsCheapToCheck1790000002000 } from './1790000002000-a-signature-is-cheap-to-check.js';
import { WhatIsAboveIsLookedUpOnce1790000002001 } from './1790000002001-what-is-above-is-looked-up-once.js';
import { WhoAsksIsReadByKeptPlans1790000002002 } from './1790000002002-who-asks-is-read-by-kept-plans.js';
import { WhoeverComesSecondWaits1790000002080 } from './1790000002080-whoever-comes-second-waits.js';
import { WhatOneSaysOneselfIsNew1790000002081 } from './1790000002081-what-one-says-oneself-is-new.js';
import { AuditorsSeeWhoCannotBeCompared1790000002082 } from './1790000002082-auditors-see-who-cannot-be-compared.js';
import { ASealClosesItsEmergencies1790000002083 } from './1790000002083-a-seal-closes-its-emergencies.js';
import { WhoDecidesSaysWhy1790000002084 } from './1790000002084-who-decides-says-why.js';
import { EmergenciesAreFew1790000002085 } from './1790000002085-emergencies-are-few.js';
import { AReferralsPageIsALook1790000002086 } from './1790000002086-a-referrals-page-is-a-look.js';
import { ListsAreLookedThroughToo1790000002087 } from './1790000002087-lists-are-looked-through-too.js';
import { SafeContactSaysWhenAndHow1790000002100 } from './1790000002100-safe-contact-says-when-and-how.js';
import { NothingGoesOutUnsafely1790000002105 } from './1790000002105-nothing-goes-out-unsafely.js';
import { WhoIsKeptAwayCountsNothing1790000002088 } from './1790000002088-who-is-kept-away-counts-nothing.js';
import { StatisticsAreTheServers1790000002089 } from './1790000002089-statistics-are-the-servers.js';
import { TheLogKeepsNoHashOfAKey1790000002090 } from './1790000002090-the-log-keeps-no-hash-of-a-key.js';
import { AnAnswerGoesWithItsCase1790000002091 } from './1790000002091-an-answer-goes-with-its-case.js';
import { PeopleAreKnownByIdentifiers1790000002180 } from './1790000002180-people-are-known-by-identifiers.js';
import { AHiddenErasureIsNoErasure1790000002095 } from './1790000002095-a-hidden-erasure-is-no-erasure.js';
import { ALineOutlastsItsTeam1790000002096 } from './1790000002096-a-line-outlasts-its-team.js';
import { AttemptsSayByWhichWay1790000002160 } from './1790000002160-attempts-say-by-which-way.js';
import { AReferralHasADecider1790000002161 } from './1790000002161-a-referral-has-a-decider.js';
import { AServiceHasAPublicDesk1790000002120 } from './1790000002120-a-service-has-a-public-desk.js';
import { APublicFormOnlyAdds1790000002121 } from './1790000002121-a-public-form-only-adds.js';
import { WhoSendsAFormHasAReceipt1790000002122 } from './1790000002122-who-sends-a-form-has-a-receipt.js';
import { peopleAround } from './people-around.js';
import { sharing } from './sharing.js';
import { sinceBatches } from './since-batches.js';
import { mends } from './mends.js';
import { referrers } from './referrers.js';
import { reviewed } from './reviewed.js';
import { supervision } from './supervision.js';
import { whereabouts } from './whereabouts.js';
import { workers } from './workers.js';
import { bases } from './bases.js';
import { reaching } from './reaching.js';
import { secondLooks } from './second-looks.js';
import { ofOnePerson, records } from './of-one-person.js';
import { views } from './views.js';
import { safeguards } from './safeguards.js';

/** Every change of the database, oldest first. */
export const migrations = [
  DatabaseRoles1790000000100,
  HistoryAndAudit1790000000200,
  OrganisationsAndStaff1790000000300,
  Contracts1790000000320,
  PeopleCodes1790000000350,
  Parties1790000000400,
  Cases1790000000500,
  Referrals1790000000600,
  ReferralCodes1790000000650,
  Risk1790000000700,
  RiskCodes1790000000750,
  Orders1790000000800,
  OrderCodes1790000000850,
  Counting1790000000900,
  FrozenFigures1790000000950,
  Foi1790000001000,
  ReviewsToldOfOnce1790000001100,
  FiguresOfContractTime1790000001200,
  ReferencesDrawnAtRandom1790000001300,
  VerifiedContext1790000001310,
  EveryoneCameByTheDoor1790000001320,
  ReviewsFoundByTeam1790000001330,
  OneAuditLog1790000001400,
  SealedBatches1790000001410,
  Auditors1790000001420,
  Anomalies1790000001430,
  KeptAnswers1790000001500,
  WhoPeopleAreIsSealed1790000001600,
  WhatIsToldIsSealed1790000001610,
  LettersAreSealed1790000001620,
  SecondFactorBeginsASession1790000001700,
  SecondFactorsOfStaff1790000001710,
  GraveActsNeedAStepUp1790000001720,
  SignInsOfAnOrganisation1790000001730,
  StaffChangesAreProposed1790000001800,
  AWayToCasesTakesTwoPeople1790000001810,
  KeysOfOneActEach1790000001820,
  AKeyDoesItsOneAct1790000001830,
  WhatAKeyDoesIsLogged1790000001840,
  AKeySealsWhatItSends1790000001850,
  ApprovalIsSteppedUp1790000001860,
  ...safeguards,
  EveryAccountBeginsByAnInvitation1790000002020,
  WaivingAPasskeyTakesTwoPeople1790000002021,
  StrangersAreLogged1790000002040,
  KeptAnswersSayNothing1790000002070,
  OpeningAndSealingAreSteppedUp1790000002071,
  RefusedTriesAreCounted1790000002072,
  OwnDetailsAreCompared1790000002041,
  ShippedEntriesAnchorNothing1790000002022,
  CasesOpenedLatelyAreCounted1790000002023,
  ASignatureIsCheapToCheck1790000002000,
  WhatIsAboveIsLookedUpOnce1790000002001,
  WhoAsksIsReadByKeptPlans1790000002002,
  WhoeverComesSecondWaits1790000002080,
  WhatOneSaysOneselfIsNew1790000002081,
  AuditorsSeeWhoCannotBeCompared1790000002082,
  ASealClosesItsEmergencies1790000002083,
  WhoDecidesSaysWhy1790000002084,
  EmergenciesAreFew1790000002085,
  AReferralsPageIsALook1790000002086,
  ListsAreLookedThroughToo1790000002087,
  LinksAreMadeKnowingly1790000002073,
  ASessionSaysWhenItEnds1790000002074,
  NobodyAsksWhoseAddressItIs1790000002075,
  TeamsMoveAnAccountOn1790000002076,
  SafeContactSaysWhenAndHow1790000002100,
  NothingGoesOutUnsafely1790000002105,
  WhoIsKeptAwayCountsNothing1790000002088,
  StatisticsAreTheServers1790000002089,
  TheLogKeepsNoHashOfAKey1790000002090,
  AnAnswerGoesWithItsCase1790000002091,
  PeopleAreKnownByIdentifiers1790000002180,
  AHiddenErasureIsNoErasure1790000002095,
  ALineOutlastsItsTeam1790000002096,
  ...sharing,
  AttemptsSayByWhichWay1790000002160,
  AReferralHasADecider1790000002161,
  AServiceHasAPublicDesk1790000002120,
  APublicFormOnlyAdds1790000002121,
  WhoSendsAFormHasAReceipt1790000002122,
  ...sinceBatches,
  ...mends,
  ...referrers,
  ...reviewed,
  ...supervision,
  ...workers,
  ...views,
  ...records,
  ...peopleAround,
  ...ofOnePerson,
  ...whereabouts,
  ...bases,
  ...reaching,
  ...secondLooks,
];
