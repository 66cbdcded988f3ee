import type pg from 'pg';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { fillEveryTable } from './others-world.js';
import { openTables, readable, relationsOf, writable } from './reach.js';

/** Going round the program finds holes, or its finding none would mean nothing. */
const elsewhere = '30000000-0000-4000-8000-000000000003';
const stranger = { role: 'casework_advocate', user: elsewhere, organisation: elsewhere };

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
  const tables = (await relationsOf(owner)).filter(({ isTable }) => isTable);
  await fillEveryTable(
    owner,
    tables.map(({ name }) => name),
  );
  await owner.query('BEGIN');
});
afterAll(async () => {
  await owner.query('ROLLBACK');
  await database.drop();
});

describe('a hole is found', () => {
  const view =
    'CREATE VIEW client_hole AS SELECT * FROM client_identity; GRANT SELECT ON client_hole TO PUBLIC';
  it.each([
    [
      'row security switched off',
      'ALTER TABLE client_identity DISABLE ROW LEVEL SECURITY',
      'client_identity',
    ],
    [
      'a policy that asks nothing',
      'CREATE POLICY hole ON client_identity FOR SELECT USING (true)',
      'client_identity',
    ],
    ['a view that runs as its owner', view, 'client_hole'],
  ])('where there is %s', async (_, hole, shown) => {
    await owner.query('SAVEPOINT hole');
    await owner.query(hole);
    const found: string[] = [];
    for (const { name } of await relationsOf(owner))
      if (await readable(owner, name, stranger)) found.push(name);
    const open = await openTables(owner);
    await owner.query('ROLLBACK TO SAVEPOINT hole');
    expect(found).toEqual([shown, 'organisation', 'organisation_area']);
    expect(open).toEqual(hole.includes('DISABLE') ? ['client_identity'] : []);
  });

  it('where anyone may write', async () => {
    await owner.query('SAVEPOINT hole');
    await owner.query('CREATE POLICY hole ON breach FOR UPDATE USING (true)');
    const written = await writable(owner, 'breach', stranger);
    await owner.query('ROLLBACK TO SAVEPOINT hole');
    expect(written).toBe(true);
  });
});
