import request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { openAdminDesk, type AdminDesk } from '../support/admin-desk.js';
import { givenASession } from '../support/becoming.js';
import { csrfOf } from '../support/csrf.js';
import { buttons, hiddenFields } from '../support/forms.js';
import { codeOf, csrfTokenOf, givenAnApp, post } from '../support/signing-in.js';

let desk: AdminDesk;
let admin: Person;
beforeAll(async () => {
  desk = await openAdminDesk();
  ({ admin } = desk);
  await givenAnApp(desk.house.database.owner, admin);
});
afterAll(() => desk.house.stop());

/** The administrator's browser, some time after they last showed a second step. */
async function after(age: string) {
  const agent = await desk.asAdmin();
  await desk.house.database.owner.query(
    'UPDATE session SET stepped_up_at = now() - $1::interval WHERE staff_id = $2',
    [age, admin.userId],
  );
  return agent;
}

const code = () => codeOf(desk.house, admin.userId);
const sessionIn = (answer: request.Response) =>
  /^session=([^;]*)/.exec(answer.get('Set-Cookie')?.[0] ?? '')?.[1] ?? '';
const form = () => ({
  displayName: 'Demo Newcomer',
  email: `${String(Math.random()).slice(2)}@demo.invalid`,
  role: 'advocate',
  teams: desk.team,
});

describe('something grave', () => {
  it.each([
    ['4 minutes', 200],
    ['6 minutes', 303],
  ])('%s after the second step is answered with %d', async (age, status) => {
    expect((await (await after(age)).get('/staff/new')).status).toBe(status);
  });

  it('leads back to the page that was asked for', async () => {
    const agent = await after('6 minutes');
    const sent = await agent.get('/staff/new?from=list');
    expect(sent.headers['location']).toBe('/step-up?to=%2Fstaff%2Fnew%3Ffrom%3Dlist');
    const asked = await agent.get(sent.headers['location'] ?? '');
    const answer = await post(agent, '/step-up', {
      ...hiddenFields(asked.text, '/step-up'),
      code: await code(),
    });
    expect(answer.headers['location']).toBe('/staff/new?from=list');
    expect((await agent.get('/staff/new')).status).toBe(200);
  });

  it('that was sent as a form is not done, and loses nothing that was typed', async () => {
    const agent = await after('6 minutes');
    const typed = form();
    const oldToken = await csrfOf(agent, '/home');
    const asked = await post(agent, '/staff', { ...typed, _csrf: oldToken });
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('Show that it is still you');
    const right = await post(agent, '/step-up', {
      ...hiddenFields(asked.text, '/step-up'),
      code: await code(),
    });
    const { _csrf, _once, ...kept } = hiddenFields(right.text, '/staff');
    expect(kept).toEqual(typed);
    expect(_csrf).toBe(oldToken); // what is open in other tabs is still good
    expect(buttons(right.text)).toContain('Go on');
    const proposed = () =>
      desk.house.database.owner.query('SELECT FROM staff_proposal WHERE email = $1', [typed.email]);
    expect((await proposed()).rowCount).toBe(0);
    await post(agent, '/staff', { ...kept, _csrf, _once });
    expect((await proposed()).rowCount).toBe(1);
  });

  it('is refused to a program by name, until it has shown its second step', async () => {
    const agent = await after('6 minutes');
    const send = () => agent.post('/api/v1/staff').send({ ...form(), teams: [desk.team] });
    const refused = await send();
    expect([refused.status, (refused.body as { type: string }).type]).toEqual([401, 'step-up-required']);
    const shown = await agent.post('/api/v1/session/step-up').send({ code: await code() });
    expect(shown.status).toBe(204);
    agent.set('X-CSRF-Token', csrfTokenOf(sessionIn(shown)));
    expect((await send()).status).toBe(201);
  });

  it('stays undone where the code is wrong, and what was typed stays too', async () => {
    const agent = await after('6 minutes');
    const typed = form();
    const asked = await post(agent, '/staff', typed);
    const wrong = await post(agent, '/step-up', { ...hiddenFields(asked.text, '/step-up'), code: '000000' });
    expect(wrong.status).toBe(422);
    const typedOn = ({ text }: request.Response) => ({ ...hiddenFields(text, '/step-up'), _once: undefined });
    expect(typedOn(wrong)).toEqual(typedOn(asked));
    expect(typedOn(wrong)).toHaveProperty('carried', JSON.stringify(typed));
    expect((await agent.get('/staff/new')).status).toBe(303);
  });
});

describe('a step-up', () => {
  it('goes on under a new token, and the old one opens nothing', async () => {
    const server = desk.house.app.getHttpServer();
    const token = (await givenASession(desk.house.database.owner, admin.userId)).reveal();
    const old = `session=${token}`;
    const home = (cookie: string) => request(server).get('/home').set('Cookie', cookie);
    expect((await home(old)).status).toBe(200);
    const answer = await request(server)
      .post('/step-up')
      .set('Cookie', old)
      .set('X-CSRF-Token', csrfTokenOf(token))
      .type('form')
      .send({ to: '/home', code: await code() });
    const renewed = `session=${sessionIn(answer)}`;
    expect(renewed).toMatch(/^session=[\w-]+\.[\w-]{43}$/);
    expect([(await home(old)).status, (await home(renewed)).status]).toEqual([303, 200]);
  });

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '/step-up?to=/step-up',
    'javascript:1',
  ])('never leads to %s', async (to) => {
    const agent = await desk.asAdmin();
    const answer = await post(agent, '/step-up', { to, code: await code() });
    expect(answer.headers['location']).toBe('/home');
  });

  it('is asked of the database too: a guard that forgot lets nothing through', async () => {
    const stale = await desk.given.staff('admin', desk.organisation);
    const fresh = await desk.given.staff('admin', desk.organisation);
    const { userId: colleague } = await desk.given.staff('advocate', desk.organisation);
    const acts = [
      `INSERT INTO staff (organisation_id, role, display_name, email) VALUES ('${desk.organisation}', 'admin', 'Demo', gen_random_uuid()::text)`,
      `INSERT INTO recovery_code (staff_id, code_hash) VALUES (my_user(), sha256(gen_random_uuid()::text::bytea))`,
      `INSERT INTO sign_in_policy VALUES (my_organisation(), '{}')`,
    ];
    await desk.house.database.owner.query(
      `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE staff_id = $1`,
      [stale.userId],
    );
    for (const act of acts) {
      await expect(desk.house.db.run(stale, (tx) => tx.query(act))).rejects.toThrow('row-level security');
      await desk.house.db.run(fresh, (tx) => tx.query(act));
    }
    await desk.house.database.owner.query('INSERT INTO team_member VALUES ($1, $2)', [desk.team, colleague]);
    const reached = async (actor: Person, act: string) =>
      (await desk.house.db.run(actor, (tx) => tx.query<[unknown, number]>(act)))[1];
    for (const act of [
      `DELETE FROM team_member WHERE staff_id = '${colleague}'`,
      `UPDATE staff SET state = 'suspended' WHERE id = '${stale.userId}'`,
    ])
      expect([await reached(stale, act), await reached(fresh, act)]).toEqual([0, 1]);
  });

  it.each([
    [
      'a proposal',
      `INSERT INTO staff_proposal (organisation_id, act, role, subject_id, proposed_by) VALUES ($1, 'reinstate', 'advocate', $2, $3) RETURNING id`,
      `SELECT approve_staff_proposal($1, '\\x00')`,
    ],
    [
      'a key',
      `INSERT INTO service_key (organisation_id, scope, name, team_id, secret_hash, made_by, expires_at)
       SELECT $1, 'send_referrals', 'Demo', team_id, sha256('demo'), $3, now() + interval '9 days' FROM team_member WHERE staff_id = $2 RETURNING id`,
      'SELECT approve_service_key($1)',
    ],
  ])('is asked of the database by whoever approves %s', async (_, waits, approve) => {
    const { house, given, organisation, team } = desk;
    const { userId: subject } = await given.staff('advocate', organisation, { teams: [team] });
    const approver = await given.staff('supervisor', organisation, { teams: [team] });
    const waiting = await house.database.owner.query<{ id: string }>(waits, [
      organisation,
      subject,
      admin.userId,
    ]);
    const shown = (age: string) =>
      house.database.owner.query(
        'UPDATE session SET stepped_up_at = now() - $1::interval WHERE staff_id = $2',
        [age, approver.userId],
      );
    const approved = () => house.db.run(approver, (tx) => tx.query(approve, [waiting.rows[0]?.id]));
    await shown('6 minutes');
    await expect(approved()).rejects.toThrow('row-level security');
    await shown('4 minutes');
    await approved();
  });
});
