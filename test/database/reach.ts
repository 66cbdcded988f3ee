import type pg from 'pg';
import { become, type Anyone } from '../support/becoming.js';

export interface Relation {
  /** 'client', or with its schema where that is not public: 'audit.entry'. */
  readonly name: string;
  readonly isTable: boolean;
}

/** Every table and view of ours, from the catalogue. The queues' schema is their own, and holds ids alone. */
export async function relationsOf(client: pg.Client): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `SELECT c.oid::regclass::text AS name, relkind IN ('r', 'p') AS "isTable"
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname NOT IN ('pg_catalog', 'information_schema', 'jobs')
       AND nspname NOT LIKE 'pg\\_%' AND relname <> 'migration' ORDER BY 1`,
  );
  return rows;
}

/** Tables that are not closed: row security off, or not in force for their owner. */
export async function openTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema', 'jobs') AND relname <> 'migration'
       AND NOT (relrowsecurity AND relforcerowsecurity)`,
  );
  return rows.map(({ name }) => name);
}

/** How many rows someone can read; null where the database says they may not look at all. */
export async function readable(client: pg.Client, relation: string, as?: Anyone): Promise<number | null> {
  const query = `SELECT count(*)::int AS reached FROM (SELECT FROM ${relation}) AS seen`;
  const reached = await attempt(
    client,
    as,
    async () => (await client.query<{ reached: number }>(query)).rows[0]?.reached ?? 0,
  );
  return reached ?? null;
}

/** Whether someone can change or remove a row. Nothing is kept. */
export async function writable(client: pg.Client, table: string, as: Anyone): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
       AND has_column_privilege($2, $1::regclass, attnum, 'UPDATE') LIMIT 1`,
    [table, as.role],
  );
  const writes = [`DELETE FROM ${table}`, ...rows.map(({ name }) => `UPDATE ${table} SET "${name}" = NULL`)];
  for (const write of writes) {
    const reached = await attempt(client, as, async () => (await client.query(write)).rowCount ?? 0);
    if (reached !== undefined && reached > 0) return true;
  }
  return false;
}

/** Tries something as someone, inside the transaction there is, and undoes it. Undefined where permission is denied. */
async function attempt(
  client: pg.Client,
  as: Anyone | undefined,
  what: () => Promise<number>,
): Promise<number | undefined> {
  await client.query('SAVEPOINT attempt');
  try {
    if (as) await become(client, as);
    return await what();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '42501') return undefined;
    // A constraint was met, so a row was.
    if (typeof code === 'string' && code.startsWith('23')) return 1;
    throw error;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
  }
}
