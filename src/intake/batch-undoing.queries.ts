import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';

/** That a colleague's sheet be taken back, as whoever may do it sees it: nothing of its rows. */
export interface Undoing {
  readonly id: string;
  readonly batchId: string;
  readonly sender: string;
  readonly uploader: string;
  readonly rows: number;
  /** The number of its last row that is on record; null where none is. */
  readonly last: number | null;
  readonly proposedAt: Date;
}

const columns =
  'id, batch_id AS "batchId", sender, uploader, rows, last, proposed_at AS "proposedAt" FROM undoings_waiting()';

/** Puts it on record; false where nobody else could do it. */
export async function proposeUndoing(tx: EntityManager, batchId: string): Promise<boolean> {
  const [made] = await tx.query<[{ id: string }]>(
    'INSERT INTO referral_batch_undoing (batch_id) VALUES ($1) RETURNING id',
    [batchId],
  );
  const [found] = await tx.query<[{ another: boolean }]>('SELECT another_can_undo($1) AS another', [made.id]);
  return found.another;
}

/** Those that wait for whoever asks, the longest first. */
export async function undoingsOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Undoing>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*)::int AS total FROM undoings_waiting()',
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Undoing[]>(`SELECT ${columns} ORDER BY proposed_at, id LIMIT $1 OFFSET $2`, [
    place.size,
    place.offset,
  ]);
  return { ...place, rows };
}

export async function undoingWith(tx: EntityManager, id: string): Promise<Undoing | undefined> {
  return (await tx.query<Undoing[]>(`SELECT ${columns} WHERE id = $1`, [id]))[0];
}

export async function refuseUndoing(tx: EntityManager, id: string): Promise<boolean> {
  const [{ refused }] = await tx.query<[{ refused: boolean }]>('SELECT refuse_undoing($1) AS refused', [id]);
  return refused;
}
