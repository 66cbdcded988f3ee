import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { clockOf } from './foi-clock.rules.js';
import type { Disposition, Holding } from './foi.codes.js';
import { isForPolice } from './answer-words.rules.js';
import { isPublished } from './published-measures.rules.js';
import type { Question } from './question.rules.js';

/** What people call a request: the year it was received, and a number that says nothing of who asked. */
export function referenceOf(receivedOn: PlainDate, number: number): string {
  return `FOI-${receivedOn.slice(0, 4)}-${String(number).padStart(4, '0')}`;
}

/** Lets a letter have been received on a day, which may be a Saturday. @throws RuleBroken `received-in-the-future` */
export function checkReceived(receivedOn: PlainDate, today: PlainDate): void {
  if (receivedOn > today)
    throw new RuleBroken('received-in-the-future', 'The day it was received cannot be in the future');
}

/**
 * The day an answer is due once clarification has come: twenty working days afresh. FOIA 2000, s.1(3).
 * @throws RuleBroken `received-in-the-future`, `clarified-before-asked`, `clarified-before-received`, `no-holidays-loaded`
 */
export function dueOnceClarified(
  facts: {
    readonly receivedOn: PlainDate;
    readonly clarificationAskedOn: PlainDate;
    readonly clarifiedOn: PlainDate;
  },
  today: PlainDate,
): PlainDate {
  checkReceived(facts.clarifiedOn, today);
  const due = clockOf(facts);
  if ('waitingSince' in due)
    throw new RuleBroken(
      'clarified-before-asked',
      'Clarification cannot have been received before it was asked for',
    );
  return due.dueOn;
}

const neverConfirmed: ReadonlySet<Disposition> = new Set([
  'neither_confirm_nor_deny',
  'exempt',
  'free_text_search',
]);

/**
 * Why a search cannot be said to have found something, or null where it can. What is refused whatever is found stays refused:
 * to say that nothing is held about a person would tell them so of the next person by silence. Where figures are published there
 * are figures, though none be out yet: "nil" would say of a printed 0 that it is none, which the rounding keeps from everyone, and "not held" would not be
 * true. Of what only the police count, an advocacy service can say that it does not hold it and never that there was none.
 */
export function refusedFinding(question: Question, finding: Holding): RuleBroken | null {
  if (finding === 'held') return null;
  if (neverConfirmed.has(question.disposition))
    return new RuleBroken(
      'refused-whatever-is-found',
      'This question is refused whatever a search finds, so the answer does not say what one found.',
    );
  if (finding === 'nil' && isForPolice(question))
    return new RuleBroken(
      'not-ours-to-count',
      'The police count this, so we cannot say that there were none. Say that it is not held.',
    );
  if (isPublished(question) && !isForPolice(question))
    return new RuleBroken(
      'published-is-held',
      'Published figures answer this question, so it is held. A printed 0 does not mean none, and cannot be called nil.',
    );
  return null;
}
