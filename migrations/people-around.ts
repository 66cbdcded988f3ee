import { CasesNamePeopleAroundTheClient1790000002360 } from './1790000002360-cases-name-people-around-the-client.js';
import { TheirAddressesAreOpenedToo1790000002361 } from './1790000002361-their-addresses-are-opened-too.js';
import { ConcernsAreFollowedUp1790000002362 } from './1790000002362-concerns-are-followed-up.js';
import { BothSayTheyAreTheVictim1790000002363 } from './1790000002363-both-say-they-are-the-victim.js';
import { BothSidesHaveWorkersOfTheirOwn1790000002364 } from './1790000002364-both-sides-have-workers-of-their-own.js';

/** Children, protected persons and professionals, and what is raised for their sake: the migrations of it, in their order. */
export const peopleAround = [
  CasesNamePeopleAroundTheClient1790000002360,
  TheirAddressesAreOpenedToo1790000002361,
  ConcernsAreFollowedUp1790000002362,
  BothSayTheyAreTheVictim1790000002363,
  BothSidesHaveWorkersOfTheirOwn1790000002364,
];
