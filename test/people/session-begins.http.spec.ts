import request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { codeOf, csrfTokenOf, givenAnApp, givenPassword, post, signIn } from '../support/signing-in.js';

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

const show = (agent: Agent, code: string) => post(agent, '/sign-in/second-step', { code });
const cookieIn = (answer: request.Response, name: string) =>
  (answer.get('Set-Cookie') ?? [])
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.replace(/;.*/, '')
    .slice(name.length + 1) ?? '';
const isIn = async (agent: Agent) => (await agent.get('/home')).status === 200;

describe('a session', () => {
  it('begins under a token that nobody had before, whatever cookie was planted', async () => {
    const person = await someone();
    const planted = 'p'.repeat(43);
    const agent = browser().set({ Cookie: `session=${planted}`, 'X-CSRF-Token': csrfTokenOf(planted) });
    const first = await post(agent, '/sign-in', { email: person.email, password: givenPassword });
    const pending = cookieIn(first, 'pending');
    const second = await agent
      .post('/sign-in/second-step')
      .set('Cookie', `session=${planted}; pending=${pending}`)
      .set('X-CSRF-Token', csrfTokenOf(planted))
      .type('form')
      .send({ code: await codeOf(house, person.userId) });
    const session = cookieIn(second, 'session');
    expect([planted, pending]).not.toContain(session);
    for (const [token, location] of [
      [planted, '/sign-in'],
      [pending, '/sign-in'],
      [session, undefined],
    ])
      expect(
        (
          await browser()
            .get('/home')
            .set('Cookie', `session=${token ?? ''}`)
        ).headers['location'],
      ).toBe(location);
  });

  it('does not begin twice from one pending sign-in', async () => {
    const person = await someone();
    const agent = browser();
    const first = await post(agent, '/sign-in', { email: person.email, password: givenPassword });
    expect((await show(agent, await codeOf(house, person.userId))).status).toBe(303);
    const again = await browser()
      .post('/sign-in/second-step')
      .set('Cookie', `visit=another; pending=${cookieIn(first, 'pending')}`)
      .set('X-CSRF-Token', csrfTokenOf('another'))
      .type('form')
      .send({ code: await codeOf(house, person.userId) });
    expect(again.headers['location']).toBe('/sign-in');
    expect(cookieIn(again, 'session')).toBe('');
  });
});

it('a new password opens nothing without the second step', async () => {
  const person = await someone();
  const agent = browser();
  await signIn(house, agent, { email: person.email, staffId: person.userId });
  await post(agent, '/password', { current: givenPassword, wanted: 'teapot gravel lantern' }).expect(303);
  await post(agent, '/sign-in', { email: person.email, password: 'teapot gravel lantern' }).expect(303);
  expect(await isIn(agent)).toBe(false);
  await show(agent, await codeOf(house, person.userId));
  expect(await isIn(agent)).toBe(true);
});
