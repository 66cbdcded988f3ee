import request from 'supertest';
import { openAdminDesk, type AdminDesk } from '../support/admin-desk.js';
import { codeOf, givenAnApp, givenPassword, post } from '../support/signing-in.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

const require = async (roles: string[]) => post(await desk.asAdmin(), '/sign-in-policy', { roles });

it('an administrator says which roles must use a passkey, and is shown what was said', async () => {
  expect((await require(['supervisor', 'admin'])).status).toBe(303);
  const shown = await (await desk.asAdmin()).get('/sign-in-policy');
  const checked = [...shown.text.matchAll(/value="(\w+)" checked/g)].map(([, role]) => role);
  expect(checked).toEqual(['supervisor', 'admin']);
  expect((await require(['magician'])).status).toBe(422);
  expect((await require([])).status).toBe(303);
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
