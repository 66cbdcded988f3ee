import { machine, type Person } from '../../src/kernel/actor.js';
import { codeAt } from '../../src/people/authenticator-app.js';
import { givenAnApp, post } from '../support/signing-in.js';
import { Doorstep, showCode } from './doorstep.js';

let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open();
});
afterAll(() => door.house.stop());

/** The secret as the page shows it, in groups of four. */
const secretIn = (text: string) =>
  /<code class="larkspur-key">([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]?.replaceAll(' ', '') ?? '';

describe('whoever has no second step', () => {
  it('sets one up before anything else, is given ten recovery codes, and is in', async () => {
    const person = await door.newcomer();
    const { agent, to } = await door.halfWay(person);
    expect(to).toBe('/sign-in/set-up');
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
    const offered = await agent.get('/sign-in/set-up');
    expect(offered.text).toMatch(/<svg [^>]*role="img"[^>]*><path d="M4,4h1v1h-1z/);
    expect(offered.text).toMatch(/href="otpauth:\/\/totp\/Larkspur:.*secret=/);
    const code = codeAt(secretIn(offered.text), door.house.clock.now());
    const done = await post(agent, '/sign-in/set-up/app', { code });
    const codes = done.text.match(/[a-z2-9]{4}(-[a-z2-9]{4}){6}/g) ?? [];
    expect(new Set(codes).size).toBe(10);
    expect((await agent.get('/home')).status).toBe(200);
    await door.house.database.owner.query('UPDATE authenticator_app SET last_step = 0');
    const { agent: again } = await door.halfWay(person);
    expect((await showCode(again, codes[3] ?? '')).status).toBe(303);
  });

  it('is shown the same key again where the code was wrong', async () => {
    const { agent } = await door.halfWay(await door.newcomer());
    const offered = secretIn((await agent.get('/sign-in/set-up')).text);
    const answer = await post(agent, '/sign-in/set-up/app', { code: '000000' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('not the code the app should show');
    expect([offered.length, secretIn(answer.text)]).toEqual([32, offered]);
  });

  it('is not let in by the code that set it up, shown again', async () => {
    const person = await door.newcomer();
    const { agent } = await door.halfWay(person);
    const code = codeAt(secretIn((await agent.get('/sign-in/set-up')).text), door.house.clock.now());
    await post(agent, '/sign-in/set-up/app', { code }).expect(200);
    const { agent: again } = await door.halfWay(person);
    expect((await showCode(again, code)).status).toBe(422);
  });
});

describe('whoever has one', () => {
  it('cannot set up another with the password alone', async () => {
    const person = await door.newcomer();
    const { agent } = await door.halfWay(person); // no second step yet, so a key is offered
    const code = codeAt(secretIn((await agent.get('/sign-in/set-up')).text), door.house.clock.now());
    await givenAnApp(door.house.database.owner, person);
    expect((await post(agent, '/sign-in/set-up/app', { code })).text).toContain('Sign in with it');
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
  });

  it.each([
    [
      'authenticator_app',
      `INSERT INTO authenticator_app (staff_id, sealed_secret, last_step) VALUES ($1, '\\x00', 0)`,
    ],
    [
      'passkey',
      `INSERT INTO passkey (staff_id, name, credential_id, public_key, counter, transports) VALUES ($1::uuid, 'x', $1::uuid::text, '\\x00', 0, '{}')`,
    ],
    [
      'recovery_code',
      `INSERT INTO recovery_code (staff_id, code_hash) VALUES ($1::uuid, sha256($1::uuid::text::bytea))`,
    ],
  ])('is given no other %s by signing in, even by plain SQL', async (_, insert) => {
    const [without, person] = [await door.newcomer(), await door.newcomer()];
    await givenAnApp(door.house.database.owner, person);
    await door.house.database.owner.query('DELETE FROM recovery_code');
    await door.house.database.owner.query(`INSERT INTO recovery_code VALUES (sha256('one'), $1)`, [
      person.userId,
    ]);
    const add = ({ userId }: Person) =>
      door.house.db.run(machine('sign_in'), (tx) => tx.query(insert, [userId]));
    await add(without);
    await expect(add(person)).rejects.toThrow('row-level security');
  });
});

describe('a reset of the second step', () => {
  it('takes everything away, tells the account, and is in no role’s reach', async () => {
    const person = await door.newcomer();
    await givenAnApp(door.house.database.owner, person);
    const { rows } = await door.house.database.owner.query<{ role: string }>(
      `SELECT rolname AS role FROM pg_roles WHERE rolname ~ '^(casework_|larkspur_app|larkspur_jobs)' AND rolname <> 'casework_definer'
         AND has_function_privilege(oid, 'second_factor_reset(uuid)', 'EXECUTE')`,
    );
    expect(rows).toEqual([]);
    const agent = await door.house.as(person.userId);
    await door.house.database.owner.query('SELECT second_factor_reset($1)', [person.userId]);
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
    const { agent: again, to } = await door.halfWay(person);
    expect(to).toBe('/sign-in/set-up');
    const code = codeAt(secretIn((await again.get('/sign-in/set-up')).text), door.house.clock.now());
    await post(again, '/sign-in/set-up/app', { code }).expect(200);
    expect((await again.get('/account')).text).toContain('The second step was reset');
  });

  it('does not let anyone in by the code they had', async () => {
    const person = await door.newcomer();
    await givenAnApp(door.house.database.owner, person);
    const code = await door.code(person);
    await door.house.database.owner.query('SELECT second_factor_reset($1)', [person.userId]);
    const { agent } = await door.halfWay(person);
    await showCode(agent, code).expect(422);
    expect((await agent.get('/home')).headers['location']).toBe('/sign-in');
  });
});
