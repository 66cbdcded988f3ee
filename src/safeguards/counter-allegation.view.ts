import { labelOf } from '../kernel/codelist.js';
import { inWords, londonDate } from '../kernel/plain-date.js';
import { considerations, counterOutcomes, foundBy, pointsTo } from './counter-allegation.codes.js';
import type { CounterAllegation, CounterDecision } from './counter-allegation.queries.js';

/** Two who both say they are the victim, as their supervisor sees them. */
export function counterView({ id, version, earlier, later, outcome, ...found }: CounterAllegation) {
  return {
    ...{ id, version, earlier, later },
    foundBy: labelOf(foundBy, found.foundBy),
    found: inWords(londonDate(found.foundAt)),
    outcome: outcome === null ? null : labelOf(counterOutcomes, outcome),
    seesBoth: earlier.length > 0 && later.length > 0,
  };
}

export function counterDecisionView({
  outcome,
  decidedBy,
  decidedAt,
  account,
  reason,
  ...said
}: CounterDecision) {
  return {
    ...{ decidedBy, account, reason },
    outcome: labelOf(counterOutcomes, outcome),
    decided: inWords(londonDate(decidedAt)),
    considered: considerations.map(({ code, label }) => ({
      question: label,
      answer: labelOf(pointsTo, said.considerations[code]),
    })),
  };
}
