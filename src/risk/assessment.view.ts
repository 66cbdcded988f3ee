import type { Actor } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { may } from '../kernel/policy.js';
import { bandTag, resultOf, stateTag } from './band.view.js';
import { definitionFrom } from './instrument-check.rules.js';
import { itemsOf, type Answers, type Definition } from './instrument.rules.js';
import { answerCodes, modes } from './risk.codes.js';
import { assessments, risk, scopeOf } from './risk.policy.js';
import type { AssessmentFacts } from './risk.service.js';

/** An assessment as its page shows it, always with the edition of the instrument it was made with. */
export function assessmentPage(facts: AssessmentFacts, actor: Actor) {
  const { assessment, kase, instrument, narrative, author } = facts;
  const definition = definitionFrom(instrument.definition);
  return {
    id: assessment.id,
    kase: { id: kase.id, reference: kase.reference },
    instrument: { title: instrument.title, edition: instrument.edition, licence: instrument.licenceNote },
    state: stateTag(assessment.state),
    isDraft: assessment.state === 'draft',
    author,
    mode: labelOf(modes, assessment.mode),
    begunAt: assessment.begunAt,
    submittedAt: assessment.submittedAt,
    result: resultOf(definition, assessment.answers),
    professional: assessment.professionalBand && bandTag(assessment.professionalBand),
    final: assessment.finalBand && bandTag(assessment.finalBand),
    ...narrative,
    sections: sectionsOf(definition, assessment.answers),
    review: reviewed(facts),
    correctsId: assessment.correctsId,
    ...buttons(facts, actor),
  };
}

function sectionsOf(definition: Definition, answers: Answers) {
  const codes = itemsOf(definition).map(({ code }) => code);
  return definition.sections.map(({ title, items }) => ({
    title,
    rows: items.map(({ code, question, countsWhen }) => {
      const answer = answers[code];
      return {
        number: codes.indexOf(code) + 1,
        question,
        answer: answer === undefined ? 'No answer yet' : labelOf(answerCodes, answer),
        counts: answer !== undefined && answer === countsWhen,
      };
    }),
  }));
}

function reviewed({ review }: AssessmentFacts) {
  return (
    review && {
      ...review,
      decided: stateTag(review.decision),
      amendedTo: review.band && bandTag(review.band),
    }
  );
}

/** What this person may do with it next: the same permissions that the acts themselves ask about. */
function buttons(facts: AssessmentFacts, actor: Actor) {
  const { assessment, kase, correctedById } = facts;
  const scope = scopeOf(facts);
  const isOwn = assessment.authorId === actor.userId;
  const awaits = assessment.state === 'submitted' && may(actor, assessments.review, scope);
  const returned = assessment.state === 'returned';
  return {
    canGoOn: assessment.state === 'draft' && may(actor, assessments.change, scope),
    canReview: awaits && !isOwn,
    isOwnToReview: awaits && isOwn,
    canCorrect: returned && correctedById === null && may(actor, risk.assess, kase),
    correctedById,
  };
}
