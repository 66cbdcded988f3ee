import type { Person } from '../../src/kernel/actor.js';
import { keptFrom } from '../safeguards/guarded-records.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenABreach, givenAnOrder } from '../support/given-orders.js';
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

it('one that is moved is on the day of whom it is for now, and says what it was', async () => {
  const id = await givenATask(house.database.owner, { caseId, by: service.advocate });
  const path = `/cases/${caseId}/tasks`;
  const advocate = await as(service.advocate);
  const page = await advocate.get(`${path}/${id}/move`).expect(200);
  expect(page.text).toContain('value="6/3/2026"');
  const move = (fields: object) =>
    advocate
      .post(`${path}/${id}/moves`)
      .type('form')
      .send({ dueOn: '9/3/2026', forStaff: service.colleague.userId, version: 1, ...fields });
  for (const wrong of [{ dueOn: '31/2/2026' }, { dueOn: '4/3/2026' }, { forStaff: service.outsider.userId }])
    expect((await move(wrong)).status).toBe(422);
  expect((await move({ dueOn: '6/3/2026', forStaff: service.advocate.userId })).text).toContain(
    'another day',
  );
  await move({}).expect(303).expect('Location', path);
  await move({ dueOn: '10/3/2026' }).expect(409);
  const shown = (await advocate.get(path).expect(200)).text;
  expect(shown).toContain('Before: for Demo Campion, by 6 March 2026. Moved by Demo Campion');
  const { body } = await (await as(service.colleague)).get('/api/v1/day');
  expect((body as DayPage).tasks.map((task) => task.id)).toContain(id);
  expect((await advocate.get(`/cases/${caseId}`)).text).toContain('moved to another day or person');
});

it('one that is taken back is to be done no more, and says who took it back', async () => {
  const id = await givenATask(house.database.owner, { caseId, by: service.advocate });
  const path = `/cases/${caseId}/tasks`;
  const third = await as(service.colleague);
  for (const act of ['moves', 'withdrawal']) {
    const to = { dueOn: '2026-03-09', forStaff: service.colleague.userId, version: 1 };
    await third
      .post(`/api/v1${path}/${id}/${act}`)
      .send(act === 'moves' ? to : { version: 1 })
      .expect(404);
  }
  await third.get(`${path}/${id}/move`).expect(404);
  const supervisor = await as(service.supervisor);
  await supervisor.post(`/api/v1${path}/${id}/withdrawal`).send({ version: 2 }).expect(409);
  await supervisor.post(`${path}/${id}/withdrawal`).type('form').send({ version: 1 }).expect(303);
  const advocate = await as(service.advocate);
  expect((await advocate.get(path)).text).toContain('Taken back by Demo Yarrow');
  const { body } = await advocate.get('/api/v1/day?page=1');
  expect((body as DayPage).tasks.map((task) => task.id)).not.toContain(id);
  for (const act of ['withdrawal', 'completion'])
    await supervisor.post(`/api/v1${path}/${id}/${act}`).send({ version: 2 }).expect(409);
});

it('what is past the program is held by the database: no third moves a task, and no move is forgotten', async () => {
  const id = await givenATask(house.database.owner, { caseId, by: service.advocate });
  const change = (who: Person, set: string) =>
    house.db.run(who, (tx) => tx.query(`UPDATE task SET ${set} WHERE id = $1 RETURNING id`, [id]));
  for (const set of [`due_on = '2027-01-01'`, `taken_back_at = now(), taken_back_by = my_user()`])
    await expect(change(service.colleague, set)).rejects.toThrow('moved by those it concerns');
  await expect(
    change(service.advocate, `due_on = '2027-01-01', done_at = now(), done_by = my_user()`),
  ).rejects.toThrow();
  await expect(change(service.advocate, `for_staff = '${service.outsider.userId}'`)).rejects.toThrow(
    'row-level',
  );
  await change(service.advocate, `due_on = '2027-01-01'`);
  const kept = await service.row('SELECT due_on, moved_by FROM task_move WHERE task_id = $1', id);
  expect(kept).toEqual({ due_on: '2026-03-06', moved_by: service.advocate.userId });
  await expect(
    house.db.run(service.supervisor, (tx) => tx.query('DELETE FROM task_move WHERE task_id = $1', [id])),
  ).rejects.toThrow('permission denied');
});

it('what the facts of a case ask for is cut into pages of its own, beside what was asked for', async () => {
  const { caseId: full } = await givenACase(house.database.owner, service);
  const orderId = await givenAnOrder(house.database.owner, { caseId: full, by: service.advocate });
  for (let each = 0; each < 26; each += 1)
    await givenABreach(house.database.owner, { orderId, state: 'possible' });
  await givenATask(house.database.owner, { caseId: full, by: service.advocate });
  const advocate = await as(service.advocate);
  const page = (await advocate.get(`/cases/${full}/tasks?facts=2`).expect(200)).text;
  expect(page).toMatch(/Showing 26 to \d+ of \d+ things/);
  expect(page).toContain('Invented.');
  const on = async (facts: number) => {
    const { body } = await advocate.get(`/api/v1/cases/${full}/tasks?facts=${String(facts)}`).expect(200);
    return (body as { derived: DayPage }).derived;
  };
  const [first, second] = [await on(1), await on(2)];
  expect(first.tasks).toHaveLength(25);
  expect(new Set([...first.tasks, ...second.tasks].map(({ id, kind }) => id + kind)).size).toBe(first.total);
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

it('nobody who may not see the client is asked or offered, in the words for anybody of another team', async () => {
  const kept = await givenACase(house.database.owner, service);
  await keptFrom(house.database.owner, kept.clientId, [service.colleague]);
  const path = `/cases/${kept.caseId}/tasks`;
  const advocate = await as(service.advocate);
  expect((await advocate.get(`${path}/new`).expect(200)).text).not.toContain('Demo Teasel');
  const id = await givenATask(house.database.owner, { caseId: kept.caseId, by: service.advocate });
  for (const { userId } of [service.colleague, service.outsider]) {
    const task = { dueOn: '6/3/2026', forStaff: userId };
    for (const [place, fields] of [
      [path, { ...task, title: 'Invented' }],
      [`${path}/${id}/moves`, { ...task, version: 1 }],
    ] as const) {
      const { text } = await advocate.post(place).type('form').send(fields).expect(422);
      expect(text).toContain('Select somebody who works in the team of this case');
    }
  }
  const moving = 'UPDATE task SET for_staff = $2, moved_at = now() WHERE id = $1';
  const moved = house.db.run(service.advocate, (tx) => tx.query(moving, [id, service.colleague.userId]));
  await expect(moved).rejects.toThrow('a task is for somebody of the team of its case');
});
