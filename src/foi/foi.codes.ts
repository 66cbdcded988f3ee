import { codelist, type Code } from '../kernel/codelist.js';

/** Where a request stands. The acts between them are in request.rules. */
export const requestStates = codelist({
  received: 'Received',
  clarifying: 'Waiting for clarification',
  drafted: 'Drafted',
  approved: 'Approved',
  released: 'Released',
  in_review: 'In internal review',
  reviewed: 'Reviewed',
  lapsed: 'Closed without clarification',
  withdrawn: 'Withdrawn',
});
export type RequestState = Code<typeof requestStates>;

/** What a question asks to have counted. */
export const measures = codelist({
  stalking_incidents: 'Incidents of stalking',
  stalking_reports: 'Reports of stalking',
  recorded_offences: 'Recorded offences',
  arrests: 'Arrests',
  charges: 'Charges',
  convictions: 'Convictions',
  no_further_action: 'Cases ended with no further action',
  orders_applied: 'Orders applied for',
  orders_granted: 'Orders granted',
  orders_refused: 'Orders refused by the court',
  orders_withdrawn: 'Applications withdrawn',
  orders_pending: 'Applications still to be decided',
  orders_not_authorised: 'Orders the police decided not to apply for',
  breaches_recorded: 'Breaches of orders',
  victims: 'Victims of stalking',
  referrals: 'Referrals received',
  people_supported: 'People supported',
  services_commissioned: 'Services commissioned',
  staffing: 'Staff',
});
export type Measure = Code<typeof measures>;

/**
 * What is to be done with a question. 'wrong_premise' only where the body named could never do the act: a wrong name, or a
 * year before the Act, is answerable with a correction.
 */
export const dispositions = codelist({
  answerable: 'Can be answered',
  clarify: 'Ask what is meant',
  not_held: 'Not held',
  wrong_premise: 'Rests on a mistake',
  free_text_search: 'Would need free text to be searched',
  other_authority: 'Another authority holds this',
  exempt: 'Exempt',
  over_cost_limit: 'Over the cost limit',
  neither_confirm_nor_deny: 'Neither confirmed nor denied',
});
export type Disposition = Code<typeof dispositions>;

/**
 * What a search found. 'nil' is an answer: it is counted, and the count is none. 'not_held' is another: it is not counted.
 * Neither may be said until where else was searched is recorded.
 */
export const holdings = codelist({
  held: 'Held',
  nil: 'Counted, and there are none',
  not_held: 'Not held',
});
export type Holding = Code<typeof holdings>;

/** The exemptions a service in this field meets. The label is how a refusal notice cites it. */
export const exemptions = codelist({
  s21: 'section 21 (information accessible by other means)',
  s22: 'section 22 (information intended for future publication)',
  s30: 'section 30 (investigations and proceedings)',
  s31: 'section 31 (law enforcement)',
  s38: 'section 38 (health and safety)',
  s40_1: 'section 40(1) (personal data of the person asking)',
  s40_2: 'section 40(2) (personal data of someone else)',
  s40_5: 'section 40(5B) (whether personal data is held at all)',
  s41: 'section 41 (information provided in confidence)',
  s43: 'section 43 (commercial interests)',
});
export type Exemption = Code<typeof exemptions>;

/** Those that hold only where the public interest in keeping them outweighs that in disclosure. FOIA 2000, s.2(2)(b). */
export const qualifiedExemptions: ReadonlySet<Exemption> = new Set(['s22', 's30', 's31', 's38', 's43']);
