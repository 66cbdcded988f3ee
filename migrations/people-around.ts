import { CasesNamePeopleAroundTheClient1790000002360 } from './1790000002360-cases-name-people-around-the-client.js';
import { TheirAddressesAreOpenedToo1790000002361 } from './1790000002361-their-addresses-are-opened-too.js';

/** Children, protected persons and professionals, and what is raised for their sake: the migrations of it, in their order. */
export const peopleAround = [
  CasesNamePeopleAroundTheClient1790000002360,
  TheirAddressesAreOpenedToo1790000002361,
];
