import { randomUUID } from 'node:crypto';
import { openApi } from '../../../src/platform/http/openapi.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';

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

  it('and with another, is made as often as it is sent: the key is what makes it one', async () => {
    for (let times = 0; times < 2; times += 1) await write(randomUUID()).expect(201);
    expect(await notes()).toBe(2);
  });

  it('without one is refused, and nothing is made', async () => {
    const answer = await advocate.post(`/api/v1/cases/${caseId}/notes`).unset('Idempotency-Key').send(note);
    expect([answer.status, answer.body.type]).toEqual([400, 'key-missing']);
    expect(await notes()).toBe(0);
  });

  it('is asked for on every act of people by the API, and its document says so', () => {
    const { paths } = openApi(house.app);
    const posts = Object.entries(paths).flatMap(([path, { post }]) => (post ? [{ path, post }] : []));
    const asking = posts.filter(({ post }) =>
      (post.parameters ?? []).some(
        (each) => 'name' in each && each.name === 'Idempotency-Key' && each.required,
      ),
    );
    const others = posts.map(({ path }) => path).filter((path) => !asking.some((each) => each.path === path));
    expect(asking.length).toBeGreaterThan(25);
    expect(others.filter((path) => path.startsWith('/api/')).toSorted()).toEqual([
      '/api/v1/invitation', // nobody has come in by then
      '/api/v1/people-searches', // asks, and changes nothing
      '/api/v1/sent-referrals', // of a service key, whose answers are not kept yet
      '/api/v1/session',
      '/api/v1/session/step-up', // whose answer is a cookie
    ]);
    expect(asking.filter(({ path }) => !path.startsWith('/api/'))).toEqual([]); // a page's form has its own
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
