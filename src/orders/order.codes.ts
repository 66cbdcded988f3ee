import { codelist, type Code } from '../kernel/codelist.js';

/** Where an application for an order stands. Whether an order is in force on a day is a question of its days, not of its state. */
export const orderStates = codelist({
  applied_for: 'Applied for',
  interim: 'Interim order made',
  full: 'Full order made',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  ended: 'Ended',
});
export type OrderState = Code<typeof orderStates>;

/** The two orders one application may bring. Each is made, served and varied on its own days. */
export const orderKinds = codelist({ interim: 'Interim order', full: 'Full order' });
export type OrderKind = Code<typeof orderKinds>;

/** What is done to an order, as its steps record and returns count it. */
export const orderActs = codelist({
  apply: 'Applied for',
  make_interim: 'Interim order made',
  make_full: 'Full order made',
  refuse: 'Application refused',
  withdraw: 'Application withdrawn',
  serve: 'Served',
  confirm_notification: 'Name and address given to the police',
  vary: 'Varied by the court',
  end: 'Ended',
});
export type OrderAct = Code<typeof orderActs>;

export const orderEndings = codelist({
  expired: 'Expired',
  discharged: 'Discharged by the court',
  quashed_on_appeal: 'Quashed on appeal',
  superseded: 'Superseded by another kind of order',
  replaced: 'Replaced by a new stalking protection order',
});
export type OrderEnding = Code<typeof orderEndings>;

export const refusalReasons = codelist({
  no_acts_of_stalking: 'The court did not find acts associated with stalking',
  no_risk: 'The court did not find a risk associated with stalking',
  not_necessary: 'The court did not find an order necessary',
  other_order_made: 'The court made another kind of order',
  procedural: 'The application was out of order',
  not_told: 'The reason was not told to us',
  other: 'Another reason',
});
export type RefusalReason = Code<typeof refusalReasons>;

export const withdrawalReasons = codelist({
  evidence_not_sufficient: 'The evidence was not enough',
  victim_did_not_support: 'The victim did not support it',
  undertaking_given: 'The respondent gave an undertaking',
  other_order_made: 'Another kind of order was made',
  respondent_imprisoned: 'The respondent was imprisoned',
  respondent_died: 'The respondent died',
  not_told: 'The reason was not told to us',
  other: 'Another reason',
});
export type WithdrawalReason = Code<typeof withdrawalReasons>;

/** Why a step was taken, where the act needs a reason; for an ending, what ended it. */
export const stepReasons = [...refusalReasons, ...withdrawalReasons, ...orderEndings].filter(
  ({ code }, index, all) => all.findIndex((each) => each.code === code) === index,
);
export type StepReason = RefusalReason | WithdrawalReason | OrderEnding;

export const termKinds = codelist({ prohibition: 'Prohibition', requirement: 'Requirement' });
export type TermKind = Code<typeof termKinds>;

/** A plain question's answer. */
export const yesNo = codelist({ yes: 'Yes', no: 'No' });
export type YesNo = Code<typeof yesNo>;

/** For how long a full order is made. */
export const lastings = codelist({ fixed: 'To a last day', until_further_order: 'Until further order' });
export type Lasting = Code<typeof lastings>;

/** What a variation does to the end of an order. */
export const endChanges = codelist({
  unchanged: 'No',
  fixed: 'Yes, to a new last day',
  until_further_order: 'Yes, it now runs until further order',
});
export type EndChange = Code<typeof endChanges>;

/** What the court did to a condition when it varied the order. */
export const termChanges = codelist({ reworded: 'Gave it new words', removed: 'Took it out' });
export type TermChangeMade = Code<typeof termChanges>;
