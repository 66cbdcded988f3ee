import request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { freePort } from '../support/authenticator.js';
import { Given } from '../support/given.js';
import { codeOf, givenAnApp, post } from '../support/signing-in.js';
import { SignInElsewhere, type Telling } from '../support/sign-in-elsewhere.js';
import { toldWhile } from '../platform/audit/entries.js';

let elsewhere: SignInElsewhere;
let house: TestApp;
let given: Given;
let organisation: string;
beforeAll(async () => {
  elsewhere = await SignInElsewhere.open();
  const publicUrl = `http://localhost:${String(await freePort())}`;
  const sso = { issuer: elsewhere.issuer, clientId: 'larkspur', clientSecret: 'of this test' };
  house = await startApp('2026-03-03T10:00:00Z', { publicUrl, sso });
  given = new Given(house.database.owner);
  organisation = await given.organisation();
});
afterAll(async () => {
  await house.stop();
  await elsewhere.close();
});
beforeEach(() => house.database.owner.query('DELETE FROM sign_in_policy'));

const browser = () => request.agent(house.app.getHttpServer());
type Agent = ReturnType<typeof browser>;

async function linked(): Promise<Person & { subject: string }> {
  const person = await given.staff('supervisor', organisation, { password: true });
  await givenAnApp(house.database.owner, person);
  const subject = `subject of ${person.userId}`;
  const agent = await house.as(person.userId);
  const back = await elsewhere.through(agent, '/account/sso', { subject });
  expect((await agent.get(back)).text).toContain(`<strong>${subject}</strong> at ${elsewhere.issuer}`);
  expect((await agent.post('/account/sso')).headers['location']).toBe('/account');
  await house.database.owner.query('UPDATE sign_in_notice SET seen_at = now() WHERE staff_id = $1', [
    person.userId,
  ]);
  return { ...person, subject };
}

const isIn = async (agent: Agent) => (await agent.get('/home')).status === 200;

describe('an account that its holder linked', () => {
  it('goes on to our second step, where the other sign-in does not say that it asked for one', async () => {
    const { subject, userId } = await linked();
    const agent = browser();
    const back = await elsewhere.through(agent, '/sign-in/sso', { subject, methods: ['pwd'] });
    expect((await agent.get(back)).headers['location']).toBe('/sign-in/second-step');
    expect(await isIn(agent)).toBe(false);
    await post(agent, '/sign-in/second-step', { code: await codeOf(house, userId) });
    expect(await isIn(agent)).toBe(true);
  });

  it('is in where it says so, unless a passkey of ours is required', async () => {
    const { subject } = await linked();
    const tell = { subject, methods: ['pwd', 'mfa'] };
    const agent = browser();
    await agent.get(await elsewhere.through(agent, '/sign-in/sso', tell));
    expect(await isIn(agent)).toBe(true);
    await house.database.owner.query(`INSERT INTO sign_in_policy VALUES ($1, '{supervisor}')`, [
      organisation,
    ]);
    const again = browser();
    await again.get(await elsewhere.through(again, '/sign-in/sso', tell));
    expect(await isIn(again)).toBe(false);
  });

  it('does not come in once it is suspended', async () => {
    const { subject, userId } = await linked();
    await house.database.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [userId]);
    const agent = browser();
    const answer = await agent.get(
      await elsewhere.through(agent, '/sign-in/sso', { subject, methods: ['mfa'] }),
    );
    expect(answer.text).toContain('No account here is linked');
  });
});

it('whoever has no account here is not given one, whatever the other sign-in says of them', async () => {
  const person = await given.staff('admin', organisation);
  const agent = browser();
  const claims = { email: await given.emailOf(person), email_verified: true, roles: ['admin'] };
  const answer = await agent.get(
    await elsewhere.through(agent, '/sign-in/sso', { subject: 'a stranger', methods: ['mfa'], claims }),
  );
  expect(answer.text).toContain('No account here is linked');
  expect(await isIn(agent)).toBe(false);
});

describe('nobody comes in', () => {
  it.each<[string, Partial<Telling>]>([
    ['by a token that another issued', { claims: { iss: 'http://localhost:1' } }],
    ['by a token for another program', { claims: { aud: 'another' } }],
    ['by a token of another journey', { claims: { nonce: 'of another' } }],
    ['by a token that is over', { claims: { exp: 1_700_000_000 } }],
    ['by a token that someone else signed', { forged: true }],
  ])('%s', async (_, wrong) => {
    const { subject } = await linked();
    const agent = browser();
    const back = await elsewhere.through(agent, '/sign-in/sso', { subject, methods: ['mfa'], ...wrong });
    expect((await agent.get(back)).text).toContain('did not let you in');
    expect(await isIn(agent)).toBe(false);
  });

  it('without the log having it, and not who they said they were', async () => {
    house.clock.set('2026-03-03T10:05:00Z'); // a minute in which nobody was refused yet
    const { subject } = await linked();
    const agent = browser();
    const back = await elsewhere.through(agent, '/sign-in/sso', { subject, forged: true });
    const entries = await toldWhile(house.database.owner, () => agent.get(back));
    expect(entries).toMatchObject([
      { act: 'stranger.refused', reason: 'sso-refused', fields: ['sso.come_back', 'times 1'] },
    ]);
    expect(JSON.stringify(entries)).not.toContain(subject);
  });

  it('by an address that another browser was sent back to, nor by the same one twice', async () => {
    const { subject } = await linked();
    const [agent, other] = [browser(), browser()];
    const back = await elsewhere.through(agent, '/sign-in/sso', { subject, methods: ['mfa'] });
    await elsewhere.through(other, '/sign-in/sso', { subject: 'another', methods: ['mfa'] });
    expect((await other.get(back)).text).toContain('did not let you in');
    await agent.get(back);
    expect(await isIn(agent)).toBe(true);
    const again = browser();
    expect((await again.get(back)).headers['location']).toBe('/sign-in');
  });
});
