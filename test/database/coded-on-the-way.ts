import { abilities } from '../../src/allocation/ability.codes.js';
import { absenceReasons, overrideReasons } from '../../src/allocation/allocation.codes.js';
import {
  complainants,
  complaintOutcomes,
  complaintSteps,
  complaintSubjects,
  strikeReasons,
} from '../../src/people/complaint.codes.js';
import {
  contractChanges,
  eligibilities,
  hoursCounted,
  posts,
  targetMeasures,
} from '../../src/people/contract.codes.js';
import { proposalDecisions } from '../../src/people/proposal.codes.js';
import { riskBands } from '../../src/codes/risk-band.codes.js';
import { counterOutcomes, foundBy } from '../../src/safeguards/counter-allegation.codes.js';
import { capacityFindings, capacityOutcomes, considered } from '../../src/safeguards/capacity.codes.js';
import { concernOutcomes, concernSubjects } from '../../src/sharing/concern.codes.js';
import {
  childContacts,
  households,
  relatedChanges,
  relatedKinds,
  relations,
} from '../../src/parties/related.codes.js';
import type { Codelist } from '../../src/kernel/codelist.js';
import {
  batchFindings,
  batchSources,
  batchStates,
  sheetEncodings,
  sheetSeparators,
  undoingDecisions,
} from '../../src/intake/batch.codes.js';
import { safeties } from '../../src/parties/contact.codes.js';
import {
  outgoingKinds,
  outgoingMessages,
  outgoingStates,
  stopReasons,
} from '../../src/sending/outgoing.codes.js';
import { howChecked, noticeStates, noticeWays } from '../../src/sending/referrer.codes.js';
import { triageDecisions } from '../../src/referrals/triage.codes.js';
import { addressBases, copiedItems } from '../../src/sharing/copy.codes.js';
import { panelCriteria, repeatAnswers, repeatFindings } from '../../src/sharing/panel.codes.js';
import { dangerDecisions, dangerSteps, stepStandings } from '../../src/safeguards/danger.codes.js';
import { overrideBases } from '../../src/parties/consent.codes.js';
import { overrideDecisions, shareableItems, shareEndings, shareWays } from '../../src/sharing/share.codes.js';

/** Of what comes in, what goes out, who has it, and what is done in danger: see coded-columns.ts. */
export const codedOnTheWay: Readonly<Record<string, Codelist>> = {
  'absence.reason': absenceReasons,
  'allocation.override_reason': overrideReasons,
  'case_need.ability': abilities,
  'worker_ability.ability': abilities,
  'share.items': shareableItems,
  'share.way': shareWays,
  'share.ended_because': shareEndings,
  'referral.without_contact': overrideBases,
  'share_copy_item.item': [...copiedItems, { code: 'address', label: 'Where somebody is' }],
  'share_address.basis': addressBases,
  'share_override.basis': overrideBases,
  'share_override.decision': overrideDecisions,
  'panel_referral.criteria': panelCriteria,
  'panel_referral.repeat_found': repeatFindings,
  'panel_referral.repeat_said': repeatAnswers,
  'related_person.kind': relatedKinds,
  'conflict_token.around': relatedKinds,
  'related_person.relation': relations,
  'related_person.in_household': households,
  'related_person.contact': childContacts,
  'related_person_change.did': relatedChanges,
  'safeguarding_concern.about': concernSubjects,
  'safeguarding_concern.outcome': concernOutcomes,
  'capacity_concern.impairment': considered,
  'capacity_concern.understand': considered,
  'capacity_concern.retain': considered,
  'capacity_concern.weigh': considered,
  'capacity_concern.communicate': considered,
  'capacity_concern.finding': capacityFindings,
  'capacity_concern.outcome': capacityOutcomes,
  'counter_allegation.found_by': foundBy,
  'counter_allegation.outcome': counterOutcomes,
  'counter_allegation_decision.outcome': counterOutcomes,
  'danger.decision': dangerDecisions,
  'danger_step.step': dangerSteps,
  'danger_step.standing': stepStandings,
  'danger_step.safe': safeties,
  'contract_change.changes': contractChanges,
  'contract_change.eligibility': eligibilities,
  'contract_change.was_eligibility': eligibilities,
  'contract_change.measure': targetMeasures,
  'contract_change.risk_band': riskBands,
  'contract_change.counted_in': hoursCounted,
  'contract_change.was_counted_in': hoursCounted,
  'contract_change.decision': proposalDecisions,
  'contract_staffing.post': posts,
  'complaint.subject': complaintSubjects,
  'complaint.complainant': complainants,
  'complaint.struck_because': strikeReasons,
  'complaint_step.step': complaintSteps,
  'complaint_step.outcome': complaintOutcomes,
  'complaint_step.struck_because': strikeReasons,
  'referrer_notice.decision': triageDecisions,
  'referrer_notice.way': noticeWays,
  'referrer_notice.checked': howChecked,
  'referrer_notice.state': noticeStates,
  'outgoing.kind': outgoingKinds,
  'outgoing.message': outgoingMessages,
  'outgoing.state': outgoingStates,
  'outgoing.stopped_because': stopReasons,
  'referral_batch_undoing.decision': undoingDecisions,
  'referral_batch.source': batchSources,
  'referral_batch.encoding': sheetEncodings,
  'referral_batch.separator': sheetSeparators,
  'referral_batch.state': batchStates,
  'referral_batch_row.finding': batchFindings,
};
