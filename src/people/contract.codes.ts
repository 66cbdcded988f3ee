import { codelist, type Code } from '../kernel/codelist.js';

/** Whom a contract pays the service to support. */
export const eligibilities = codelist({
  any_relationship: 'Anyone being stalked, whoever is stalking them',
  ex_partner_only: 'Only people stalked by a former partner',
});
export type Eligibility = Code<typeof eligibilities>;

/** What a target times, each from the moment the referral was received. */
export const targetMeasures = codelist({
  triage: 'Decision on the referral',
  first_attempt: 'First attempt to reach the client',
  first_contact: 'First contact with the client',
  assessment: 'First risk assessment',
});
export type TargetMeasure = Code<typeof targetMeasures>;

/** What of a contract somebody proposes to change. */
export const contractChanges = codelist({
  terms: 'Days, cost and eligibility',
  target: 'A target',
  no_target: 'No such target any more',
});
export type ContractChange = Code<typeof contractChanges>;

/** What those do whom a contract pays for. */
export const posts = codelist({
  advocate: 'Advocates',
  supervisor: 'Supervisors',
  manager: 'Managers',
  helpline: 'Helpline staff',
  administrator: 'Administrators',
  other: 'Others',
});
export type Post = Code<typeof posts>;

/** Which hours a target counts. */
export const hoursCounted = codelist({
  elapsed: 'Hours as they pass',
  working: 'Hours in which the service is open',
});
export type HoursCounted = Code<typeof hoursCounted>;
