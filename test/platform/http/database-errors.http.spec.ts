import { Log, type LogCode } from '../../../src/platform/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

const canary = 'Canary Lane 12';

let house: TestApp;
let agent: Awaited<ReturnType<TestApp['as']>>;
beforeAll(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  agent = await house.as((await given.staff('admin', await given.organisation())).userId);
});
afterAll(() => house.stop());

const sql = (text: string, values: unknown[] = []) => house.database.owner.query(text, values);
const addTeam = (name = canary) => agent.post('/teams').type('form').send({ name });
const teams = async () => (await sql('SELECT FROM team WHERE name = $1', [canary])).rowCount;

/** Makes every new team meet this statement of PL/pgSQL, while `work` is done. */
async function withTrigger<T>(statement: string, work: () => Promise<T>): Promise<T> {
  await sql(`CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$;
             CREATE TRIGGER fault AFTER INSERT ON team FOR EACH ROW EXECUTE FUNCTION fault()`);
  try {
    return await work();
  } finally {
    await sql('DROP TRIGGER fault ON team; DROP FUNCTION fault()');
  }
}

/** What the program writes to its log meanwhile. */
async function logged(work: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  house.app.get(Log).writeTo({ write: (line) => lines.push(line) });
  await work();
  return lines.join('');
}

describe('a database that is busy or unwell', () => {
  it.each([
    ['53100', 'has a full disk', 503, '30'],
    ['53200', 'has no memory left', 503, '30'],
    ['53300', 'has no connection left', 503, '30'],
    ['57P01', 'is being stopped', 503, '30'],
    ['57P02', 'has crashed', 503, '30'],
    ['57P03', 'is starting', 503, '30'],
    ['57014', 'took too long', 503, '30'],
    ['40001', 'met another transaction', 409, '1'],
    ['40P01', 'found two transactions waiting for each other', 409, '1'],
    ['55P03', 'waited too long for a lock', 409, '1'],
  ])('%s, it %s: nothing is changed, and one is told when to try again', async (code, _, status, after) => {
    const answer = await withTrigger(`RAISE EXCEPTION 'x' USING ERRCODE = '${code}'`, addTeam);
    expect(answer.status).toBe(status);
    expect(answer.headers['retry-after']).toBe(after);
    expect(answer.text).toContain('Nothing was changed');
    expect(await teams()).toBe(0);
  });

  it('is not waited for longer than two seconds where someone holds what is wanted', async () => {
    await sql('BEGIN; LOCK TABLE team IN SHARE MODE');
    const began = performance.now();
    const answer = await addTeam();
    await sql('ROLLBACK');
    expect(answer.status).toBe(409);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('ends a statement that takes longer than five seconds', async () => {
    const answer = await withTrigger('PERFORM pg_sleep(20)', addTeam);
    expect(answer.status).toBe(503);
    expect(await teams()).toBe(0);
  });
});

describe('an error of the database that nobody foresaw', () => {
  beforeAll(() =>
    sql(
      `CREATE TABLE taken (name text UNIQUE); INSERT INTO taken VALUES ('${canary}'); GRANT INSERT ON taken TO casework_admin`,
    ),
  );

  const faults: Readonly<Record<string, readonly [put: string, undo: string]>> = {
    'a check': [
      `ALTER TABLE team ADD CONSTRAINT fault CHECK (name <> '${canary}')`,
      'ALTER TABLE team DROP CONSTRAINT fault',
    ],
    'a column that may not be null': [
      'ALTER TABLE team ADD COLUMN fault text NOT NULL',
      'ALTER TABLE team DROP COLUMN fault',
    ],
  };

  it.each(Object.entries(faults))(
    'carries no value out, into the answer or the log: %s',
    async (_, [put, undo]) => {
      await sql(put);
      let text = '';
      let status = 0;
      const log = await logged(async () => ({ text, status } = await addTeam()));
      await sql(undo);
      expect(status).toBe(500);
      expect(log).toContain('request.failed');
      expect(`${text}${log}`).not.toContain('Canary');
    },
  );

  it.each([
    ['a cast', 'PERFORM NEW.name::uuid'],
    ['a unique index', 'INSERT INTO taken VALUES (NEW.name)'],
    ['an error that quotes the row', `RAISE EXCEPTION 'row %', NEW USING DETAIL = NEW.name, HINT = NEW.name`],
  ])('carries none out of %s either', async (_, statement) => {
    let text = '';
    const log = await withTrigger(statement, () => logged(async () => ({ text } = await addTeam())));
    expect(log).toContain('request.failed');
    expect(`${text}${log}`).not.toContain('Canary');
  });

  it('and a value that got past the log’s type would be seen', async () => {
    const leak = () => {
      house.app.get(Log).info('leak', { name: canary as LogCode });
      return Promise.resolve();
    };
    expect(await logged(leak)).toContain('Canary');
  });

  it('has the id of its request in the log and in the answer', async () => {
    let id = '';
    const log = await withTrigger('PERFORM NEW.name::uuid', () =>
      logged(async () => (id = (await addTeam()).headers['x-request-id'] ?? '')),
    );
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(log).toContain(`"request":"${id}"`);
  });
});
