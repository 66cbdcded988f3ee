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

it.each(['advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin', 'auditor'] as const)(
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
