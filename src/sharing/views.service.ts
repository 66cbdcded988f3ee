import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { itemsLookedAt } from './copy.queries.js';
import type { ShareableItem } from './share.codes.js';

/** Something that was shared with a partner: which case, of what kind, until when, and nothing of anybody. */
export interface MyView {
  readonly shareId: string;
  readonly reference: string;
  readonly service: string;
  readonly agency: string;
  readonly sharedOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly items: readonly ShareableItem[];
}

/** One of them as it is looked at. */
export interface Opened {
  readonly view: MyView;
  readonly items: Awaited<ReturnType<typeof itemsLookedAt>>;
  readonly lookedAt: string;
}

const select = `SELECT share_id AS "shareId", reference, service, agency, shared_on AS "sharedOn", until_on AS "untilOn", items
  FROM my_views($1)`;

/** What a partner may look at. The database says what that is; there is no other way to any of it. */
@Injectable()
export class ViewsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, asked: unknown): Promise<Paged<MyView>> {
    return this.db.run(actor, async (tx) => {
      const today = this.clock.today();
      const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM my_views($1)', [
        today,
      ]);
      const place = pageOf(asked, total);
      const rows = await tx.query<MyView[]>(
        `${select} ORDER BY shared_on DESC, share_id LIMIT $2 OFFSET $3`,
        [today, place.size, place.offset],
      );
      await listed(tx, 'views.listed', { rows, idOf: ({ shareId }) => shareId });
      return { ...place, rows };
    });
  }

  /** Looks at one, which whoever shared it is shown. @throws NotFound where it is not theirs, or over */
  look(actor: Person, shareId: string): Promise<Opened> {
    return this.db.run(actor, async (tx) => {
      const today = this.clock.today();
      const [{ looked }] = await tx.query<[{ looked: boolean }]>('SELECT look_at_view($1, $2) AS looked', [
        shareId,
        today,
      ]);
      if (!looked) throw new NotFound();
      const about = { kind: 'share', id: shareId };
      await addEntry(tx, { act: 'view.looked_at', about, fields: ['share_copy_item.words'] });
      const view = await viewOf(tx, shareId, today);
      return { view, items: await itemsLookedAt(tx, shareId), lookedAt: inWords(today) };
    });
  }
}

async function viewOf(tx: EntityManager, shareId: string, today: PlainDate): Promise<MyView> {
  const [view] = await tx.query<MyView[]>(`${select} WHERE share_id = $2`, [today, shareId]);
  if (!view) throw new NotFound();
  return view;
}
