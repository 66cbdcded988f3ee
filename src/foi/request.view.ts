import type { Actor } from '../kernel/actor.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { possibleActs } from '../kernel/steps.js';
import { instantInWords } from '../platform/page/filters.js';
import { whatIsMissing } from './answer.rules.js';
import { mayBeSearched } from './answer-acts.rules.js';
import { explainDue } from './foi-clock.rules.js';
import { foi } from './foi.policy.js';
import type { EditionRow } from './foi.queries.js';
import { questionView, type QuestionView } from './question.view.js';
import { leftOf, stateTag, type Left } from './request-list.view.js';
import { plainActs, type PlainAct } from './request-steps.codes.js';
import { requestSteps, type RequestAct } from './request.rules.js';
import type { RequestShown } from './requests.service.js';

export interface RequestView {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly state: { readonly text: string; readonly colour: string };
  readonly received: string;
  readonly due: { readonly on: string; readonly left: Left; readonly why: string } | null;
  /** Since when nothing runs, where the requester has still to say what is meant. */
  readonly waiting: string | null;
  readonly paragraphs: readonly string[];
  readonly questions: readonly QuestionView[];
  readonly missing: readonly string[];
  readonly canDraft: boolean;
  readonly canAskForClarification: boolean;
  readonly canReceiveClarification: boolean;
  readonly plainActs: readonly { readonly act: PlainAct; readonly label: string }[];
  /** The edition to approve or release, or why this person cannot. */
  readonly next: Next | null;
  readonly clarifications: readonly {
    readonly asked: string;
    readonly what: string;
    readonly received: string;
  }[];
  readonly editions: readonly EditionView[];
}

/** What is to be done with the latest edition. */
export interface Next {
  readonly edition: number;
  readonly act: 'approve' | 'release' | 'draft_anew' | 'someone_else';
}

export interface EditionView {
  readonly edition: number;
  readonly drafted: string;
  readonly approved: string;
  readonly released: string;
}

export function requestView(shown: RequestShown, actor: Actor): RequestView {
  const { request, prepared, clarifications, searches, editions, today } = shown;
  const acts = possibleActs<typeof request.state, RequestAct>(requestSteps, request.state);
  const waiting = clarifications.find(({ receivedOn }) => receivedOn === null);
  const canSearch = mayBeSearched(request.state);
  return {
    id: request.id,
    version: request.version,
    reference: request.reference,
    state: stateTag(request.state),
    received: inWords(request.receivedOn, 'weekday'),
    due: waiting ? null : dueView(shown, today),
    waiting: waiting ? inWords(waiting.askedOn, 'weekday') : null,
    paragraphs: prepared.asked.split('\n').filter((line) => line.trim() !== ''),
    questions: prepared.questions.map((question) =>
      questionView(question, {
        canSearch,
        search: searches.find((each) => each.question === question.question.number),
      }),
    ),
    missing: canSearch ? whatIsMissing(prepared.letter) : [],
    canDraft: canSearch,
    canAskForClarification: acts.includes('ask_for_clarification'),
    canReceiveClarification: acts.includes('receive_clarification'),
    plainActs: plainActs
      .filter(({ code }) => acts.includes(code) && (code !== 'uphold' || mayReview(actor, editions)))
      .map(({ code, label }) => ({ act: code, label })),
    next: nextOf(actor, acts, editions),
    clarifications: clarifications.map(({ askedOn, whatWasAsked, receivedOn }) => ({
      asked: inWords(askedOn),
      what: whatWasAsked,
      received: receivedOn === null ? 'Not yet' : inWords(receivedOn),
    })),
    editions: editions.map(editionView),
  };
}

function dueView({ request }: RequestShown, today: PlainDate): RequestView['due'] {
  const { receivedOn, clarifiedOn, dueOn } = request;
  const { sentence } = explainDue(
    clarifiedOn ?? receivedOn,
    clarifiedOn === null ? 'request' : 'clarification',
  );
  return { on: inWords(dueOn, 'weekday'), left: leftOf(request, today), why: sentence };
}

function nextOf(actor: Actor, acts: readonly RequestAct[], [latest]: readonly EditionRow[]): Next | null {
  if (!latest) return null;
  const { edition } = latest;
  if (acts.includes('release')) return { edition, act: 'release' };
  if (!acts.includes('approve')) return null;
  if (latest.approvedAt !== null) return { edition, act: 'draft_anew' };
  return { edition, act: may(actor, foi.approve, latest) ? 'approve' : 'someone_else' };
}

function mayReview(actor: Actor, [latest]: readonly EditionRow[]): boolean {
  return latest !== undefined && may(actor, foi.review, latest);
}

function editionView({
  edition,
  drafter,
  draftedAt,
  approver,
  approvedAt,
  releasedOn,
}: EditionRow): EditionView {
  return {
    edition,
    drafted: `${drafter}, ${instantInWords(draftedAt)}`,
    approved:
      approver === null || approvedAt === null
        ? 'Not approved'
        : `${approver}, ${inWords(londonDate(approvedAt))}`,
    released: releasedOn === null ? 'Not released' : inWords(releasedOn),
  };
}
