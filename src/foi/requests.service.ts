import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import { afterAct, checkReview } from './answer-acts.rules.js';
import type { RequestForm, StepForm } from './foi.dto.js';
import { dueOn } from './foi-clock.rules.js';
import { foi } from './foi.policy.js';
import * as letters from './foi-letters.queries.js';
import * as read from './foi.queries.js';
import { requesterIdentity, requestNarrative } from './foi.sealed.js';
import { readLetter } from './letter.rules.js';
import { openRequest, openRequestToChange } from './open-request.js';
import { prepareAnswer, type Prepared } from './prepare-answer.js';
import type { RequestFilter } from './request-list.codes.js';
import { checkReceived, referenceOf } from './request-record.rules.js';
import type { PlainAct } from './request-steps.codes.js';
import { FoiRequest } from './request.entity.js';
import { withoutRequester } from './requester.rules.js';

/** A request with all that has been done about it. Who asked is not in it. */
export interface RequestShown {
  readonly request: FoiRequest;
  readonly prepared: Prepared;
  readonly clarifications: readonly letters.Clarification[];
  readonly searches: readonly letters.Search[];
  readonly editions: readonly read.EditionRow[];
  readonly today: PlainDate;
}

const happenings: Readonly<Record<PlainAct, string>> = {
  return_to_draft: 'foi.returned',
  close_unclarified: 'foi.lapsed',
  ask_for_review: 'foi.review_asked',
  uphold: 'foi.upheld',
  withdraw: 'foi.withdrawn',
};

/** The register of requests: recording one, reading it, and the acts on it that need nothing but to be done. */
@Injectable()
export class Requests {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, filter: RequestFilter, page: unknown): Promise<Paged<read.RequestRow>> {
    return this.db.run(actor, async (tx) => {
      const shown = await read.requestsOnPage(tx, filter, page);
      await listed(tx, 'requests.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return shown;
    });
  }

  /** Records a letter as it came, and beside it the letter without who asked. @returns the request's id */
  record(
    actor: Person,
    { receivedOn, letter, requesterName, requesterAddress }: RequestForm,
  ): Promise<string> {
    return this.db.run(actor, async (tx) => {
      checkReceived(receivedOn, this.clock.today());
      const requester = { name: requesterName, address: requesterAddress };
      const asked = withoutRequester(letter, requester);
      readLetter(asked, receivedOn); // refused now rather than kept where nobody could read it
      const [{ number }] = await tx.query<[{ number: number }]>(
        `SELECT nextval('foi_reference')::int AS number`,
      );
      const [{ id }] = await tx.query<[{ id: string }]>(
        'INSERT INTO foi_request (reference, received_on, due_on) VALUES ($1, $2, $3) RETURNING id',
        [referenceOf(receivedOn, number), receivedOn, dueOn(receivedOn)],
      );
      await insertSealed(tx, { of: requestNarrative, row: id, keyId: id }, { letter, asked });
      await insertSealed(tx, { of: requesterIdentity, row: id, keyId: id }, requester);
      await addHistory(tx, { did: 'foi.recorded', to: id });
      return id;
    });
  }

  show(actor: Person, requestId: string): Promise<RequestShown> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequest(tx, actor, { requestId, permission: foi.view });
      const today = this.clock.today();
      return {
        request,
        prepared: await prepareAnswer(tx, request, today),
        clarifications: await letters.clarificationsOf(tx, requestId),
        searches: await letters.searchesOf(tx, requestId),
        editions: await read.editionsOf(tx, requestId),
        today,
      };
    });
  }

  /** Who asked, which is looked at to send the answer: that it was is kept. */
  requester(
    actor: Person,
    requestId: string,
  ): Promise<{ request: FoiRequest; correspondence: letters.Correspondence }> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequest(tx, actor, { requestId, permission: foi.seeRequester });
      await addHistory(tx, { did: 'foi.requester_opened', to: requestId });
      await addEntry(tx, { act: 'requester.opened', about: { kind: 'foi_request', id: requestId } });
      return { request, correspondence: await letters.correspondenceOf(tx, requestId) };
    });
  }

  /** @throws RuleBroken `impossible-step`, `reviewer-drafted` */
  step(actor: Person, requestId: string, { act, version }: StepForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.close, version });
      const [latest] = await read.editionsOf(tx, requestId);
      const state =
        act === 'uphold'
          ? checkReview(request.state, latest ?? null, actor.userId)
          : afterAct(request.state, act);
      await guardedUpdate(tx, [FoiRequest, request], { state });
      await addHistory(tx, { did: happenings[act], to: requestId });
    });
  }
}
