import type pg from 'pg';
import { roles } from '../../src/kernel/actor.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

/** What the catalogue of the database may never come to hold, each as the query that finds it. */
const ours = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'jobs') AND n.nspname NOT LIKE 'pg\\_%'`;
const findings = {
  'a table that asks nobody whether they were let in': `
    SELECT c.oid::regclass::text AS found FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p') AND ${ours} AND nspname <> 'door' AND relname <> 'migration'
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE polrelid = c.oid AND NOT polpermissive AND polroles = ARRAY['casework_caller'::regrole::oid] AND polcmd = '*'
         AND pg_get_expr(polqual, polrelid) ~ '^\\( SELECT let_in' AND pg_get_expr(polwithcheck, polrelid) ~ '^\\( SELECT let_in')`,
  'a view that reads as its owner, for anyone but the counter': `
    SELECT c.oid::regclass::text AS found FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, pg_roles r
     WHERE relkind = 'v' AND ${ours} AND NOT coalesce(reloptions @> '{security_invoker=true}', false)
       AND rolname ~ '^(casework_|larkspur_app|larkspur_jobs)' AND rolname NOT IN ('casework_counter', 'casework_definer')
       AND has_any_column_privilege(r.oid, c.oid, 'SELECT')`,
  'a materialised view, which has no row security': `
    SELECT c.oid::regclass::text AS found FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'm' AND ${ours}`,
  'a definer’s function that pins no search path': `
    SELECT p.oid::regprocedure::text AS found FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
     WHERE prosecdef AND ${ours} AND NOT EXISTS (SELECT FROM unnest(proconfig) s WHERE s ~ '^search_path=.*pg_temp$')`,
  'a definer’s function that a superuser or the program owns': `
    SELECT p.oid::regprocedure::text AS found FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace JOIN pg_roles r ON r.oid = proowner
     WHERE prosecdef AND ${ours} AND rolname <> 'casework_definer'`,
  'a role of the program that may more than its grants say': `
    SELECT rolname AS found FROM pg_roles WHERE rolname ~ '^(casework_|larkspur_app|larkspur_jobs)'
       AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR (rolcanlogin AND rolinherit))`,
  'a role that may act without having come in by the door': `
    SELECT rolname AS found FROM pg_roles WHERE rolname LIKE 'casework\\_%' AND rolname <> 'casework_definer'
       AND NOT pg_has_role(oid, 'casework_caller', 'USAGE')`,
  'a sign-in that may make temporary tables': `
    SELECT rolname AS found FROM pg_roles WHERE rolname ~ '^(casework_|larkspur_app|larkspur_jobs)' AND has_database_privilege(oid, current_database(), 'TEMP, CREATE')`,
  'something the program’s sign-in owns': `
    SELECT c.oid::regclass::text AS found FROM pg_class c JOIN pg_roles r ON r.oid = relowner WHERE rolname = 'larkspur_app'`,
  'a policy that asks who is asking once for every row': `
    SELECT format('%s of %s', policyname, tablename) AS found FROM pg_policies
     WHERE regexp_replace(concat(qual, with_check), 'SELECT (my_\\w+|let_in)\\(\\)', '', 'g') ~ '(my_\\w+|let_in)\\(\\)'`,
  // Where a client has several records (docs/decisions/0023). To undo a batch, to guard what is typed and to let its seal give
  // way are of one record, and who is kept is worked out of the person.
  'a function that asks of one record what holds of a person': `
    SELECT p.oid::regprocedure::text AS found FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
     WHERE ${ours} AND prosrc ~ '(FROM|JOIN|UPDATE|INTO) (seal|exclusion|consent|counter_allegation) ' AND prosrc ~ 'client_id (=|<>|IN) (?!ANY|ALL)'
       AND prosrc !~ 'same_person' AND proname NOT IN ('undo_batch_row', 'my_excluded', 'guard_as_on_record', 'untold_seal_gives_way')`,
  'an enumerated type, whose equality leaks and hinders an index': `
    SELECT t.oid::regtype::text AS found FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace WHERE typtype = 'e' AND ${ours}`,
  'an index that leads with when, and not with whose': `
    SELECT i.indexrelid::regclass::text AS found FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = relnamespace
      JOIN pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = 1
     WHERE ${ours} AND a.atttypid IN ('date'::regtype, 'timestamptz'::regtype)
       -- Of the whole disclosure log, which is public; of steps and breaches, which only counting finds so; of the few that wait.
       AND i.indexrelid::regclass::text NOT IN ('release_by_day', 'order_step_countable', 'breach_countable', 'assessment_to_review')`,
} as const;
type Finding = keyof typeof findings;

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
});
afterAll(() => database.drop());

async function found(finding: Finding): Promise<string[]> {
  const { rows } = await owner.query<{ found: string }>(findings[finding]);
  return rows.map((row) => row.found);
}

describe('the catalogue never holds', () => {
  it.each(Object.keys(findings) as Finding[])('%s', async (finding) => {
    expect(await found(finding)).toEqual([]);
  });
});

it('any one table that no longer asks whether somebody was let in is found', async () => {
  const finding = 'a table that asks nobody whether they were let in';
  const { rows } = await owner.query<{ on: string }>(
    `SELECT polrelid::regclass::text AS on FROM pg_policy WHERE polname = 'only_who_was_let_in'`,
  );
  expect(rows.length).toBeGreaterThan(80);
  for (const { on } of rows) {
    await owner.query(`BEGIN; DROP POLICY only_who_was_let_in ON ${on}`);
    const left = await found(finding);
    await owner.query('ROLLBACK');
    expect(left).toEqual([on]);
  }
});

describe('a planted fault is found:', () => {
  const table = 'CREATE TABLE planted (id uuid, kept_on date)';
  it.each<[Finding, string]>([
    ['a table that asks nobody whether they were let in', table],
    [
      'a view that reads as its owner, for anyone but the counter',
      'CREATE VIEW planted AS SELECT 1 AS x; GRANT SELECT ON planted TO casework_admin',
    ],
    ['a materialised view, which has no row security', 'CREATE MATERIALIZED VIEW planted AS SELECT 1 AS x'],
    [
      'a definer’s function that pins no search path',
      'CREATE FUNCTION planted() RETURNS int SECURITY DEFINER LANGUAGE sql AS $$ SELECT 1 $$',
    ],
    [
      'a definer’s function that a superuser or the program owns',
      'CREATE FUNCTION planted() RETURNS int SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$ SELECT 1 $$',
    ],
    [
      'a function that asks of one record what holds of a person',
      'CREATE FUNCTION planted(who uuid) RETURNS boolean LANGUAGE sql AS $$ SELECT EXISTS (SELECT FROM seal s WHERE s.client_id = who) $$',
    ],
    ['a role of the program that may more than its grants say', 'ALTER ROLE casework_visitor BYPASSRLS'],
    [
      'a role that may act without having come in by the door',
      'REVOKE casework_caller FROM casework_visitor',
    ],
    [
      'a sign-in that may make temporary tables',
      "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO larkspur_app', current_database()); END $$",
    ],
    ['something the program’s sign-in owns', `${table}; ALTER TABLE planted OWNER TO larkspur_app`],
    [
      'a policy that asks who is asking once for every row',
      `${table}; CREATE POLICY planted ON planted USING (id = my_user())`,
    ],
    ['an enumerated type, whose equality leaks and hinders an index', `CREATE TYPE planted AS ENUM ('one')`],
    [
      'an index that leads with when, and not with whose',
      `${table}; CREATE INDEX planted_by_day ON planted (kept_on, id)`,
    ],
  ])('%s', async (finding, planted) => {
    await owner.query('BEGIN');
    await owner.query(planted);
    const there = await found(finding);
    await owner.query('ROLLBACK');
    expect(there).not.toEqual([]);
  });

  it('every kind there is', () => {
    expect(Object.keys(findings)).toHaveLength(13);
  });
});

describe('a policy of a person’s role', () => {
  it('never lets a row be written on no condition', async () => {
    const people = codesOf(roles).map((role) => `casework_${role}`);
    const { rows } = await owner.query(
      `SELECT polname FROM pg_policy WHERE pg_get_expr(polwithcheck, polrelid) = 'true'
         AND (polroles = '{0}' OR polroles && (SELECT array_agg(oid) FROM pg_roles WHERE rolname = ANY ($1)))`,
      [people],
    );
    expect(rows).toEqual([]);
  });
});

describe('names, stories and wordings', () => {
  it('stand in tables that only whoever writes them may ever read', async () => {
    const { rows } = await owner.query<{ kept: string; role: string }>(
      `SELECT relname AS kept, rolname AS role FROM pg_class, pg_roles
       WHERE relname ~ '_(identity|narrative|wording)$' AND relkind = 'r' AND rolname LIKE 'casework\\_%'
         AND EXISTS (SELECT FROM pg_attribute a WHERE attrelid = pg_class.oid AND atttypid = 'bytea'::regtype
           AND has_column_privilege(pg_roles.oid, pg_class.oid, attnum, 'SELECT')) ORDER BY 1, 2`,
    );
    const readers = new Map(
      rows.map(({ kept }) => [kept, rows.filter((row) => row.kept === kept).map(({ role }) => role)]),
    );
    expect(readers.size).toBeGreaterThan(10);
    for (const [kept, by] of readers) expect({ kept, by }).toEqual({ kept, by: writersOf(kept) });
  });
});

/**
 * Why an exclusion or a seal was lifted, and who of two is the victim, is said among supervisors. The comparer reads the names and
 * numbers of those whom nobody was compared with yet, and of nobody else.
 */
function writersOf(kept: string): string[] {
  if (kept.startsWith('foi_')) return ['casework_foi_officer'];
  if (/^(exclusion|seal|seen_before|counter_allegation_decision)_/.test(kept)) return ['casework_supervisor'];
  const compared = /^(client|perpetrator|contact_method)_identity$/.test(kept) ? ['casework_comparer'] : [];
  // The job that sends reads the one number or address it is about to send to.
  const sent = kept === 'contact_method_identity' ? ['casework_worker'] : [];
  return ['casework_advocate', ...compared, 'casework_supervisor', ...sent];
}
