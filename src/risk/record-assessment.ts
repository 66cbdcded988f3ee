import type { EntityManager } from 'typeorm';
import { Case } from '../cases/case.entity.js';
import type { RiskBand } from '../codes/risk-band.codes.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { londonDate } from '../kernel/plain-date.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { inserted } from '../platform/database/inserted.js';
import { insertSealed, updateSealed } from '../platform/sealing/sealing.js';
import { Assessment } from './assessment.entity.js';
import { correctionOf, instrumentOf, narrativeOf } from './assessment.queries.js';
import { assessmentNarrative } from './assessment.sealed.js';
import { checkAnswers, checkCorrects, submission } from './assessment.rules.js';
import { definitionFrom } from './instrument-check.rules.js';
import type { Answers } from './instrument.rules.js';
import type { Opened } from './open-assessment.js';
import { nextReviewOn } from './review-cadence.rules.js';
import type { Mode } from './risk.codes.js';

/** What an author puts down. What is undefined is not there. */
export interface AssessmentGiven {
  readonly mode: Mode;
  readonly answers: Answers;
  readonly professionalBand?: RiskBand;
  readonly rationale?: string;
  readonly clientView?: string;
}

export interface AssessmentBegun extends AssessmentGiven {
  readonly instrumentId: string;
  readonly correctsId?: string;
}

/** Begins a draft in a case that is held. @throws NotFound, RuleBroken `instrument-retired`, `corrected-already` and those of its rules */
export async function beginAssessment(
  tx: EntityManager,
  { kase, now }: { readonly kase: Case; readonly now: Date },
  { instrumentId, correctsId, ...given }: AssessmentBegun,
): Promise<Opened> {
  const instrument = await instrumentOf(tx, instrumentId);
  if (instrument.retiredOn !== null && instrument.retiredOn <= londonDate(now)) {
    throw new RuleBroken(
      'instrument-retired',
      'This instrument is no longer begun with. Choose one that is in use.',
    );
  }
  checkAnswers(definitionFrom(instrument.definition), given.answers);
  if (correctsId !== undefined) await checkCorrection(tx, correctsId, kase);

  const { mode, answers, professionalBand = null } = given;
  const values = {
    caseId: kase.id,
    instrumentId,
    correctsId: correctsId ?? null,
    mode,
    answers,
    professionalBand,
  };
  const id = await inserted(tx, Assessment, { ...values, begunAt: now });
  await insertSealed(tx, { of: assessmentNarrative, row: id, keyId: kase.id }, wordsOf(given));
  await addHistory(tx, { did: 'assessment.begun', to: id, in: kase.id });
  return { assessment: await tx.findOneByOrFail(Assessment, { id }), kase };
}

async function checkCorrection(tx: EntityManager, correctsId: string, kase: Case): Promise<void> {
  const returned = await tx.findOneBy(Assessment, { id: correctsId });
  if (!returned) throw new NotFound();
  checkCorrects(returned, kase.id);
  if ((await correctionOf(tx, correctsId)) === null) return;
  throw new RuleBroken(
    'corrected-already',
    'A correction of this assessment has been begun. Go on with that one.',
  );
}

/** Keeps a draft as it now stands. @throws Stale, RuleBroken `assessment-locked`, `answers-another-instrument` */
export async function changeAssessment(
  tx: EntityManager,
  { assessment, kase }: Opened,
  { version, ...given }: AssessmentGiven & { readonly version: number },
): Promise<Opened> {
  if (assessment.state !== 'draft') {
    throw new RuleBroken(
      'assessment-locked',
      'This assessment was submitted, so it is locked. Begin a new one to change what it says.',
    );
  }
  const instrument = await instrumentOf(tx, assessment.instrumentId);
  checkAnswers(definitionFrom(instrument.definition), given.answers);
  const { mode, answers, professionalBand = null } = given;
  await guardedUpdate(tx, [Assessment, { id: assessment.id, version }], { mode, answers, professionalBand });
  await updateSealed(tx, { of: assessmentNarrative, row: assessment.id, keyId: kase.id }, wordsOf(given));
  await addHistory(tx, { did: 'assessment.changed', to: assessment.id, in: kase.id });
  return { assessment: await tx.findOneByOrFail(Assessment, { id: assessment.id }), kase };
}

/** Submits a draft: it is locked, and its case takes its band and the day of its next review. @throws as `submission`; Stale */
export async function submitAssessment(
  tx: EntityManager,
  { assessment, kase }: Opened,
  now: Date,
): Promise<void> {
  const instrument = await instrumentOf(tx, assessment.instrumentId);
  const { rationale } = await narrativeOf(tx, assessment.id);
  const { state, answers, professionalBand } = assessment;
  const draft = { state, answers, professionalBand, rationale };
  const fixed = submission(definitionFrom(instrument.definition), draft, londonDate(now));
  await guardedUpdate(tx, [Assessment, assessment], { ...fixed, submittedAt: now });
  const reviewDueOn = nextReviewOn({ band: fixed.finalBand, on: fixed.submittedOn });
  await guardedUpdate(tx, [Case, kase], { riskBand: fixed.finalBand, reviewDueOn });
  await addHistory(tx, { did: 'assessment.submitted', to: assessment.id, in: kase.id });
}

function wordsOf({
  rationale = null,
  clientView = null,
}: {
  rationale?: string | null;
  clientView?: string | null;
}) {
  return { rationale, client_view: clientView };
}
