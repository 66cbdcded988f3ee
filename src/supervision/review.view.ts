import { isCode } from '../kernel/codelist.js';
import { riskBands } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { RawForm } from '../platform/http/form.js';
import { assessmentPage } from '../risk/assessment.view.js';
import { bandTag } from '../risk/band.view.js';
import { dueInWords, isOverdue } from '../risk/review-cadence.rules.js';
import type { AssessmentFacts } from '../risk/risk.service.js';
import { reviewDecisions } from './review.codes.js';
import type { AwaitingLine, OverdueCase } from './review.queries.js';
import { lookDueOn, overdue } from './review.rules.js';
import type { Listed } from './supervision.service.js';

/** The assessments that await review, with the day each is due to be looked at. */
export function awaitingPage({ paged, counts, today }: Listed<AwaitingLine>, { userId }: Person) {
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
    ...listOf('awaiting', counts),
    paged: { ...paged, rows },
    overdueHere: overdue(rows, today).length,
  };
}

/** The open cases whose risk review is overdue. */
export function overduePage({ paged, counts, today }: Listed<OverdueCase>) {
  const rows = paged.rows.map((line) => ({
    ...line,
    band: isCode(riskBands, line.riskBand) ? bandTag(line.riskBand) : null,
    due: dueOf(line.dueOn, today),
  }));
  return { ...listOf('overdue', counts), paged: { ...paged, rows } };
}

/** The assessment and the form beneath it on which a supervisor decides. */
export function reviewPage(facts: AssessmentFacts, actor: Person, form: RawForm) {
  return { ...assessmentPage(facts, actor), form, decisions: reviewDecisions, bands: riskBands };
}

function dueOf(dueOn: PlainDate, today: PlainDate) {
  return { on: dueOn, inWords: dueInWords(dueOn, today), isOverdue: isOverdue(dueOn, today) };
}

function listOf(which: 'awaiting' | 'overdue', counts: Listed<unknown>['counts']) {
  const links = [
    {
      text: `Assessments to review (${String(counts.awaiting)})`,
      href: '/reviews',
      active: which === 'awaiting',
    },
    {
      text: `Cases overdue a review (${String(counts.overdueCases)})`,
      href: '/reviews/overdue',
      active: which === 'overdue',
    },
  ];
  return { links };
}
