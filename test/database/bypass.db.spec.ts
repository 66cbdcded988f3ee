import pg from 'pg';
import { machine, type Person } from '../../src/kernel/actor.js';
import { comeIn, testSecrets } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { givenACase } from '../support/given-cases.js';
import { Given } from '../support/given.js';

/**
 * Whoever can run SQL of their own as the program's sign-in: by injection, say. Each attack ends by reading the client of a
 * team its attacker is not in; the attacker is signed in elsewhere, and so holds a token of their own.
 */
let database: TestDatabase;
let program: pg.Client;
let other: pg.Client;
let insider: Person;
let attacker: Person;
let signedOut: Person;
let caseId: string;

beforeAll(async () => {
  database = await testDatabase();
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  insider = await given.staff('advocate', organisation, { teams: [team] });
  attacker = await given.staff('advocate', await given.organisation());
  signedOut = await given.staff('advocate', organisation, { teams: [team] });
  await database.owner.query('DELETE FROM session WHERE staff_id = $1', [signedOut.userId]);
  ({ caseId } = await givenACase(database.owner, { team, advocate: insider }));
  [program, other] = [await connected(), await connected()];
});
afterAll(async () => {
  await program.end();
  await other.end();
  await database.drop();
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  return client;
}

const victim = 'SELECT * FROM client_identity';
const enter = ({ token }: Person) => `SELECT set_config('role', enter_as_person('${token.reveal()}'), true)`;

type Outcome = { readonly rows: number } | { readonly refused: string };

/** What a string of statements gets, in one transaction or outside any. Nothing is kept. */
async function tryAll(statements: readonly string[], { begin = true } = {}): Promise<Outcome> {
  try {
    if (begin) await program.query('BEGIN');
    let rows = 0;
    for (const statement of statements) rows = (await program.query(statement)).rowCount ?? 0;
    return { rows };
  } catch (error) {
    return { refused: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
  } finally {
    await program.query('ROLLBACK');
    await program.query('RESET ALL');
    await program.query('RESET ROLE');
    await program.query('DEALLOCATE ALL');
  }
}

it('the victim is there for whoever works with them', async () => {
  expect(await tryAll([enter(insider), victim])).toEqual({ rows: 1 });
});

describe('an attacker gets nothing', () => {
  const own = () => enter(attacker);
  const taken = (role: string) => `SELECT set_config('role', '${role}', true)`;
  const claims = () => `${insider.userId}|${insider.organisationId}|casework_advocate||`;
  const forged = (signature: string) =>
    `SELECT set_config('app.context', '${claims()}|${signature}', true), set_config('role', 'casework_advocate', true)`;

  const attacks: readonly (readonly [string, () => readonly string[]])[] = [
    ['without coming in', () => [victim]],
    ['by taking a role without coming in', () => [taken('casework_advocate'), victim]],
    ['by SET ROLE', () => ['SET ROLE casework_supervisor', victim]],
    ['by coming in as oneself', () => [own(), victim]],
    ['by going on to another role', () => [own(), 'RESET ROLE', taken('casework_supervisor'), victim]],
    ['by going on to the definer', () => [own(), 'RESET ROLE', 'SET ROLE casework_definer', victim]],
    ['by the old settings', () => [own(), `SET app.user_id = '${insider.userId}'`, victim]],
    ['by a context without a signature', () => [forged(''), victim]],
    ['by a context signed with nothing', () => [forged('0'.repeat(64)), victim]],
    [
      'by another’s id in one’s own context',
      () => [
        own(),
        `SELECT set_config('app.context', overlay(current_setting('app.context') PLACING '${insider.userId}' FROM 1 FOR 36), true)`,
        victim,
      ],
    ],
    ['with the token of an ended session', () => [enter(signedOut), victim]],
    ['with the hash of a token', () => [`SELECT enter_as_person('\\x00')`, victim]],
    ['as a machine without its key', () => [`SELECT enter_as_machine('worker', '\\x00', NULL)`, victim]],
    ['on an errand without the worker’s key', () => [`SELECT enter_on_errand('\\x00', 1)`, victim]],
    ['by vouching for oneself', () => [`SELECT door.vouch(NULL, NULL, 'casework_advocate')`, victim]],
    ['by reading the signing key', () => ['SELECT * FROM door.signing_key']],
    ['by reading the machines’ keys', () => ['SELECT * FROM door.machine_key']],
    ['by reading sessions', () => [own(), 'SELECT * FROM session']],
    ['by switching row security off', () => [own(), 'SET row_security = off', victim]],
    [
      'by altering the table',
      () => [own(), 'ALTER TABLE client_identity DISABLE ROW LEVEL SECURITY', victim],
    ],
    ['by dropping a policy', () => [own(), 'DROP POLICY identity_of_client ON client_identity', victim]],
    ['by a policy of one’s own', () => [own(), 'CREATE POLICY mine ON client_identity USING (true)', victim]],
    ['by emptying the table', () => [own(), 'TRUNCATE client_identity']],
    ['by copying the table out', () => [own(), 'COPY client_identity TO STDOUT']],
    ['by copying into a program', () => [own(), `COPY (SELECT 1) TO PROGRAM 'true'`]],
    ['by a temporary table to lure with', () => [own(), 'CREATE TEMP TABLE lure (id int)', victim]],
    [
      'by a function of one’s own',
      () => [own(), 'CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ],
    ['by a view of one’s own', () => [own(), `CREATE VIEW mine AS ${victim}`, 'SELECT * FROM mine']],
    ['by the counting views', () => [own(), 'SELECT * FROM counted_people_supported']],
    [
      'by a bare DO block',
      () => [own(), `DO $$ BEGIN PERFORM set_config('role', 'casework_definer', true); END $$`, victim],
    ],
    [
      'by a statement prepared as another',
      () => ['PREPARE seen AS SELECT * FROM client_identity', own(), 'EXECUTE seen'],
    ],
    ['by asking the case’s id to clash', () => [own(), `INSERT INTO case_file (id) VALUES ('${caseId}')`]],
    ['by listening', () => [own(), 'LISTEN case_opened', victim]],
    ['by the file system', () => [own(), `SELECT pg_read_file('PG_VERSION')`]],
    [
      'by the statistics of columns',
      () => [own(), `SELECT * FROM pg_stats WHERE schemaname = 'public' AND tablename = 'client_identity'`],
    ],
    ['by large objects', () => [own(), `SELECT lo_import('/etc/passwd')`]],
  ];

  it.each(attacks)('%s', async (_, statements) => {
    const outcome = await tryAll(statements());
    if ('rows' in outcome) expect(outcome).toEqual({ rows: 0 });
    else expect(outcome.refused).toMatch(/^(42501|28000|42704|42P01|0A000|58P01)$/);
  });

  it('by an error that tells of a row', async () => {
    const divided = `SELECT * FROM client_identity WHERE 1 / (length(full_name) - length(full_name)) = 1`;
    expect(await tryAll([own(), divided])).toEqual({ rows: 0 });
  });

  it('by replaying a context on another connection, or in a later transaction', async () => {
    await other.query('BEGIN');
    await other.query(enter(insider));
    const { rows } = await other.query<{ context: string }>(
      `SELECT current_setting('app.context') AS context`,
    );
    const replayed = `SELECT set_config('app.context', '${rows[0]?.context ?? ''}', true), set_config('role', 'casework_advocate', true)`;
    expect(await tryAll([replayed, victim])).toEqual({ refused: '28000' });
    await other.query('ROLLBACK');
    await other.query('BEGIN');
    await other.query(replayed);
    await expect(other.query(victim)).rejects.toThrow('not given by the door');
    await other.query('ROLLBACK');
  });

  it('by what an insider left on the connection', async () => {
    expect(await tryAll([enter(insider), 'COMMIT', victim], {})).toEqual({ refused: '42501' });
    expect(await tryAll([enter(insider), victim], { begin: false })).toEqual({ refused: '42501' });
    const held = [
      enter(insider),
      `DECLARE kept CURSOR WITH HOLD FOR SELECT id FROM case_file`,
      'ROLLBACK',
      'FETCH ALL FROM kept',
    ];
    expect(await tryAll(held)).toEqual({ refused: '34000' });
  });

  it('from what others are running', async () => {
    await other.query('BEGIN');
    await comeIn(other, machine('relay'));
    const running = program.query('SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
    await expect(running).rejects.toMatchObject({ code: '42501' });
    await other.query('ROLLBACK');
  });
});

it('a machine comes in with its key, for the organisation it works for and no other', async () => {
  const key = testSecrets.keyFor('machine/counter').toString('hex');
  const count = (organisation: string) =>
    tryAll([
      `SELECT set_config('role', enter_as_machine('counter', '\\x${key}', '${organisation}'), true)`,
      'SELECT * FROM counted_referrals_and_cases',
    ]);
  expect(await count(insider.organisationId)).toEqual({ rows: 2 });
  expect(await count(attacker.organisationId)).toEqual({ rows: 0 });
});
