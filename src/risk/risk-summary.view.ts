import { isCode } from '../kernel/codelist.js';
import { riskBands } from '../codes/risk-band.codes.js';
import type { Actor } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import type { AssessmentLine } from './assessment.queries.js';
import { bandTag, stateTag } from './band.view.js';
import { dueInWords, isOverdue } from './review-cadence.rules.js';
import { risk } from './risk.policy.js';

/** What the risk part of a case's page needs of the case. */
export interface RiskStanding {
  readonly id: string;
  readonly advocateId: string;
  readonly closedOn: PlainDate | null;
  readonly riskBand: string | null;
  readonly reviewDueOn: PlainDate | null;
}

/** The risk part of a case's page: the band it is worked at, the next review, and its assessments, newest first. */
export function riskSummary(
  kase: RiskStanding,
  lines: readonly AssessmentLine[],
  { actor, today }: { actor: Actor; today: PlainDate },
) {
  const latest = lines.find(({ state }) => state !== 'draft');
  return {
    caseId: kase.id,
    band: isCode(riskBands, kase.riskBand) ? bandTag(kase.riskBand) : null,
    due: kase.reviewDueOn && {
      on: kase.reviewDueOn,
      inWords: dueInWords(kase.reviewDueOn, today),
      isOverdue: isOverdue(kase.reviewDueOn, today),
    },
    rows: lines.map((line) => ({
      ...line,
      state: stateTag(line.state),
      band: line.finalBand && bandTag(line.finalBand),
    })),
    toCorrect: latest?.state === 'returned' && latest.correctedById === null ? latest.id : null,
    canAssess: may(actor, risk.assess, kase),
  };
}
