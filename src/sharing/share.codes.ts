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

/** How something leaves us. */
export const waysOut = codelist({
  meeting: 'Said at a meeting',
  phone: 'By phone, to a number we rang',
  secure_email: 'By secure email',
  by_hand: 'On paper, by hand',
  post: 'By post',
});
export type WayOut = Code<typeof waysOut>;

/** How something is shared: it leaves us, or a partner looks at a copy here. */
export const shareWays = [
  ...waysOut,
  ...codelist({ view: 'They look at it here, with an account of their own' }),
];
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
  case_closed: 'The case was closed',
  // One code for a seal, for a conflict and for an account that was ended: which it was is nobody’s to guess.
  view_ended: 'They can look at it here no longer',
  records_parted: 'It was shared while two records were taken for one person’s',
});
export type ShareEnding = Code<typeof shareEndings>;
