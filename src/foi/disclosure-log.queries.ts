import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Letter } from './answer.rules.js';

/** An answer in the disclosure log. Neither who asked nor who answered is anywhere in it. */
export interface ReleaseRow {
  readonly answerId: string;
  readonly reference: string;
  readonly releasedOn: PlainDate;
  readonly authority: string;
  /** The captions of its tables, which are what it is about. */
  readonly about: readonly string[];
}

export interface Release extends Omit<ReleaseRow, 'about'> {
  readonly letter: Letter;
  /** SHA-256 of the letter's canonical JSON, in hexadecimal. */
  readonly hash: string;
}

const released = `SELECT r.answer_id AS "answerId", r.reference, r.released_on AS "releasedOn", o.name AS authority`;
const log = 'FROM foi_release r JOIN organisation o ON o.id = r.organisation_id';

/** The newest first. */
export async function releasesOnPage(tx: EntityManager, asked: unknown): Promise<Paged<ReleaseRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*)::int AS total FROM foi_release');
  const place = pageOf(asked, total);
  const rows = await tx.query<ReleaseRow[]>(
    `${released}, jsonb_path_query_array(r.letter, '$.answers[*].blocks[*] ? (@.kind == "table").caption') AS about ${log}
     ORDER BY r.released_on DESC, r.reference DESC, r.answer_id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

export async function releaseOf(tx: EntityManager, answerId: string): Promise<Release | undefined> {
  const [release] = await tx.query<Release[]>(
    `${released}, r.letter, encode(r.letter_hash, 'hex') AS hash ${log} WHERE r.answer_id = $1`,
    [answerId],
  );
  return release;
}
