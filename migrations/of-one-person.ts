import { RecordsAreOfOnePersonOrNot1790000002181 } from './1790000002181-records-are-of-one-person-or-not.js';
import { WhoWasSeenBeforeIsToldBlind1790000002183 } from './1790000002183-who-was-seen-before-is-told-blind.js';
import { ACaseNamesItsPerpetratorLater1790000002184 } from './1790000002184-a-case-names-its-perpetrator-later.js';
import { ATokenIsOfItsIdentifier1790000002390 } from './1790000002390-a-token-is-of-its-identifier.js';
import { WhatIsJoinedIsJudgedAtOnce1790000002398 } from './1790000002398-what-is-joined-is-judged-at-once.js';
import { WhatHoldsOfOneRecordHoldsOfThePerson1790000002399 } from './1790000002399-what-holds-of-one-record-holds-of-the-person.js';

/** Which records are of one person: what others ask of the person goes by these. */
export const records = [
  RecordsAreOfOnePersonOrNot1790000002181,
  WhoWasSeenBeforeIsToldBlind1790000002183,
  ACaseNamesItsPerpetratorLater1790000002184,
];

/** What follows for them. The last comes after all that change the functions it rewrites. */
export const ofOnePerson = [
  ATokenIsOfItsIdentifier1790000002390,
  WhatIsJoinedIsJudgedAtOnce1790000002398,
  WhatHoldsOfOneRecordHoldsOfThePerson1790000002399,
];
