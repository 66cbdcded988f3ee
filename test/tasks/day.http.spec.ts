import { Given } from '../support/given.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseGiven } from '../support/given-cases.js';
import { givenABreach, givenAnOrder } from '../support/given-orders.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { wordsIn } from '../support/sealed-tables.js';

let house: TestApp;
let service: GivenService;

beforeEach(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
});
afterEach(() => house.stop());

interface TaskBody {
  kind: string;
  reference: string;
  href: string;
  dueOn: string;
  when: string;
  title: string | null;
}

const aCase = async (given: Partial<CaseGiven> = {}) =>
  (await givenACase(house.database.owner, { ...service, ...given })).caseId;

async function dayOf(who: { userId: string }): Promise<TaskBody[]> {
  const { body } = await (await house.as(who.userId)).get('/api/v1/day').expect(200);
  return (body as { tasks: TaskBody[] }).tasks;
}
const ofKind = async (kind: string, who: { userId: string } = service.advocate) =>
  (await dayOf(who)).filter((task) => task.kind === kind);
const hrefs = async (kind: string) => (await ofKind(kind)).map(({ href }) => href);

/** Somebody spoke with the client of a case, on 4 March 2026. */
async function spokenWith(caseId: string): Promise<void> {
  const attempt = { on: '2026-03-04', at: '09:30', channel: 'phone', outcome: 'spoke_to_client' };
  await (
    await house.as(service.advocate.userId)
  )
    .post(`/api/v1/cases/${caseId}/contacts`)
    .send(attempt)
    .expect(201);
}

describe('an advocate’s day', () => {
  it('asks for first contact until somebody spoke with the client in this very case', async () => {
    const { owner } = house.database;
    const before = await aCase();
    await spokenWith(before);
    const again = await aCase();
    await owner.query(
      'UPDATE case_file SET client_id = (SELECT client_id FROM case_file WHERE id = $2) WHERE id = $1',
      [again, before],
    );
    expect(await hrefs('first_contact')).toEqual([`/cases/${again}#reaching`]);
    await spokenWith(again);
    expect(await ofKind('first_contact')).toEqual([]);
  });

  it('asks to speak with a client at high risk again within the days of the rule, and with no other', async () => {
    const [high, medium] = [await aCase({ riskBand: 'high' }), await aCase({ riskBand: 'medium' })];
    await spokenWith(high);
    await spokenWith(medium);
    expect(await ofKind('contact_lapsed')).toMatchObject([
      { href: `/cases/${high}#reaching`, dueOn: '2026-03-11', when: 'week' },
    ]);
  });

  it('waits for name and address only where the order was still in force when they fell due', async () => {
    const interim = { by: service.advocate, madeOn: null, interimMadeOn: '2026-02-10' } as const;
    const served = { interimServedOn: '2026-02-12', notificationDueOn: '2026-02-14' };
    const { owner } = house.database;
    const caseId = await aCase();
    const due = await givenAnOrder(owner, { ...interim, ...served, caseId, interimExpiresOn: '2026-02-14' });
    await givenAnOrder(owner, { ...interim, ...served, caseId, interimExpiresOn: '2026-02-13' });
    await givenAnOrder(owner, { ...interim, caseId, interimExpiresOn: '2026-04-13' });
    const full = await givenAnOrder(owner, { caseId, by: service.advocate });
    const listed = (await hrefs('notification')).toSorted();
    expect(listed).toEqual([due, full].map((id) => `/cases/${caseId}/orders/${id}`).toSorted());
  });

  it('asks about an order that ends until another of its kind is applied for', async () => {
    const { owner } = house.database;
    const caseId = await aCase();
    const ends = { caseId, by: service.advocate, appliedOn: '2024-01-02', madeOn: '2024-02-10' } as const;
    await givenAnOrder(owner, { ...ends, expiresOn: '2026-05-20', servedOn: null, notificationDueOn: null });
    expect(await ofKind('order_expiry')).toMatchObject([{ dueOn: '2026-03-21', when: 'later' }]);
    await givenAnOrder(owner, { caseId, by: service.advocate, appliedOn: '2026-03-04', madeOn: null });
    expect(await ofKind('order_expiry')).toEqual([]);
  });

  it('puts the overdue first, and among them the high before the standard', async () => {
    const overdue = (riskBand: string, reviewDueOn: string) => aCase({ riskBand, reviewDueOn });
    const standard = await overdue('standard', '2026-02-03');
    const high = await overdue('high', '2026-03-04');
    expect(await hrefs('risk_review')).toEqual([high, standard].map((id) => `/cases/${id}/assessments/new`));
    const page = (await (await house.as(service.advocate.userId)).get('/home').expect(200)).text;
    expect(page).toMatch(/Overdue \(\d+\)/);
    expect(page).toContain(`/cases/${high}/assessments/new`);
  });

  it('has nothing of a colleague’s cases, and a supervisor’s has the breaches nobody reported', async () => {
    const caseId = await aCase({ advocate: service.colleague });
    const orderId = await givenAnOrder(house.database.owner, { caseId, by: service.colleague });
    const breach = await givenABreach(house.database.owner, { orderId, state: 'possible' });
    expect(await dayOf(service.advocate)).toEqual([]);
    expect((await ofKind('breach', service.supervisor)).map(({ href }) => href)).toEqual([
      `/cases/${caseId}/orders/${orderId}/breaches/${breach}`,
    ]);
    expect(await dayOf(service.outsider)).toEqual([]);
  });
});

describe('the rules of tasks', () => {
  it('are an administrator’s to change, at once for every case, and nobody else’s', async () => {
    await aCase({ on: '2026-03-04' });
    expect(await ofKind('first_contact')).toMatchObject([{ dueOn: '2026-03-06' }]);
    const admin = await new Given(house.database.owner).staff('admin', service.organisation);
    const rule = { days: 0, forWhom: 'both', version: 0 };
    const put = async (who: { userId: string }) =>
      (await (await house.as(who.userId)).put('/api/v1/task-rules/first_contact').send(rule)).status;
    expect([await put(service.supervisor), await put(admin), await put(admin)]).toEqual([404, 204, 409]);
    expect(await ofKind('first_contact')).toMatchObject([{ dueOn: '2026-03-04', when: 'overdue' }]);
    expect(await ofKind('first_contact', service.supervisor)).toHaveLength(1);
  });
});

describe('a task asked for by hand', () => {
  it('is on the day of whom it is for until it is done, and its words are sealed', async () => {
    const caseId = await aCase();
    const asking = await house.as(service.supervisor.userId);
    const task = {
      title: 'Invented: ring the court',
      dueOn: '2026-03-05',
      forStaff: service.advocate.userId,
    };
    const made = await asking.post(`/api/v1/cases/${caseId}/tasks`).send(task).expect(201);
    const { id } = made.body as { id: string };
    expect(await ofKind('by_hand')).toMatchObject([{ title: task.title, when: 'today' }]);
    const stored = await service.row('SELECT title::text FROM task_narrative WHERE task_id = $1', id);
    expect(String(stored?.['title'])).not.toContain('court');
    expect(await wordsIn(house.database.owner, 'task_narrative', id)).toEqual([{ title: task.title }]);
    const advocate = await house.as(service.advocate.userId);
    const done = (version: number) =>
      advocate.post(`/api/v1/cases/${caseId}/tasks/${id}/completion`).send({ version });
    await done(2).expect(409);
    await done(1).expect(204);
    expect(await ofKind('by_hand')).toEqual([]);
    expect((await advocate.get(`/cases/${caseId}/tasks`).expect(200)).text).toContain('Done by Demo Campion');
  });

  it('is for somebody of the team, and of no case of another', async () => {
    const caseId = await aCase();
    const task = { title: 'Invented', dueOn: '2026-03-05', forStaff: service.outsider.userId };
    const post = async (who: { userId: string }) =>
      (await (await house.as(who.userId)).post(`/api/v1/cases/${caseId}/tasks`).send(task)).status;
    expect([await post(service.advocate), await post(service.outsider)]).toEqual([422, 404]);
  });
});
