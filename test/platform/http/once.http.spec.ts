import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { KeptAnswersJob } from '../../../src/platform/http/kept-answers.job.js';
import { Log } from '../../../src/platform/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { Given } from '../../support/given.js';
import { givenPassword } from '../../support/signing-in.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;

let house: TestApp;
let service: GivenService;
let advocate: Agent;
let caseId: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
});
beforeEach(async () => {
  ({ caseId } = await givenACase(house.database.owner, service));
});
afterAll(() => house.stop());

const sql = (text: string, values: unknown[] = []) => house.database.owner.query(text, values);
const notes = async () => (await sql('SELECT FROM case_note WHERE case_id = $1', [caseId])).rowCount;
const aContactMethod = {
  channel: 'phone',
  safe: 'yes',
  voicemailSafe: 'no',
  deviceWatched: 'no',
  verifiedOn: '03/03/2026',
};
const note = { kind: 'client', words: 'Invented words.' };
const write = (key: string, body: object = note, agent = advocate) =>
  agent.post(`/api/v1/cases/${caseId}/notes`).set('Idempotency-Key', key).send(body);

describe('a change sent by a program with a key', () => {
  it('fifty times at once is made once, and each is answered alike', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => write(key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await notes()).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(49);
  });

  it('without one is made as often as it is sent: the key is what makes it one', async () => {
    for (let times = 0; times < 2; times += 1)
      await advocate.post(`/api/v1/cases/${caseId}/notes`).send(note).expect(201);
    expect(await notes()).toBe(2);
  });

  it('with another body is refused, and nothing is made', async () => {
    const key = randomUUID();
    await write(key).expect(201);
    const answer = await write(key, { ...note, words: 'Other words.' });
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('key-used');
    expect(await notes()).toBe(1);
  });

  it('is somebody’s own: a colleague’s same key is another', async () => {
    const key = randomUUID();
    const supervisor = await house.as(service.supervisor.userId);
    await write(key).expect(201);
    await write(key, note, supervisor).expect(201);
    expect(await notes()).toBe(2);
  });

  it('that was refused may be mended and sent under the same key', async () => {
    const key = randomUUID();
    await write(key, { ...note, words: '' }).expect(422);
    await write(key).expect(201);
    expect(await notes()).toBe(1);
  });

  it.each(['short', 'with space and more', 'x'.repeat(129)])(
    'is refused where the key is unfit: %j',
    async (key) => {
      await write(key).expect(400);
      expect(await notes()).toBe(0);
    },
  );
});

describe('a change that broke', () => {
  const breaking = async (when: string) => {
    await sql(`CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'x'; END $$;
      CREATE TRIGGER fault ${when} FOR EACH ROW EXECUTE FUNCTION fault()`);
    return () => sql('DROP FUNCTION fault CASCADE');
  };

  it('before it was committed may be sent again under its key', async () => {
    const key = randomUUID();
    const mend = await breaking('BEFORE INSERT ON case_note_narrative');
    await write(key).expect(500);
    await mend();
    await write(key).expect(201);
    expect(await notes()).toBe(1);
  });

  it('after it was committed, its answer lost, is not made again: that it was made is told', async () => {
    const key = randomUUID();
    const mend = await breaking('BEFORE UPDATE OF sealed ON kept_answer');
    await write(key).expect(201);
    await mend();
    await sql(`UPDATE kept_answer SET begun_at = now() - interval '2 minutes'`); // until then it may yet come
    const again = await write(key);
    expect([again.status, again.body.type]).toEqual([409, 'answer-lost']);
    expect(await notes()).toBe(1);
  });
});

describe('what is kept', () => {
  it('says nothing to whoever has the database', async () => {
    const admin = await house.as(
      (await new Given(house.database.owner).staff('admin', service.organisation)).userId,
    );
    const person = { displayName: 'Demo Bracken', email: `x${randomUUID()}@demo.invalid`, role: 'admin' };
    const key = randomUUID();
    const { body } = await admin.post('/api/v1/staff').set('Idempotency-Key', key).send(person).expect(201);
    const again = await admin.post('/api/v1/staff').set('Idempotency-Key', key).send(person);
    expect([again.status, again.body.type]).toEqual([409, 'told-once']);
    expect(again.text).not.toContain(body.invitation);
    const { rows } = await sql(`SELECT encode(sealed, 'escape') AS text FROM kept_answer`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(body.invitation);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('is no hash of what was asked that whoever tries every telephone number could know again', async () => {
    const contact = { ...aContactMethod, value: '07700 900837' };
    const path = `/cases/${caseId}/contact-methods`;
    const _once = randomUUID();
    await advocate.post(path).type('form').send({ ...contact, _once }).expect(303);
    await advocate.post(`/api/v1/cases/${caseId}/notes`).set('Idempotency-Key', _once).send(note).expect(201);
    const asked = [
      [path, contact],
      [`/api/v1/cases/${caseId}/notes`, note],
    ] as const;
    const guesses = asked.flatMap(([to, body]) => [[to, null, body], [to, body], body]).map(unkeyedHash);
    expect(await storedAmong(guesses)).toEqual([]);
    await sql('INSERT INTO kept_answer (staff_id, key_hash, request_mac) VALUES ($1, $2, $3)', [
      service.advocate.userId,
      randomBytes(32),
      unkeyedHash([path, null, contact]),
    ]);
    expect(await storedAmong(guesses)).toEqual(['kept_answer.request_mac']);
    await sql('DELETE FROM kept_answer');
  });

  it('is nothing of a new password, and no fault is logged for that', async () => {
    const supervisor = await new Given(house.database.owner).staff('supervisor', service.organisation, {
      password: true,
    });
    const lines: string[] = [];
    house.app.get(Log).writeTo({ write: (line) => void lines.push(line) });
    const agent = await house.as(supervisor.userId);
    const passwords = { current: givenPassword, wanted: 'violet harbour tunic 88' };
    const _once = randomUUID();
    await agent.post('/password').type('form').send({ ...passwords, _once }).expect(303);
    expect(lines.join('')).not.toContain('answer.not_kept');
    expect(await storedAmong([unkeyedHash(['/password', null, passwords])])).toEqual([]);
  });

  it('is cleared after a day, and then the key is new', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await write(old).expect(201);
    await sql(`UPDATE kept_answer SET begun_at = now() - interval '25 hours'`);
    await write(young).expect(201);
    await house.app.get(KeptAnswersJob).clear();
    expect((await sql('SELECT FROM kept_answer')).rowCount).toBe(1);
    await write(old).expect(201);
    expect(await notes()).toBe(3);
  });
});

/** What whoever guessed a request could compute of it without any secret. */
function unkeyedHash(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}

/** The columns of any table that hold one of these. */
async function storedAmong(hashes: readonly Buffer[]): Promise<string[]> {
  const { rows } = await sql(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.data_type = 'bytea' AND t.table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { table, column } of rows)
    if ((await sql(`SELECT FROM ${table} WHERE ${column} = ANY ($1)`, [hashes])).rowCount)
      found.push(`${table}.${column}`);
  return found;
}

describe('a page’s form', () => {
  const keysOf = async (path: string) => {
    const { text } = await advocate.get(path);
    const form = /<form method="post" action="\/cases[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
    return { _once: /name="_once" value="([^"]+)"/.exec(form)?.[1] ?? '' };
  };
  const send = (fields: object) => advocate.post(`/cases/${caseId}/notes`).type('form').send(fields);

  it('sent twice by a double click makes one record, and leads to the same page', async () => {
    const keys = await keysOf(`/cases/${caseId}/notes/new`);
    const answers = await Promise.all([1, 2, 3].map(() => send({ ...note, ...keys })));
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      answers.map(() => [303, `/cases/${caseId}`]),
    );
    expect(await notes()).toBe(1);
  });

  it('changed and sent again, after going back, is another record: no word is lost', async () => {
    const keys = await keysOf(`/cases/${caseId}/notes/new`);
    await send({ ...note, ...keys }).expect(303);
    await send({ ...note, words: 'Words thought of later.', ...keys }).expect(303);
    expect(await notes()).toBe(2);
  });

  it('that was wrong may be mended and sent', async () => {
    const keys = await keysOf(`/cases/${caseId}/notes/new`);
    await send({ ...note, words: '', ...keys }).expect(422);
    await send({ ...note, ...keys }).expect(303);
    expect(await notes()).toBe(1);
  });
});
