import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let contract: string;
let admin: Person;
let commissioner: Person;
let elsewhere: Person;
let theirAdmin: Person;
let given: Given;
let browser: Awaited<ReturnType<TestApp['as']>>;
beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  given = new Given(house.database.owner);
  service = await givenAService(house);
  const funder = await given.organisation('commissioner', 'Demo Commissioner');
  admin = await given.staff('admin', service.organisation);
  commissioner = await given.staff('commissioner', funder);
  theirAdmin = await given.staff('admin', funder);
  elsewhere = await given.staff('supervisor', await given.organisation());
  contract = await given.contract(funder, service.organisation, ['E23000033']);
  browser = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  await house.database.owner.query(
    `DELETE FROM complaint_step; DELETE FROM complaint; UPDATE contract SET acknowledge_days = 5, answer_days = 20`,
  );
});
afterAll(() => house.stop());

const path = (rest = '') => `/contracts/${contract}${rest}`;
const api = (rest = '') => `/api/v1${path(rest)}`;
const post = (rest: string, body: object) => browser.post(api(rest)).send(body);
const said = { subject: 'waiting', complainant: 'client', receivedOn: '2026-02-02' };
const record = async (of: object = {}) =>
  String((await post('/complaints', { ...said, ...of }).expect(201)).body.id);
const answer = { step: 'answered', doneOn: '2026-02-20', outcome: 'partly_upheld' };
const opened = async (id: string) =>
  (await browser.get(api(`/complaints/${id}`)).expect(200)).body as Readonly<Record<string, unknown>>; // as the API has it

describe('a complaint under a contract', () => {
  it('is recorded, acknowledged and answered on pages, and counted on the contract’s', async () => {
    const form = { ...said, receivedOn: '2/2/2026' };
    const made = await browser.post(path('/complaints')).type('form').send(form).expect(303);
    const page = String(made.headers['location']);
    const step = (fields: object) => browser.post(`${page}/steps`).type('form').send(fields);
    await step({ step: 'acknowledged', doneOn: '10/2/2026' }).expect(303);
    await step({ ...answer, doneOn: '20/2/2026' }).expect(303);
    const { text } = await browser.get(page);
    expect(text).toContain('10 February 2026: late (by 7 February 2026)');
    expect(text).toContain('20 February 2026: in time (by 22 February 2026)');
    const counted = (await browser.get(path())).text;
    expect(counted).toContain('Complaints received in each quarter, as they stand on 3 March 2026');
    expect(counted).toMatch(
      /January to March 2026<\/th>\s*<td[^>]*>1<\/td><td[^>]*>0 of 1<\/td><td[^>]*>1 of 1</,
    );
  });

  it('tells the API of every step, and of whatever was struck out with why', async () => {
    const id = await record();
    const { body } = await post(`/complaints/${id}/steps`, answer).expect(201);
    await post(`/complaints/${id}/corrections`, { stepId: body.id, because: 'wrong_answer' }).expect(204);
    await post(`/complaints/${id}/steps`, { ...answer, outcome: 'upheld' }).expect(201);
    const { complaint, steps } = await opened(id);
    expect(complaint).toMatchObject({ outcome: 'upheld', answered: 'in_time', acknowledged: 'late' });
    expect(steps).toMatchObject([
      { outcome: 'partly_upheld', struckBecause: 'wrong_answer' },
      { outcome: 'upheld', struckBecause: null },
    ]);
    const { rows } = await house.database.owner.query<{ did: string }>(
      'SELECT did FROM event WHERE record_id = $1 ORDER BY id',
      [id],
    );
    expect(rows.map(({ did }) => did)).toEqual([
      'contract.complaint_recorded',
      'contract.complaint_answered',
      'contract.complaint_corrected',
      'contract.complaint_answered',
    ]);
  });

  it('that was struck out counts no more, is still seen, and takes no step', async () => {
    const id = await record();
    await post(`/complaints/${id}/corrections`, { because: 'wrong_contract' }).expect(204);
    expect((await browser.get(api())).body.complaints[0]).toMatchObject({ quarter: '2025-Q4', received: 0 });
    expect((await browser.get(path('/complaints'))).text).toContain('It is of another contract');
    expect((await post(`/complaints/${id}/steps`, answer)).body.type).toBe('complaint-struck-out');
    expect((await post(`/complaints/${id}/corrections`, { because: 'wrong_day' })).status).toBe(409);
  });

  it.each([
    [{ subject: 'a name' }, 422],
    [{ receivedOn: '2026-03-04' }, 422],
    [{ receivedOn: '2001-01-01' }, 422],
    [{ receivedOn: '2026-02-30' }, 422],
    [{ words: 'She said' }, 422],
  ])('is not recorded with %j', async (wrong, status) => {
    expect((await post('/complaints', { ...said, ...wrong })).status).toBe(status);
  });

  it('takes each step once, also by plain SQL, and none before it was received', async () => {
    const id = await record();
    const insert = (step: string, on: string) =>
      house.db.run(service.supervisor, (tx) =>
        tx.query('INSERT INTO complaint_step (complaint_id, step, on_day) VALUES ($1, $2, $3)', [
          id,
          step,
          on,
        ]),
      );
    await insert('withdrawn', '2026-02-03');
    await expect(insert('withdrawn', '2026-02-04')).rejects.toThrow('complaint_takes_each_step_once');
    await expect(insert('acknowledged', '2026-02-01')).rejects.toThrow('row-level security');
    expect((await post(`/complaints/${id}/steps`, answer)).body.type).toBe('complaint-is-over');
  });

  it('is nobody’s but the service’s supervisors and administrators', async () => {
    const id = await record();
    for (const [person, status] of [
      [admin, 200],
      [commissioner, 403],
      [service.advocate, 403],
      [elsewhere, 404],
      [theirAdmin, 404],
    ] as const) {
      const theirs = await house.as(person.userId);
      const answers = [await theirs.get(api('/complaints')), await theirs.get(api(`/complaints/${id}`))];
      expect(answers.map((each) => each.status === 200)).toEqual([status === 200, status === 200]);
    }
    expect((await (await house.as(commissioner.userId)).get(api())).body.complaints).toBeNull();
    expect((await (await house.as(commissioner.userId)).get(path())).text).not.toContain('All complaints');
  });

  it('has its days changed by two sides, as every term is', async () => {
    const administers = await house.as(admin.userId);
    const terms = {
      cutOffDays: 10,
      returnDueDays: 20,
      annualCostPounds: 100_000,
      eligibility: 'any_relationship',
    };
    const wrong = { ...terms, acknowledgeDays: 10, answerDays: 5 };
    expect((await administers.post(api('/terms')).send(wrong)).body.type).toBe(
      'answered-before-acknowledged',
    );
    const right = { ...terms, acknowledgeDays: 3, answerDays: 15 };
    const { body } = await administers.post(api('/terms')).send(right).expect(201);
    await post(`/changes/${String(body.id)}/approval`, {}).expect(204);
    const after = (await browser.get(api())).body;
    expect(after.contract).toMatchObject({ acknowledgeDays: 3, answerDays: 15 });
    expect(after.changes[0]).toMatchObject({ wasAcknowledgeDays: 5, wasAnswerDays: 20 });
    expect((await browser.get(path())).text).toContain('before: Within 20 days');
  });
});

describe('the list of contracts', () => {
  it('is read by the service’s supervisors and administrators, and by nobody else', async () => {
    const list = async (person: Person) => (await house.as(person.userId)).get('/api/v1/agreements');
    for (const person of [admin, service.supervisor])
      expect((await list(person)).body).toMatchObject({
        total: 1,
        contracts: [{ id: contract, answerDays: 20 }],
      });
    for (const person of [commissioner, service.advocate]) expect((await list(person)).status).not.toBe(200);
    expect((await list(elsewhere)).body.total).toBe(0);
  });
});

it('the caseload over every contract that runs is on a supervisor’s home, with how it was counted', async () => {
  const other = await given.organisation('commissioner', 'Demo Other Commissioner');
  const second = await given.contract(other, service.organisation, ['E23000033']);
  await givenACase(house.database.owner, service);
  await givenACase(house.database.owner, { ...service, closedOn: '2026-02-20' });
  await house.database.owner.query(
    `INSERT INTO contract_staffing (contract_id, post, hundredths, from_on, to_on, recorded_by)
     VALUES ($1, 'advocate', 30, '2026-01-01', NULL, $3), ($2, 'advocate', 10, '2026-01-01', '2026-03-03', $3), ($2, 'advocate', 90, '2026-01-01', '2026-03-02', $3)`,
    [contract, second, admin.userId],
  );
  expect((await browser.get('/home')).text).toContain(
    'Cases for each full-time advocate: <strong>2.5</strong>. 1 case open on 3 March 2026 in the police areas of the 2 contracts that run, each counted once, over the 0.4 full-time equivalent advocates',
  );
});
