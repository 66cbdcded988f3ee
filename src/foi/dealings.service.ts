import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { seal } from '../platform/sealing/sealing.js';
import { afterAct, checkOpenToSearch } from './answer-acts.rules.js';
import type { ClarificationForm, ClarifiedForm, SearchForm } from './foi.dto.js';
import { foi } from './foi.policy.js';
import { clarificationsOf, correspondenceOf, keepSearch, type Clarification } from './foi-letters.queries.js';
import { clarification } from './foi.sealed.js';
import { readLetter } from './letter.rules.js';
import { openRequestToChange } from './open-request.js';
import { prepareAnswer } from './prepare-answer.js';
import { dueOnceClarified, refusedFinding } from './request-record.rules.js';
import { FoiRequest } from './request.entity.js';
import { withoutRequester } from './requester.rules.js';

/** What passes between a request and its answer: asking its requester what is meant, and searching elsewhere. */
@Injectable()
export class Dealings {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Stops the clock until the requester has said what is meant. @throws RuleBroken `impossible-step` */
  askForClarification(
    actor: Person,
    requestId: string,
    { whatWasAsked, version }: ClarificationForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.clarify, version });
      const state = afterAct(request.state, 'ask_for_clarification');
      const [{ id }] = await tx.query<[{ id: string }]>('SELECT gen_random_uuid() AS id');
      const place = { of: clarification, row: id, keyId: requestId };
      const words = await seal(tx, place, { what_was_asked: whatWasAsked });
      await tx.query(
        'INSERT INTO foi_clarification (id, request_id, asked_on, what_was_asked) VALUES ($1, $2, $3, $4)',
        [id, requestId, this.clock.today(), words.what_was_asked],
      );
      await guardedUpdate(tx, [FoiRequest, request], { state });
      await addHistory(tx, { did: 'foi.clarification_asked', to: requestId });
    });
  }

  /**
   * Takes in the questions as they now stand, from which twenty working days run afresh.
   * @throws RuleBroken `impossible-step`, and as `dueOnceClarified` does
   */
  receiveClarification(
    actor: Person,
    requestId: string,
    { receivedOn, letter, version }: ClarifiedForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.clarify, version });
      const state = afterAct(request.state, 'receive_clarification');
      const { id, askedOn } = await waitedFor(tx, requestId);
      const days = { receivedOn: request.receivedOn, clarificationAskedOn: askedOn, clarifiedOn: receivedOn };
      const dueOn = dueOnceClarified(days, this.clock.today());
      const asked = withoutRequester(letter, await correspondenceOf(tx, requestId));
      readLetter(asked, receivedOn); // as at recording: what cannot be read is not kept
      const words = await seal(tx, { of: clarification, row: id, keyId: requestId }, { letter, asked });
      await tx.query('UPDATE foi_clarification SET received_on = $2, letter = $3, asked = $4 WHERE id = $1', [
        id,
        receivedOn,
        words.letter,
        words.asked,
      ]);
      await guardedUpdate(tx, [FoiRequest, request], { state, dueOn, clarifiedOn: receivedOn });
      await addHistory(tx, { did: 'foi.clarified', to: requestId });
    });
  }

  /**
   * Records where else was searched; a later search of the same question takes its place.
   * @throws RuleBroken `impossible-step`, and those of `refusedFinding`
   */
  recordSearch(
    actor: Person,
    requestId: string,
    { question, finding, whereSearched }: SearchForm,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequestToChange(tx, actor, {
        requestId,
        permission: foi.search,
        version: null,
      });
      checkOpenToSearch(request.state);
      const { questions } = await prepareAnswer(tx, request, this.clock.today());
      const asked = questions.find((each) => each.question.number === question);
      if (!asked) throw new NotFound();
      const refused = refusedFinding(asked.question, finding);
      if (refused) throw refused;
      await keepSearch(tx, requestId, { question, finding, whereSearched, searchedAt: this.clock.now() });
      await addHistory(tx, { did: 'foi.searched', to: requestId });
    });
  }
}

async function waitedFor(tx: EntityManager, requestId: string): Promise<Clarification> {
  const waiting = (await clarificationsOf(tx, requestId)).find(({ receivedOn }) => receivedOn === null);
  if (!waiting) throw new Error('A request that waits was asked something');
  return waiting;
}
