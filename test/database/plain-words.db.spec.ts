import { testDatabase, type TestDatabase } from '../support/database.js';
import { plainWords } from './plain-words.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Columns that can hold words and that no list of codes confines. */
async function wordyColumns(): Promise<string[]> {
  const { rows } = await database.owner.query<{ place: string }>(
    `SELECT c.oid::regclass || '.' || attname AS place
     FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
       JOIN pg_type t ON t.oid = atttypid JOIN pg_type each ON each.oid = CASE t.typcategory WHEN 'A' THEN t.typelem ELSE t.oid END
     WHERE relkind IN ('r', 'p', 'm') AND attnum > 0 AND NOT attisdropped AND relname <> 'migration'
       AND nspname NOT IN ('pg_catalog', 'information_schema', 'jobs') AND nspname NOT LIKE 'pg\\_%'
       AND (each.typcategory = 'S' OR each.typname IN ('json', 'jsonb', 'xml', 'tsvector'))
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c' AND conkey = ARRAY[attnum]
         AND pg_get_constraintdef(pg_constraint.oid) ~ '^CHECK \\(\\(\\w+ (= ANY|<@) \\(?ARRAY\\[')
     ORDER BY 1`,
  );
  return rows.map(({ place }) => place);
}

it('every column that could hold words in the clear is listed with why it may, and no other', async () => {
  expect(await wordyColumns()).toEqual(Object.keys(plainWords).toSorted());
});

it.each(['text', 'varchar(40)', 'text[]', 'jsonb', 'name'])(
  'a column of %s that nobody listed is found',
  async (type) => {
    await database.owner.query('BEGIN');
    await database.owner.query(`CREATE TABLE planted (id uuid, said ${type})`);
    const found = await wordyColumns();
    await database.owner.query('ROLLBACK');
    expect(found).toContain('planted.said');
  },
);
