import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** A supervisor who opened two hundred of a team's cases within the hour, and three that they did not. */
let house: TestApp;
let service: GivenService;
let opened: string[];
let unopened: string;
let noted: string;
let inDanger: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  const cases: string[] = [];
  for (let made = 0; made < 203; made += 1)
    cases.push((await givenACase(house.database.owner, { team, advocate })).caseId);
  [unopened = '', noted = '', inDanger = '', ...opened] = cases;
  await house.db.run(service.supervisor, (tx) =>
    tx.query(`INSERT INTO audit.entry (act, case_id) SELECT 'case.opened', unnest($1::uuid[])`, [opened]),
  );
});
afterAll(() => house.stop());

const open = async (who: GivenService['advocate'], caseId: string) =>
  (await house.as(who.userId)).get(`/api/v1/cases/${caseId}`);

it('another is refused to whoever opened so many, politely, and the log has it', async () => {
  const answer = await open(service.supervisor, unopened);
  expect([answer.status, answer.body.type]).toEqual([422, 'too-many-cases']);
  const { rows } = await house.database.owner.query(
    `SELECT act, result FROM audit.entry WHERE actor_id = $1 ORDER BY id DESC LIMIT 1`,
    [service.supervisor.userId],
  );
  expect(rows).toEqual([expect.objectContaining({ result: 'failed' })]);
});

it('those that were opened go on, and so does a colleague, in the same one', async () => {
  expect((await open(service.supervisor, opened[0] ?? '')).status).toBe(200);
  expect((await open(service.advocate, unopened)).status).toBe(200);
});

it('writing down what happened is held up for nobody', async () => {
  const note = { kind: 'client', words: 'Invented: she rang.' };
  const agent = await house.as(service.supervisor.userId);
  await agent.post(`/api/v1/cases/${noted}/notes`).send(note).expect(201);
});

it('a danger is looked at and followed by anybody, however many they opened', async () => {
  const agent = await house.as(service.supervisor.userId);
  expect((await open(service.supervisor, inDanger)).status).toBe(422);
  await agent.get(`/api/v1/cases/${inDanger}/danger`).expect(200);
  await agent.post(`/api/v1/cases/${inDanger}/danger/police`).send({ police: 'done' }).expect(201);
});

it('an hour later any is opened again', async () => {
  await house.database.owner.query(
    `ALTER TABLE audit.entry DISABLE TRIGGER ALL; UPDATE audit.entry SET at = at - interval '61 minutes'; ALTER TABLE audit.entry ENABLE TRIGGER ALL`,
  );
  expect((await open(service.supervisor, unopened)).status).toBe(200);
});
