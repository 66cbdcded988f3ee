import { codelist, type Code } from '../kernel/codelist.js';

export const referralStates = codelist({
  received: 'To decide',
  waiting: 'Waiting list',
  accepted: 'Accepted',
  redirected: 'Redirected',
  declined: 'Declined',
  duplicate: 'Duplicate',
  unreached: 'Unable to contact',
});
export type ReferralState = Code<typeof referralStates>;

export const triageDecisions = codelist({
  accept: 'Accept and open a case',
  accept_waitlist: 'Accept onto the waiting list',
  advice_only: 'Give advice only',
  redirect: 'Redirect to another service',
  decline: 'Decline',
  return_to_referrer: 'Return to the referrer',
  duplicate: 'Record as a duplicate',
  unable_to_contact: 'Unable to contact',
});
export type TriageDecision = Code<typeof triageDecisions>;

/** Why someone was turned away. That a referral is a duplicate is a decision of its own, with the first one named. */
export const declineReasons = codelist({
  out_of_area: 'Outside the area',
  not_stalking: 'Not stalking',
  under_age_limit: 'Under the age limit',
  below_risk_threshold: 'Below the risk threshold',
  no_consent: 'No consent',
  no_safe_contact: 'No safe way to make contact',
  invalid_contact: 'Contact details are wrong',
  already_supported: 'Already supported',
  needs_other_specialist: 'Needs another specialist',
  conflict_of_interest: 'Conflict of interest',
  referred_person_is_perpetrator: 'The person referred is the perpetrator',
  no_capacity: 'No capacity',
  victim_declined: 'The person declined',
  other: 'Another reason',
});
export type DeclineReason = Code<typeof declineReasons>;

/** What a list of referrals can be narrowed to. */
export const referralFilters = [
  ...codelist({ undecided: 'To decide, or on the waiting list' }),
  ...referralStates,
  ...codelist({ all: 'All' }),
];
export type ReferralFilter = Code<typeof referralFilters>;

/** Why the clock of a referral stands still: on fifteen days at most, all its pauses together, so that none does for ever. */
export const pauseReasons = codelist({
  more_information: 'More information was asked for',
  person_asked_to_wait: 'The person asked us to wait',
  interpreter_sought: 'An interpreter is being found',
});
export type PauseReason = Code<typeof pauseReasons>;

/** Why a decision is put right. */
export const amendmentReasons = codelist({
  entered_wrongly: 'It was entered wrongly',
  learnt_more: 'We have learnt more since',
  reviewed: 'A review came to another decision',
  place_came_free: 'A place has come free',
});
export type AmendmentReason = Code<typeof amendmentReasons>;
