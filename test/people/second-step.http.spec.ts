import request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { codeOf, givenAnApp, givenARecoveryCode, givenPassword, post } from '../support/signing-in.js';

let house: TestApp;
let given: Given;
let organisation: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
});
afterAll(() => house.stop());
beforeEach(async () => {
  house.clock.set('2026-03-03T10:00:10Z');
  await house.database.owner.query('DELETE FROM sign_in_attempt');
});

const browser = () => request.agent(house.app.getHttpServer());
type Agent = ReturnType<typeof browser>;

async function someone(): Promise<Person & { email: string }> {
  const person = await given.staff('advocate', organisation, { password: true });
  await givenAnApp(house.database.owner, person);
  return { ...person, email: await given.emailOf(person) };
}

/** A browser in which someone's password was right. */
async function halfWay({ email }: { email: string }, agent = browser()): Promise<Agent> {
  await post(agent, '/sign-in', { email, password: givenPassword }).expect(303);
  return agent;
}

const show = (agent: Agent, code: string) => post(agent, '/sign-in/second-step', { code });
const cookieIn = (answer: request.Response, name: string) =>
  (answer.get('Set-Cookie') ?? [])
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.replace(/;.*/, '')
    .slice(name.length + 1) ?? '';
const isIn = async (agent: Agent) => (await agent.get('/home')).status === 200;
const secondsLater = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1000);

describe('the right password alone', () => {
  it('opens no page and no part of the API, whichever cookie its token is put in', async () => {
    const agent = await halfWay(await someone());
    expect(await isIn(agent)).toBe(false);
    expect((await agent.get('/api/v1/account/sessions')).status).toBe(401);
    const answer = await post(browser(), '/sign-in', {
      email: (await someone()).email,
      password: givenPassword,
    });
    const asSession = browser().set('Cookie', `session=${cookieIn(answer, 'pending')}`);
    expect((await asSession.get('/home')).headers['location']).toBe('/sign-in');
  });

  it('is worth ten minutes', async () => {
    const person = await someone();
    const agent = await halfWay(person);
    await house.database.owner.query(`UPDATE pending_sign_in SET began_at = now() - interval '11 minutes'`);
    const answer = await show(agent, await codeOf(house, person.userId));
    expect(answer.headers['location']).toBe('/sign-in');
    expect(await isIn(agent)).toBe(false);
  });

  it('is worth five tries', async () => {
    const person = await someone();
    const agent = await halfWay(person);
    for (let tries = 0; tries < 5; tries += 1) {
      await show(agent, 'not-a-code-of-mine');
      await house.database.owner.query('DELETE FROM sign_in_attempt');
    }
    await show(agent, await codeOf(house, person.userId));
    expect(await isIn(agent)).toBe(false);
  });

  it('is worth nothing once the account is suspended, or has another password', async () => {
    const changes = [
      (id: string) => house.database.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [id]),
      (id: string) =>
        house.database.owner.query(`UPDATE staff_credential SET changed_at = now() WHERE staff_id = $1`, [
          id,
        ]),
    ];
    for (const change of changes) {
      const person = await someone();
      const agent = await halfWay(person);
      await change(person.userId);
      await show(agent, await codeOf(house, person.userId));
      expect(await isIn(agent)).toBe(false);
    }
  });
});

describe('a code of an authenticator app', () => {
  it.each([
    [-90, false],
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
    [90, false],
  ])('from a clock that is %d seconds off is taken: %s', async (seconds, taken) => {
    const person = await someone();
    const agent = await halfWay(person);
    await show(agent, await codeOf(house, person.userId, secondsLater(seconds)));
    expect(await isIn(agent)).toBe(taken);
  });

  it('is taken once, and none of an earlier half-minute after it', async () => {
    const person = await someone();
    const before = await codeOf(house, person.userId, secondsLater(-30));
    const now = await codeOf(house, person.userId);
    const next = await codeOf(house, person.userId, secondsLater(30));
    expect((await show(await halfWay(person), now)).status).toBe(303);
    expect((await show(await halfWay(person), now)).status).toBe(422);
    expect((await show(await halfWay(person), before)).status).toBe(422);
    expect((await show(await halfWay(person), next)).status).toBe(303);
  });

  it('shown four times at once lets one browser in', async () => {
    const person = await someone();
    const code = await codeOf(house, person.userId);
    const agents = [];
    for (let each = 0; each < 4; each += 1) agents.push(await halfWay(person));
    const answers = await Promise.all(agents.map((agent) => show(agent, code)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('of another account is not taken', async () => {
    const [person, other] = [await someone(), await someone()];
    expect((await show(await halfWay(person), await codeOf(house, other.userId))).status).toBe(422);
  });

  it('does not open where its secret was moved to another account', async () => {
    const [person, other] = [await someone(), await someone()];
    await house.database.owner.query(
      'UPDATE authenticator_app SET sealed_secret = (SELECT sealed_secret FROM authenticator_app WHERE staff_id = $1) WHERE staff_id = $2',
      [other.userId, person.userId],
    );
    expect((await show(await halfWay(person), await codeOf(house, other.userId))).status).toBe(500);
  });
});

it('guesses at the second step wait as guesses at the first do, however often the password is right', async () => {
  const person = await someone();
  for (let tries = 0; tries < 5; tries += 1) await show(await halfWay(person), 'a wrong one');
  const waiting = await show(await halfWay(person), await codeOf(house, person.userId));
  expect(waiting.text).toContain('too many tries');
  house.clock.set('2026-03-03T10:01:10Z');
  expect((await show(await halfWay(person), await codeOf(house, person.userId))).status).toBe(303);
});

describe('a recovery code', () => {
  it('lets its holder in once, and they are told of it', async () => {
    const person = await someone();
    const code = await givenARecoveryCode(house.database.owner, person);
    const agent = await halfWay(person);
    expect((await show(agent, code.toUpperCase().replaceAll('-', ' '))).headers['location']).toBe('/account');
    expect((await agent.get('/account')).text).toContain('A recovery code was used');
    expect((await show(await halfWay(person), code)).status).toBe(422);
  });

  it('of another account is not taken', async () => {
    const [person, other] = [await someone(), await someone()];
    const code = await givenARecoveryCode(house.database.owner, other);
    expect((await show(await halfWay(person), code)).status).toBe(422);
    expect((await show(await halfWay(other), code)).status).toBe(303);
  });
});
