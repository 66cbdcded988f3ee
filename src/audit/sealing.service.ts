import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues } from '../platform/jobs/queues.js';

/** The queue of verifications. */
export const verifyLog = 'verify-log';

export interface Verification {
  readonly askedAt: Date;
  readonly percent: number;
  readonly finishedAt: Date | null;
  readonly batches: number | null;
  readonly entries: number | null;
  readonly faults: readonly string[] | null;
}

/** How the log stands: its last batch, what each place outside has of it, what waits, and when it was last verified. */
export interface SealingState {
  readonly last: { readonly number: number; readonly head: Buffer; readonly sealedAt: Date } | null;
  readonly places: readonly { readonly place: string; readonly batch: number; readonly deliveredAt: Date }[];
  readonly lag: { readonly unsealed: number | null; readonly unanchored: number | null };
  readonly verifications: readonly Verification[];
}

@Injectable()
export class Sealing {
  constructor(
    private readonly db: UnitOfWork,
    private readonly queues: Queues,
  ) {}

  state(actor: Person): Promise<SealingState> {
    return this.db.run(actor, async (tx) => {
      const [last] = await tx.query<NonNullable<SealingState['last']>[]>(
        'SELECT number, head, sealed_at AS "sealedAt" FROM audit.batch ORDER BY number DESC LIMIT 1',
      );
      return {
        last: last ?? null,
        places: await placesOf(tx),
        lag: await lagOf(tx),
        verifications: await verifications(tx),
      };
    });
  }

  /** Asks for the whole log to be verified. It goes on without whoever asked; the page shows how far it is. */
  async verify(actor: Person): Promise<void> {
    const id = randomUUID();
    await this.db.run(actor, (tx) => tx.query('INSERT INTO audit.verification (id) VALUES ($1)', [id]));
    await this.queues.add(verifyLog, { verificationId: id }, id);
  }
}

function placesOf(tx: EntityManager): Promise<SealingState['places']> {
  return tx.query<SealingState['places'][number][]>(
    `SELECT DISTINCT ON (place) place, batch, delivered_at AS "deliveredAt" FROM audit.anchor ORDER BY place, batch DESC`,
  );
}

async function lagOf(tx: EntityManager): Promise<SealingState['lag']> {
  const [lag] = await tx.query<[SealingState['lag']]>(
    'SELECT unsealed_seconds AS unsealed, unanchored_seconds AS unanchored FROM audit.lag()',
  );
  return lag;
}

function verifications(tx: EntityManager): Promise<Verification[]> {
  return tx.query<Verification[]>(
    `SELECT asked_at AS "askedAt", percent, finished_at AS "finishedAt", batches, entries, faults
     FROM audit.verification ORDER BY asked_at DESC LIMIT 10`,
  );
}
