import { AFormerAddressIsAskedAbout1790000002400 } from './1790000002400-a-former-address-is-asked-about.js';
import { AContractSaysWhenComplaintsAreAnswered1790000002401 } from './1790000002401-a-contract-says-when-complaints-are-answered.js';
import { ASupervisorSeesTheCaseload1790000002403 } from './1790000002403-a-supervisor-sees-the-caseload.js';
import { ComplaintsAreCounted1790000002402 } from './1790000002402-complaints-are-counted.js';

/** Where a client was before, and what people complained of: the migrations of both, in their order. */
export const whereabouts = [
  AFormerAddressIsAskedAbout1790000002400,
  AContractSaysWhenComplaintsAreAnswered1790000002401,
  ComplaintsAreCounted1790000002402,
  ASupervisorSeesTheCaseload1790000002403,
];
