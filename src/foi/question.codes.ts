import { codelist, type Code } from '../kernel/codelist.js';

/** The orders a letter may name. Wider than the orders recorded: "restraining order" may be on conviction or acquittal. */
export const askedOrders = codelist({
  spo: 'Stalking protection order',
  nmo: 'Non-molestation order',
  oo: 'Occupation order',
  ro: 'Restraining order',
  dvpn: 'Domestic violence protection notice',
  dvpo: 'Domestic violence protection order',
  dapn: 'Domestic abuse protection notice',
  dapo: 'Domestic abuse protection order',
  inj_pha: 'Injunction',
});
export type AskedOrder = Code<typeof askedOrders>;

export const orderStages = codelist({ interim: 'Interim', full: 'Full' });
export type OrderStage = Code<typeof orderStages>;

export const askedOutcomes = codelist({
  charged: 'Charged or summonsed',
  convicted: 'Convicted',
  cautioned: 'Cautioned',
  no_further_action: 'No further action',
});
export type AskedOutcome = Code<typeof askedOutcomes>;

export const askedOffences = codelist({
  stalking: 'Stalking',
  harassment: 'Harassment',
  malicious_communications: 'Malicious communications',
  coercive_control: 'Controlling or coercive behaviour',
});
export type AskedOffence = Code<typeof askedOffences>;

/** What a figure may be broken down by. Years are not here: they are periods. */
export const breakdowns = codelist({
  sex: 'Sex',
  age_band: 'Age band',
  ethnicity: 'Ethnic group',
  relationship: 'Relationship of the perpetrator',
  offence_class: 'Offence',
  order_type: 'Kind of order',
  outcome: 'Outcome',
  cyber_element: 'Cyber element',
  cyber_type: 'Cyber type',
  source: 'Source of referral',
  area: 'Area',
  quarter: 'Quarter',
  month: 'Month',
  recipient: 'Organisation receiving it',
});
export type Breakdown = Code<typeof breakdowns>;

/** What a question may confine its figures to, so that figures can say whether they are confined in the same way. */
export const filters = codelist({
  stage: 'Interim or full orders',
  outcome: 'Outcome',
  cyber: 'Cyber types',
  eligibility: 'Who a service is open to',
});
export type Filter = Code<typeof filters>;

/** True things the requester seems not to know. Each is said in the answer; the label is the sentence. */
export const corrections = codelist({
  court_makes_spo:
    'A stalking protection order is made by a magistrates’ court on the application of the police, who do not issue it; we have answered for orders granted.',
  court_makes_order: 'An order of this kind is made by a court; we have answered for orders granted.',
  protection_not_prevention:
    'The name of the order is “stalking protection order”; we have answered for that order.',
  spo_began:
    'The Stalking Protection Act 2019 came into force on 20 January 2020, so there could be no such order, application or breach before that day.',
  family_court_makes_nmo:
    'A non-molestation or occupation order is made by the family court on the application of the person it protects. Neither the police, the Crown Prosecution Service nor an advocacy service applies for it or grants it.',
  cps_grants_no_order:
    'The Crown Prosecution Service neither applies for nor grants stalking protection orders: the police apply, and a magistrates’ court decides.',
  victims_cannot_apply_spo:
    'Only the police can apply for a stalking protection order; a victim may ask them to, and a magistrates’ court decides.',
  sanction_detection_ended:
    '“Sanction detection” has not been a police outcome since 2013; figures since then are of named outcomes, such as a charge or a caution.',
});
export type Correction = Code<typeof corrections>;

/** What to ask the requester before, or beside, an answer: FOIA 2000, s.1(3). The label is the question to put. */
export const clarifications = codelist({
  what_is_counted:
    'Which figures would you like? We count, for example, people supported, referrals received, orders applied for or granted, and breaches of orders made known to us.',
  which_reports:
    'By “reports”, do you mean calls to 101 or 999, reports made to the police by any route, or contacts with our service? Unless you tell us otherwise we count referrals to our service by any route.',
  which_outcomes: 'Which outcomes would you like counted: charges and summonses only, or cautions as well?',
  which_of_those:
    'We are not sure which of these you would like counted. Could you describe them another way?',
  which_order_act:
    'Would you like the number of orders applied for, granted, refused, withdrawn or still to be decided? We do not count renewals, variations, discharges or appeals apart.',
});
export type Clarification = Code<typeof clarifications>;

/** What the officer who answers must bear in mind. Not sent. */
export const readingNotes = codelist({
  print_each_measure: '“Not granted” covers refused, withdrawn and still to be decided: print each.',
  applied_or_granted: 'The letter does not say whether orders applied for or granted are meant: give both.',
  explain_unknowns: 'The letter asks what “not known” means: print the unknowns by reason.',
  part_not_read: 'Part of the question could not be read: check what it confines the figures to.',
  own_bands_accepted: 'The letter accepts whatever bands are held.',
  cases_of_own_class: 'Count coercive control only where it is recorded as a class of its own.',
  offer_coded_cyber: 'Offer the coded cyber types instead. Never search narrative text for an answer.',
  narrative_is_personal_data:
    'Narrative text is held and is personal data: section 40(2). It is never released.',
  subject_access: 'The person asks for their own records: handle it as a subject access request.',
  about_a_person: 'The question is about one person: neither confirm nor deny that anything is held.',
  period_of_question_before: 'The question gives no period: that of the question before it is taken.',
  no_period: 'No period could be read in the letter: the latest financial year is taken.',
});
export type ReadingNote = Code<typeof readingNotes>;
