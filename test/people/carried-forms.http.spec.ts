import type request from 'supertest';
import { hiddenFields } from '../support/forms.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenAnApp, givenPassword, post } from '../support/signing-in.js';
import { csrfOf } from '../support/csrf.js';
import { Doorstep, isIn, type Account, type Browser } from './doorstep.js';

/** What somebody typed, and sends after their session ended, or after they showed their second step in another tab. */
let door: Doorstep;
let service: GivenService;
let advocate: Account;
let path: string;
beforeAll(async () => {
  door = await Doorstep.open();
  const { owner } = door.house.database;
  service = await givenAService(door.house);
  const person = await door.given.staff('advocate', service.organisation, {
    teams: [service.team],
    password: true,
  });
  await givenAnApp(owner, person);
  advocate = { ...person, email: await door.given.emailOf(person) };
  const { caseId } = await givenACase(owner, service);
  path = `/cases/${caseId}/notes`;
});
afterAll(() => door.house.stop());
beforeEach(async () => {
  await door.anew('2026-03-03T10:00:10Z');
  await query('DELETE FROM session');
});

const query = (sql: string, ...values: unknown[]) => door.house.database.owner.query(sql, values);
const idle = () => query(`UPDATE session SET last_seen_at = now() - interval '16 minutes'`);
const typed = { kind: 'client', words: 'Invented: a long note,\r\ntyped for sixteen minutes.' };
const notes = async () => (await query('SELECT FROM case_note')).rowCount ?? 0;

/** Both steps again in the same browser, with the forms of its pages. */
async function signInAgain(agent: Browser, person: Account): Promise<request.Response> {
  const _csrf = await csrfOf(agent, '/sign-in');
  await agent
    .post('/sign-in')
    .type('form')
    .send({ email: person.email, password: givenPassword, _csrf })
    .expect(303);
  const code = await door.code(person);
  return agent
    .post('/sign-in/second-step')
    .type('form')
    .send({ code, _csrf: await csrfOf(agent, '/sign-in/second-step') });
}

describe('a note that was sent after fifteen minutes without use', () => {
  it('waits for its sender to have signed in, and is then sent by them', async () => {
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, `${path}/new`);
    await idle();
    const before = await notes();
    const sent = await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf });
    expect(sent.headers['location']).toBe('/sign-in?after=signed-out');
    expect((await agent.get('/sign-in?after=signed-out')).text).toContain('It is kept for an hour');
    const back = await signInAgain(agent, advocate);
    const { _csrf: token, _once, ...kept } = hiddenFields(back.text, path);
    expect(kept).toEqual(typed);
    expect(await notes()).toBe(before);
    await agent
      .post(path)
      .type('form')
      .send({ ...kept, _csrf: token, _once })
      .expect(303);
    expect(await notes()).toBe(before + 1);
    expect((await query('SELECT FROM carried_form')).rowCount).toBe(0);
  });

  it('is shown to nobody who signs in after them at the same browser', async () => {
    const other = await door.someone();
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, `${path}/new`);
    await idle();
    await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf });
    const answer = await signInAgain(agent, other);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/home']);
  });

  it('is nothing to whoever has the database, and is over after an hour', async () => {
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, `${path}/new`);
    await idle();
    await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf });
    const { rows } = await query(`SELECT encode(sealed, 'escape') AS text FROM carried_form`);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('note');
    await query(`UPDATE carried_form SET kept_at = now() - interval '61 minutes'`);
    expect((await signInAgain(agent, advocate)).headers['location']).toBe('/home');
  });

  it('is not kept where it holds a password, nor of whoever was never in', async () => {
    await query('DELETE FROM carried_form');
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, '/password');
    await idle();
    await agent.post('/password').type('form').send({ current: givenPassword, wanted: 'a new one', _csrf });
    await post(door.browser(), path, typed).expect(303);
    expect((await query('SELECT FROM carried_form')).rowCount).toBe(0);
  });
});

describe('a form that is open in another tab', () => {
  it('is still good after a step-up', async () => {
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, `${path}/new`);
    await post(agent, '/step-up', { to: '/home', code: await door.code(advocate, 30) }).expect(303);
    await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf })
      .expect(303);
  });

  it('is still good when its holder has signed in again, and forged when somebody else has', async () => {
    const other = await door.someone();
    const agent = await door.signedIn(advocate);
    const _csrf = await csrfOf(agent, `${path}/new`);
    await idle();
    await signInAgain(agent, advocate);
    await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf })
      .expect(303);
    await idle();
    await signInAgain(agent, other);
    await agent
      .post(path)
      .type('form')
      .send({ ...typed, _csrf })
      .expect(403);
  });
});

it('a session is told when it ends, and asking makes that later', async () => {
  const agent = await door.signedIn(advocate);
  await query(`UPDATE session SET last_seen_at = now() - interval '14 minutes'`);
  const { body } = await agent.get('/api/v1/account/sessions/current').expect(200);
  const { rows } = await query(
    'SELECT extract(epoch FROM $1::timestamptz - now()) / 60 AS left',
    body.endsAt,
  );
  const left = Number(rows[0]?.left);
  expect(left).toBeGreaterThan(14);
  expect(left).toBeLessThanOrEqual(15);
  expect((await agent.get('/home')).text).toContain('You are signed in until');
  expect(await isIn(agent)).toBe(true);
});
