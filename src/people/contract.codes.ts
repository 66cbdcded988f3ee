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

/** Which hours a target counts. */
export const hoursCounted = codelist({
  elapsed: 'Hours as they pass',
  working: 'Hours in which the service is open',
});
export type HoursCounted = Code<typeof hoursCounted>;
