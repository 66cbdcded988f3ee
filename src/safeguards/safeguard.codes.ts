import { codelist, type Code } from '../kernel/codelist.js';

/** Why somebody who works here may never see somebody's record. */
export const exclusionReasons = codelist({
  declared: 'They said that they know somebody of this name or number',
  matched_name: 'Somebody in the record has their name',
  matched_contact: 'Somebody in the record has their number or address',
  supervisor: 'A supervisor decided so',
  counter_allegation: 'They work with somebody else, who is to be kept apart',
});
export type ExclusionReason = Code<typeof exclusionReasons>;

/** Why a record is for named people alone. */
export const sealReasons = codelist({
  perpetrator_works_here: 'The perpetrator, or someone close to them, works here',
  perpetrator_in_a_partner: 'The perpetrator works for the police or another partner',
  well_known: 'The client or the perpetrator is widely known',
  threat_to_life: 'There is a threat to life',
  other: 'Another reason',
});
export type SealReason = Code<typeof sealReasons>;

/** Why a case of another team is opened in an emergency. */
export const emergencyReasons = codelist({
  danger_now: 'Somebody is in danger now',
  client_in_contact: 'The client is in contact, and nobody of their team can be reached',
  cover: 'Covering for the team of the case',
  other: 'Another reason',
});
export type EmergencyReason = Code<typeof emergencyReasons>;

export const emergencyDecisions = codelist({
  justified: 'It was justified',
  not_justified: 'It was not justified',
});
export type EmergencyDecision = Code<typeof emergencyDecisions>;
