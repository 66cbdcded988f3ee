import { codeOn, openAdminDesk, proposalOn, type AdminDesk } from '../support/admin-desk.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

describe('the list of staff', () => {
  it('shows twenty-five at a time, active accounts first', async () => {
    const service = await desk.given.organisation();
    const keeper = await desk.given.staff('admin', service, { name: 'Demo Keeper' });
    for (let number = 0; number < 26; number += 1) {
      await desk.given.staff('advocate', service, {
        name: `Demo Advocate ${String.fromCharCode(65 + number)}`,
      });
    }
    await desk.house.database.owner.query(
      `UPDATE staff SET state = 'suspended' WHERE display_name = 'Demo Advocate A'`,
    );
    const agent = await desk.house.as(keeper.userId);
    const first = await agent.get('/staff');
    expect(first.text).toContain('Showing 1 to 25 of 27 accounts');
    expect(first.text).not.toContain('Demo Advocate A<');
    expect((await agent.get('/staff?page=2')).text).toContain('Demo Advocate A<');
  });

  it('shows nobody of another organisation', async () => {
    const elsewhere = await desk.given.staff('advocate', await desk.given.organisation(), {
      name: 'Demo Stranger',
    });
    const agent = await desk.asAdmin();
    expect((await agent.get('/staff')).text).not.toContain('Demo Stranger');
    expect((await agent.get(`/staff/${elsewhere.userId}`)).status).toBe(404);
  });

  it.each(['advocate', 'supervisor', 'commissioner', 'foi_officer'] as const)(
    'is not there for %s',
    async (role) => {
      const agent = await desk.house.as((await desk.given.staff(role, desk.organisation)).userId);
      for (const path of ['/staff', '/staff/new', '/teams']) expect((await agent.get(path)).status).toBe(404);
      expect((await agent.post('/staff').type('form').send({})).status).toBe(404);
    },
  );
});

describe('adding someone', () => {
  const form = () => ({
    displayName: 'Demo Honesty',
    email: `honesty.${String(Math.random())}@demo.invalid`,
    role: 'advocate',
    teams: desk.team,
  });

  it('who reads no case shows one code once, with which its holder alone sets a password', async () => {
    const [agent, added] = [await desk.asAdmin(), { ...form(), role: 'admin', teams: undefined }];
    const answer = await agent.post('/staff').type('form').send(added);
    const code = codeOn(answer);
    const [, id = ''] = /href="\/staff\/([0-9a-f-]{36})"/.exec(answer.text) ?? [];
    expect(code).toMatch(/^([a-z2-9]{5}-){5}[a-z2-9]{5}$/);
    expect(answer.headers['cache-control']).toBe('no-store');

    const page = await agent.get(`/staff/${id}`);
    expect(page.text).toContain('Service administrator');
    expect(page.text).not.toContain(code);
    const [signsIn, accepts] = ['/sign-in', '/invitation'].map(
      (path) => async (form: object) => (await agent.post(path).type('form').send(form)).status,
    );
    expect(await signsIn?.({ email: added.email, password: code })).toBe(422);
    const accepted = { fromProposer: code, fromApprover: '', wanted: 'teapot gravel lantern' };
    expect(await accepts?.({ ...accepted, fromApprover: code })).toBe(422);
    expect(await accepts?.(accepted)).toBe(303);
    expect(await accepts?.(accepted)).toBe(422);
    expect(await signsIn?.({ email: added.email, password: accepted.wanted })).toBe(303);
    expect(await desk.historyOf(id)).toEqual(['staff.added']);
  });

  it('who works with cases waits for somebody else, and until then there is no such account', async () => {
    const added = form();
    const answer = await desk.post(desk.admin, '/staff', added);
    expect(answer.text).toContain('Someone else must approve this');
    expect(answer.headers['cache-control']).toBe('no-store');
    const { rowCount } = await desk.house.database.owner.query('SELECT FROM staff WHERE email = $1', [
      added.email,
    ]);
    expect(rowCount).toBe(0);
    expect(await desk.historyOf(proposalOn(answer))).toEqual(['staff.proposed']);
  });

  it('keeps what was typed where something is missing, and says what to do', async () => {
    const answer = await (
      await desk.asAdmin()
    )
      .post('/staff')
      .type('form')
      .send({ ...form(), displayName: 'Demo <Aster>', role: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select what they will do here');
    expect(answer.text).toContain('value="Demo &lt;Aster&gt;"');
    expect(answer.text).toMatch(new RegExp(`value="${desk.team}"[^>]* checked`));
  });

  it.each([
    ['an address without a domain', { email: 'honesty' }, 'Enter their email address in full'],
    ['an advocate without a team', { teams: undefined }, 'Select at least one team'],
    ['a role that services do not have', { role: 'commissioner', teams: undefined }, 'Nobody has that role'],
    ['a name with a NUL', { displayName: 'De\0mo' }, 'A character that cannot be kept was taken out of this'],
  ])('refuses %s', async (_, wrong, says) => {
    const answer = await (
      await desk.asAdmin()
    )
      .post('/staff')
      .type('form')
      .send({ ...form(), ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(says);
  });

  it('does not tell whether an address is used here or in another organisation', async () => {
    const colleague = await desk.given.staff('advocate', desk.organisation);
    const stranger = await desk.given.staff('advocate', await desk.given.organisation());
    const agent = await desk.asAdmin();
    for (const taken of [colleague, stranger]) {
      const email = (await desk.given.emailOf(taken)).toUpperCase();
      const answer = await agent
        .post('/staff')
        .type('form')
        .send({ ...form(), email });
      expect(answer.status).toBe(200);
      const approved = await desk.post(desk.supervisor, `/proposals/${proposalOn(answer)}/approval`);
      expect(approved.status).toBe(422);
      expect(approved.text).toContain('An account cannot be made with that email address. Use another.');
    }
  });

  it('puts nobody in a team of another organisation', async () => {
    const elsewhere = await desk.given.team(await desk.given.organisation());
    const answer = await (
      await desk.asAdmin()
    )
      .post('/staff')
      .type('form')
      .send({ ...form(), teams: elsewhere });
    expect(answer.text).toContain('Select at least one team');
  });
});
