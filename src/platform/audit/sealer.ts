import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { headOf, noHead, rootOf } from './merkle.js';
import { SealKey } from './seal-key.js';

interface Waiting {
  readonly id: number;
  readonly leaf: Buffer;
}

/** How many entries a batch has at most. */
const most = 5_000;

/** Chains what was entered into signed batches. The entries of a transaction that commits late go into a later one. */
@Injectable()
export class Sealer {
  constructor(
    private readonly db: UnitOfWork,
    private readonly key: SealKey,
  ) {}

  /** Seals what waits, at most one batch; whether more waits. Two sealers take turns, so the chain never forks. */
  seal(): Promise<boolean> {
    return this.db.run(machine('sealer'), async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('larkspur audit seal'))`);
      const waiting = await tx.query<Waiting[]>(
        'SELECT e.id, e.leaf FROM audit.unsealed u JOIN audit.entry e ON e.id = u.entry_id ORDER BY e.id LIMIT $1',
        [most],
      );
      if (waiting.length > 0) await this.chain(tx, waiting);
      return waiting.length === most;
    });
  }

  private async chain(tx: EntityManager, waiting: readonly Waiting[]): Promise<void> {
    const [last] = await tx.query<{ number: number; head: Buffer }[]>(
      'SELECT number, head FROM audit.batch ORDER BY number DESC LIMIT 1',
    );
    const root = rootOf(waiting.map(({ leaf }) => leaf));
    const previous = last?.head ?? noHead;
    const [number, count] = [(last?.number ?? 0) + 1, waiting.length];
    const head = headOf({ previous, root, number, count });
    await tx.query(
      `INSERT INTO audit.batch (number, count, root, previous, head, signature, key) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [number, count, root, previous, head, this.key.sign(head), this.key.publicKey],
    );
    const ids = waiting.map(({ id }) => id);
    await tx.query(
      `INSERT INTO audit.seal_item (entry_id, batch, position)
       SELECT id, $2, place FROM unnest($1::bigint[]) WITH ORDINALITY AS each(id, place)`,
      [ids, number],
    );
    await tx.query('DELETE FROM audit.unsealed WHERE entry_id = ANY ($1)', [ids]);
  }
}
