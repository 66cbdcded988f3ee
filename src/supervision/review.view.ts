import { riskBands } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { RawForm } from '../platform/http/form.js';
import { assessmentPage } from '../risk/assessment.view.js';
import { bandTag } from '../risk/band.view.js';
import { dueInWords, isOverdue } from '../risk/review-cadence.rules.js';
import type { AssessmentFacts } from '../risk/risk.service.js';
import { reviewDecisions } from './review.codes.js';
import { lookDueOn, overdue } from './review.rules.js';
import type { Awaited } from './supervision.service.js';

/** The assessments that await review, with the day each is due to be looked at. */
export function awaitingPage({ paged, today }: Awaited, { userId }: Person) {
  const rows = paged.rows.map((line) => {
    const dueOn = lookDueOn(line);
    return {
      ...line,
      tool: bandTag(line.toolBand),
      professional: bandTag(line.professionalBand),
      isOwn: line.authorId === userId,
      dueOn,
      due: dueOf(dueOn, today),
    };
  });
  return {
    paged: { ...paged, rows },
    overdueHere: overdue(rows, today).length,
  };
}

/** The assessment and the form beneath it on which a supervisor decides. */
export function reviewPage(facts: AssessmentFacts, actor: Person, form: RawForm) {
  return { ...assessmentPage(facts, actor), form, decisions: reviewDecisions, bands: riskBands };
}

function dueOf(dueOn: PlainDate, today: PlainDate) {
  return { on: dueOn, inWords: dueInWords(dueOn, today), isOverdue: isOverdue(dueOn, today) };
}
