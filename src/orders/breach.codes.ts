import { codelist, type Code } from '../kernel/codelist.js';

/** A breach is possible until the conditions are held and one is named, or until it is found to be none. */
export const breachStates = codelist({
  possible: 'Possible breach',
  known: 'Breach',
  not_a_breach: 'Not a breach',
});
export type BreachState = Code<typeof breachStates>;

export const notReportedReasons = codelist({
  fear: 'Fear of what might follow',
  advised_not_to: 'Advised not to',
  victim_choice: 'The client chose not to',
  no_confidence: 'No confidence in the police',
  unsafe: 'Not safe to report',
  other: 'Another reason',
});
export type NotReportedReason = Code<typeof notReportedReasons>;

/** Whether the police recorded a crime. Nothing stored means that nobody has asked yet. */
export const crimeRecordings = codelist({ yes: 'Yes', no: 'No', not_known: 'Asked, but not known' });
export type CrimeRecording = Code<typeof crimeRecordings>;

/**
 * What came of a breach. "Not reported" and "no crime recorded" are not here: they are the answers to two questions of their
 * own. A conviction is the court's result, not the police's outcome, and is kept apart too.
 */
export const breachOutcomes = codelist({
  logged_as_intelligence: 'Logged as intelligence',
  arrested: 'Arrested',
  voluntary_interview: 'Interviewed voluntarily',
  bailed: 'Bailed',
  released_under_investigation: 'Released under investigation',
  charged_or_summonsed: 'Charged or summonsed',
  charged_alternate_offence: 'Charged or summonsed with an alternate offence',
  caution_youth: 'Caution or conditional caution, young person',
  caution_youth_alternate: 'Caution for an alternate offence, young person',
  caution_adult: 'Caution or conditional caution, adult',
  caution_adult_alternate: 'Caution for an alternate offence, adult',
  community_resolution: 'Community resolution',
  not_in_public_interest_cps: 'Not in the public interest to prosecute (CPS)',
  not_in_public_interest_police: 'Not in the public interest to take formal action (police)',
  prevented_under_age: 'Prevented: suspect under age',
  prevented_suspect_ill: 'Prevented: suspect too ill',
  prevented_witness: 'Prevented: victim or key witness dead or too ill',
  nfa_suspect_not_identified_victim_declines: 'Suspect not identified; victim declines to support',
  nfa_evidential: 'Evidential difficulties; victim supports',
  nfa_evidential_cps: 'Evidential difficulties (CPS); victim supports',
  nfa_evidential_police: 'Evidential difficulties (police); victim supports',
  nfa_victim_does_not_support: 'Suspect identified; victim does not support',
  time_limit_expired: 'Time limit for prosecution expired',
  no_suspect_identified: 'Investigation complete; no suspect identified',
  other_body: 'Passed to another body',
  further_investigation_not_in_public_interest: 'Further investigation not in the public interest',
  diversionary: 'Diversion, education or intervention',
  dealt_as_contempt: 'Dealt with as contempt of court',
  recalled: 'Recalled to prison',
  bail_revoked: 'Bail revoked',
});
export type BreachOutcome = Code<typeof breachOutcomes>;

/**
 * The Home Office's number of an outcome, as requests ask for it; null where it has none. Numbers 1A and 15B are asked for by
 * name. In the framework since April 2013, fuller since April 2014. All but 1A and 15B are unverified here.
 */
export const homeOfficeNumbers = {
  logged_as_intelligence: null,
  arrested: null,
  voluntary_interview: null,
  bailed: null,
  released_under_investigation: null,
  charged_or_summonsed: '1',
  charged_alternate_offence: '1A',
  caution_youth: '2',
  caution_youth_alternate: '2A',
  caution_adult: '3',
  caution_adult_alternate: '3A',
  community_resolution: '8',
  not_in_public_interest_cps: '9',
  not_in_public_interest_police: '10',
  prevented_under_age: '11',
  prevented_suspect_ill: '12',
  prevented_witness: '13',
  nfa_suspect_not_identified_victim_declines: '14',
  nfa_evidential: '15',
  nfa_evidential_cps: '15A',
  nfa_evidential_police: '15B',
  nfa_victim_does_not_support: '16',
  time_limit_expired: '17',
  no_suspect_identified: '18',
  other_body: '20',
  further_investigation_not_in_public_interest: '21',
  diversionary: '22',
  dealt_as_contempt: null,
  recalled: null,
  bail_revoked: null,
} as const satisfies Record<BreachOutcome, string | null>;

/** What the court did with a charge. */
export const courtResults = codelist({
  court_pending: 'Still before the court',
  convicted: 'Convicted',
  acquitted: 'Acquitted',
  discontinued: 'Discontinued',
});
export type CourtResult = Code<typeof courtResults>;

/** The six lines a return counts breaches on. Each breach is on exactly one: the furthest it got. */
export const outcomeGroups = codelist({
  not_reported: 'Not reported to the police',
  reported: 'Reported, nothing further known',
  recorded: 'Recorded as a crime',
  charged: 'Charged',
  no_further_action: 'No further action',
  other: 'Another outcome',
});
export type OutcomeGroup = Code<typeof outcomeGroups>;

/** What is done about a breach once it is recorded. */
export const breachActs = codelist({
  name: 'Name what was broken',
  report: 'Record a report to the police',
  record_crime: 'Say whether a crime was recorded',
  set_outcome: 'Record an outcome',
  set_court_result: 'Record the court’s result',
  dismiss: 'Find that it was not a breach',
});
export type ActOnBreach = Code<typeof breachActs>;
