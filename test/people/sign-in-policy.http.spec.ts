import request from 'supertest';
import { openAdminDesk, type AdminDesk } from '../support/admin-desk.js';
import { codeOf, givenAnApp, givenPassword, post } from '../support/signing-in.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());
beforeEach(() => desk.house.database.owner.query('DELETE FROM sign_in_policy; DELETE FROM staff_proposal'));

const checkedIn = ({ text }: request.Response) =>
  [...text.matchAll(/value="(\w+)" checked/g)].map(([, role]) => role);
const require = async (roles: string[]) => post(await desk.asAdmin(), '/sign-in-policy', { roles });

it('an administrator says which roles must use a passkey, and is shown what was said', async () => {
  expect((await require(['supervisor', 'admin'])).status).toBe(303);
  const shown = await (await desk.asAdmin()).get('/sign-in-policy');
  expect(checkedIn(shown)).toEqual(['supervisor', 'admin']);
  expect((await require(['magician'])).status).toBe(422);
});

describe('that a role need no passkey any more', () => {
  /** The proposal that now waits, its role with it. */
  async function waived() {
    await require(['supervisor', 'admin']);
    const answer = await require(['admin', 'advocate']);
    expect(answer.headers['location']).toBe('/proposals');
    const { text } = await (await desk.house.as(desk.supervisor.userId)).get('/proposals');
    const [, id = ''] = /href="\/proposals\/([0-9a-f-]{36})">No longer require a passkey/.exec(text) ?? [];
    return id;
  }
  const requiredNow = async () => checkedIn(await (await desk.asAdmin()).get('/sign-in-policy'));

  it('waits for a second person, while what is required anew is so at once', async () => {
    const id = await waived();
    expect(await requiredNow()).toEqual(['advocate', 'supervisor', 'admin']);
    expect((await desk.post(desk.admin, `/proposals/${id}/approval`)).status).toBe(404);
    expect((await require(['admin', 'advocate'])).text).toContain('This waits for approval already');
  });

  it('is so once a supervisor has approved it', async () => {
    const id = await waived();
    const approved = await desk.post(desk.supervisor, `/proposals/${id}/approval`);
    expect(approved.text).toContain('It has taken effect for Everyone with this role.');
    expect(await requiredNow()).toEqual(['advocate', 'admin']);
    expect(await desk.historyOf(desk.organisation)).toContain('staff.passkey_waived');
  });

  it('is not so where the supervisor refuses', async () => {
    await desk.post(desk.supervisor, `/proposals/${await waived()}/refusal`);
    expect(await requiredNow()).toEqual(['advocate', 'supervisor', 'admin']);
  });

  it('is no administrator’s to say alone, even by plain SQL', async () => {
    await require(['supervisor']);
    const waive = () =>
      desk.house.db.run(desk.admin, (tx) => tx.query(`UPDATE sign_in_policy SET passkey_roles = '{admin}'`));
    await expect(waive()).rejects.toThrow('somebody else must approve this');
    await desk.house.database.owner.query('ALTER TABLE sign_in_policy DISABLE TRIGGER nobody_waives_alone');
    await waive();
    await desk.house.database.owner.query('ALTER TABLE sign_in_policy ENABLE TRIGGER nobody_waives_alone');
    expect(await requiredNow()).toEqual(['admin']);
  });
});

it('whoever must use one adds it at their next sign-in, before anything else; others do not', async () => {
  await require(['supervisor']);
  for (const [role, to] of [
    ['supervisor', '/sign-in/set-up'],
    ['advocate', '/home'],
  ] as const) {
    const person = await desk.given.staff(role, desk.organisation, { password: true });
    await givenAnApp(desk.house.database.owner, person);
    const agent = request.agent(desk.house.app.getHttpServer());
    await post(agent, '/sign-in', { email: await desk.given.emailOf(person), password: givenPassword });
    const answer = await post(agent, '/sign-in/second-step', {
      code: await codeOf(desk.house, person.userId),
    });
    expect(answer.headers['location']).toBe(to);
    expect((await agent.get('/home')).status).toBe(role === 'advocate' ? 200 : 303);
  }
});

it('is for administrators alone, each of their own organisation', async () => {
  await require(['advocate']);
  const advocate = await desk.given.staff('advocate', desk.organisation);
  expect((await (await desk.house.as(advocate.userId)).get('/sign-in-policy')).status).toBe(404);
  const other = await desk.given.staff('admin', await desk.given.organisation());
  const shown = await (await desk.house.as(other.userId)).get('/sign-in-policy');
  expect(shown.text).not.toContain(' checked');
});
