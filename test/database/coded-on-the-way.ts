import type { Codelist } from '../../src/kernel/codelist.js';
import {
  batchFindings,
  batchSources,
  batchStates,
  sheetEncodings,
  sheetSeparators,
} from '../../src/intake/batch.codes.js';
import { safeties } from '../../src/parties/contact.codes.js';
import {
  outgoingKinds,
  outgoingMessages,
  outgoingStates,
  stopReasons,
} from '../../src/sending/outgoing.codes.js';
import { panelCriteria, repeatAnswers, repeatFindings } from '../../src/sharing/panel.codes.js';
import { dangerDecisions, dangerSteps, stepStandings } from '../../src/safeguards/danger.codes.js';
import {
  overrideBases,
  overrideDecisions,
  shareableItems,
  shareEndings,
  shareWays,
} from '../../src/sharing/share.codes.js';

/** Of what comes in, what goes out, and what is done in danger: see coded-columns.ts. */
export const codedOnTheWay: Readonly<Record<string, Codelist>> = {
  'share.items': shareableItems,
  'share.way': shareWays,
  'share.ended_because': shareEndings,
  'share_override.basis': overrideBases,
  'share_override.decision': overrideDecisions,
  'panel_referral.criteria': panelCriteria,
  'panel_referral.repeat_found': repeatFindings,
  'panel_referral.repeat_said': repeatAnswers,
  'danger.decision': dangerDecisions,
  'danger_step.step': dangerSteps,
  'danger_step.standing': stepStandings,
  'danger_step.safe': safeties,
  'outgoing.kind': outgoingKinds,
  'outgoing.message': outgoingMessages,
  'outgoing.state': outgoingStates,
  'outgoing.stopped_because': stopReasons,
  'referral_batch.source': batchSources,
  'referral_batch.encoding': sheetEncodings,
  'referral_batch.separator': sheetSeparators,
  'referral_batch.state': batchStates,
  'referral_batch_row.finding': batchFindings,
};
