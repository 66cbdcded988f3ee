import type { Actor } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { hasRole, may } from '../kernel/policy.js';
import { erasureDecisions, erasureObstacles, erasureReasons } from './erasure.codes.js';
import { erasures } from './erasure.policy.js';
import type { Erasure } from './erasure.queries.js';

/** An erasure as its page shows it, with what this person may do about it. */
export function erasureView(erasure: Erasure, actor: Actor) {
  const { id, references, proposedBy, proposedAt, expiresAt, obstacle, waiting } = erasure;
  return {
    ...{ id, proposedBy, proposedAt, expiresAt },
    references: references.join(', '),
    why: labelOf(erasureReasons, erasure.why),
    standing: standingOf(erasure),
    canApprove: may(actor, erasures.approve, erasure),
    canRefuse: may(actor, erasures.refuse, erasure),
    obstacle:
      hasRole(actor, erasures.approve) && waiting && obstacle !== null
        ? labelOf(erasureObstacles, obstacle)
        : null,
  };
}

function standingOf({ decision, decidedBy, waiting }: Erasure): string {
  if (decision !== null) return `${labelOf(erasureDecisions, decision)}, by ${decidedBy ?? 'nobody'}`;
  return waiting ? 'Waiting for approval' : 'Lapsed: nobody decided it within 7 days';
}
