import request from 'supertest';
import { CONFIG, type Config } from '../../src/config.js';
import type { Person } from '../../src/kernel/actor.js';
import { SignIn } from '../../src/people/sign-in.service.js';
import { Throttle } from '../../src/people/throttle.js';
import { startApp, type TestApp } from '../support/app.js';
import { csrfOf } from '../support/csrf.js';
import { Given } from '../support/given.js';
import { codeOf, givenAnApp, post } from '../support/signing-in.js';

let house: TestApp;
let given: Given;
let organisation: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
});
afterAll(() => house.stop());
beforeEach(() => house.database.owner.query('DELETE FROM sign_in_attempt'));

const browser = () => request.agent(house.app.getHttpServer());
const right = 'three invented words';
const someone = () => given.staff('admin', organisation, { password: true });

/** Fills in the page's form, which is bound to the browser that it was shown to. */
async function signIn(fields: object, agent = browser()) {
  const _csrf = await csrfOf(agent); // before the post is begun, which takes the browser's cookies as they then are
  return agent
    .post('/sign-in')
    .type('form')
    .send({ ...fields, _csrf });
}

async function tryAs(person: Person, password: string, agent = browser()) {
  return signIn({ email: await given.emailOf(person), password }, agent);
}

describe('signing in', () => {
  it('with the right password leads to the second step, and that to today’s work', async () => {
    const [person, agent] = [await someone(), browser()];
    await givenAnApp(house.database.owner, person);
    expect((await tryAs(person, right, agent)).headers['location']).toBe('/sign-in/second-step');
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
    const answer = await post(agent, '/sign-in/second-step', { code: await codeOf(house, person.userId) });
    expect(answer.headers['location']).toBe('/home');
    expect((await agent.get('/home')).status).toBe(200);
  });

  it('takes an address however its letters are written', async () => {
    const email = (await given.emailOf(await someone())).toUpperCase();
    const answer = await signIn({ email, password: right });
    expect(answer.status).toBe(303);
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const [person, agent] = [await someone(), browser()];
    await givenAnApp(house.database.owner, person);
    const [pending] = (await tryAs(person, right, agent)).get('Set-Cookie') ?? [];
    expect(pending).toMatch(/^pending=[\w-]{43}; Max-Age=600; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const second = await post(agent, '/sign-in/second-step', { code: await codeOf(house, person.userId) });
    expect(second.get('Set-Cookie')?.[0]).toMatch(
      /^session=[\w-]{43}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('with the wrong password, or to no account, is answered alike and keeps the address alone', async () => {
    const wrong = await tryAs(await someone(), 'three other words');
    const nobody = await signIn({ email: 'nobody@demo.invalid', password: right });
    for (const answer of [wrong, nobody]) {
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('That email address and password do not go together');
      expect(answer.text).not.toContain('words');
    }
    expect(nobody.text).toContain('value="nobody@demo.invalid"');
  });

  it('of someone suspended is refused', async () => {
    const person = await someone();
    await house.database.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [person.userId]);
    expect((await tryAs(person, right)).status).toBe(422);
  });

  it('with a NUL in the address is refused as a wrong entry, not as a fault', async () => {
    const answer = await signIn({ email: 'a\0b', password: 'x' });
    expect(answer.status).toBe(422);
  });
});

describe('after five wrong passwords', () => {
  it('the right one waits a minute, and not longer', async () => {
    const person = await someone();
    for (let tries = 0; tries < 5; tries += 1) await tryAs(person, 'three other words');
    const waiting = await tryAs(person, right);
    expect(waiting.status).toBe(422);
    expect(waiting.text).toContain('too many tries');
    house.clock.set('2026-03-03T10:01:00Z');
    expect((await tryAs(person, right)).status).toBe(303);
    house.clock.set('2026-03-03T10:00:00Z');
  });

  it('at once, a sixth is not let through either', async () => {
    const person = await someone();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryAs(person, 'three other words')));
    expect(answers.filter(({ text }) => text.includes('too many tries'))).toHaveLength(3);
  });

  it('a colleague at the same address signs in all the same', async () => {
    const [person, colleague] = [await someone(), await someone()];
    for (let tries = 0; tries < 6; tries += 1) await tryAs(person, 'three other words');
    expect((await tryAs(colleague, right)).status).toBe(303);
  });

  it('a colleague whose try began a moment earlier, and is counted a moment later, signs in too', async () => {
    const [person, colleague] = [await someone(), await someone()];
    house.clock.set('2026-03-03T10:00:00.002Z');
    await tryAs(person, 'three other words');
    house.clock.set('2026-03-03T10:00:00.000Z');
    expect((await tryAs(colleague, right)).status).toBe(303);
  });
});

describe('a password printed for trying Larkspur out', () => {
  const caller = { address: '192.0.2.1', device: null };
  const inMode = (production: boolean) => {
    const config: Config = { ...house.app.get<Config>(CONFIG), production };
    return new SignIn(house.db, house.app.get(Throttle), config);
  };

  it('opens nothing in production', async () => {
    const person = await someone();
    await house.database.owner.query('UPDATE staff_credential SET is_demo = true WHERE staff_id = $1', [
      person.userId,
    ]);
    const email = await given.emailOf(person);
    expect(await inMode(true).tryWith(email, right, caller)).toEqual({ refused: 'wrong' });
    expect(await inMode(false).tryWith(email, right, caller)).toEqual({ staffId: person.userId });
  });
});

describe('a session', () => {
  const ageOf = (column: string, age: string, { userId }: Person) =>
    house.database.owner.query(`UPDATE session SET ${column} = now() - $1::interval WHERE staff_id = $2`, [
      age,
      userId,
    ]);

  it.each([
    ['is over after sixteen minutes without use', 'last_seen_at', '16 minutes', 303],
    ['goes on after fourteen minutes without use', 'last_seen_at', '14 minutes', 200],
    ['is over after ten hours and a minute in all', 'began_at', '10 hours 1 minute', 303],
    ['goes on after nine hours in all', 'began_at', '9 hours', 200],
  ])('%s', async (_, column, age, status) => {
    const person = await someone();
    const agent = await house.as(person.userId);
    await ageOf(column, age, person);
    expect((await agent.get('/home')).status).toBe(status);
  });

  it('ends at once, everywhere, when its account is suspended', async () => {
    const person = await someone();
    const agents = [await house.as(person.userId), await house.as(person.userId)];
    await house.database.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [person.userId]);
    for (const agent of agents) expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
  });

  it('is over in the database when one signs out, whoever still has the cookie', async () => {
    const person = await someone();
    const sessions = async () =>
      (await house.database.owner.query('SELECT FROM session WHERE staff_id = $1', [person.userId])).rowCount;
    const before = await sessions();
    const agent = await house.as(person.userId);
    const answer = await agent.post('/sign-out');
    expect(answer.headers['location']).toBe('/sign-in');
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(await sessions()).toBe(before);
  });

  it('of a program begins and ends by the API, which says 401 without one', async () => {
    const [person, agent] = [await someone(), browser()];
    const email = await given.emailOf(person);
    expect((await agent.get('/api/v1/staff')).status).toBe(401);
    const both = { email, password: right };
    await givenAnApp(house.database.owner, person);
    expect((await agent.post('/api/v1/session').send(both)).status).toBe(422);
    expect((await agent.post('/api/v1/session').send({ ...both, code: '000000' })).status).toBe(422);
    const code = await codeOf(house, person.userId);
    expect((await agent.post('/api/v1/session').send({ ...both, code })).status).toBe(204);
    expect((await agent.get('/api/v1/staff')).status).toBe(200);
    expect((await agent.delete('/api/v1/session')).status).toBe(204);
    expect((await agent.get('/api/v1/staff')).status).toBe(401);
  });
});
