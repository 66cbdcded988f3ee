import type { RiskBand } from '../codes/risk-band.codes.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { step, type Steps } from '../kernel/steps.js';
import {
  checkJudgement,
  finalBand,
  needsRationale,
  rationaleMissing,
  shortestRationale,
  toolBand,
} from './band.rules.js';
import { areItsOwn, itemsOf, unanswered, type Answers, type Definition } from './instrument.rules.js';
import type { AssessmentState, ToolBand } from './risk.codes.js';

export type AssessmentAct = 'submit' | 'agree' | 'amend' | 'return';

/** Once submitted an assessment is locked; once reviewed it is done with. One returned is corrected by a new one. */
export const assessmentSteps = {
  draft: { submit: 'submitted' },
  submitted: { agree: 'agreed', amend: 'amended', return: 'returned' },
  agreed: {},
  amended: {},
  returned: {},
} as const satisfies Steps<AssessmentState, AssessmentAct>;

const steps: Steps<AssessmentState, AssessmentAct> = assessmentSteps;

/** What an author has put down so far. Null where nothing yet. */
export interface Draft {
  readonly answers: Answers;
  readonly professionalBand: RiskBand | null;
  readonly rationale: string | null;
}

/** What submission fixes. */
export interface Submission {
  readonly state: AssessmentState;
  readonly toolBand: ToolBand;
  readonly professionalBand: RiskBand;
  readonly finalBand: RiskBand;
  readonly submittedOn: PlainDate;
}

/**
 * The submission of a draft: every question has an answer, a professional band is given, and it is reasoned where it
 * differs from the instrument's.
 * @throws RuleBroken `impossible-step`, `answers-another-instrument`, `question-without-answer`,
 *   `no-professional-band`, `band-differs-without-rationale`
 */
export function submission(
  definition: Definition,
  draft: Draft & { readonly state: AssessmentState },
  today: PlainDate,
): Submission {
  const state = step(steps, draft.state, 'submit');
  checkAnswers(definition, draft.answers);
  const missing = unanswered(definition, draft.answers).length;
  if (missing > 0) {
    throw new RuleBroken(
      'question-without-answer',
      `Answer every question: ${String(missing)} without an answer`,
    );
  }
  const { professionalBand: professional, rationale } = draft;
  if (!professional) throw new RuleBroken('no-professional-band', bandMissing);
  const tool = toolBand(definition, draft.answers);
  checkJudgement({ tool, professional, rationale });
  return {
    state,
    toolBand: tool,
    professionalBand: professional,
    finalBand: finalBand(professional, null),
    submittedOn: today,
  };
}

/**
 * Lets answers be kept.
 * @throws RuleBroken `answers-another-instrument` where one is to no question of this instrument.
 */
export function checkAnswers(definition: Definition, answers: Answers): void {
  if (areItsOwn(definition, answers)) return;
  throw new RuleBroken(
    'answers-another-instrument',
    'There is an answer to a question that this instrument does not have. Load the page again.',
  );
}

/** What still keeps a draft from being submitted, by the field to mend: the same conditions as `submission`. */
export function lacking(definition: Definition, draft: Draft): Record<string, string> {
  const numbers = new Map(itemsOf(definition).map(({ code }, index) => [code, String(index + 1)]));
  const questions = unanswered(definition, draft.answers).map(
    ({ code }) =>
      [fieldOf(code), `Question ${numbers.get(code) ?? ''}: choose an answer, or “Not asked”`] as const,
  );
  return { ...Object.fromEntries(questions), ...lackingBand(definition, draft) };
}

/** The name of the form's field for a question. */
export function fieldOf(code: string): string {
  return `answers.${code}`;
}

function lackingBand(definition: Definition, draft: Draft): Record<string, string> {
  if (!draft.professionalBand) return { professionalBand: bandMissing };
  const tool = toolBand(definition, draft.answers);
  const reasoned = (draft.rationale ?? '').trim().length >= shortestRationale;
  return reasoned || !needsRationale(tool, draft.professionalBand)
    ? {}
    : { rationale: rationaleMissing(tool) };
}

const bandMissing = 'Choose the band you judge the risk to be';

/**
 * Lets a new assessment correct another.
 * @throws RuleBroken `only-returned-is-corrected` where the other was not returned, or is of another case.
 */
export function checkCorrects(
  returned: { readonly state: AssessmentState; readonly caseId: string },
  caseId: string,
): void {
  if (returned.state === 'returned' && returned.caseId === caseId) return;
  throw new RuleBroken(
    'only-returned-is-corrected',
    'Only an assessment that a supervisor returned is corrected. Begin a new assessment instead.',
  );
}
