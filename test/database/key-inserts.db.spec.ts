import type pg from 'pg';
import type { Anyone } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { insertable, parentsOf } from './inserts.js';
import { fillEveryTable, worlds } from './others-world.js';
import { relationsOf } from './reach.js';

/** What a service key may write by plain SQL. Its errand is its own id: every row of a world has the one. */
const [own, others] = worlds;
const as = (role: string): Anyone => ({
  role: `casework_${role}`,
  user: own,
  organisation: own,
  errand: own,
});
const casework =
  /^(client|perpetrator|contact_method|contact_attempt|consent|identifier|case_|allocation|first_support|referral|assessment|review|protection_order|protected_person|order_|breach|conflict_token)/;

let database: TestDatabase;
let owner: pg.Client;
let made: string[];

beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
  const tables = (await relationsOf(owner)).filter(({ isTable }) => isTable).map(({ name }) => name);
  made = tables.filter((name) => casework.test(name));
  await fillEveryTable(owner, tables);
  await owner.query('BEGIN');
});
afterAll(async () => {
  await owner.query('ROLLBACK');
  await database.drop();
});

describe('what a case is made of, for a key that sends referrals', () => {
  it('is written only under what is written with it, in its own team and in nobody’s name', async () => {
    const found: string[] = [];
    for (const table of made) {
      for (const column of await parentsOf(owner, table))
        if (await insertable(owner, table, { as: as('referrals_key'), changed: { [column]: others } }))
          found.push(`${table}.${column}`);
      if (await insertable(owner, table, { as: as('referrals_key') })) found.push(table);
    }
    // Whom it is of is written first; what belongs to them only under whom this very transaction wrote.
    expect(found).toEqual(['client', 'perpetrator']);
  });

  it('is nothing to a key that reads figures', async () => {
    const found: string[] = [];
    for (const table of made)
      if (await insertable(owner, table, { as: as('aggregates_key') })) found.push(table);
    expect(found).toEqual([]);
  });

  it('would be found to be written under another’s client where that were not asked', async () => {
    await owner.query('SAVEPOINT hole');
    await owner.query('ALTER POLICY client_identity_is_sent ON client_identity WITH CHECK (true)');
    const changed = { client_id: others };
    expect(await insertable(owner, 'client_identity', { as: as('referrals_key'), changed })).toBe(true);
    await owner.query('ROLLBACK TO SAVEPOINT hole');
  });
});
