import type pg from 'pg';

/**
 * Two other organisations, each with one row in every table there is. Every id in a world is the same one, so that
 * all its rows belong together however they refer to one another. In the first world every column is filled and a
 * coded one has its first code; in the second whatever may be null is, and a coded one has its last code.
 */
export const worlds = [
  '10000000-0000-4000-8000-000000000001',
  '20000000-0000-4000-8000-000000000002',
] as const;

/** Codes without which a row would be in no view, or no policy could read it, in both worlds. */
const wanted: Readonly<Record<string, string>> = {
  'protection_order.measure': 'spo',
  'order_step.act': 'apply',
  'breach.state': 'known',
  // The first world's people are to be seen in it: test/safeguards looks at what is sealed.
  'client.sealed': 'false',
  'perpetrator.sealed': 'false',
  'case_file.sealed': 'false',
  'referral.sealed': 'false',
  // Whoever is named is told: test/safeguards/typed-again.http.spec.ts has those who are not.
  'seal_member.silently': 'false',
  'snapshot.quarter': '2025-Q4',
};

interface ColumnToFill {
  place: string;
  name: string;
  type: string;
  nullable: boolean;
  definition: string | null;
}

/**
 * Empties every table of the database and fills it anew, past its checks, references and triggers: only who may see the
 * rows matters.
 */
export async function fillEveryTable(owner: pg.Client, tables: readonly string[]): Promise<void> {
  const columns = new Map<string, ColumnToFill[]>();
  for (const table of tables) columns.set(table, await columnsToFill(owner, table));
  await dropChecks(owner);
  await owner.query('SET session_replication_role = replica');
  await owner.query(`TRUNCATE ${tables.join(', ')}`);
  for (const [table, ofTable] of columns) {
    for (const [number, id] of worlds.entries()) {
      const values = ofTable.map((column) => valueFor(column, number, id));
      const names = ofTable.map(({ name }) => `"${name}"`).join(', ');
      const places = values.map((_, index) => `$${String(index + 1)}`).join(', ');
      await owner.query(`INSERT INTO ${table} (${names}) VALUES (${places})`, values);
    }
  }
  await owner.query('SET session_replication_role = origin');
}

async function columnsToFill(owner: pg.Client, table: string): Promise<ColumnToFill[]> {
  const { rows } = await owner.query<ColumnToFill>(
    `SELECT relname || '.' || attname AS place, attname AS name, format_type(atttypid, NULL) AS type, NOT attnotnull AS nullable,
       (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE conrelid = c.oid AND contype = 'c' AND conkey = ARRAY[attnum]
          AND pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY' LIMIT 1) AS definition
     FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = ''`,
    [table],
  );
  return rows;
}

async function dropChecks(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ says: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS says
     FROM pg_constraint JOIN pg_namespace n ON n.oid = connamespace
     WHERE contype = 'c' AND conrelid <> 0 AND nspname NOT IN ('pg_catalog', 'information_schema', 'jobs')`,
  );
  for (const { says } of rows) await owner.query(says);
}

function valueFor({ place, type, nullable, definition }: ColumnToFill, number: number, id: string): unknown {
  if (type === 'uuid') return id;
  if (wanted[place] !== undefined) return wanted[place];
  if (nullable && number > 0) return null;
  if (type.endsWith('[]')) return [];
  const codes = [...(definition ?? '').matchAll(/'([^']+)'/g)].map(([, code]) => code);
  if (type === 'text') return codes.at(number === 0 ? 0 : -1) ?? `invented ${String(number)}`;
  const value = plain[type]?.(number);
  if (value === undefined) throw new Error(`${place}: say in others-world.ts what a ${type} is filled with`);
  return value;
}

const plain: Readonly<Record<string, (number: number) => unknown>> = {
  date: () => '2026-02-02',
  'timestamp with time zone': () => '2026-02-02T10:00:00Z',
  integer: (number) => number + 1,
  smallint: (number) => number + 1,
  bigint: (number) => number + 1,
  xid8: (number) => String(number + 1),
  numeric: (number) => number + 1,
  'double precision': (number) => number + 1,
  int4multirange: () => '{[0,10080)}',
  boolean: (number) => number === 0,
  jsonb: () => '{}',
  json: () => '{}',
  bytea: (number) => Buffer.alloc(32, number + 1),
};
