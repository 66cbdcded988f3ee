import pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { comeIn } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { Given } from '../support/given.js';
import { keptFrom, sealedFor } from '../safeguards/guarded-records.js';

/** That there is something, or how much, is not told either: in plain SQL, to whoever may not see it. */
let database: TestDatabase;
let program: pg.Client;
let team: string;
let advocate: Person;
let supervisor: Person;
let deputy: Person;
let elsewhere: Person;
let kase: CaseIds;

beforeAll(async () => {
  database = await testDatabase();
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  team = await given.team(organisation);
  const otherTeam = await given.team(organisation);
  advocate = await given.staff('advocate', organisation, { teams: [team] });
  supervisor = await given.staff('supervisor', organisation, { teams: [team] });
  deputy = await given.staff('supervisor', organisation, { teams: [team] });
  elsewhere = await given.staff('supervisor', organisation, { teams: [otherTeam] });
  kase = await givenACase(database.owner, { team, advocate });
  program = new pg.Client({ connectionString: database.appUrl });
  await program.connect();
});
afterAll(async () => {
  await program.end();
  await database.drop();
});

/** What a statement answers somebody, or by what code it is refused. */
async function asked(who: Person, statement: string, values: unknown[] = []): Promise<unknown> {
  try {
    await program.query('BEGIN');
    await comeIn(program, who);
    const { rows } = await program.query<Record<string, unknown>>(statement, values);
    return Object.values(rows[0] ?? {})[0];
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  } finally {
    await program.query('ROLLBACK');
  }
}

it('whoever is kept from a client of another team is told of no id, though they are kept from it', async () => {
  await keptFrom(database.owner, kase.clientId, [elsewhere]);
  expect(await asked(elsewhere, 'SELECT cardinality(my_excluded())')).toBe(0);
  await database.owner.query('INSERT INTO team_member VALUES ($1, $2)', [team, elsewhere.userId]);
  expect(await asked(elsewhere, 'SELECT count(*)::int FROM case_file')).toBe(0);
  await database.owner.query('DELETE FROM team_member WHERE team_id = $1 AND staff_id = $2', [
    team,
    elsewhere.userId,
  ]);
});

it.each([
  ['its case', 'case_file', 'caseId'],
  ['its referral', 'referral', 'referralId'],
  ['its perpetrator', 'perpetrator', 'perpetratorId'],
] as const)(
  'whoever is kept from a client of another team is kept from %s in their own',
  async (_, table, id) => {
    const { rows } = await database.owner.query<{ id: string }>(
      'SELECT team_id AS id FROM team_member WHERE staff_id = $1',
      [elsewhere.userId],
    );
    const here = [kase[id], rows[0]?.id];
    await database.owner.query(`UPDATE ${table} SET team_id = $2 WHERE id = $1`, here);
    expect(await asked(elsewhere, `SELECT count(*)::int FROM ${table}`)).toBe(0);
    await database.owner.query(`UPDATE ${table} SET team_id = $2 WHERE id = $1`, [kase[id], team]);
  },
);

it('a supervisor whom a seal does not name is not told by a function that a case of their team is sealed', async () => {
  await sealedFor(database.owner, kase.clientId, [supervisor, deputy]);
  const cases = 'SELECT cardinality(cases_needing_another_worker())';
  expect(await asked(deputy, cases)).toBe(1);
  expect(await asked(supervisor, cases)).toBe(0);
});

describe('what Postgres counts for itself is refused', () => {
  it.each([
    `SELECT n_live_tup FROM pg_stat_user_tables WHERE relname = 'seal'`,
    `SELECT seq_scan + idx_scan FROM pg_stat_xact_user_tables WHERE relname = 'exclusion'`,
    `SELECT heap_blks_read FROM pg_statio_user_tables WHERE relname = 'seal'`,
    `SELECT pg_stat_get_live_tuples('seal'::regclass)`,
    `SELECT pg_stat_get_xact_tuples_fetched('exclusion'::regclass)`,
    `SELECT reltuples FROM pg_class WHERE relname = 'seal'`,
    `SELECT relpages FROM pg_class WHERE relname = 'seal'`,
    `SELECT pg_relation_size('seal')`,
    `SELECT pg_total_relation_size('seal')`,
  ])('%s', async (statement) => {
    expect(await asked(supervisor, statement)).toBe('42501');
    expect((await database.owner.query(statement)).rowCount).toBe(1);
  });
});
