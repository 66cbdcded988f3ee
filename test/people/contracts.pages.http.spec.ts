import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';

let house: TestApp;
let given: Given;
let service: string;
let commissioner: string;
let contract: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  service = await given.organisation();
  commissioner = await given.organisation('commissioner', 'Demo Commissioner');
  contract = await given.contract(commissioner, service, ['E23000033']);
  await house.database.owner.query(`INSERT INTO contract_target VALUES ($1, 'first_attempt', 48, 90)`, [
    contract,
  ]);
});
afterAll(() => house.stop());

it.each([
  ['commissioner', () => commissioner],
  ['admin', () => service],
] as const)('either side’s %s reads what was agreed', async (role, organisation) => {
  const agent = await house.as((await given.staff(role, organisation())).userId);
  const list = await agent.get('/contracts');
  expect(list.text).toContain(`/contracts/${contract}`);
  expect(list.text).toContain('10 April 2026');
  const { text } = await agent.get(`/contracts/${contract}`);
  for (const words of [
    'Demo Harebell Service',
    'Demo Commissioner',
    'Sussex',
    '1 April 2018 to 31 March 2030',
    '£100,000',
    '10 days after a quarter ends',
    'Friday 10 April 2026',
    'Anyone being stalked',
    'First attempt to reach the client',
  ])
    expect(text).toContain(words);
});

it('nobody else finds it', async () => {
  const elsewhere = await house.as(
    (await given.staff('commissioner', await given.organisation('commissioner'))).userId,
  );
  expect((await elsewhere.get('/contracts')).text).toContain('Your organisation has no contract here');
  await elsewhere.get(`/contracts/${contract}`).expect(404);
  const advocate = await house.as((await given.staff('advocate', service)).userId);
  await advocate.get('/contracts').expect(404);
});
