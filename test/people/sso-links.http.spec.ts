import { SignInElsewhere } from '../support/sign-in-elsewhere.js';
import { freePort } from '../support/authenticator.js';
import { givenPassword, post } from '../support/signing-in.js';
import { Doorstep, isIn, type Account, type Browser } from './doorstep.js';

/** Tying an account to its organisation's own sign-in, and loosing it again. */
let elsewhere: SignInElsewhere;
let door: Doorstep;
beforeAll(async () => {
  elsewhere = await SignInElsewhere.open();
  const publicUrl = `http://localhost:${String(await freePort())}`;
  const sso = { issuer: elsewhere.issuer, clientId: 'larkspur', clientSecret: 'of this test' };
  door = await Doorstep.open('2026-03-03T10:00:00Z', { publicUrl, sso });
});
afterAll(async () => {
  await door.house.stop();
  await elsewhere.close();
});

const query = (sql: string, ...values: unknown[]) => door.house.database.owner.query(sql, values);
const linksOf = async ({ userId }: Account) =>
  (await query('SELECT subject FROM sso_link WHERE staff_id = $1', userId)).rows.map(
    ({ subject }) => subject as string,
  );
const attacker = 'the attacker’s own';

/** What another site can make a browser do: open an address, with what it was signed in with. */
async function luredToLink(agent: Browser, subject: string) {
  await agent.get('/account/sso').set('Sec-Fetch-Site', 'cross-site');
  const back = await elsewhere.through(agent, '/account/sso', { subject });
  return agent.get(back).set('Sec-Fetch-Site', 'cross-site');
}

/** An account whose holder linked it, and their browser. */
async function linked(): Promise<{ person: Account; agent: Browser }> {
  const person = await door.someone('supervisor');
  const agent = await door.house.as(person.userId);
  await luredToLink(agent, person.userId);
  await agent.post('/account/sso').expect(303);
  return { person, agent };
}

async function signedInElsewhere(subject: string): Promise<Browser> {
  const agent = door.browser();
  await agent.get(await elsewhere.through(agent, '/sign-in/sso', { subject, methods: ['mfa'] }));
  return agent;
}

describe('an account is linked', () => {
  it('by no address that somebody is made to open: who would be linked is shown, and asked', async () => {
    const person = await door.someone('supervisor');
    const agent = await door.house.as(person.userId);
    const asked = await luredToLink(agent, attacker);
    expect(asked.text).toContain(`<strong>${attacker}</strong>`);
    expect(await linksOf(person)).toEqual([]);
    expect(await isIn(await signedInElsewhere(attacker))).toBe(false);
  });

  it('by its holder’s form, with its token and just after a second step', async () => {
    const person = await door.someone('supervisor');
    const agent = await door.house.as(person.userId);
    await luredToLink(agent, person.userId);
    await agent.post('/account/sso').set('X-CSRF-Token', 'forged').expect(403);
    const age = (minutes: number) =>
      query(
        'UPDATE session SET stepped_up_at = now() - make_interval(mins => $1) WHERE staff_id = $2',
        minutes,
        person.userId,
      );
    await age(6);
    await agent.post('/account/sso').expect(401);
    expect(await linksOf(person)).toEqual([]);
    await age(4);
    await agent.post('/account/sso').expect(303);
    expect(await linksOf(person)).toEqual([person.userId]);
  });

  it('by nobody but whoever set out', async () => {
    const [person, other] = [await door.someone(), await door.someone()];
    const [agent, theirs] = [await door.house.as(person.userId), await door.house.as(other.userId)];
    const back = await elsewhere.through(agent, '/account/sso', { subject: attacker });
    expect((await theirs.get(back)).headers['location']).toBe('/sign-in');
    await theirs.post('/account/sso').expect(404);
    expect(await linksOf(other)).toEqual([]);
  });

  it('to nobody whom another account is linked to: that is refused, and is no fault', async () => {
    const { person } = await linked();
    const other = await door.someone();
    const agent = await door.house.as(other.userId);
    await luredToLink(agent, person.userId);
    const answer = await agent.post('/account/sso');
    expect([answer.status, answer.text.includes('cannot be linked')]).toEqual([422, true]);
  });
});

describe('a link goes', () => {
  it('where its holder takes it away', async () => {
    const { person, agent } = await linked();
    expect((await agent.get('/account/sso/removal')).text).toContain('Remove the link');
    await agent.post('/account/sso/removal').expect(303);
    expect(await linksOf(person)).toEqual([]);
    await agent.post('/account/sso/removal').expect(404);
  });

  it('with the password it stood beside', async () => {
    const { person, agent } = await linked();
    const passwords = { current: givenPassword, wanted: 'violet harbour tunic 88' };
    await agent.post('/password').type('form').send(passwords).expect(303);
    expect(await linksOf(person)).toEqual([]);
    expect(await isIn(await signedInElsewhere(person.userId))).toBe(false);
  });
});

it('whoever comes in by a link that was added cannot say that its holder has seen so', async () => {
  const { person } = await linked();
  const theirs = await signedInElsewhere(person.userId);
  await post(theirs, '/account/notices', {});
  expect((await theirs.get('/account')).text).toContain('own sign-in was linked');
  const own = await door.signedIn(person);
  const told = (await own.get('/account')).text;
  expect(told).toContain('own sign-in was linked');
  await post(own, '/account/notices', {});
  expect((await own.get('/account')).text).not.toContain('own sign-in was linked');
});

it('the way to the other sign-in is still there after a wrong password, and after it refused', async () => {
  const agent = door.browser();
  const wrong = await post(agent, '/sign-in', {
    email: 'nobody@demo.invalid',
    password: 'three other words',
  });
  expect(wrong.text).toContain('href="/sign-in/sso"');
  const back = await elsewhere.through(agent, '/sign-in/sso', { subject: 'nobody', forged: true });
  const refused = await agent.get(back);
  expect([refused.status, refused.text.includes('href="/sign-in/sso"')]).toEqual([422, true]);
});
