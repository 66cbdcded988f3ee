import { codelist, type Code } from '../kernel/codelist.js';

/** What of a case can go to an agency. Where somebody is is not among it: an address is opened, and told, by itself. */
export const shareableItems = codelist({
  name: 'The client’s name',
  born_on: 'The client’s date of birth',
  safe_contact: 'How the client can safely be reached',
  risk: 'The risk as it was assessed',
  what_happened: 'What has happened',
  orders: 'Orders and their conditions',
  breaches: 'Breaches of orders',
  safety_plan: 'What was agreed to keep the client safe',
  children: 'Children of the household',
  perpetrator: 'Who the perpetrator is said to be',
  document: 'A document, named below',
});
export type ShareableItem = Code<typeof shareableItems>;

export const shareWays = codelist({
  meeting: 'Said at a meeting',
  phone: 'By phone, to a number we rang',
  secure_email: 'By secure email',
  by_hand: 'On paper, by hand',
  post: 'By post',
});
export type ShareWay = Code<typeof shareWays>;

export const overrideDecisions = codelist({
  justified: 'It was justified',
  not_justified: 'It was not justified',
});
export type OverrideDecision = Code<typeof overrideDecisions>;

/** Why what was shared is not to be kept or used any longer. */
export const shareEndings = codelist({
  revoked: 'We asked for it back',
  consent_ended: 'The client no longer consents',
  not_justified: 'It was found that it should not have been shared',
});
export type ShareEnding = Code<typeof shareEndings>;
