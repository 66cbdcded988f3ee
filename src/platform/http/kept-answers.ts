import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Caller } from '../../kernel/actor.js';
import { NotFound } from '../../kernel/errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { openText, sealText } from '../sealing/box.js';
import { Secrets } from '../secrets.js';
import { aside, currentRequest } from './request-context.js';

/** An answer as it was sent. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly location: string | undefined;
  readonly body: unknown;
}

/** A change that came with a key: whose, which key, and all that it asks for. */
export interface Keyed {
  readonly actor: Caller;
  readonly key: string;
  readonly request: string;
}

/** Where a change with a key stands when it arrives. */
export type Standing = 'ours' | 'another request' | 'under way' | 'answer lost' | 'told once' | Answer;

interface Row {
  readonly request_mac: Buffer;
  readonly is_lost: boolean;
  readonly sealed: Buffer | null;
  readonly case_id: string | null;
}

/**
 * The answers to changes that came with a key, each once. A row is reserved in a transaction of its own, so that a
 * second request with the key finds it; the change's own transaction stamps it, so that what was committed is known
 * even where its answer was lost; the answer follows, sealed. Of what was asked only a MAC is kept: a plain hash gives a
 * telephone number back to whoever tries them all, and a password round every cost of guessing it.
 */
@Injectable()
export class KeptAnswers {
  private readonly secret: Buffer;

  constructor(
    private readonly db: UnitOfWork,
    secrets: Secrets,
  ) {
    this.secret = secrets.keyFor('kept-answer');
  }

  /**
   * Reserves the key, or says what became of the change it was used for. One that led nowhere within a minute is free again.
   * @throws NotFound where it was made in a case that whoever asks may no longer see
   */
  begin(keyed: Keyed): Promise<Standing> {
    const [hash, request] = [this.hashOf(keyed), this.macOf(keyed)];
    return this.run('answer.reserved', keyed, async (tx) => {
      const reserved = await tx.query<unknown[]>(
        `INSERT INTO kept_answer AS kept (key_hash, request_mac) VALUES ($1, $2)
         ON CONFLICT (key_hash) DO UPDATE SET request_mac = $2, begun_at = now(), took_effect = false, sealed = NULL
         WHERE kept.begun_at < now() - interval '24 hours'
            OR (kept.sealed IS NULL AND NOT kept.took_effect AND kept.begun_at < now() - interval '1 minute')
         RETURNING key_hash`,
        [hash, request],
      );
      if (reserved.length > 0) return 'ours';
      const [row] = await tx.query<Row[]>(
        `SELECT request_mac, sealed, case_id, begun_at < now() - interval '1 minute' AS is_lost FROM kept_answer WHERE key_hash = $1`,
        [hash],
      );
      if (!row) return 'under way';
      await checkStillOpen(tx, row.case_id);
      return this.standingOf(row, keyed);
    });
  }

  /** What a transaction writes before it commits: that this change took effect, if it wrote anything for whoever asked. */
  stampOf(keyed: Keyed): (tx: QueryRunner) => Promise<void> {
    return async (tx) => {
      // A machine's transaction within a person's request, such as counting a failed try, has no row to stamp.
      await tx.query(
        `DO $$ BEGIN
           IF pg_current_xact_id_if_assigned() IS NOT NULL AND coalesce(my_user(), my_key()) IS NOT NULL THEN
             UPDATE kept_answer SET took_effect = true WHERE key_hash = '\\x${this.hashOf(keyed).toString('hex')}';
           END IF; END $$`,
      );
    };
  }

  /** Keeps the answer for whoever sends the same again; null where it is told once, and kept nowhere. */
  async keep(keyed: Keyed, answer: Answer | null): Promise<void> {
    const sealed = sealText(this.keyTo(keyed), JSON.stringify(answer), boundTo);
    const caseId = currentRequest()?.caseId ?? null;
    await this.run('answer.kept', keyed, (tx) =>
      tx.query('UPDATE kept_answer SET sealed = $2, case_id = $3, took_effect = true WHERE key_hash = $1', [
        this.hashOf(keyed),
        sealed,
        caseId,
      ]),
    );
  }

  /** Lets the key be used again where the change was refused; where it broke, only if nothing of it was committed. */
  async release(keyed: Keyed, { refused }: { refused: boolean }): Promise<void> {
    await this.run('answer.released', keyed, (tx) =>
      tx.query('DELETE FROM kept_answer WHERE key_hash = $1 AND ($2 OR NOT took_effect)', [
        this.hashOf(keyed),
        refused,
      ]),
    );
  }

  private run<T>(act: string, { actor }: Keyed, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return aside({ act }, () => this.db.run(actor, work));
  }

  private standingOf({ request_mac, is_lost, sealed }: Row, keyed: Keyed): Standing {
    if (!request_mac.equals(this.macOf(keyed))) return 'another request';
    if (sealed)
      return (JSON.parse(openText(this.keyTo(keyed), sealed, boundTo)) as Answer | null) ?? 'told once'; // as `keep` sealed it
    return is_lost ? 'answer lost' : 'under way';
  }

  private hashOf(keyed: Keyed): Buffer {
    return createHmac('sha256', this.secret)
      .update(`hash|${nameOf(keyed)}`)
      .digest();
  }

  private macOf(keyed: Keyed): Buffer {
    return createHmac('sha256', this.keyTo(keyed)).update(keyed.request).digest();
  }

  /** The database alone opens nothing: it has neither the program's secret nor the key as it was sent. */
  private keyTo(keyed: Keyed): Buffer {
    return createHmac('sha256', this.secret).update(nameOf(keyed)).digest();
  }
}

const boundTo = 'kept_answer';

/** A case that was sealed or kept from whoever asks since is not there, for the answer they had before either. @throws NotFound */
async function checkStillOpen(tx: EntityManager, caseId: string | null): Promise<void> {
  if (caseId === null) return;
  const open = await tx.query<unknown[]>('SELECT FROM case_file WHERE id = $1', [caseId]);
  if (open.length === 0) throw new NotFound();
}

function nameOf({ actor, key }: Keyed): string {
  return `${'scope' in actor ? actor.keyId : actor.userId}|${key}`;
}
