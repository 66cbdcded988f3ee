import request from 'supertest';
import { roles, type Person } from '../../src/kernel/actor.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { codeAt } from '../../src/people/authenticator-app.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { codeOf, givenAnApp, post, signIn } from '../support/signing-in.js';

let house: TestApp;
let given: Given;
let organisation: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
});
afterAll(() => house.stop());

interface Listed {
  id: string;
  isThisOne: boolean;
  sameNetwork: boolean;
  method: string;
}

const sessions = '/api/v1/account/sessions';
type Agent = Awaited<ReturnType<TestApp['as']>>;
const listed = async (agent: Agent) => (await agent.get(sessions)).body as Listed[];
const isIn = async (agent: Agent) => (await agent.get('/home')).status === 200;

async function someone(): Promise<Person> {
  const person = await given.staff('advocate', organisation, { password: true });
  await givenAnApp(house.database.owner, person);
  await house.database.owner.query('DELETE FROM session WHERE staff_id = $1', [person.userId]);
  return person;
}

async function signedIn(person: Person) {
  const agent = request.agent(house.app.getHttpServer());
  await signIn(house, agent, { email: await given.emailOf(person), staffId: person.userId });
  return agent;
}

it.each(codesOf(roles))('the account of an %s is there for its holder', async (role) => {
  const person = await given.staff(role, organisation);
  const agent = await house.as(person.userId);
  const { text } = await agent.get('/account').expect(200);
  expect(text).toContain('Your account');
  expect((await listed(agent)).some(({ isThisOne }) => isThisOne)).toBe(true);
});

describe('where one is signed in', () => {
  it('is listed for oneself alone, without a token or an address', async () => {
    const person = await someone();
    const [here, elsewhere] = [await signedIn(person), await house.as(person.userId)];
    const list = await listed(here);
    expect(list.map(({ isThisOne, sameNetwork, method }) => ({ isThisOne, sameNetwork, method }))).toEqual([
      { isThisOne: false, sameNetwork: false, method: 'app' },
      { isThisOne: true, sameNetwork: true, method: 'app' },
    ]);
    expect((await listed(elsewhere)).find(({ isThisOne }) => isThisOne)?.id).not.toBe(
      list.find(({ isThisOne }) => isThisOne)?.id,
    );
    expect(Object.keys(list[0] ?? {}).sort()).toEqual([
      'beganAt',
      'id',
      'isThisOne',
      'lastSeenAt',
      'method',
      'sameNetwork',
    ]);
    expect(await listed(await house.as((await someone()).userId))).toHaveLength(1);
  });

  it('can be ended one by one, or all but here, at once', async () => {
    const person = await someone();
    const [here, second, third] = [
      await signedIn(person),
      await house.as(person.userId),
      await house.as(person.userId),
    ];
    const secondId = (await listed(second)).find(({ isThisOne }) => isThisOne)?.id ?? '';
    await post(here, `/account/sessions/${secondId}/end`, {}).expect(303);
    expect([await isIn(here), await isIn(second), await isIn(third)]).toEqual([true, false, true]);
    await here.delete(sessions).expect(204);
    expect([await isIn(here), await isIn(third)]).toEqual([true, false]);
  });

  it('is ended by nobody who has not lately shown a second step: a session that was taken puts nobody out', async () => {
    const person = await someone();
    const [taken, own] = [await house.as(person.userId), await house.as(person.userId)];
    const ownId = (await listed(own)).find(({ isThisOne }) => isThisOne)?.id ?? '';
    await house.database.owner.query(
      `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE staff_id = $1`,
      [person.userId],
    );
    await taken.delete(`${sessions}/${ownId}`).expect(401);
    await taken.delete(sessions).expect(401);
    expect(await isIn(own)).toBe(true);
  });

  it('is nobody else’s to end: another’s session is not found', async () => {
    const [person, other] = [await someone(), await someone()];
    const [agent, theirs] = [await house.as(person.userId), await house.as(other.userId)];
    const [{ id }] = (await listed(theirs)) as [Listed];
    expect((await agent.delete(`${sessions}/${id}`)).status).toBe(404);
    expect((await agent.delete(`${sessions}/${person.userId}`)).status).toBe(404);
    expect(await isIn(theirs)).toBe(true);
  });

  it('is at most three places: the fourth sign-in ends the oldest', async () => {
    const person = await someone();
    const agents = [];
    for (let each = 0; each < 4; each += 1) agents.push(await signedIn(person));
    expect(await Promise.all(agents.map(isIn))).toEqual([false, true, true, true]);
  });
});

describe('one’s own second steps', () => {
  const shownSecret = (text: string) =>
    /<code class="larkspur-key">([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]?.replaceAll(' ', '') ?? '';

  it('an app is put in the place of another, which then opens nothing', async () => {
    const person = await someone();
    const old = await codeOf(house, person.userId);
    const agent = await house.as(person.userId);
    await agent.post('/account/app').expect(303);
    const secret = shownSecret((await agent.get('/account/app')).text);
    await post(agent, '/account/app/proof', { code: codeAt(secret, house.clock.now()) }).expect(303);
    expect((await agent.get('/account')).text).toContain('An authenticator app was set up');
    await house.database.owner.query('UPDATE authenticator_app SET last_step = 0');
    const email = await given.emailOf(person);
    const again = request.agent(house.app.getHttpServer());
    await post(again, '/sign-in', { email, password: 'three invented words' });
    await post(again, '/sign-in/second-step', { code: old }).expect(422);
    const answer = await post(again, '/sign-in/second-step', { code: codeAt(secret, house.clock.now()) });
    expect(answer.headers['location']).toBe('/account'); // to be told
    await post(again, '/account/notices', {}).expect(303);
    expect((await again.get('/account')).text).not.toContain('An authenticator app was set up');
  });

  it('an app that is being set up is kept through a step-up in between', async () => {
    const person = await someone();
    const agent = await signedIn(person);
    await post(agent, '/account/app', {}).expect(303);
    const secret = shownSecret((await agent.get('/account/app')).text);
    await post(agent, '/step-up', { to: '/account/app', code: await codeOf(house, person.userId) }).expect(
      303,
    );
    expect(shownSecret((await agent.get('/account/app')).text)).toBe(secret);
    await post(agent, '/account/app/proof', { code: codeAt(secret, house.clock.now()) }).expect(303);
  });

  it('the last one stays', async () => {
    const person = await someone();
    const agent = await house.as(person.userId);
    const answer = await agent.post('/account/app/removal');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('the last second step');
    expect(await codeOf(house, person.userId)).toMatch(/^\d{6}$/);
  });

  it('new recovery codes take the place of the old', async () => {
    const person = await someone();
    const agent = await house.as(person.userId);
    const made = async () =>
      (await agent.post('/account/recovery-codes')).text.match(/[a-z2-9]{4}(-[a-z2-9]{4}){6}/g) ?? [];
    const [old, now] = [await made(), await made()];
    expect(new Set([...old, ...now]).size).toBe(20);
    const tryWith = async (code = '') => {
      const fresh = request.agent(house.app.getHttpServer());
      await post(fresh, '/sign-in', { email: await given.emailOf(person), password: 'three invented words' });
      return (await post(fresh, '/sign-in/second-step', { code })).status;
    };
    expect([await tryWith(old[0]), await tryWith(now[0])]).toEqual([422, 303]);
  });

  it.each(['/account/app', '/account/app/removal', '/account/passkeys', '/account/recovery-codes'])(
    '%s asks for the second step again where it was long ago',
    async (path) => {
      const person = await someone();
      const agent = await house.as(person.userId);
      await house.database.owner.query(
        `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE staff_id = $1`,
        [person.userId],
      );
      expect((await agent.post(path)).status).toBe(401);
    },
  );
});
