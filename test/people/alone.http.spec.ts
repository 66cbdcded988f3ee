import type { Person } from '../../src/kernel/actor.js';
import { openApi } from '../../src/platform/http/openapi.js';
import { codeOn, openAdminDesk, proposalOn, type AdminDesk } from '../support/admin-desk.js';

/** T8: what an administrator alone tries through the program. Nobody in it has more than they had before. */
let desk: AdminDesk;
beforeEach(async () => {
  desk = await openAdminDesk();
});
afterEach(() => desk.house.stop());

const someone = (role = 'advocate') => ({
  displayName: 'Demo Honesty',
  email: `honesty.${String(Math.random()).slice(2)}@demo.invalid`,
  role,
  teams: desk.team,
});
const sql = async <T>(statement: string, ...values: unknown[]) =>
  (await desk.house.database.owner.query(statement, values)).rows as T[]; // rows are as the caller says
const approve = (by: Person, id: string) => desk.post(by, `/proposals/${id}/approval`);

/** Every way to a case there is: who works with cases, in which teams, and who could sign in as them. */
const waysToCases = () =>
  sql(`SELECT s.id, s.role, s.state, s.email, c.password_hash,
     ARRAY(SELECT team_id FROM team_member m WHERE m.staff_id = s.id ORDER BY 1) AS teams
   FROM staff s LEFT JOIN staff_credential c ON c.staff_id = s.id WHERE s.role IN ('advocate', 'supervisor') ORDER BY s.id`);

/** An account of the administrator's own that a supervisor was talked into approving, some days ago. */
async function secondAccount(daysAgo: number): Promise<Person> {
  const approved = await approve(
    desk.supervisor,
    proposalOn(await desk.post(desk.admin, '/staff', someone('supervisor'))),
  );
  expect(approved.status).toBe(200);
  const [added] = await sql<{ id: string }>(
    `UPDATE staff SET added_at = added_at - $1 * interval '1 day' WHERE added_by = $2 AND added_at = (SELECT max(added_at) FROM staff) RETURNING id`,
    daysAgo,
    desk.admin.userId,
  );
  return { ...desk.supervisor, userId: added?.id ?? '' };
}

it('no route lets an administrator alone change who has a way to a case', async () => {
  const advocate = await desk.given.staff('advocate', desk.organisation, {
    teams: [desk.team],
    password: true,
  });
  const suspended = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
  await sql(`UPDATE staff SET state = 'suspended' WHERE id = $1`, suspended.userId);
  const other = await desk.given.team(desk.organisation, 'Demo other team');
  const before = await waysToCases();

  const ids: string[] = [];
  for (const [path, form] of [
    ['/staff', someone()],
    ['/staff', someone('supervisor')],
    [
      `/staff/${advocate.userId}/teams`,
      { teams: [desk.team, other], version: await desk.versionOf(advocate) },
    ],
    [`/staff/${suspended.userId}/reinstatement`, { version: await desk.versionOf(suspended) }],
    [`/staff/${advocate.userId}/sign-in`, {}],
  ] as const) {
    const answer = await desk.post(desk.admin, path, form);
    expect([path, answer.status]).toEqual([path, 200]);
    const [half, id] = [codeOn(answer), proposalOn(answer)];
    expect((await approve(desk.admin, id)).status).toBe(404);
    const codes = { fromProposer: half || 'x', fromApprover: half || 'x', wanted: 'teapot gravel lantern' };
    expect((await desk.post(desk.admin, '/invitation', codes)).status).toBe(422);
    ids.push(id);
  }
  expect(await waysToCases()).toEqual(before);
  for (const id of ids) expect((await approve(desk.supervisor, id)).status).toBe(200);
  expect(await waysToCases()).not.toEqual(before);
});

it('every route of the API that is no administrator’s answers them as if there were nothing', async () => {
  const agent = await desk.asAdmin();
  const found: string[] = [];
  for (const [path, operations] of Object.entries(openApi(desk.house.app).paths)) {
    if (!/cases|clients|referrals|assessments|orders|breaches|reviews/.test(path)) continue;
    const at = path.replace(/\{[^}]+\}/g, desk.team);
    for (const method of Object.keys(operations)) {
      const answer = await (method === 'get'
        ? agent.get(at)
        : agent[method as 'post' | 'put'](at)
            .type(at.startsWith('/api/') ? 'json' : 'form')
            .send({}));
      found.push(path);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
  }
  expect(found.length).toBeGreaterThan(20);
});

describe('a second account of the same administrator', () => {
  it('as an administrator cannot approve', async () => {
    const answer = await desk.post(desk.admin, '/staff', { ...someone('admin'), teams: undefined });
    expect(answer.text).toContain('The account is ready');
    const [second] = await sql<{ id: string }>('SELECT id FROM staff WHERE added_by = $1', desk.admin.userId);
    const id = proposalOn(await desk.post(desk.admin, '/staff', someone()));
    expect((await approve({ ...desk.admin, userId: second?.id ?? '' }, id)).status).toBe(404);
    expect((await approve(desk.supervisor, id)).status).toBe(200);
  });

  it('as a supervisor added within thirty days cannot, alone or twice at once, and after them can', async () => {
    const [one, other] = [await secondAccount(29), await secondAccount(3)];
    const id = proposalOn(await desk.post(desk.admin, '/staff', someone()));
    const answers = await Promise.all([approve(one, id), approve(other, id), approve(one, id)]);
    for (const answer of answers) {
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('the same administrator added your account');
    }
    await sql(`UPDATE staff SET added_at = now() - interval '31 days' WHERE id = $1`, one.userId);
    expect((await approve(one, id)).status).toBe(200);
  });

  it('does not help by proposing from a third', async () => {
    const supervisor = await secondAccount(3);
    await desk.post(desk.admin, '/staff', { ...someone('admin'), teams: undefined });
    const [third] = await sql<{ id: string }>(
      `SELECT id FROM staff WHERE added_by = $1 AND role = 'admin'`,
      desk.admin.userId,
    );
    const admin = { ...desk.admin, userId: third?.id ?? '' };
    const id = proposalOn(await desk.post(admin, '/staff', someone()));
    expect((await approve(supervisor, id)).status).toBe(422);
    expect((await approve(desk.supervisor, id)).status).toBe(200);
  });
});

describe('a supervisor', () => {
  it('does not approve what is done to their own account', async () => {
    const colleague = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
    const id = proposalOn(await desk.post(desk.admin, `/staff/${colleague.userId}/sign-in`));
    expect((await approve(colleague, id)).text).toContain('it is your own account');
    expect((await approve(desk.supervisor, id)).status).toBe(200);
  });

  it('of another team does not let anyone into this one, where it has a supervisor', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo other team');
    const outsider = await desk.given.staff('supervisor', desk.organisation, { teams: [other] });
    const id = proposalOn(await desk.post(desk.admin, '/staff', someone()));
    expect((await approve(outsider, id)).text).toContain('A supervisor of each team');
    await sql(`UPDATE staff SET state = 'suspended' WHERE id = $1`, desk.supervisor.userId);
    expect((await approve(outsider, id)).status).toBe(200);
  });
});

it('two who approve at the same moment add one account', async () => {
  const colleague = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
  const form = someone();
  const id = proposalOn(await desk.post(desk.admin, '/staff', form));
  const answers = await Promise.all([approve(desk.supervisor, id), approve(colleague, id)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect(await sql('SELECT FROM staff WHERE email = $1', form.email)).toHaveLength(1);
});
