import type { BreachOutcome, CrimeRecording, OutcomeGroup } from './breach.codes.js';
import type { YesNo } from './order.codes.js';

/** The three facts a breach is counted by. */
export interface CountedBreach {
  readonly reportedToPolice: YesNo;
  readonly recordedAsCrime: CrimeRecording | null;
  readonly outcome: BreachOutcome | null;
}

/**
 * The line each outcome puts a breach on; null where it decides nothing, because the investigation goes on.
 *
 * A caution, a community resolution or a diversion is a disposal, so neither a charge nor "no further action". What another
 * body or another court takes over is not known to have ended, and is no charge. Whatever stops a prosecution for want of
 * evidence, of a suspect, of time or of public interest is no further action.
 */
const groupOfOutcome = {
  logged_as_intelligence: null,
  arrested: null,
  voluntary_interview: null,
  bailed: null,
  released_under_investigation: null,
  charged_or_summonsed: 'charged',
  charged_alternate_offence: 'charged',
  caution_youth: 'other',
  caution_youth_alternate: 'other',
  caution_adult: 'other',
  caution_adult_alternate: 'other',
  community_resolution: 'other',
  not_in_public_interest_cps: 'no_further_action',
  not_in_public_interest_police: 'no_further_action',
  prevented_under_age: 'no_further_action',
  prevented_suspect_ill: 'no_further_action',
  prevented_witness: 'no_further_action',
  nfa_suspect_not_identified_victim_declines: 'no_further_action',
  nfa_evidential: 'no_further_action',
  nfa_evidential_cps: 'no_further_action',
  nfa_evidential_police: 'no_further_action',
  nfa_victim_does_not_support: 'no_further_action',
  time_limit_expired: 'no_further_action',
  no_suspect_identified: 'no_further_action',
  other_body: 'other',
  further_investigation_not_in_public_interest: 'no_further_action',
  diversionary: 'other',
  dealt_as_contempt: 'other',
  recalled: 'other',
  bail_revoked: 'other',
} as const satisfies Record<BreachOutcome, OutcomeGroup | null>;

/**
 * The one line a return counts a breach on: the furthest it got. The lines are exclusive and cover every breach.
 * The database's `breach_outcome_group(reported, recorded, outcome)` says the same of every combination; a test compares them.
 */
export function outcomeGroupOf({ reportedToPolice, recordedAsCrime, outcome }: CountedBreach): OutcomeGroup {
  const decided = outcome === null ? null : groupOfOutcome[outcome];
  if (decided) return decided;
  if (recordedAsCrime === 'yes') return 'recorded';
  return reportedToPolice === 'yes' ? 'reported' : 'not_reported';
}
