import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { seenBeforeLookNarrative } from '../parties/party.sealed.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { insertSealed } from '../platform/sealing/sealing.js';

/** A perpetrator of a supervisor's team who was on record already when they were entered, or of whom another team asked. */
export interface SeenBefore {
  readonly perpetratorId: string;
  readonly what: 'entered' | 'asked';
  readonly at: Date;
  /** Who asked: to be spoken to. */
  readonly askedBy: string | null;
}

/** Whether whoever asks is told that a perpetrator was on record already. */
export async function isSeenBefore(tx: EntityManager, perpetratorId: string | null): Promise<boolean> {
  if (perpetratorId === null) return false;
  const [row] = await tx.query<[{ seen: boolean }]>('SELECT seen_before($1) AS seen', [perpetratorId]);
  return row.seen;
}

/** What waits for a supervisor, and what they were told, the latest first. It is worked out once for both the count and the page. */
export async function seenBeforeOnPage(tx: EntityManager, asked: unknown): Promise<Paged<SeenBefore>> {
  const all = await tx.query<SeenBefore[]>(
    `SELECT w.perpetrator_id AS "perpetratorId", 'entered' AS what, w.at, NULL AS "askedBy" FROM seen_before_waiting() w
     UNION ALL SELECT n.perpetrator_id, 'asked', n.made_at, s.display_name FROM seen_before_notice n JOIN staff s ON s.id = n.asked_by
     ORDER BY at DESC, "perpetratorId", what`,
  );
  const place = pageOf(asked, all.length);
  return { ...place, rows: all.slice(place.offset, place.offset + place.size) };
}

/** Puts on record that a supervisor looks, and why; the supervisors of other teams are told by the database. */
export async function addLook(tx: EntityManager, perpetratorId: string, why: string): Promise<string> {
  const id = randomUUID();
  await tx.query('INSERT INTO seen_before_look (id, perpetrator_id) VALUES ($1, $2)', [id, perpetratorId]);
  await insertSealed(tx, { of: seenBeforeLookNarrative, row: id, keyId: perpetratorId }, { why });
  return id;
}

/** Whether a look of one's own told anybody of another team. */
export async function toldElsewhere(tx: EntityManager, lookId: string): Promise<boolean> {
  const [row] = await tx.query<[{ told: boolean }]>('SELECT told_elsewhere($1) AS told', [lookId]);
  return row.told;
}
