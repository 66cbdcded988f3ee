import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';

let house: TestApp;
let given: Given;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
});
afterAll(() => house.stop());

async function anAdmin() {
  const organisation = await given.organisation();
  return { organisation, agent: await house.as((await given.staff('admin', organisation)).userId) };
}

it('an administrator of a new service is told to add its first team', async () => {
  const { agent } = await anAdmin();
  expect((await agent.get('/teams')).text).toContain('There are no teams yet');
  expect((await agent.get('/staff/new')).text).toContain('There are no teams yet');
});

it('a team that was added is in the list, with how many work in it', async () => {
  const { organisation, agent } = await anAdmin();
  await agent.post('/teams').type('form').send({ name: 'Demo North' }).expect(303);
  const team = await given.team(organisation, 'Demo South');
  await given.staff('advocate', organisation, { teams: [team] });
  const { text } = await agent.get('/teams');
  expect(text).toMatch(/Demo North<\/th>\s*<td[^>]*>0</);
  expect(text).toMatch(/Demo South<\/th>\s*<td[^>]*>1</);
});

it('two teams of a service cannot have one name, though another service’s may', async () => {
  const [one, other] = [await anAdmin(), await anAdmin()];
  await one.agent.post('/teams').type('form').send({ name: 'Demo North' }).expect(303);
  await other.agent.post('/teams').type('form').send({ name: 'Demo North' }).expect(303);
  const again = await one.agent.post('/teams').type('form').send({ name: 'demo north' });
  expect(again.status).toBe(422);
  expect(again.text).toContain('There is a team of that name already');
  expect(again.text).toContain('value="demo north"');
});
