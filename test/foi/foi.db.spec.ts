import { machine, type Person } from '../../src/kernel/actor.js';
import { draft, foiSql, type FoiSql } from '../support/foi-sql.js';
import { givenACase } from '../support/given-cases.js';
import { Given } from '../support/given.js';

/** Going round the program with plain SQL, in the role of whoever would. */
let house: FoiSql;
let officer: Person;
let inService: Person;

beforeAll(async () => {
  house = await foiSql();
  const { database, authority } = house;
  ({ officer } = authority);
  const given = new Given(database.owner);
  const team = await given.team(authority.service);
  const advocate = await given.staff('advocate', authority.service, { teams: [team] });
  await givenACase(database.owner, { team, advocate });
  inService = await given.staff('foi_officer', authority.service, { teams: [team] });
});
afterAll(() => house.stop());

describe('an FOI officer with plain SQL', () => {
  it('may look at no table and no view of what a case is made of', async () => {
    const { rows } = await house.database.owner.query<{ name: string; reached: boolean }>(
      `SELECT relname AS name, has_any_column_privilege('casework_foi_officer', c.oid, 'SELECT') AS reached
       FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'v', 'm') AND nspname IN ('public', 'audit')`,
    );
    const casework =
      /^(client|perpetrator|contact_|consent|case_|allocation|first_support|referral|assessment|review|protec|order_|breach|counted_|change$)/;
    const made = rows.filter(({ name }) => casework.test(name));
    expect(made.length).toBeGreaterThan(30);
    expect(made.filter(({ reached }) => reached)).toEqual([]);
  });

  it.each([
    'client_identity',
    'case_file',
    'referral',
    'assessment',
    'protection_order',
    'breach',
    'counted_people_supported',
  ])('is denied %s, even in the service whose it is', async (table) => {
    for (const each of [officer, inService])
      await expect(house.sql(each, `SELECT 1 FROM ${table}`)).rejects.toThrow('permission denied');
  });

  it('never reads a true count', async () => {
    await expect(house.sql(officer, 'SELECT exact FROM frozen_cell')).rejects.toThrow('permission denied');
  });

  it('finds nothing of another authority’s request: not its letter, nor who asked, nor its answer', async () => {
    const requestId = await house.aRequest(officer);
    await house.anAnswer(officer, requestId);
    const tables = [
      'foi_request',
      'foi_request_narrative',
      'foi_requester_identity',
      'foi_answer',
      'foi_search',
      'foi_clarification',
    ];
    for (const table of tables)
      expect(await house.sql(house.authority.elsewhere, `SELECT 1 FROM ${table}`)).toEqual([]);
    await expect(house.sql(house.authority.elsewhere, draft, requestId)).rejects.toThrow(
      'row-level security',
    );
  });

  it('removes no request: that would be an offence', async () => {
    await expect(house.sql(officer, 'DELETE FROM foi_request')).rejects.toThrow('permission denied');
    await expect(house.sql(officer, `UPDATE foi_request_narrative SET letter = ''`)).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('a visitor with plain SQL', () => {
  const visitor = machine('visitor');

  it.each([
    'foi_request',
    'foi_requester_identity',
    'foi_request_narrative',
    'foi_clarification',
    'foi_search',
    'staff',
  ])('is denied %s', async (table) => {
    await expect(house.sql(visitor, `SELECT 1 FROM ${table}`)).rejects.toThrow('permission denied');
  });

  it('is not told who drafted, approved or released an answer', async () => {
    for (const [column, table] of [
      ['drafted_by', 'foi_answer'],
      ['approved_by', 'foi_answer'],
      ['released_by', 'foi_release'],
    ])
      await expect(house.sql(visitor, `SELECT ${String(column)} FROM ${String(table)}`)).rejects.toThrow(
        'permission denied',
      );
  });
});

describe('what is asked is audited by its fields', () => {
  it('and the name of who asked is nowhere in the audit', async () => {
    await house.aRequest(officer);
    const { rows } = await house.database.owner.query<{ kept: string }>(
      `SELECT coalesce(old_values::text, '') || coalesce(new_values::text, '') AS kept FROM audit.entry WHERE table_name LIKE 'foi%'`,
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { kept } of rows) expect(kept).not.toContain('Rowan');
  });
});
