import { createHash } from 'node:crypto';
import { isUUID } from 'class-validator';
import { plainDate } from '../../src/kernel/plain-date.js';
import { fillWithDemo } from '../../src/demo/fill.js';
import { HeldToRowSecurity, NotEmpty } from '../../src/demo/refusals.js';
import { tables } from '../../src/demo/tables.js';
import { neverTrue, shares } from './plausible.js';
import { testSecrets } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sealedTables, wordsIn } from '../support/sealed-tables.js';
import { testCustodian } from '../support/sealing.js';

const size = { cases: 400, seed: 1, today: plainDate('2026-03-03') };
const quietly = {
  sealing: { custodian: testCustodian, secrets: testSecrets },
  say: () => undefined,
};

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [one, other] = [await testDatabase(), await testDatabase()];
  await fillWithDemo(one.ownerUrl, size, quietly);
  await fillWithDemo(other.ownerUrl, size, quietly);
});

afterAll(async () => {
  await one.drop();
  await other.drop();
});

describe('the demo', () => {
  it('is the same for the same seed and day', async () => {
    for (const table of Object.keys(tables))
      expect([table, await contents(one, table)]).toEqual([table, await contents(other, table)]);
  });

  it('has as many cases as asked for, and something in every table it fills', async () => {
    expect(await count(one, 'case_file')).toBe(size.cases);
    for (const table of Object.keys(tables))
      expect([table, (await count(one, table)) > 0]).toEqual([table, true]);
  });

  it('leaves no row without the rows it belongs to', async () => {
    const { rows } = await one.owner.query<{ child: string; column: string; parent: string; key: string }>(
      foreignKeys,
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const { child, column, parent, key } of rows) {
      const orphans = await one.owner.query(
        `SELECT FROM ${child} c WHERE c.${column} IS NOT NULL AND NOT EXISTS (SELECT FROM ${parent} p WHERE p.${key} = c.${column})`,
      );
      expect([child, column, orphans.rowCount]).toEqual([child, column, 0]);
    }
  });

  it('gives every row an id that a page is found by', async () => {
    const { rows: names } = await one.owner.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid'`,
    );
    const unlike: string[] = [];
    for (const { name } of names) {
      const { rows } = await one.owner.query<{ id: string }>(`SELECT id FROM ${name}`);
      if (rows.some(({ id }) => !isUUID(id))) unlike.push(name);
    }
    expect(unlike).toEqual([]);
  });

  it('names nobody who could be anyone', async () => {
    const people = [
      ...(await wordsIn(one.owner, 'client_identity')),
      ...(await wordsIn(one.owner, 'perpetrator_identity')),
    ].map(({ full_name: name }) => name ?? '');
    const staff = await one.owner.query<{ name: string }>('SELECT display_name AS name FROM staff');
    const names = [...people, ...staff.rows.map(({ name }) => name)];
    expect(names.length).toBeGreaterThan(2 * size.cases);
    expect(names.filter((name) => !/Invented|Demo/.test(name))).toEqual([]);
  });

  it('has changes of staff that a supervisor can approve', async () => {
    const { rows } = await one.owner.query<{ act: string; approvers: number }>(
      `SELECT p.act, count(*) FILTER (WHERE a.role = 'supervisor')::int AS approvers
       FROM staff_proposal p JOIN staff a ON a.organisation_id = p.organisation_id WHERE p.expires_at > now() GROUP BY p.id ORDER BY 1`,
    );
    expect(rows.map(({ act }) => act)).toEqual(['add', 'add', 'add', 'change_teams']);
    expect(rows.filter(({ approvers }) => approvers === 0)).toEqual([]);
  });

  it('has no breach outside its order, and none of a possible order named as known', async () => {
    const { rowCount } = await one.owner.query(`
      SELECT FROM breach b JOIN protection_order o ON o.id = b.order_id
      WHERE b.occurred_on < coalesce(o.interim_made_on, o.made_on) OR b.occurred_on > o.expires_on
         OR (b.state = 'known' AND NOT b.of_notification AND NOT EXISTS (SELECT FROM breach_term t WHERE t.breach_id = b.id))`);
    expect(rowCount).toBe(0);
  });

  it.each(Object.entries(neverTrue))('never %s', async (_, query) => {
    expect((await one.owner.query(query)).rows).toEqual([]);
  });

  it.each(Object.entries(shares))('has as many as is plausible: %s', async (_, { query, between }) => {
    const { rows } = await one.owner.query<{ share: string }>(query);
    expect(Number(rows[0]?.share)).toBeGreaterThanOrEqual(between[0]);
    expect(Number(rows[0]?.share)).toBeLessThanOrEqual(between[1]);
  });

  it('is not begun for an owner who may not bypass row security', async () => {
    const name = `demo_plain_${String(process.pid)}`;
    const url = new URL(one.ownerUrl);
    [url.username, url.password] = [name, 'invented'];
    await one.owner.query(`CREATE ROLE ${name} LOGIN PASSWORD 'invented'`);
    try {
      await expect(fillWithDemo(url.href, size, quietly)).rejects.toThrow(HeldToRowSecurity);
    } finally {
      await one.owner.query(`DROP ROLE ${name}`);
    }
  });

  it('refuses a database that holds anything', async () => {
    await expect(fillWithDemo(one.ownerUrl, size, quietly)).rejects.toThrow(NotEmpty);
  });
});

// Identities by default, and times of writing, are the database's own; everything told is compared. Keys are by chance: of
// what is sealed, the words are compared.
async function contents({ owner }: TestDatabase, table: string): Promise<string> {
  const told = (tables as Record<string, readonly string[]>)[table] ?? [];
  const sealed = sealedTables.find(({ of }) => of.table === table)?.of.columns ?? ['wrapped'];
  const columns = told.filter((column) => !sealed.includes(column));
  const words = sealed.includes('wrapped') ? [] : await wordsIn(owner, table);
  const { rows } = await owner.query(
    `SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.map((_, i) => i + 1).join(', ')}`,
  );
  return createHash('sha256')
    .update(JSON.stringify([rows, words]))
    .digest('hex');
}

async function count({ owner }: TestDatabase, table: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
}

const foreignKeys = `
  SELECT c.conrelid::regclass::text AS child, a.attname AS "column", c.confrelid::regclass::text AS parent, p.attname AS key
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  JOIN pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = c.confkey[1]
  WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.connamespace = 'public'::regnamespace`;
