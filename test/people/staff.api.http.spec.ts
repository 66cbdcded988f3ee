import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';

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

const body = () => ({
  displayName: 'Demo Honesty',
  email: `api.${String(Math.random())}@demo.invalid`,
  role: 'admin',
});

it('a program adds an account and finds it in the list', async () => {
  const given = body();
  const created = await agent.post('/api/v1/staff').send(given);
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    id: expect.any(String),
    displayName: 'Demo Honesty',
    invitation: expect.any(String),
  });
  const { body: list } = await agent.get('/api/v1/staff');
  expect(list).toMatchObject({ page: 1, pages: 1, total: 2 });
  expect(list.rows).toContainEqual({ ...given, id: created.body.id, state: 'active', version: 1, teams: [] });
});

it.each([
  ['a field nobody knows', { organisationId: 'x' }, 'organisationId'],
  ['a state, which nobody sets', { state: 'active' }, 'state'],
  ['a name that is no text', { displayName: { $ne: 1 } }, 'displayName'],
  ['a role that is none', { role: 'owner' }, 'role'],
  ['an address that is none', { email: 'x' }, 'email'],
])('%s is refused as a problem, by field', async (_, wrong, field) => {
  const answer = await agent.post('/api/v1/staff').send({ ...body(), ...wrong });
  expect(answer.status).toBe(422);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    status: 422,
    type: 'invalid',
    errors: { [field]: expect.any(String) },
  });
});

it('a rule that is broken is named', async () => {
  const answer = await agent.post('/api/v1/staff').send({ ...body(), role: 'advocate' });
  expect(answer.status).toBe(422);
  expect(answer.body.type).toBe('caseworker-without-a-team');
});

it('an advocate’s program finds nothing there', async () => {
  const advocate = await house.as((await given.staff('advocate', organisation)).userId);
  const [got, posted] = [
    await advocate.get('/api/v1/staff'),
    await advocate.post('/api/v1/staff').send(body()),
  ];
  for (const answer of [got, posted]) {
    expect(answer.status).toBe(404);
    expect(answer.body.type).toBe('not-found');
  }
});
