import { givenARecoveryCode, givenPassword, post } from '../support/signing-in.js';
import { cookieIn, Doorstep, isIn, showCode } from './doorstep.js';

let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open();
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:10Z'));

describe('the right password alone', () => {
  it('opens no page and no part of the API, whichever cookie its token is put in', async () => {
    const { agent } = await door.halfWay(await door.someone());
    expect(await isIn(agent)).toBe(false);
    expect((await agent.get('/api/v1/account/sessions')).status).toBe(401);
    const answer = await post(door.browser(), '/sign-in', {
      email: (await door.someone()).email,
      password: givenPassword,
    });
    const asSession = door.browser().set('Cookie', `session=${cookieIn(answer, 'pending')}`);
    expect((await asSession.get('/home')).headers['location']).toBe('/sign-in');
  });

  it('is worth ten minutes', async () => {
    const person = await door.someone();
    const { agent } = await door.halfWay(person);
    await door.house.database.owner.query(
      `UPDATE pending_sign_in SET began_at = now() - interval '11 minutes'`,
    );
    const answer = await showCode(agent, await door.code(person));
    expect(answer.headers['location']).toBe('/sign-in');
    expect(await isIn(agent)).toBe(false);
  });

  it('is worth five tries', async () => {
    const person = await door.someone();
    const { agent } = await door.halfWay(person);
    for (let tries = 0; tries < 5; tries += 1) {
      await showCode(agent, 'not-a-code-of-mine');
      await door.house.database.owner.query('DELETE FROM sign_in_attempt');
    }
    await showCode(agent, await door.code(person));
    expect(await isIn(agent)).toBe(false);
  });

  it('is worth nothing once the account is suspended, or has another password', async () => {
    const changes = [
      (id: string) =>
        door.house.database.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [id]),
      (id: string) =>
        door.house.database.owner.query(
          `UPDATE staff_credential SET changed_at = now() WHERE staff_id = $1`,
          [id],
        ),
    ];
    for (const change of changes) {
      const person = await door.someone();
      const { agent } = await door.halfWay(person);
      await change(person.userId);
      await showCode(agent, await door.code(person));
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
    const person = await door.someone();
    const { agent } = await door.halfWay(person);
    await showCode(agent, await door.code(person, seconds));
    expect(await isIn(agent)).toBe(taken);
  });

  it('is taken once, and none of an earlier half-minute after it', async () => {
    const person = await door.someone();
    const before = await door.code(person, -30);
    const now = await door.code(person);
    const next = await door.code(person, 30);
    expect((await door.show(person, now)).status).toBe(303);
    expect((await door.show(person, now)).status).toBe(422);
    expect((await door.show(person, before)).status).toBe(422);
    expect((await door.show(person, next)).status).toBe(303);
  });

  it('shown four times at once lets one browser in', async () => {
    const person = await door.someone();
    const code = await door.code(person);
    const agents = [];
    for (let each = 0; each < 4; each += 1) agents.push((await door.halfWay(person)).agent);
    const answers = await Promise.all(agents.map((agent) => showCode(agent, code)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('of another account is not taken', async () => {
    const [person, other] = [await door.someone(), await door.someone()];
    expect((await door.show(person, await door.code(other))).status).toBe(422);
  });

  it('does not open where its secret was moved to another account', async () => {
    const [person, other] = [await door.someone(), await door.someone()];
    await door.house.database.owner.query(
      'UPDATE authenticator_app SET sealed_secret = (SELECT sealed_secret FROM authenticator_app WHERE staff_id = $1) WHERE staff_id = $2',
      [other.userId, person.userId],
    );
    expect((await door.show(person, await door.code(other))).status).toBe(500);
  });
});

it('guesses at the second step wait as guesses at the first do, however often the password is right', async () => {
  const person = await door.someone();
  for (let tries = 0; tries < 5; tries += 1) await door.show(person, 'a wrong one');
  const waiting = await door.show(person, await door.code(person));
  expect(waiting.text).toContain('too many tries');
  door.house.clock.set('2026-03-03T10:01:10Z');
  expect((await door.show(person, await door.code(person))).status).toBe(303);
});

describe('a recovery code', () => {
  it('lets its holder in once, and they are told of it', async () => {
    const person = await door.someone();
    const code = await givenARecoveryCode(door.house.database.owner, person);
    const { agent } = await door.halfWay(person);
    expect((await showCode(agent, code.toUpperCase().replaceAll('-', ' '))).headers['location']).toBe(
      '/account',
    );
    expect((await agent.get('/account')).text).toContain('A recovery code was used');
    expect((await door.show(person, code)).status).toBe(422);
  });

  it('of another account is not taken', async () => {
    const [person, other] = [await door.someone(), await door.someone()];
    const code = await givenARecoveryCode(door.house.database.owner, other);
    expect((await door.show(person, code)).status).toBe(422);
    expect((await door.show(other, code)).status).toBe(303);
  });
});
