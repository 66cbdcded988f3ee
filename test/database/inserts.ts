import type pg from 'pg';
import { become, type Anyone } from '../support/becoming.js';

/** The columns by which rows of a table belong to others, or name somebody: every reference, from the catalogue. */
export async function parentsOf(owner: pg.Client, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT DISTINCT attname AS name FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
     WHERE contype = 'f' AND conrelid = $1::regclass`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/**
 * Whether someone may write a row like the one their own world has, with what `changed` says put in place of its own.
 * Triggers and references are off meanwhile, so that policies and grants alone decide; nothing is kept.
 */
export async function insertable(
  owner: pg.Client,
  table: string,
  { as, changed = {} }: { readonly as: Anyone; readonly changed?: Readonly<Record<string, string>> },
): Promise<boolean> {
  const columns = await columnsFor(owner, table, as.role);
  // What someone may not say takes its default, whatever they would have it be.
  if (columns.length === 0 || Object.keys(changed).some((column) => !columns.includes(column))) return false;
  const { rows } = await owner.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE to_jsonb(t)::text LIKE '%' || $1::text || '%'`,
    [as.user],
  );
  const said = columns.filter((column) => column !== 'id').map((column) => `"${column}"`);
  const insert = `INSERT INTO ${table} (${said.join(', ')}) SELECT ${said.join(', ')} FROM jsonb_populate_record(NULL::${table}, $1)`;
  return accepted(owner, as, [insert, [JSON.stringify({ ...rows[0]?.row, ...changed })]]);
}

/** Whether the database lets someone do this, whatever else stands against it. Nothing is kept. */
export async function accepted(
  owner: pg.Client,
  as: Anyone,
  [statement, values]: readonly [string, unknown[]],
): Promise<boolean> {
  await owner.query('SAVEPOINT attempt');
  try {
    await owner.query('SET LOCAL session_replication_role = replica');
    await become(owner, as);
    await owner.query(statement, values);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '42501') return false;
    // There is such a row already: policies are asked first, so it was let through.
    if (code === '23505') return true;
    throw error;
  } finally {
    await owner.query('ROLLBACK TO SAVEPOINT attempt');
  }
}

async function columnsFor(owner: pg.Client, table: string, role: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
       AND attidentity = '' AND attgenerated = '' AND has_column_privilege($2, attrelid, attnum, 'INSERT') ORDER BY attnum`,
    [table, role],
  );
  return rows.map(({ name }) => name);
}
