import type pg from 'pg';
import { EntitySchema } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/entities.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { codedColumns, databaseWords } from './coded-columns.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Source = ReturnType<typeof dataSource>;
type Query = <R extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<R[]>;
const query: Query = async (sql, values) => (await database.owner.query(sql, values)).rows as never; // rows are as the caller says

describe('the migrations', () => {
  it('go up, down and up again on an empty database, leaving nothing behind and losing nothing', async () => {
    await query('CREATE DATABASE empty_larkspur TEMPLATE template0');
    const owner = await dataSource(
      Object.assign(new URL(database.ownerUrl), { pathname: '/empty_larkspur' }).href,
      [],
      1,
    ).initialize();
    try {
      await owner.runMigrations();
      const first = await shapeOf(owner);
      for (const _ of migrations) await owner.undoLastMigration();
      expect(await shapeOf(owner)).toEqual([]);
      await owner.runMigrations();
      expect(await shapeOf(owner)).toEqual(first);
      expect(first.length).toBeGreaterThan(200);
    } finally {
      await owner.destroy();
      await query('DROP DATABASE empty_larkspur');
    }
  });
});

/** Every column, constraint, index, function, trigger, policy and grant of ours, in words. */
async function shapeOf(owner: Source): Promise<string[]> {
  const rows = await owner.query<{ says: string }[]>(`
    WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')),
      relation AS (SELECT c.* FROM pg_class c JOIN ours ON ours.oid = relnamespace WHERE relname !~ '^(migration|PK_)')
    SELECT format('%s.%s %s %s', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull) AS says
      FROM pg_attribute JOIN relation c ON c.oid = attrelid WHERE attnum > 0 AND NOT attisdropped
    UNION ALL SELECT format('%s %s %s', c.oid::regclass, conname, pg_get_constraintdef(k.oid)) FROM pg_constraint k JOIN relation c ON c.oid = conrelid
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN relation c ON c.oid = tgrelid WHERE NOT tgisinternal
    UNION ALL SELECT format('%s %s %s %s', c.oid::regclass, polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) FROM pg_policy JOIN relation c ON c.oid = polrelid
    UNION ALL SELECT format('%s %s %s', c.oid::regclass, relacl, relforcerowsecurity) FROM relation c
    UNION ALL SELECT format('%s %s', p.oid::regprocedure, proacl) FROM pg_proc p JOIN ours ON ours.oid = pronamespace
    UNION ALL SELECT nspname FROM pg_namespace JOIN ours USING (oid) WHERE nspname <> 'public'
    ORDER BY says`);
  return rows.map(({ says }) => says);
}

interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

describe('an entity', () => {
  const Mistaken = new EntitySchema({
    name: 'Mistaken',
    tableName: 'team',
    columns: { id: { type: 'uuid', primary: true }, name: { type: 'text', nullable: true } },
  });
  let program: Source;
  beforeAll(async () => {
    program = await dataSource(database.ownerUrl, [...entities, Mistaken], 1).initialize();
  });
  afterAll(() => program.destroy());

  function declared(entity: (typeof entities)[number] | typeof Mistaken): ColumnShape[] {
    return program.getMetadata(entity).columns.map((column) => ({
      name: column.databaseName,
      type: program.driver.normalizeType(column) + (column.isArray ? '[]' : ''),
      nullable: column.isNullable,
    }));
  }

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    '%s is its table, column for column',
    async (_, entity) => {
      const { schema, tableName } = program.getMetadata(entity);
      expect(byName(declared(entity))).toEqual(byName(await columnsOf(`${schema ?? 'public'}.${tableName}`)));
    },
  );

  it('that differs from its table is found', async () => {
    const real = await columnsOf('public.team');
    expect(declared(Mistaken)).not.toContainEqual({ name: 'name', type: 'text', nullable: false });
    expect(real).toContainEqual({ name: 'name', type: 'text', nullable: false });
    expect(byName(declared(Mistaken))).not.toEqual(byName(real));
  });
});

function columnsOf(table: string): Promise<ColumnShape[]> {
  return query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
}

const byName = (columns: ColumnShape[]) =>
  columns.toSorted((one, other) => one.name.localeCompare(other.name));

describe('a list of codes', () => {
  const checks = () =>
    query<{ place: string; definition: string }>(`
      SELECT relname || '.' || attname AS place, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid JOIN pg_attribute ON attrelid = c.oid AND attnum = ALL (conkey)
      WHERE contype = 'c' AND pg_get_constraintdef(k.oid) ~ '^CHECK \\(\\(\\w+ (= ANY|<@) \\(?ARRAY\\['`);

  it.each(Object.entries(codedColumns))(
    '%s is the same in the program and in the database',
    async (place, list) => {
      const definitions = (await checks()).filter((check) => check.place === place);
      const accepted = definitions.map(({ definition }) =>
        [...definition.matchAll(/'([^']+)'/g)].map(([, code]) => code),
      );
      expect(accepted.map((codes) => codes.toSorted())).toEqual([codesOf(list).toSorted()]);
    },
  );

  it('is in test/database/coded-columns.ts wherever the database has one', async () => {
    const places = (await checks()).map(({ place }) => place);
    expect(places.toSorted()).toEqual([...Object.keys(codedColumns), ...databaseWords].toSorted());
  });
});
