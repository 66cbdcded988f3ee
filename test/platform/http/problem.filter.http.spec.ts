import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

let house: TestApp;
let given: Given;
let organisation: string;
let agent: Awaited<ReturnType<TestApp['as']>>;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
  agent = await house.as((await given.staff('admin', organisation)).userId);
});
afterAll(() => house.stop());

describe('what is not there and what is not for you', () => {
  it.each([
    ['staff', async () => (await given.staff('advocate', await given.organisation())).userId],
    [
      'contracts',
      async () => given.contract(await given.organisation('commissioner'), await given.organisation(), []),
    ],
  ])('are one answer to a person, byte for byte, at /%s', async (place, hidden) => {
    const [unknown, forbidden] = [
      await agent.get(`/${place}/${randomUUID()}`),
      await agent.get(`/${place}/${await hidden()}`),
    ];
    expect(forbidden.status).toBe(404);
    expect(forbidden.text).toBe(unknown.text);
    const own = { date: '', 'x-request-id': '' }; // of each answer alone
    expect({ ...forbidden.headers, ...own }).toEqual({ ...unknown.headers, ...own });
  });

  it('are one answer to a program, byte for byte', async () => {
    const advocate = await house.as((await given.staff('advocate', organisation)).userId);
    const [unknown, forbidden] = [await advocate.get('/api/v1/nothing'), await advocate.get('/api/v1/staff')];
    expect(forbidden.status).toBe(404);
    expect(forbidden.text).toBe(unknown.text);
    expect(forbidden.headers['content-type']).toBe(unknown.headers['content-type']);
  });
});

describe('a program is told of a problem, in application/problem+json', () => {
  const post = (body: string | object, type = 'application/json') =>
    agent.post('/api/v1/staff').set('Content-Type', type).send(body);

  it.each<[string, string | object, number, string]>([
    ['JSON that is none', '{"displayName": ', 400, 'malformed'],
    ['a body too large to be one', { displayName: 'x'.repeat(300_000) }, 413, 'http-413'],
    ['a field that nobody knows', { isOwner: true }, 422, 'invalid'],
    ['a field that every object has', '{"__proto__": {"role": "admin"}}', 422, 'invalid'],
    ['a NUL in a field', { displayName: 'Demo\0Aster' }, 422, 'invalid'],
    ['half a character', '{"displayName": "Demo \\ud800"}', 422, 'invalid'],
    ['JSON a thousand deep', '['.repeat(1000) + ']'.repeat(1000), 422, 'invalid'],
    ['a constructor', '{"teams": [{"constructor": {"prototype": {}}}]}', 422, 'invalid'],
    ['a list', '[]', 422, 'invalid'],
  ])('with %s', async (_, body, status, type) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, type });
    expect(answer.text).not.toMatch(/xxx|Demo|Unexpected|position/);
  });

  it('by field, with what to do about each', async () => {
    const answer = await post({ displayName: ['Demo Aster'], email: 'x', isOwner: true });
    expect(answer.body.errors).toEqual({
      displayName: 'Enter their name',
      email: 'Enter their email address in full, such as name@example.org',
      role: 'Select what they will do here',
      isOwner: expect.stringContaining('not asked for'),
    });
  });
});

describe('a person whose request cannot be read', () => {
  it.each([
    ['an id that is none', () => agent.get('/staff/not-an-id'), 404],
    ['an address that does not decode', () => agent.get('/staff/%E0%A4%A'), 400],
    [
      'a form too large to be one',
      () =>
        agent
          .post('/teams')
          .type('form')
          .send({ name: 'x'.repeat(300_000) }),
      413,
    ],
    [
      'a form of more fields than any has',
      () => agent.post('/teams').type('form').send('a=1&'.repeat(500)),
      413,
    ],
  ])('is told so on a page: %s', async (_, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('<h1');
  });
});

describe('a body of a type that is not read here', () => {
  it.each([
    ['a form to the API', '/api/v1/staff', 'application/x-www-form-urlencoded', 'displayName=x'],
    ['plain text to the API', '/api/v1/staff', 'text/plain', '{"displayName": "x"}'],
    ['JSON to a page', '/teams', 'application/json', '{"name": "x"}'],
    ['an upload to a page', '/teams', 'multipart/form-data; boundary=x', '--x--'],
    ['JSON in another alphabet', '/api/v1/staff', 'application/json; charset=utf-7', '{}'],
    ['XML', '/api/v1/staff', 'application/xml', '<a/>'],
  ])('is refused unread: %s', async (_, path, type, body) => {
    const answer = await agent.post(path).set('Content-Type', type).send(body);
    expect(answer.status).toBe(415);
  });

  it('is refused where it is packed', async () => {
    const answer = await agent
      .post('/api/v1/staff')
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .send('{}');
    expect(answer.status).toBe(415);
  });
});

describe('an address that is odd', () => {
  it.each([
    ['a NUL', '/api/v1/staff?page=%00', 422],
    ['more parameters than any page has', `/api/v1/staff?${'a=1&'.repeat(101)}`, 413],
    ['a parameter given twice', '/api/v1/staff?page=1&page=2', 200],
    ['a parameter every object has', '/api/v1/staff?__proto__=1&constructor=2', 422],
  ])('does no harm: %s', async (_, path, status) => {
    expect((await agent.get(path)).status).toBe(status);
  });
});

describe('an id in an address', () => {
  it.each(['not-an-id', '%00', "'%20OR%201=1", '0', 'ffffffff-ffff-ffff-ffff-fffffffffff'])(
    'that is none, %s, is answered as one that names nothing',
    async (id) => {
      const advocate = await house.as((await given.staff('advocate', organisation)).userId);
      const [none, unknown] = [
        await advocate.get(`/api/v1/cases/${id}`),
        await advocate.get(`/api/v1/cases/${randomUUID()}`),
      ];
      expect(none.status).toBe(404);
      expect(none.text).toBe(unknown.text);
    },
  );
});

describe('the id of a request', () => {
  it('is on every answer but that there is nothing, made here and never taken from outside', async () => {
    const mine = randomUUID();
    const answers = await Promise.all(
      ['/sign-in', '/staff', '/api/v1/session', '/assets/styles.css'].map((path) =>
        agent.get(path).set('X-Request-Id', mine),
      ),
    );
    const ids = answers.map(({ headers }) => headers['x-request-id'] as string);
    expect(new Set([...ids, mine]).size).toBe(answers.length + 1);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a fault of ours', () => {
  it('is told without its cause', async () => {
    await house.database.owner.query('ALTER TABLE team_member RENAME TO lost');
    const [page, problem] = [await agent.get('/staff'), await agent.get('/api/v1/staff')];
    await house.database.owner.query('ALTER TABLE lost RENAME TO team_member');
    for (const { status, text } of [page, problem]) {
      expect(status).toBe(500);
      expect(text).toContain('Nothing was changed');
      expect(text).not.toMatch(/team_member|relation|StaffService|node_modules/);
    }
  });
});
