import type { Case } from '../cases/case.entity.js';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { concernOutcomes, concernSubjects } from './concern.codes.js';
import { concerns } from './concern.policy.js';
import type { Concern } from './concern.queries.js';
import { overrideBases } from '../parties/consent.codes.js';

/** A concern as its case shows it. The day it is to be followed up is inclusive: due on 3 March it is overdue from 4 March. */
export function concernView(concern: Concern, today: PlainDate) {
  const { id, agency, toWhom, why, recordedBy, version, cameOfIt, overrideBasis } = concern;
  const { followedUpOn, followUpOn, outcome } = concern;
  const due = inWords(followUpOn, 'weekday');
  return {
    ...{ id, agency, toWhom, why, recordedBy, version, cameOfIt },
    about: labelOf(concernSubjects, concern.about),
    raised: inWords(concern.raisedOn),
    basis: overrideBasis === null ? 'The client consented' : labelOf(overrideBases, overrideBasis),
    outcome: outcome === null ? null : labelOf(concernOutcomes, outcome),
    overdue: followedUpOn === null && followUpOn < today,
    when: followedUpOn === null ? `To be followed up by ${due}` : `Followed up on ${inWords(followedUpOn)}`,
  };
}

/** What this person may do about the concerns of the case. */
export function concernActs(actor: Person, kase: Case) {
  return { mayRaise: may(actor, concerns.raise, kase), mayFollowUp: may(actor, concerns.followUp, kase) };
}
