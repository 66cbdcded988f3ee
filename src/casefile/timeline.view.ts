import { allocationEvents } from '../allocation/cover.view.js';
import { caseEvents, timelineView } from '../cases/case.view.js';
import type { TimelineRow } from '../cases/case.queries.js';

/** What each feature's acts are called in the story of a case. */
const words: Readonly<Record<string, string>> = {
  ...caseEvents,
  ...allocationEvents,
  'glass.broken': 'Opened in an emergency by someone of another team',
  'danger.begun': 'Immediate danger',
  'danger.police': 'In danger: 999',
  'danger.lead': 'In danger: on-call lead',
  'danger.agreed': 'In danger: what was agreed',
  'danger.whereabouts': 'In danger: where the person is',
  'danger.escalated': 'In danger: went up, since something stayed undone',
  'danger.ended': 'Danger found to be over',
  'seal.made': 'Sealed for named people',
  'seal.lifted': 'Seal lifted',
  'assessment.begun': 'Risk assessment begun',
  'assessment.changed': 'Draft assessment changed',
  'assessment.submitted': 'Risk assessment submitted',
  'assessment.agreed': 'Risk assessment agreed by a supervisor',
  'assessment.amended': 'Risk band amended by a supervisor',
  'assessment.returned': 'Risk assessment returned to be done again',
  'review.brought_forward': 'Risk review brought forward',
  'review.due_already': 'Risk review due already',
  'order.applied_for': 'Order applied for',
  'order.interim_made': 'Interim order made',
  'order.made': 'Full order made',
  'order.refused': 'Application refused',
  'order.withdrawn': 'Application withdrawn',
  'order.served': 'Order served',
  'order.notified': 'Name and address given to the police',
  'order.varied': 'Order varied',
  'order.ended': 'Order ended',
  'order.term_added': 'Condition added',
  'order.term_varied': 'Condition reworded',
  'order.term_removed': 'Condition taken out',
  'task.made': 'Asked for something to be done',
  'task.done': 'What was asked for was done',
  'share.made': 'Shared with an agency',
  'share.revoked': 'Asked back from an agency',
  'share.ended': 'What an agency has is no longer to be kept or used',
  'share_override.made': 'Somebody answers for sharing without consent',
  'share_override.judged': 'Sharing without consent judged',
  'panel_referral.made': 'Referred to a MARAC or a stalking panel',
  'panel_referral.recorded': 'Referred to a MARAC or a stalking panel by another agency',
  'panel_referral.meeting_set': 'Day a panel meets set',
  'panel_action.agreed': 'Action of a panel agreed',
  'panel_action.done': 'Action of a panel done',
  'breach.recorded': 'Breach recorded',
  'breach.named': 'Condition breached was named',
  'breach.dismissed': 'Found not to be a breach',
  'breach.reported': 'Breach reported to the police',
  'breach.crime_recorded': 'Police told whether a crime was recorded',
  'breach.court_result_set': 'Court’s result of the breach set',
  'breach.outcome_set': 'Outcome of the breach set',
};

/** Events as a story, newest first. */
export function story(rows: readonly TimelineRow[]) {
  return rows.map((row) => timelineView(row, words));
}
