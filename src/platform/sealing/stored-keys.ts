import type { Queries } from './data-keys.js';
import type { WrappedKey } from './key-custodian.js';

/** A data key wrapped under an older version than another, and that version. */
export interface StoredKey extends WrappedKey {
  readonly version: number;
}

/** One data key as it stands in the database, or null where there is none: for trying whether the custodian opens it. */
export async function someDataKey(tx: Queries): Promise<WrappedKey | null> {
  const [row] = await tx.query<WrappedKey[]>(
    'SELECT id, wrapped FROM data_key WHERE wrapped IS NOT NULL LIMIT 1',
  );
  return row ?? null;
}

/** The next data keys that are wrapped under a version older than this one, held until the transaction ends. */
export function wrappedBefore(tx: Queries, version: number, most: number): Promise<StoredKey[]> {
  return tx.query<StoredKey[]>(
    `SELECT id, wrapped, key_version AS version FROM data_key WHERE wrapped IS NOT NULL AND key_version < $1
     ORDER BY key_version, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [version, most],
  );
}

/** Puts keys wrapped anew in the place of the same keys. */
export async function storeWrapped(tx: Queries, keys: readonly StoredKey[]): Promise<void> {
  await tx.query(
    `UPDATE data_key k SET wrapped = n.wrapped, key_version = n.version
     FROM unnest($1::uuid[], $2::bytea[], $3::integer[]) AS n (id, wrapped, version) WHERE k.id = n.id AND k.wrapped IS NOT NULL`,
    [keys.map(({ id }) => id), keys.map(({ wrapped }) => wrapped), keys.map(({ version }) => version)],
  );
}

/** How many data keys are wrapped under each version. */
export function keysByVersion(tx: Queries): Promise<{ version: number; keys: number }[]> {
  return tx.query<{ version: number; keys: number }[]>(
    'SELECT key_version AS version, count(*) AS keys FROM data_key WHERE wrapped IS NOT NULL GROUP BY key_version ORDER BY key_version',
  );
}
