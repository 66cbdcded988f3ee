import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenATask } from '../support/given-tasks.js';

let house: TestApp;
let service: GivenService;
let caseId: string;
beforeAll(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
  ({ caseId } = await givenACase(house.database.owner, service));
});
afterAll(() => house.stop());

const as = ({ userId }: { userId: string }) => house.as(userId);

it('what is asked for on the page is on the case and on the day of whom it is for', async () => {
  const supervisor = await as(service.supervisor);
  const form = (await supervisor.get(`/cases/${caseId}/tasks/new`).expect(200)).text;
  expect(form).toContain('Demo Campion');
  expect(form).not.toContain('Demo Outsider');
  const task = { title: 'Invented: ring <the court>', dueOn: '6/3/2026', forStaff: service.advocate.userId };
  const path = `/cases/${caseId}/tasks`;
  await supervisor.post(path).type('form').send(task).expect(303).expect('Location', path);
  const advocate = await as(service.advocate);
  for (const place of [path, '/home', '/day'])
    expect((await advocate.get(place).expect(200)).text).toContain('Invented: ring &lt;the court&gt;');
});

it.each([
  [{ title: '' }, 'Enter what is to be done'],
  [{ dueOn: '4/3/2026' }, 'Enter today or a day to come'],
  [{ forStaff: '' }, 'Select who is to do it'],
])('a form of a task that is not sound is shown again: %j', async (wrong, says) => {
  const task = { title: 'Invented again', dueOn: '6/3/2026', forStaff: service.advocate.userId, ...wrong };
  const path = `/cases/${caseId}/tasks`;
  const answer = await (await as(service.advocate)).post(path).type('form').send(task);
  expect([answer.status, answer.text.includes(says)]).toEqual([422, true]);
  expect(await service.row('SELECT FROM task WHERE case_id = $1 AND due_on = $2', caseId, '2026-03-04')).toBe(
    undefined,
  );
});

it('one that is done says by whom, and a page that is older than that says so', async () => {
  const id = await givenATask(house.database.owner, { caseId, by: service.advocate });
  const path = `/cases/${caseId}/tasks/${id}/completion`;
  const colleague = await as(service.colleague);
  await colleague.post(path).type('form').send({ version: 1 }).expect(303);
  expect((await colleague.get(`/cases/${caseId}/tasks`).expect(200)).text).toContain('Done by Demo Teasel');
  await (await as(service.advocate)).post(path).type('form').send({ version: 1 }).expect(409);
});

it('the rules say when each kind is due, and are changed on a page of their own', async () => {
  const admin = await as(await new Given(house.database.owner).staff('admin', service.organisation));
  const rules = await admin.get('/task-rules').expect(200);
  expect(rules.text).toContain('Due 2 days after the day the case was opened');
  expect((await admin.get('/task-rules/first_contact/edit').expect(200)).text).toContain(
    'name="version" value="0"',
  );
  const change = (days: string) =>
    admin.post('/task-rules/first_contact').type('form').send({ days, forWhom: 'advocate', version: '0' });
  expect((await change('91')).text).toContain('Enter a number of days from 0 to 90');
  await change('1').expect(303).expect('Location', '/task-rules');
  expect((await admin.get('/task-rules')).text).toContain('Due 1 day after the day the case was opened');
  await admin.get('/task-rules/invented/edit').expect(404);
  await (await as(service.supervisor)).get('/task-rules').expect(404);
});

interface DayPage {
  total: number;
  tasks: { id: string; kind: string }[];
}

it('a day is shown a page at a time', async () => {
  for (let made = 0; made < 20; made += 1) await givenACase(house.database.owner, service);
  const advocate = await as(service.advocate);
  const dayOn = async (page: number) =>
    (await advocate.get(`/api/v1/day?page=${String(page)}`)).body as DayPage;
  const [first, second] = [await dayOn(1), await dayOn(2)];
  expect(first.total).toBeGreaterThan(first.tasks.length);
  const names = [first, second].flatMap((body) => body.tasks.map(({ id, kind }) => kind + id));
  expect(new Set(names).size).toBe(names.length);
  expect((await advocate.get('/home')).text).toContain('page=2');
});
