import type { Role } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';

let house: TestApp;
let given: Given;
let organisation: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
});
afterAll(() => house.stop());

const current = 'three invented words';
const wanted = 'teapot gravel lantern';

async function someone(role: Role = 'advocate') {
  const person = await given.staff(role, organisation, { password: true });
  return { person, email: await given.emailOf(person), agent: await house.as(person.userId) };
}

it.each(['advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin', 'auditor', 'partner'] as const)(
  'a %s can take a new password, and then signs in with it',
  async (role) => {
    const { email, agent } = await someone(role);
    const answer = await agent.post('/password').type('form').send({ current, wanted });
    expect((await agent.get(answer.headers['location'] ?? '')).text).toContain('Your password has changed');
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
    await agent.post('/sign-in').type('form').send({ email, password: current }).expect(422);
    await agent.post('/sign-in').type('form').send({ email, password: wanted }).expect(303);
  },
);

it.each([
  ['with blanks around it', ' teapot gravel lantern ', 'teapot gravel lantern'],
  ['in capitals', 'TEAPOT gravel lantern', 'teapot gravel lantern'],
  ['spelt with an accent of its own', 'cafe\u0301 gravel lantern', 'caf\u00e9 gravel lantern'],
  ['of 128 characters', `${'teapot gravel lantern '.repeat(5)}chimney harvests 🗝`, wanted],
])('a password %s is taken exactly as typed, when set and when asked', async (_, exact, like) => {
  const { email, agent } = await someone();
  await agent.post('/password').type('form').send({ current, wanted: exact }).expect(303);
  await agent.post('/sign-in').type('form').send({ email, password: like }).expect(422);
  await agent.post('/sign-in').type('form').send({ email, password: exact }).expect(303);
});

it('a password of 129 characters is too long, and none is cut', async () => {
  const { agent } = await someone();
  const answer = await agent
    .post('/password')
    .type('form')
    .send({ current, wanted: 'teapot gravel lantern'.padEnd(129, 'x') });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Enter the password you want, in at most 128 characters');
});

it('a new password ends the sessions that others may hold', async () => {
  const { person, agent } = await someone();
  const elsewhere = await house.as(person.userId);
  await agent.post('/password').type('form').send({ current, wanted });
  expect((await elsewhere.get('/home')).status).toBe(303);
});

it.each([
  ['the present one is wrong', { current: 'three other words', wanted }, 'not your password as it is now'],
  ['it is too short', { current, wanted: 'teapot' }, 'at least 12 characters'],
  ['it is easily guessed', { current, wanted: 'Larkspur2026!' }, 'easily guessed'],
  ['nothing was entered', {}, 'Enter your password as it is now'],
])('the password stays where %s, and none is sent back', async (_, form, says) => {
  const { email, agent } = await someone();
  const answer = await agent.post('/password').type('form').send(form);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(says);
  expect(answer.text).not.toMatch(/type="password"[^>]* value="[^"]/);
  await agent.post('/sign-in').type('form').send({ email, password: current }).expect(303);
});

it('nobody changes another’s password, even by plain SQL', async () => {
  const [{ person }, { person: other, email, agent }] = [await someone(), await someone()];
  const set = house.db.run(person, (tx) =>
    tx.query<[unknown, number]>(`UPDATE staff_credential SET is_demo = true WHERE staff_id = $1`, [
      other.userId,
    ]),
  );
  expect((await set)[1]).toBe(0);
  await expect(
    house.db.run(person, (tx) => tx.query('SELECT password_hash FROM staff_credential')),
  ).rejects.toThrow('permission denied');
  await agent.post('/sign-in').type('form').send({ email, password: current }).expect(303);
});

it('where a list of breached passwords is configured and missing, the password stays', async () => {
  const careful = await startApp('2026-03-03T10:00:00Z', { breachedList: '/nowhere/breached.list' });
  const there = new Given(careful.database.owner);
  const person = await there.staff('advocate', await there.organisation(), { password: true });
  const answer = await (
    await careful.as(person.userId)
  )
    .post('/password')
    .type('form')
    .send({ current, wanted });
  expect([answer.status, answer.text.includes('breached ones cannot be read')]).toEqual([422, true]);
  await careful.stop();
});
