import { codedOnTheWay } from './coded-on-the-way.js';
import { identifierKinds, platforms } from '../../src/parties/identifier.codes.js';
import { likenessVerdicts } from '../../src/parties/likeness.codes.js';
import { anomalyKinds } from '../../src/audit/anomaly.codes.js';
import { attemptChannels, contactOutcomes } from '../../src/cases/attempt.codes.js';
import { closureReasons, noteKinds } from '../../src/cases/case.codes.js';
import { cyberElements, cyberTypes } from '../../src/codes/behaviour.codes.js';
import { sexes } from '../../src/codes/demographics.codes.js';
import { policeAreas } from '../../src/codes/police-area.codes.js';
import { relationships } from '../../src/codes/relationship.codes.js';
import { riskBands } from '../../src/codes/risk-band.codes.js';
import { unknownReasons } from '../../src/codes/unknown-reason.codes.js';
import { holdings, requestStates } from '../../src/foi/foi.codes.js';
import { keyScopes, roles } from '../../src/kernel/actor.js';
import { auditResults } from '../../src/platform/audit/audit.codes.js';
import type { Codelist } from '../../src/kernel/codelist.js';
import {
  addressKinds,
  formerAnswers,
  openingForms,
  openingReasons,
} from '../../src/parties/address.codes.js';
import { agencyKinds } from '../../src/parties/agency.codes.js';
import { consentPurposes, consentValues, consentWays } from '../../src/parties/consent.codes.js';
import { channels, safeties } from '../../src/parties/contact.codes.js';
import { conflictFindings, conflictRelations } from '../../src/people/conflict.codes.js';
import { eligibilities, hoursCounted, targetMeasures } from '../../src/people/contract.codes.js';
import { countedBy, helplineChannels, whyNotCounted } from '../../src/helpline/helpline.codes.js';
import { dayOpenings } from '../../src/referrals/opening.codes.js';
import { organisationKinds } from '../../src/people/organisation.codes.js';
import { proposalDecisions, staffActs } from '../../src/people/proposal.codes.js';
import { notices, secondFactors } from '../../src/people/second-factor.codes.js';
import { staffStates } from '../../src/people/staff.codes.js';
import {
  breachOutcomes,
  breachStates,
  courtResults,
  crimeRecordings,
  notReportedReasons,
} from '../../src/orders/breach.codes.js';
import { measures } from '../../src/orders/measure.codes.js';
import {
  orderActs,
  orderEndings,
  orderKinds,
  orderStates,
  stepReasons,
  termKinds,
  yesNo,
} from '../../src/orders/order.codes.js';
import { erasureDecisions, erasureReasons } from '../../src/retention/erasure.codes.js';
import {
  policeRecordings,
  referralSources,
  reportedToPolice,
  publicForms,
} from '../../src/referrals/referral.codes.js';
import {
  amendmentReasons,
  declineReasons,
  referralStates,
  triageDecisions,
  pauseReasons,
} from '../../src/referrals/triage.codes.js';
import { assessmentStates, modes, toolBands } from '../../src/risk/risk.codes.js';
import {
  emergencyDecisions,
  emergencyReasons,
  exclusionReasons,
  sealReasons,
} from '../../src/safeguards/safeguard.codes.js';
import { audiences, derivedKinds } from '../../src/tasks/task.codes.js';
import { reviewDecisions } from '../../src/supervision/review.codes.js';

/** Every column whose CHECK is a list of codes, and the codelist it must equal. A new one is a line here. */
export const codedColumns: Readonly<Record<string, Codelist>> = {
  ...codedOnTheWay,
  'task_rule.kind': derivedKinds,
  'task_rule.for_whom': audiences,
  'organisation.kind': organisationKinds,
  'organisation_area.police_area': policeAreas,
  'staff.role': roles,
  'staff.state': staffStates,
  'session.method': secondFactors,
  'sign_in_notice.what': notices,
  'sign_in_policy.passkey_roles': roles,
  'staff_proposal.act': staffActs,
  'staff_proposal.role': roles,
  'staff_proposal.decision': proposalDecisions,
  'service_key.scope': keyScopes,
  'contract.eligibility': eligibilities,
  'contract_area.police_area': policeAreas,
  'contract_target.measure': targetMeasures,
  'contract_target.counted_in': hoursCounted,
  'contract_target.risk_band': riskBands,
  'opening_day.opens': dayOpenings,
  'helpline_count.channel': helplineChannels,
  'helpline_count.counted_by': countedBy,
  'helpline_count.why_unknown': whyNotCounted,
  'client.sex': sexes,
  'client.sex_unknown_reason': unknownReasons,
  'identifier.kind': identifierKinds,
  'identifier.platform': platforms,
  'likeness.verdict': likenessVerdicts,
  'address.kind': addressKinds,
  'address.refuge': safeties,
  'address.former': formerAnswers,
  'address_opening.why': openingReasons,
  'address_opening.shown_on': openingForms,
  'agency.kind': agencyKinds,
  'contact_method.channel': channels,
  'contact_method.safe': safeties,
  'contact_method.voicemail_safe': safeties,
  'contact_method.device_watched': safeties,
  'contact_method.withheld_number': safeties,
  'contact_method_version.safe': safeties,
  'contact_method_version.voicemail_safe': safeties,
  'contact_method_version.device_watched': safeties,
  'contact_method_version.withheld_number': safeties,
  'consent.purpose': consentPurposes,
  'consent.value': consentValues,
  'consent.how': consentWays,
  'case_file.police_area': policeAreas,
  'case_file.relationship': relationships,
  'case_file.relationship_unknown_reason': unknownReasons,
  'case_file.cyber_element': cyberElements,
  'case_file.cyber_unknown_reason': unknownReasons,
  'case_file.age_unknown_reason': unknownReasons,
  'case_file.closure_reason': closureReasons,
  'case_cyber_type.cyber_type': cyberTypes,
  'contact_attempt.channel': attemptChannels,
  'contact_attempt.outcome': contactOutcomes,
  'case_note.kind': noteKinds,
  'intake_area.police_area': policeAreas,
  'intake_desk.forms': publicForms,
  'referral_sender.form': publicForms,
  'referral.police_area': policeAreas,
  'referral.relationship': relationships,
  'referral.relationship_unknown_reason': unknownReasons,
  'referral.cyber_element': cyberElements,
  'referral.cyber_unknown_reason': unknownReasons,
  'referral.age_unknown_reason': unknownReasons,
  'referral.source': referralSources,
  'referral.source_unknown_reason': unknownReasons,
  'referral.reported_to_police': reportedToPolice,
  'referral.reported_unknown_reason': unknownReasons,
  'referral.police_recorded_as': policeRecordings,
  'referral.state': referralStates,
  'referral.decision': triageDecisions,
  'referral.decision_reason': declineReasons,
  'referral_pause.why': pauseReasons,
  'referral_amendment.why': amendmentReasons,
  'referral_amendment.decision': triageDecisions,
  'referral_amendment.decision_reason': declineReasons,
  'referral_cyber_type.cyber_type': cyberTypes,
  'protection_order.measure': measures,
  'protection_order.state': orderStates,
  'protection_order.ending': orderEndings,
  'order_step.act': orderActs,
  'order_step.reason': stepReasons,
  'order_step.kind': orderKinds,
  'order_term.kind': termKinds,
  'breach.state': breachStates,
  'breach.reported_to_police': yesNo,
  'breach.not_reported_reason': notReportedReasons,
  'breach.recorded_as_crime': crimeRecordings,
  'breach.outcome': breachOutcomes,
  'breach.court_result': courtResults,
  'case_file.risk_band': riskBands,
  'assessment.state': assessmentStates,
  'assessment.mode': modes,
  'assessment.tool_band': toolBands,
  'assessment.professional_band': riskBands,
  'assessment.final_band': riskBands,
  'review.decision': reviewDecisions,
  'review.band': riskBands,
  'declared_conflict.relation': conflictRelations,
  'conflict_token.how': conflictFindings,
  'exclusion.why': exclusionReasons,
  'seal.why': sealReasons,
  'broken_glass.why': emergencyReasons,
  'broken_glass.decision': emergencyDecisions,
  'erasure.why': erasureReasons,
  'erasure.decision': erasureDecisions,
  'foi_request.state': requestStates,
  'foi_search.finding': holdings,
  'entry.result': auditResults,
  'anomaly.kind': anomalyKinds,
};

/** Columns whose CHECK lists what no list of the program's names: the database's own words. */
export const databaseWords: readonly string[] = [
  'data_key.opens',
  'factor_challenge.purpose',
  'identity_token.kind',
  'likeness.judged_on',
  'own_detail.kind',
];
