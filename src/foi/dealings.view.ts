import { RuleBroken } from '../kernel/errors.js';
import { mayBeSearched } from './answer-acts.rules.js';
import { holdings } from './foi.codes.js';
import type { Question } from './question.rules.js';
import { checkFinding } from './request-record.rules.js';
import type { RequestView } from './request.view.js';
import type { RequestShown } from './requests.service.js';

/** What the reading itself found unclear, as the words a requester could be sent. */
export function whatToAsk({ questions }: Pick<RequestView, 'questions'>): string {
  return questions
    .flatMap(({ number, clarifications }) => clarifications.map((each) => `Question ${number}: ${each}`))
    .join('\n');
}

/** A search about to be recorded: of which question, and what it can be said to have found. */
export interface SearchToRecord {
  readonly reference: string;
  readonly number: string;
  readonly text: string;
  readonly findings: readonly FindingOffered[];
}

/** Null where there is no such question, or nothing more is to be searched for it. */
export function searchToRecord({ request, prepared }: RequestShown, number: unknown): SearchToRecord | null {
  const asked = prepared.questions.find((each) => each.question.number === number);
  if (!asked || !mayBeSearched(request.state)) return null;
  const { question, figures } = asked;
  const findings = findingsFor(question, figures !== null);
  return { reference: request.reference, number: question.number, text: question.text, findings };
}

/** What a search may be said to have found, each possible one without a reason and each impossible one with it. */
export interface FindingOffered {
  readonly code: string;
  readonly label: string;
  readonly hint: string | null;
  readonly possible: boolean;
}

function findingsFor(question: Question, isPublished: boolean): FindingOffered[] {
  return holdings.map(({ code, label }) => {
    const broken = refusalOf(() => {
      checkFinding(question, code, isPublished);
    });
    return { code, label, hint: broken, possible: broken === null };
  });
}

function refusalOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error.message;
    throw error;
  }
}
