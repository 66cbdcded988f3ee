import { codelist, type Code } from '../kernel/codelist.js';

/** What somebody does at an address. */
export const addressKinds = codelist({
  home: 'Home',
  staying: 'Where they are staying for now',
  work: 'Work',
  school: 'School, nursery or college',
  other: 'Somewhere else they can be found',
});
export type AddressKind = Code<typeof addressKinds>;

export const addressOwners = codelist({
  client: 'The client',
  perpetrator: 'The perpetrator',
  related: 'Somebody around the client',
});
export type AddressOwner = Code<typeof addressOwners>;

/** What became of the address of the same kind before a new one. */
export const formerAnswers = codelist({
  left: 'They left it',
  still_there: 'They are still there too',
  not_known: 'Not known',
});
export type FormerAnswer = Code<typeof formerAnswers>;

/** Why an address was opened. */
export const openingReasons = codelist({
  danger: 'Somebody is in danger, and help must be sent',
  check: 'To check it with the client',
  write: 'To write to them, or have something brought to them',
  visit: 'To visit or meet them',
  court: 'For a court, or an order',
  share: 'To share it with an agency that may have it',
  other: 'Something else',
});
export type OpeningReason = Code<typeof openingReasons>;

/** Whether an address is opened to be seen alone, or on paper too. */
export const openingForms = codelist({ screen: 'Only to see it', paper: 'To print it too' });
export type OpeningForms = Code<typeof openingForms>;

/** What the forms of an address choose from. */
export const addressLists = {
  addressKinds,
  addressOwners,
  formerAnswers,
  openingReasons,
  openingForms,
} as const;
