import type { RiskBand } from '../codes/risk-band.codes.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { step, type Steps } from '../kernel/steps.js';
import { assessmentSteps, type AssessmentAct } from '../risk/assessment.rules.js';
import { bandToLookAt, finalBand } from '../risk/band.rules.js';
import { broughtForward, dueAfterAmending, firstLookDueOn, isOverdue } from '../risk/review-cadence.rules.js';
import type { AssessmentState, ToolBand } from '../risk/risk.codes.js';
import type { ReviewDecision } from './review.codes.js';

const steps: Steps<AssessmentState, AssessmentAct> = assessmentSteps;
const acts = { agreed: 'agree', amended: 'amend', returned: 'return' } as const satisfies Record<
  ReviewDecision,
  AssessmentAct
>;

/** An assessment as its reviewer finds it. */
export interface Reviewable {
  readonly state: AssessmentState;
  readonly authorId: string;
  readonly professionalBand: RiskBand | null;
}

/** What the reviewer decides. `band` counts only where it is amended. */
export interface Decision {
  readonly decision: ReviewDecision;
  readonly band: RiskBand | null;
  readonly reviewerId: string;
}

/** What a review fixes: the assessment's state and final band, and the reviewer's band where it was amended. */
export interface Outcome {
  readonly state: AssessmentState;
  readonly finalBand: RiskBand;
  readonly amendedTo: RiskBand | null;
}

/**
 * The outcome of a review, by someone other than the assessment's author.
 * @throws RuleBroken `reviewer-is-the-author`, `impossible-step` where it does not await review,
 *   `amended-without-band`, `amended-to-the-same-band`
 */
export function outcomeOf(assessment: Reviewable, { decision, band, reviewerId }: Decision): Outcome {
  if (assessment.authorId === reviewerId) {
    throw new RuleBroken(
      'reviewer-is-the-author',
      'You wrote this assessment, so another supervisor has to review it',
    );
  }
  const state = step(steps, assessment.state, acts[decision]);
  const professional = assessment.professionalBand;
  if (!professional) throw new Error('A submitted assessment has a professional band');
  if (decision !== 'amended') return { state, finalBand: professional, amendedTo: null };
  if (!band) throw new RuleBroken('amended-without-band', 'Choose the band you amend it to');
  if (band === professional) {
    throw new RuleBroken(
      'amended-to-the-same-band',
      'That is the band the author gave. Choose another, or agree with it',
    );
  }
  return { state, finalBand: finalBand(professional, band), amendedTo: band };
}

/** A case and the assessment reviewed in it, when it is the last one submitted there. */
export interface ReviewedCase {
  readonly reviewDueOn: PlainDate | null;
  readonly professionalBand: RiskBand;
  readonly submittedOn: PlainDate;
}

/**
 * The case's next review after its last assessment was reviewed: as it stands where agreed, by the new band where
 * amended, by the next working day where returned, since the case is then without a sound assessment. Never later than
 * something such as a breach had brought it forward to.
 */
export function dueAfterReview(kase: ReviewedCase, outcome: Outcome, today: PlainDate): PlainDate | null {
  if (outcome.state === 'returned') return broughtForward(kase.reviewDueOn, today);
  if (!outcome.amendedTo) return kase.reviewDueOn;
  return dueAfterAmending(kase.reviewDueOn, {
    from: kase.professionalBand,
    to: outcome.amendedTo,
    on: kase.submittedOn,
  });
}

/** An assessment that waits for its supervisor. */
export interface Awaiting {
  readonly toolBand: ToolBand;
  readonly professionalBand: RiskBand;
  readonly submittedOn: PlainDate;
}

/** The last day for the supervisor's first look, inclusive; high where either the answers or the author say high. */
export function lookDueOn({ toolBand, professionalBand, submittedOn }: Awaiting): PlainDate {
  return firstLookDueOn({ band: bandToLookAt(toolBand, professionalBand), on: submittedOn });
}

/** Those whose last day has passed on a day. What is due on the day itself is not overdue. */
export function overdue<T extends { readonly dueOn: PlainDate }>(things: readonly T[], day: PlainDate): T[] {
  return things.filter(({ dueOn }) => isOverdue(dueOn, day));
}
