import { Inject, Injectable } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ANCHOR_PLACES, type AnchorPlace } from './anchor-places.js';
import { batchesOf } from './batches.js';
import { ChainCheck, type Kept } from './chain-check.js';
import { SealKey } from './seal-key.js';

/** What came of verifying: how much there was, and one line for each thing that is not as it was sealed. */
export interface Verified {
  readonly batches: number;
  readonly entries: number;
  readonly faults: readonly string[];
}

type Progress = (share: number) => Promise<void>;

const atOnce = 100;

/** Verifies the whole log, a hundred batches at a time. */
@Injectable()
export class Verifying {
  constructor(
    private readonly db: UnitOfWork,
    private readonly key: SealKey,
    @Inject(ANCHOR_PLACES) private readonly places: readonly AnchorPlace[],
  ) {}

  async verify(progress: Progress = () => Promise.resolve()): Promise<Verified> {
    // In this order: what a place keeps by now was sealed by then.
    const kept = await this.kept();
    const last = await this.lastBatch();
    // A key that went with an anchor vouches for the batches of its time, after the secret has changed too.
    const keys = kept.flatMap(({ heads }) => heads.map(({ key }) => key.toString('hex')));
    const trusted = [...new Set([this.key.publicKey.toString('hex'), ...keys])];
    const check = new ChainCheck(trusted.map((key) => Buffer.from(key, 'hex')));
    for (let from = 1; from <= last; from += atOnce) {
      for (const [batch, items] of await batchesOf(this.db, from, from + atOnce - 1))
        check.batch(batch, items);
      await progress(Math.min(1, (from + atOnce - 1) / last));
    }
    for (const each of kept) check.anchors(each);
    check.strays(await this.strays());
    return check;
  }

  async lastBatch(): Promise<number> {
    const [{ last }] = await this.db.run(machine('sealer'), (tx) =>
      tx.query<[{ last: number }]>('SELECT coalesce(max(number), 0) AS last FROM audit.batch'),
    );
    return last;
  }

  private async kept(): Promise<Kept[]> {
    const kept: Kept[] = [];
    for (const place of this.places) {
      const deliveredUpTo = await this.deliveredTo(place.name);
      const heads = await place.kept();
      if (heads) kept.push({ place: place.name, heads, deliveredUpTo });
    }
    return kept;
  }

  private async deliveredTo(place: string): Promise<number> {
    const [{ last }] = await this.db.run(machine('sealer'), (tx) =>
      tx.query<[{ last: number }]>(
        'SELECT coalesce(max(batch), 0) AS last FROM audit.anchor WHERE place = $1',
        [place],
      ),
    );
    return last;
  }

  private async strays(): Promise<number[]> {
    const rows = await this.db.run(machine('sealer'), (tx) =>
      tx.query<{ id: number }[]>('SELECT strays AS id FROM audit.strays()'),
    );
    return rows.map(({ id }) => id);
  }
}
