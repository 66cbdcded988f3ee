import type { EntityManager } from 'typeorm';
import { NotFound, Stale } from '../kernel/errors.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows, updateSealed } from '../platform/sealing/sealing.js';
import type { BatchFinding, BatchSource, BatchState, SheetEncoding, SheetSeparator } from './batch.codes.js';
import { noMapping, type Mapping } from './batch-mapping.rules.js';
import { batchSheet, senderMapping } from './batch.sealed.js';
import type { Sheet } from './batch-sheet.js';

/** A batch as it stands, with how many rows were found to be what. */
export interface Batch {
  readonly id: string;
  readonly teamId: string;
  readonly senderId: string;
  readonly senderName: string;
  readonly uploadedAt: Date;
  readonly receivedAt: Date;
  readonly source: BatchSource;
  readonly encoding: SheetEncoding;
  readonly separator: SheetSeparator;
  readonly rowCount: number;
  readonly state: BatchState;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly ready: number;
  readonly alike: number;
  readonly faulty: number;
  /** How many are on record by now; of one that ended, how many were. */
  readonly recorded: number;
  /** Those that undoing left, as far as whoever asks may see them. */
  readonly kept: number;
  readonly mayBeUndone: boolean;
  /** When it was proposed that it be undone, where that waits for another supervisor. */
  readonly undoingProposedAt: Date | null;
}

const found = (finding: BatchFinding) =>
  `(SELECT count(*)::int FROM referral_batch_row r WHERE r.batch_id = b.id AND r.finding = '${finding}')`;
const select = `
  SELECT b.id, b.team_id AS "teamId", b.sender_id AS "senderId", s.name AS "senderName", b.uploaded_at AS "uploadedAt", b.received_at AS "receivedAt",
    b.source, b.encoding, b.separator, b.row_count AS "rowCount", b.state, b.ended_at AS "endedAt", b.version,
    ${found('ready')} AS ready, ${found('likely_duplicate')} AS alike, ${found('in_error')} AS faulty,
    coalesce(b.rows_recorded, rows_on_record(b.id)) AS recorded,
    (SELECT count(*)::int FROM referral_batch_referral k WHERE k.batch_id = b.id AND b.state = 'undone') AS kept,
    b.state = 'recorded' AND b.ended_at > now() - interval '7 days' AS "mayBeUndone",
    (SELECT u.proposed_at FROM referral_batch_undoing u WHERE u.batch_id = b.id AND u.decision IS NULL) AS "undoingProposedAt"
  FROM referral_batch b JOIN batch_sender s ON s.id = b.sender_id`;

/** Those that whoever asks uploaded, newest first. */
export async function batchesOnPage(tx: EntityManager, asked: unknown): Promise<Paged<Batch>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*)::int AS total FROM referral_batch',
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Batch[]>(`${select} ORDER BY b.uploaded_at DESC, b.id LIMIT $1 OFFSET $2`, [
    place.size,
    place.offset,
  ]);
  return { ...place, rows };
}

/** @throws NotFound where there is none, or it is somebody else's */
export async function batchWith(tx: EntityManager, id: string): Promise<Batch> {
  const [batch] = await tx.query<Batch[]>(`${select} WHERE b.id = $1`, [id]);
  if (!batch) throw new NotFound();
  return batch;
}

/** A batch that is still to be recorded, held so that nobody else changes it. @throws NotFound or Stale */
export async function batchToChange(
  tx: EntityManager,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Batch> {
  await tx.query('SELECT FROM referral_batch WHERE id = $1 FOR UPDATE', [id]);
  const batch = await batchWith(tx, id);
  if (batch.version !== version) throw new Stale(batch.version);
  return batch;
}

/** What was uploaded, and how it is to be read. */
export interface KeptSheet {
  readonly sheet: Sheet;
  readonly mapping: Mapping;
}

export async function keepSheet(
  tx: EntityManager,
  batchId: string,
  { sheet, mapping }: KeptSheet,
): Promise<void> {
  const words = { sheet: JSON.stringify(sheet), mapping: JSON.stringify(mapping) };
  await insertSealed(tx, { of: batchSheet, row: batchId, keyId: batchId }, words);
}

export async function remap(tx: EntityManager, batchId: string, mapping: Mapping): Promise<void> {
  const place = { of: batchSheet, row: batchId, keyId: batchId };
  await updateSealed(tx, place, { mapping: JSON.stringify(mapping) });
}

/** @throws NotFound once it has been destroyed */
export async function sheetOf(tx: EntityManager, batchId: string): Promise<KeptSheet> {
  const rows = await tx.query<{ id: string; sheet: Sealed; mapping: Sealed }[]>(
    'SELECT batch_id AS id, sheet, mapping FROM referral_batch_sheet WHERE batch_id = $1',
    [batchId],
  );
  const [kept] = await openRows(tx, rows, {
    from: batchSheet,
    row: ({ id }) => id,
    keyId: ({ id }) => id,
    fields: { sheet: 'sheet', mapping: 'mapping' },
  });
  if (!kept) throw new NotFound();
  return { sheet: JSON.parse(kept.sheet) as Sheet, mapping: JSON.parse(kept.mapping) as Mapping }; // as `keepSheet` wrote them
}

/** The sender of this name to this team, known from now on. */
export async function senderNamed(tx: EntityManager, teamId: string, name: string): Promise<string> {
  await tx.query('INSERT INTO batch_sender (team_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    teamId,
    name,
  ]);
  const [sender] = await tx.query<{ id: string }[]>(
    'SELECT id FROM batch_sender WHERE team_id = $1 AND name = $2',
    [teamId, name],
  );
  if (!sender) throw new NotFound();
  return sender.id;
}

/** The names of those who sent sheets before, in order. */
export async function senderNames(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>(
    'SELECT DISTINCT name FROM batch_sender ORDER BY name LIMIT 100',
  );
  return rows.map(({ name }) => name);
}

/** How sheets of a sender were read last. */
export async function mappingOf(tx: EntityManager, senderId: string): Promise<Mapping> {
  const rows = await tx.query<{ id: string; mapping: Sealed }[]>(
    'SELECT sender_id AS id, mapping FROM batch_sender_mapping WHERE sender_id = $1',
    [senderId],
  );
  const [kept] = await openRows(tx, rows, {
    from: senderMapping,
    row: ({ id }) => id,
    keyId: ({ id }) => id,
    fields: { mapping: 'mapping' },
  });
  return kept ? (JSON.parse(kept.mapping) as Mapping) : noMapping; // as `rememberMapping` wrote it
}

/** Keeps how a sheet was read for the next of its sender, with the words of earlier ones that are not in this. */
export async function rememberMapping(tx: EntityManager, senderId: string, mapping: Mapping): Promise<void> {
  const place = { of: senderMapping, row: senderId, keyId: senderId };
  const before = await mappingOf(tx, senderId);
  const words = Object.fromEntries(
    Object.entries({ ...before.words, ...mapping.words }).map(([field, said]) => [
      field,
      { ...before.words[field as keyof Mapping['words']], ...said }, // a key of one of the two
    ]),
  );
  const kept = { mapping: JSON.stringify({ columns: mapping.columns, words } satisfies Mapping) };
  if (before === noMapping) await insertSealed(tx, place, kept);
  else await updateSealed(tx, place, kept);
}
