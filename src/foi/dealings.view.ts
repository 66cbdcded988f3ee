import { mayBeSearched } from './answer-acts.rules.js';
import { holdings } from './foi.codes.js';
import type { Question } from './question.rules.js';
import { refusedFinding } from './request-record.rules.js';
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
  const { question } = asked;
  const findings = findingsFor(question);
  return { reference: request.reference, number: question.number, text: question.text, findings };
}

/** What a search may be said to have found; where it may not, why. */
export interface FindingOffered {
  readonly code: string;
  readonly label: string;
  readonly refused: string | null;
}

function findingsFor(question: Question): FindingOffered[] {
  return holdings.map(({ code, label }) => ({
    code,
    label,
    refused: refusedFinding(question, code)?.message ?? null,
  }));
}
