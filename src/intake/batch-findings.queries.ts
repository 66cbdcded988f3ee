import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { BatchFinding } from './batch.codes.js';

/** What checking found of a row. */
export interface RowFinding {
  readonly number: number;
  readonly finding: BatchFinding;
  readonly faults: readonly string[];
}

/** Puts what was found in the place of what an earlier check found. */
export async function keepFindings(
  tx: EntityManager,
  batchId: string,
  findings: readonly RowFinding[],
): Promise<void> {
  await tx.query('DELETE FROM referral_batch_row WHERE batch_id = $1', [batchId]);
  await tx.query(
    `INSERT INTO referral_batch_row (batch_id, row_number, finding, faults)
     SELECT $1, number, finding, faults FROM jsonb_to_recordset($2) AS f(number integer, finding text, faults text[])`,
    [batchId, JSON.stringify(findings)],
  );
}

/** A page of the rows found to be this, in the order of the sheet. */
export async function findingsOnPage(
  tx: EntityManager,
  { batchId, finding }: { readonly batchId: string; readonly finding: BatchFinding },
  asked: unknown,
): Promise<Paged<RowFinding>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*)::int AS total FROM referral_batch_row WHERE batch_id = $1 AND finding = $2',
    [batchId, finding],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<RowFinding[]>(
    `SELECT row_number AS number, finding, faults FROM referral_batch_row
     WHERE batch_id = $1 AND finding = $2 ORDER BY row_number LIMIT $3 OFFSET $4`,
    [batchId, finding, place.size, place.offset],
  );
  return { ...place, rows };
}

/** Every row in error, for the file of them. */
export function rowsInError(tx: EntityManager, batchId: string): Promise<RowFinding[]> {
  return tx.query<RowFinding[]>(
    `SELECT row_number AS number, finding, faults FROM referral_batch_row WHERE batch_id = $1 AND finding = 'in_error' ORDER BY row_number`,
    [batchId],
  );
}

/** The numbers of likely duplicates, a few of them to look at. */
export async function likelyRows(tx: EntityManager, batchId: string, most: number): Promise<number[]> {
  const rows = await tx.query<{ number: number }[]>(
    `SELECT row_number AS number FROM referral_batch_row WHERE batch_id = $1 AND finding = 'likely_duplicate' ORDER BY row_number LIMIT $2`,
    [batchId, most],
  );
  return rows.map(({ number }) => number);
}

/** What undoing left, as far as whoever asks may see it: in the order of the sheet. */
export function keptRows(
  tx: EntityManager,
  batchId: string,
): Promise<{ number: number; referralId: string; reference: string }[]> {
  return tx.query(
    `SELECT d.row_number AS number, r.id AS "referralId", r.reference FROM referral_batch_referral d JOIN referral r ON r.id = d.referral_id
     WHERE d.batch_id = $1 ORDER BY d.row_number LIMIT 500`,
    [batchId],
  );
}

/** Rows that are to be recorded and are not on record yet, in the order of the sheet. */
export async function rowsToRecord(tx: EntityManager, batchId: string): Promise<number[]> {
  const rows = await tx.query<{ number: number }[]>(
    `SELECT r.row_number AS number FROM referral_batch_row r LEFT JOIN referral_batch_referral d USING (batch_id, row_number)
     WHERE r.batch_id = $1 AND r.finding <> 'in_error' AND d.batch_id IS NULL ORDER BY r.row_number`,
    [batchId],
  );
  return rows.map(({ number }) => number);
}

/** The rows of one's own batch that are still not on record an hour after it was begun. */
export async function rowsLeft(tx: EntityManager, batchId: string): Promise<number[]> {
  const [row] = await tx.query<[{ numbers: number[] }]>('SELECT rows_left($1) AS numbers', [batchId]);
  return row.numbers;
}

/** The number of the last row that was found to be anything. */
export async function lastRow(tx: EntityManager, batchId: string): Promise<number> {
  const [row] = await tx.query<[{ last: number | null }]>(
    'SELECT max(row_number) AS last FROM referral_batch_row WHERE batch_id = $1',
    [batchId],
  );
  return row.last ?? 0;
}
