import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import type { Person } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Secrets } from '../secrets.js';

/** An answer as it was sent. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly location: string | undefined;
  readonly body: unknown;
}

/** A change that came with a key: whose, which key, and the hash of all that it asks for. */
export interface Keyed {
  readonly actor: Person;
  readonly key: string;
  readonly request: Buffer;
}

/** Where a change with a key stands when it arrives. */
export type Standing = 'ours' | 'another request' | 'under way' | 'answer lost' | Answer;

interface Row {
  readonly request_hash: Buffer;
  readonly is_lost: boolean;
  readonly sealed: Buffer | null;
}

/**
 * The answers to changes that came with a key, each once. A row is reserved in a transaction of its own, so that a
 * second request with the key finds it; the change's own transaction stamps it, so that what was committed is known
 * even where its answer was lost; the answer follows, sealed, since it may say what is said nowhere else.
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

  /** Reserves the key, or says what became of the change it was used for. One that led nowhere within a minute is free again. */
  begin({ actor, key, request }: Keyed): Promise<Standing> {
    return this.db.run(actor, async (tx) => {
      const reserved = await tx.query<unknown[]>(
        `INSERT INTO kept_answer AS kept (key_hash, request_hash) VALUES ($1, $2)
         ON CONFLICT (staff_id, key_hash) DO UPDATE SET request_hash = $2, begun_at = now(), took_effect = false, sealed = NULL
         WHERE kept.begun_at < now() - interval '24 hours'
            OR (kept.sealed IS NULL AND NOT kept.took_effect AND kept.begun_at < now() - interval '1 minute')
         RETURNING key_hash`,
        [hashOf(key), request],
      );
      if (reserved.length > 0) return 'ours';
      const [row] = await tx.query<Row[]>(
        `SELECT request_hash, sealed, begun_at < now() - interval '1 minute' AS is_lost FROM kept_answer WHERE key_hash = $1`,
        [hashOf(key)],
      );
      return row ? this.standingOf(row, { actor, key, request }) : 'under way';
    });
  }

  /** What a transaction writes before it commits: that this change took effect, if it wrote anything for this person. */
  stampOf({ key }: Keyed): (tx: QueryRunner) => Promise<void> {
    return async (tx) => {
      // A machine's transaction within a person's request, such as counting a failed try, has no row to stamp.
      await tx.query(
        `DO $$ BEGIN
           IF pg_current_xact_id_if_assigned() IS NOT NULL AND my_user() IS NOT NULL THEN
             UPDATE kept_answer SET took_effect = true WHERE key_hash = '\\x${hashOf(key).toString('hex')}';
           END IF; END $$`,
      );
    };
  }

  async keep(keyed: Keyed, answer: Answer): Promise<void> {
    const sealed = this.seal(JSON.stringify(answer), keyed);
    await this.db.run(keyed.actor, (tx) =>
      tx.query('UPDATE kept_answer SET sealed = $2, took_effect = true WHERE key_hash = $1', [
        hashOf(keyed.key),
        sealed,
      ]),
    );
  }

  /** Lets the key be used again where the change was refused; where it broke, only if nothing of it was committed. */
  async release({ actor, key }: Keyed, { refused }: { refused: boolean }): Promise<void> {
    await this.db.run(actor, (tx) =>
      tx.query('DELETE FROM kept_answer WHERE key_hash = $1 AND ($2 OR NOT took_effect)', [
        hashOf(key),
        refused,
      ]),
    );
  }

  private standingOf({ request_hash, is_lost, sealed }: Row, keyed: Keyed): Standing {
    if (!request_hash.equals(keyed.request)) return 'another request';
    if (sealed) return JSON.parse(this.open(sealed, keyed)) as Answer; // as `keep` sealed it
    return is_lost ? 'answer lost' : 'under way';
  }

  private seal(text: string, keyed: Keyed): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keyTo(keyed), iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  private open(sealed: Buffer, keyed: Keyed): string {
    const decipher = createDecipheriv('aes-256-gcm', this.keyTo(keyed), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  }

  /** The database alone opens nothing: it has neither the program's secret nor the key as it was sent. */
  private keyTo({ actor, key }: Keyed): Buffer {
    return createHmac('sha256', this.secret).update(`${actor.userId}|${key}`).digest();
  }
}

export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
