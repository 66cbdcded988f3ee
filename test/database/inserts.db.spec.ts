import type pg from 'pg';
import type { Anyone } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { accepted, insertable, parentsOf } from './inserts.js';
import { fillEveryTable, worlds } from './others-world.js';
import { relationsOf } from './reach.js';

const [own, others] = worlds;
const as = (role: string): Anyone => ({
  role: `casework_${role}`,
  user: own,
  organisation: own,
  errand: own,
});

/** What a case is made of, and how many tables that is at least. */
const casework =
  /^(client|perpetrator|contact_method|contact_attempt|consent|identifier|case_|allocation|first_support|referral(?!_batch)|assessment|review|protection_order|protected_person|order_|breach|referrer_|outgoing)/;

/** References that no policy keeps, and what does. */
const keptOtherwise = [
  'assessment.corrects_id', // correction_is_in_the_same_case
  'assessment.instrument_id', // instruments are of all, or are their service's own to name
  'breach.order_id', // breach_is_in_the_case_of_its_order
  'breach_term.order_term_id', // breach_names_a_term_in_force
  'referral.duplicate_of', // referral_repeats_one_seen
];

const ofTriage = ['referral_amendment', 'referral_decider', 'referral_escalation', 'referral_pause'];

let database: TestDatabase;
let owner: pg.Client;
let made: string[];

beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
  const tables = (await relationsOf(owner)).filter(({ isTable }) => isTable).map(({ name }) => name);
  made = tables.filter((name) => casework.test(name) && name !== 'contact_method_version'); // which a trigger writes
  await fillEveryTable(owner, tables);
  await owner.query('BEGIN');
});
afterAll(async () => {
  await owner.query('ROLLBACK');
  await database.drop();
});

/** Every reference through which something can be put under what is another service's, or in another's name. */
async function holes(role: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of made) {
    for (const column of await parentsOf(owner, table)) {
      if (await insertable(owner, table, { as: as(role), changed: { [column]: others } }))
        found.push(`${table}.${column}`);
    }
  }
  return found.filter((place) => !keptOtherwise.includes(place)).sort();
}

describe.each(['advocate', 'supervisor'])('what a case is made of, for the %s of its team', (role) => {
  it('is theirs to write, but for what others say: forms, jobs and supervisors', async () => {
    const refused: string[] = [];
    for (const table of made) if (!(await insertable(owner, table, { as: as(role) }))) refused.push(table);
    expect(made.length).toBeGreaterThan(25);
    // Who sent it is said by the public form alone, and that nobody decided it by a job.
    expect(refused).toEqual(
      role === 'supervisor'
        ? ['referral_escalation', 'referral_sender']
        : [...ofTriage, 'referral_sender', 'review', 'review_narrative'],
    );
  });

  it('is never written under what is another’s, nor in another’s name', async () => {
    expect(await holes(role)).toEqual([]);
  });
});

describe('a hole is found', () => {
  it.each([
    ['case_begins_in_own_team', 'case_file', ['advocate_id', 'client_id', 'perpetrator_id']],
    ['allocation_begins_in_team', 'allocation', ['staff_id']],
    [
      'referral_begins_in_own_name',
      'referral',
      ['case_id', 'client_id', 'decided_by', 'perpetrator_id', 'recorded_by'],
    ],
    ['step_recorded_by_oneself', 'order_step', ['recorded_by']],
  ])('where %s is taken away', async (policy, table, columns) => {
    await owner.query('SAVEPOINT hole');
    await owner.query(`DROP POLICY ${policy} ON ${table}`);
    const found = await holes('advocate');
    await owner.query('ROLLBACK TO SAVEPOINT hole');
    expect(found).toEqual(columns.map((column) => `${table}.${column}`));
  });

  it.each([
    ['support_of_case', 'first_support', 'client_id'],
    ['protected_by_order', 'protected_person', 'client_id'],
  ])('where %s asks nothing', async (policy, table, column) => {
    await owner.query('SAVEPOINT hole');
    await owner.query(`ALTER POLICY ${policy} ON ${table} WITH CHECK (true)`);
    const found = await holes('advocate');
    await owner.query('ROLLBACK TO SAVEPOINT hole');
    expect(found).toContain(`${table}.${column}`);
  });
});

describe('a line of history', () => {
  const written = (role: string, did: string, caseId: string | null, recordId: string = own) =>
    accepted(owner, as(role), [
      'INSERT INTO event (did, record_id, case_id) VALUES ($1, $2, $3)',
      [did, recordId, caseId],
    ]);

  it.each([
    ['advocate', 'note.written', own],
    ['supervisor', 'case.closed', own],
    ['worker', 'review.brought_forward', own],
    ['advocate', 'referral.opened', null],
    ['advocate', 'client.recorded', null],
    ['foi_officer', 'foi.recorded', null],
    ['admin', 'staff.added', null],
    ['admin', 'team.added', null],
    ['supervisor', 'staff.approved', null],
    ['foi_officer', 'staff.added', null],
    ['counter', 'return.frozen', null],
    ['commissioner', 'password.changed', null],
    ['auditor', 'password.changed', null],
    ['partner', 'password.changed', null],
  ])('is the %s’s to write of %s', async (role, did, caseId) => {
    expect(await written(role, did, caseId)).toBe(true);
  });

  it.each([
    ['advocate', 'breach.recorded', others],
    ['supervisor', 'case.closed', others],
    ['worker', 'review.brought_forward', others],
    ['advocate', 'breach.recorded', null],
    ['advocate', 'review.brought_forward', own],
    ['worker', 'case.closed', own],
    ['commissioner', 'case.closed', own],
    ['commissioner', 'case.closed', null],
    ['foi_officer', 'foi.recorded', own],
    ['foi_officer', 'case.closed', null],
    ['admin', 'foi.released', null],
    ['auditor', 'case.closed', null],
    ['partner', 'share.made', null],
    ['supervisor', 'staff.suspended', null],
    ['advocate', 'staff.approved', null],
    ['counter', 'case.closed', null],
  ])('is not the %s’s to write of %s in case %s', async (role, did, caseId) => {
    expect(await written(role, did, caseId)).toBe(false);
  });

  it('of a changed password is of one’s own', async () => {
    expect(await written('admin', 'password.changed', null, others)).toBe(false);
  });
});

describe('what is written once', () => {
  it.each([
    // Its perpetrator is written once too, but may be named later: test/cases/identifiers.http.spec.ts.
    ['case_file', 'organisation_id team_id reference client_id opened_on opened_at'],
    [
      'referral',
      'organisation_id team_id reference client_id perpetrator_id received_at recorded_at recorded_by',
    ],
    ['breach', 'case_id order_id occurred_on recorded_at'],
    ['protection_order', 'case_id measure recorded_at'],
    ['allocation', 'case_id staff_id from_on'],
    ['client', 'organisation_id team_id recorded_at'],
    ['contact_method', 'client_id'],
  ])('in %s is changed by no role: %s', async (table, columns) => {
    // But for the team, of a referral that its own cannot open: by `move_referral`, and by nothing else.
    const { rows } = await owner.query(
      `SELECT rolname, name FROM pg_roles, unnest($2::text[]) name
       WHERE rolname LIKE 'casework\\_%' AND has_column_privilege(oid, $1::regclass, name, 'UPDATE')
         AND NOT (rolname = 'casework_definer' AND name = 'team_id' AND $1 IN ('referral', 'client'))`,
      [table, columns.split(' ')],
    );
    expect(rows).toEqual([]);
  });

  it('is all of the history and the audit, but for when the relay took a line', async () => {
    const { rows } = await owner.query<{ says: string }>(
      `SELECT format('%s %s.%s', rolname, attrelid::regclass, attname) AS says FROM pg_roles, pg_attribute
       WHERE rolname LIKE 'casework\\_%' AND attrelid IN ('event'::regclass, 'audit.entry'::regclass) AND attnum > 0
         AND (has_column_privilege(pg_roles.oid, attrelid, attnum, 'UPDATE') OR has_table_privilege(pg_roles.oid, attrelid, 'DELETE, TRUNCATE'))`,
    );
    expect(rows.map(({ says }) => says)).toEqual(['casework_relay event.relayed_at']);
  });
});
