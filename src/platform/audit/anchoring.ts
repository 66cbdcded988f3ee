import { Inject, Injectable } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log, logCode } from '../log.js';
import { ANCHOR_PLACES, headLine, type AnchorPlace, type Head } from './anchor-places.js';
import { batchesOf, linesOf } from './batches.js';

/** How many batches a place is told of at once. */
const most = { heads: 500, batches: 20 } as const;

/** Takes heads, or whole batches, to the places outside the database, and to each until it has them all. */
@Injectable()
export class Anchoring {
  constructor(
    private readonly db: UnitOfWork,
    private readonly log: Log,
    @Inject(ANCHOR_PLACES) private readonly places: readonly AnchorPlace[],
  ) {}

  /** Delivers some of what is not yet delivered; whether more waits. What one place does not take keeps none from another. */
  async deliver(): Promise<boolean> {
    let more = false;
    for (const place of this.places) {
      const left = await this.deliverTo(place).catch((error: unknown) => {
        this.log.error('audit.anchor_failed', error, { place: logCode(place.name) });
        return false;
      });
      more ||= left;
    }
    return more;
  }

  /** A head is marked once it is there: a crash in between delivers it twice, which does no harm. */
  private async deliverTo(place: AnchorPlace): Promise<boolean> {
    const heads = await this.db.run(machine('sealer'), (tx) =>
      tx.query<Head[]>(
        `SELECT number, head, signature, key, sealed_at AS "sealedAt" FROM audit.batch
         WHERE number > (SELECT coalesce(max(batch), 0) FROM audit.anchor WHERE place = $1) ORDER BY number LIMIT $2`,
        [place.name, most[place.takes]],
      ),
    );
    if (heads.length === 0) return false;
    await place.deliver(place.takes === 'heads' ? heads.map(headLine) : await this.written(heads));
    await this.db.run(machine('sealer'), (tx) =>
      tx.query(
        'INSERT INTO audit.anchor (place, batch) SELECT $1, unnest($2::bigint[]) ON CONFLICT DO NOTHING',
        [place.name, heads.map(({ number }) => number)],
      ),
    );
    return heads.length === most[place.takes];
  }

  private async written(heads: readonly Head[]): Promise<string[]> {
    const [first, last] = [heads[0]?.number ?? 0, heads.at(-1)?.number ?? 0];
    return (await batchesOf(this.db, first, last)).flatMap(linesOf);
  }
}
