import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { openRows, seal } from '../platform/sealing/sealing.js';
import { afterDrafting, checkApproval, checkRelease, type EditionFacts } from './answer-acts.rules.js';
import { FoiAnswer } from './answer.entity.js';
import { whatIsMissing, type Letter } from './answer.rules.js';
import type { ApprovalForm, VersionForm } from './foi.dto.js';
import { foi } from './foi.policy.js';
import { editionsOf, type EditionRow } from './foi.queries.js';
import { answer as answerTable } from './foi.sealed.js';
import { hashOf } from './letter-hash.js';
import { openRequest, openRequestToChange } from './open-request.js';
import { prepareAnswer } from './prepare-answer.js';
import { FoiRequest } from './request.entity.js';

export interface WhichEdition {
  readonly requestId: string;
  readonly edition: number;
}

/** An edition as an officer reads it, with whose work it is. */
export interface EditionShown {
  readonly request: FoiRequest;
  readonly letter: Letter;
  readonly facts: EditionFacts;
  readonly row: EditionRow;
}

/** Drafting an answer, approving what another drafted, and releasing what was approved. */
@Injectable()
export class Answers {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Drafts the next edition from the figures published by today. @throws RuleBroken `impossible-step`, `no-service-commissioned` */
  draft(
    actor: Person,
    requestId: string,
    { version }: VersionForm,
  ): Promise<{ id: string; edition: number }> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.draft, version });
      const state = afterDrafting(request.state);
      const { letter, records } = await prepareAnswer(tx, request, this.clock.today());
      if (records.services.length === 0)
        throw new RuleBroken(
          'no-service-commissioned',
          'Your organisation has no contract with a service, so there are no figures to answer from',
        );
      const edition = ((await editionsOf(tx, requestId))[0]?.edition ?? 0) + 1;
      const id = await keepDraft(tx, { requestId, edition }, { letter, draftedAt: this.clock.now() });
      await guardedUpdate(tx, [FoiRequest, request], { state });
      await addHistory(tx, { did: 'foi.drafted', to: requestId });
      return { id, edition };
    });
  }

  show(actor: Person, { requestId, edition }: WhichEdition): Promise<EditionShown> {
    return this.db.run(actor, async (tx) => {
      const request = await openRequest(tx, actor, { requestId, permission: foi.view });
      return { request, ...(await editionOf(tx, { requestId, edition })) };
    });
  }

  /** Approves the letter that was shown. @throws RuleBroken as `checkApproval` does */
  approve(actor: Person, which: WhichEdition, { hash, version }: ApprovalForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { requestId } = which;
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.approve, version });
      const { facts, row } = await editionOf(tx, which);
      const state = checkApproval(request.state, facts, { userId: actor.userId, seenHash: hash });
      await tx.query(
        'UPDATE foi_answer SET approved_by = my_user(), approved_at = $2, approved_hash = $3 WHERE id = $1',
        [row.id, this.clock.now(), Buffer.from(facts.presentHash, 'hex')],
      );
      await guardedUpdate(tx, [FoiRequest, request], { state });
      await addHistory(tx, { did: 'foi.approved', to: requestId });
    });
  }

  /** Releases what was approved: to its requester, and to everyone. @throws RuleBroken as `checkRelease` does */
  release(actor: Person, which: WhichEdition, { version }: VersionForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { requestId } = which;
      const request = await openRequestToChange(tx, actor, { requestId, permission: foi.release, version });
      const { letter, facts, row } = await editionOf(tx, which);
      const state = checkRelease(request.state, facts);
      const [hash, words] = [Buffer.from(facts.presentHash, 'hex'), JSON.stringify(letter)];
      await tx.query(
        'INSERT INTO foi_release (answer_id, request_id, reference, letter, letter_hash, released_on) VALUES ($1, $2, $3, $4, $5, $6)',
        [row.id, requestId, request.reference, words, hash, this.clock.today()],
      );
      await guardedUpdate(tx, [FoiRequest, request], { state });
      await addHistory(tx, { did: 'foi.released', to: requestId });
    });
  }
}

/** Keeps an edition, which nobody reads but the authority's officers until it is released. */
async function keepDraft(
  tx: EntityManager,
  { requestId, edition }: WhichEdition,
  { letter, draftedAt }: { letter: Letter; draftedAt: Date },
): Promise<string> {
  const place = { of: answerTable, row: rowOf(requestId, edition), keyId: requestId };
  const words = await seal(tx, place, { letter: JSON.stringify(letter) });
  const [{ id }] = await tx.query<[{ id: string }]>(
    'INSERT INTO foi_answer (request_id, edition, letter, letter_hash, drafted_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [requestId, edition, words.letter, hashOf(letter), draftedAt],
  );
  return id;
}

/** What a draft is bound to: its id is not made until it is sealed. */
function rowOf(requestId: string, edition: number): string {
  return `${requestId}/${String(edition)}`;
}

async function letterOf(tx: EntityManager, sealed: FoiAnswer): Promise<Letter> {
  const [opened] = await openRows(tx, [{ letter: sealed.letter }], {
    from: answerTable,
    row: () => rowOf(sealed.requestId, sealed.edition),
    keyId: () => sealed.requestId,
    fields: { letter: 'letter' },
  });
  return JSON.parse(opened?.letter ?? '') as Letter; // as it was sealed
}

async function editionOf(
  tx: EntityManager,
  { requestId, edition }: WhichEdition,
): Promise<Omit<EditionShown, 'request'>> {
  const editions = await editionsOf(tx, requestId);
  const row = editions.find((each) => each.edition === edition);
  const answer = row && (await tx.findOneBy(FoiAnswer, { id: row.id }));
  if (!row || !answer) throw new NotFound();
  const letter = await letterOf(tx, answer);
  const facts = {
    draftedBy: answer.draftedBy,
    approvedHash: answer.approvedHash?.toString('hex') ?? null,
    isLatest: editions[0] === row,
    draftedHash: answer.letterHash.toString('hex'),
    presentHash: hashOf(letter).toString('hex'),
    missing: whatIsMissing(letter),
  };
  return { letter, facts, row };
}
