import { Inject, Injectable } from '@nestjs/common';
import { Secrets } from '../secrets.js';
import { DataKeys, type Opens, type Queries } from './data-keys.js';
import { CUSTODIAN, type KeyCustodian } from './key-custodian.js';
import { openValue, sealValue, type Sealed } from './sealed.js';
import { tokenOf, type Clue } from './tokens.js';

/** A table whose words are sealed: by whose key, which column names the row, and which columns hold the words. */
export interface SealedTable<Column extends string = string> {
  readonly table: string;
  readonly opens: Opens;
  readonly row: string;
  readonly columns: readonly Column[];
}

/** One row of such a table, and the person, case or request it belongs to. */
export interface SealedRow<Column extends string> {
  readonly of: SealedTable<Column>;
  readonly row: string;
  readonly keyId: string;
}

/** What is shown in the place of words whose key was destroyed. */
export const erased = 'Erased';

interface Attached {
  readonly keys: DataKeys;
  readonly tokenKey: Buffer | null;
}

const attached = new WeakMap<Queries, Attached>();

/** Gives each transaction what it seals and opens by: the data keys it may see, and its organisation's key of tokens. */
@Injectable()
export class Seals {
  constructor(
    @Inject(CUSTODIAN) private readonly custodian: KeyCustodian,
    private readonly secrets: Secrets,
  ) {}

  /** To be asked before a transaction is opened, which it never is in one. */
  ready(): Promise<void> {
    return this.custodian.ready();
  }

  attach(tx: Queries, organisationId: string | null): void {
    const keys = new DataKeys(tx, this.custodian, organisationId);
    const tokenKey = organisationId === null ? null : this.secrets.keyFor(`tokens/${organisationId}`);
    attached.set(tx, { keys, tokenKey });
  }
}

/** Words as they are stored, by column. What is null stays null: that nothing was said is no secret. */
export async function seal<Column extends string, Words extends { readonly [C in Column]?: string | null }>(
  tx: Queries,
  { of, row, keyId }: SealedRow<Column>,
  words: Words,
): Promise<{ [C in keyof Words]: Words[C] extends string ? Sealed : Sealed | null }> {
  const key = await attachedTo(tx).keys.sealing(of.opens, keyId);
  const sealed = Object.entries<string | null>(words as Readonly<Record<string, string | null>>).map(
    ([column, value]) => [
      column,
      value === null ? null : sealValue(value, key, { table: of.table, column, row, keyId }),
    ],
  );
  return Object.fromEntries(sealed) as never; // the same columns, each sealed
}

/** Writes a row of nothing but words. */
export async function insertSealed<Column extends string>(
  tx: Queries,
  place: SealedRow<Column>,
  words: Readonly<Partial<Record<Column, string | null>>>,
): Promise<void> {
  const sealed = Object.entries(await seal(tx, place, words));
  const columns = [place.of.row, ...sealed.map(([column]) => column)];
  const places = columns.map((_, index) => `$${String(index + 1)}`);
  await tx.query(`INSERT INTO ${place.of.table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, [
    place.row,
    ...sealed.map(([, value]) => value),
  ]);
}

/** Puts other words in the place of a row's. */
export async function updateSealed<Column extends string>(
  tx: Queries,
  place: SealedRow<Column>,
  words: Readonly<Partial<Record<Column, string | null>>>,
): Promise<void> {
  const sealed = Object.entries(await seal(tx, place, words));
  const changes = sealed.map(([column], index) => `${column} = $${String(index + 2)}`);
  const update = `UPDATE ${place.of.table} SET ${changes.join(', ')} WHERE ${place.of.row} = $1 RETURNING 1`;
  const [{ kept }] = await tx.query<[{ kept: number }]>(
    `WITH kept AS (${update}) SELECT count(*)::integer AS kept FROM kept`,
    [place.row, ...sealed.map(([, value]) => value)],
  );
  if (kept !== 1) throw new Error(`${place.of.table}: what was written found no row to be kept in`);
}

/** Of which table some fields of a row are, and how a row says which row of it, and whose. */
export interface Opening<Row, Fields> {
  readonly from: SealedTable;
  readonly row: (row: Row) => string | null;
  readonly keyId: (row: Row) => string | null;
  /** The column each field is read from. */
  readonly fields: Fields;
}

/** A row with some fields opened. */
export type Opened<Row, Field> = {
  [F in keyof Row]: F extends Field ? (Row[F] extends Sealed ? string : string | null) : Row[F];
};

/** Opens fields of rows, with one look-up of keys for all of them. What was erased reads `erased`. */
export async function openRows<Row extends object, Fields extends Partial<Record<keyof Row, string>>>(
  tx: Queries,
  rows: readonly Row[],
  { from, row, keyId, fields }: Opening<Row, Fields>,
): Promise<Opened<Row, keyof Fields>[]> {
  const ids = rows.map(keyId).filter((id) => id !== null);
  const keys = await attachedTo(tx).keys.opening(ids);
  const columns = Object.entries(fields) as [keyof Row & string, string][]; // as its type says
  return rows.map((each) => {
    const [of, id] = [row(each), keyId(each)];
    const opened = columns.map(([field, column]) => {
      const value = each[field] as Sealed | null; // fields are named for being sealed
      if (value === null || of === null || id === null) return [field, null];
      const key = keys.get(id.toLowerCase()) ?? null;
      const place = { table: from.table, column, row: of, keyId: id };
      return [field, key === null ? erased : openValue(value, key, place)];
    });
    return { ...each, ...Object.fromEntries(opened) } as never; // the same fields, those named being opened
  });
}

/** The token by which a clue is found in the organisation of whoever asks. */
export function tokenIn(tx: Queries, clue: Clue, bytes: number): Buffer {
  const { tokenKey } = attachedTo(tx);
  if (tokenKey === null) throw new Error('Whoever has no organisation looks for nobody');
  return tokenOf(tokenKey, clue, bytes);
}

function attachedTo(tx: Queries): Attached {
  const found = attached.get(tx);
  if (!found) throw new Error('Nothing is sealed or opened outside a unit of work');
  return found;
}
