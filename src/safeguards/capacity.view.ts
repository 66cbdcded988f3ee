import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { capacityFindings, capacityOutcomes, considered } from './capacity.codes.js';
import type { CapacityConcern } from './capacity.queries.js';

/** A concern about capacity as its case shows it. The day it is to be followed up is inclusive. */
export function capacityView(concern: CapacityConcern, today: PlainDate) {
  const { id, decision, helpGiven, bestInterests, cameOfIt, recordedBy, version } = concern;
  const { followedUpOn, followUpOn, outcome } = concern;
  const due = inWords(followUpOn, 'weekday');
  return {
    ...{ id, decision, helpGiven, bestInterests, cameOfIt, recordedBy, version },
    assessed: inWords(concern.assessedOn),
    impairment: labelOf(considered, concern.impairment),
    understand: labelOf(considered, concern.understand),
    retain: labelOf(considered, concern.retain),
    weigh: labelOf(considered, concern.weigh),
    communicate: labelOf(considered, concern.communicate),
    finding: labelOf(capacityFindings, concern.finding),
    outcome: outcome === null ? null : labelOf(capacityOutcomes, outcome),
    overdue: followedUpOn === null && followUpOn < today,
    when:
      followedUpOn === null ? `To be looked at again by ${due}` : `Followed up on ${inWords(followedUpOn)}`,
  };
}
