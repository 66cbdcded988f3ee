import { codelist, type Code } from '../kernel/codelist.js';

/** What somebody complained of. */
export const complaintSubjects = codelist({
  waiting: 'How long something took',
  conduct: 'How somebody was treated',
  decision: 'A decision of the service',
  personal_data: 'How what is known of somebody was used or kept',
  safety: 'That somebody was put in danger',
  access: 'That the service could not be reached or used',
  other: 'Something else',
});
export type ComplaintSubject = Code<typeof complaintSubjects>;

/** What kind of person complained. Who it was stands nowhere. */
export const complainants = codelist({
  client: 'A client, or somebody for them',
  around_client: 'Somebody around a client',
  accused: 'Somebody who is said to stalk',
  professional: 'Somebody who works elsewhere',
  public: 'Somebody else',
  anonymous: 'They did not say who they are',
});
export type Complainant = Code<typeof complainants>;

/** What was done about a complaint. */
export const complaintSteps = codelist({
  acknowledged: 'Acknowledged',
  answered: 'Answered',
  withdrawn: 'Withdrawn',
});
export type ComplaintStep = Code<typeof complaintSteps>;

export const complaintOutcomes = codelist({
  upheld: 'Upheld',
  partly_upheld: 'Upheld in part',
  not_upheld: 'Not upheld',
});
export type ComplaintOutcome = Code<typeof complaintOutcomes>;

/** Why a complaint, or a step, is struck out. */
export const strikeReasons = codelist({
  wrong_day: 'The day is wrong',
  wrong_answer: 'What was said of it is wrong',
  wrong_contract: 'It is of another contract',
  recorded_twice: 'It was recorded twice',
  no_complaint: 'It is no complaint',
});
export type StrikeReason = Code<typeof strikeReasons>;

/** What the forms of a complaint choose from. */
export const complaintLists = {
  complaintSubjects,
  complainants,
  complaintSteps,
  complaintOutcomes,
  strikeReasons,
} as const;
