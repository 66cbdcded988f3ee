import { startApp, type TestApp } from '../support/app.js';
import { demoStaff, fillHouse, freezeWhatIsDue } from '../support/demo.js';
import { answers, larkspurScreen } from '../support/given-risk.js';
import { aReferralForm } from '../support/referral-forms.js';

/** The thread of the whole product, over the API: what one service does in March 2021 is what its commissioner reads later. */
type Program = Awaited<ReturnType<TestApp['as']>>;

let house: TestApp;
let advocate: Program;
let supervisor: Program;
let advocateId: string;
let caseId: string;
let order: string;
const termIds: string[] = [];

beforeAll(async () => {
  house = await startApp('2021-03-02T10:00:00Z');
  await fillHouse(house, { cases: 600, today: '2021-03-02' });
  [advocateId = ''] = await demoStaff(house, 'advocate');
  advocate = await house.as(advocateId);
  supervisor = await house.as((await demoStaff(house, 'supervisor'))[0] ?? '');
});
afterAll(() => house.stop());

async function created(program: Program, path: string, body: object): Promise<string> {
  const answer = await program.post(path).send(body);
  expect([path, answer.status, answer.body.errors]).toEqual([path, 201, undefined]);
  return String(answer.body.id);
}

async function done(program: Program, path: string, body: object): Promise<void> {
  const answer = await program.post(path).send(body);
  expect([path, answer.status, answer.body]).toEqual([path, 204, {}]);
}

const versionOf = async (path: string): Promise<number> =>
  Number((await advocate.get(path)).body.order.version);

it('a referral comes in, is accepted by a supervisor, and becomes a case', async () => {
  const form = aReferralForm({ policeArea: 'E23000001', receivedOn: '2021-03-01', verifiedOn: '2021-03-01' });
  const referralId = await created(advocate, '/api/v1/referrals', form);
  await advocate
    .post(`/api/v1/referrals/${referralId}/decision`)
    .send({ decision: 'accept', advocateId, version: 1 })
    .expect(404);

  const decided = await supervisor
    .post(`/api/v1/referrals/${referralId}/decision`)
    .send({ decision: 'accept', advocateId, version: 1 })
    .expect(200);
  caseId = String(decided.body.caseId);
  await advocate.get(`/cases/${caseId}`).expect(200);
});

it('the client is reached, and is supported from that day', async () => {
  const attempt = { on: '2021-03-02', at: '09:30', channel: 'phone', outcome: 'spoke_to_client' };
  await created(advocate, `/api/v1/cases/${caseId}/contacts`, attempt);
  const { body } = await advocate.get(`/api/v1/cases/${caseId}`).expect(200);
  expect(body.supportedOn).toBe('2021-03-02');
});

it('the risk is assessed, locked, and agreed by someone else', async () => {
  const assessmentId = await created(advocate, `/api/v1/cases/${caseId}/assessments`, {
    instrumentId: await larkspurScreen(house.database.owner),
    mode: 'phone',
    answers: answers({ weapon: 'yes', got_in: 'dont_know' }),
    professionalBand: 'high',
  });
  await done(advocate, `/api/v1/assessments/${assessmentId}/submission`, { version: 1 });
  await advocate
    .post(`/api/v1/assessments/${assessmentId}/review`)
    .send({ decision: 'agreed', reason: 'Mine.' })
    .expect(404);

  const review = { decision: 'agreed', reason: 'Read with the notes; the weapon decides it.' };
  const answer = await supervisor.post(`/api/v1/assessments/${assessmentId}/review`).send(review);
  expect(answer.status).toBe(201);
  const { body } = await advocate.get(`/api/v1/cases/${caseId}`).expect(200);
  expect([body.riskBand, body.reviewDueOn]).toEqual(['high', '2021-03-16']);
});

it('an order is applied for, made for the time being and then in full, and served', async () => {
  const path = `/api/v1/cases/${caseId}/orders`;
  order = `${path}/${await created(advocate, path, { appliedOn: '2021-03-02' })}`;
  house.clock.set('2021-03-22T10:00:00Z');
  await done(advocate, `${order}/interim`, {
    on: '2021-03-04',
    expiresOn: '2021-05-04',
    version: await versionOf(order),
  });
  await done(advocate, `${order}/service`, {
    kind: 'interim',
    on: '2021-03-05',
    version: await versionOf(order),
  });
  await done(advocate, `${order}/full`, {
    on: '2021-03-18',
    lasting: 'fixed',
    expiresOn: '2023-03-17',
    version: await versionOf(order),
  });
  const term = {
    kind: 'prohibition',
    wording: 'Invented: not to contact the protected person.',
    fromOn: '2021-03-18',
  };
  termIds.push(await created(advocate, `${order}/terms`, { ...term, version: await versionOf(order) }));
  await done(advocate, `${order}/service`, {
    kind: 'full',
    on: '2021-03-19',
    version: await versionOf(order),
  });

  const { body } = await advocate.get(order).expect(200);
  expect(body.order).toMatchObject({
    state: 'full',
    expiresOn: '2023-03-17',
    notificationDueOn: '2021-03-07',
  });
});

it('an order for less than two years is refused, naming the rule', async () => {
  const path = `/api/v1/cases/${caseId}/orders`;
  const other = `${path}/${await created(advocate, path, { appliedOn: '2021-03-20' })}`;
  const short = { on: '2021-03-20', lasting: 'fixed', expiresOn: '2022-03-19', version: 1 };
  const { status, body } = await advocate.post(`${other}/full`).send(short);
  expect([status, body.type, body.detail]).toEqual([
    422,
    expect.any(String),
    expect.stringContaining('two years'),
  ]);
});

it('the order is breached, on a condition in force that day', async () => {
  const breach = {
    whatHappened: 'Invented: a message through a new account.',
    reportedToPolice: 'yes',
    reportedOn: '2021-03-21',
  };
  await created(advocate, `${order}/breaches`, { ...breach, occurredOn: '2021-03-21', termIds });
  const before = { ...breach, occurredOn: '2021-03-01', termIds };
  expect((await advocate.post(`${order}/breaches`).send(before)).status).toBe(422);
});

describe('when the quarter is over and frozen', () => {
  let commissioner: Program;
  let contractId: string;

  beforeAll(async () => {
    house.clock.set('2022-01-31T10:00:00Z');
    await freezeWhatIsDue(house);
    commissioner = await house.as((await demoStaff(house, 'commissioner'))[0] ?? '');
    const { body } = await commissioner.get('/api/v1/contracts').expect(200);
    contractId = String(body[0].id);
  });

  it('the commissioner reads its return, in which nothing from 1 to 4 is told', async () => {
    const { body } = await commissioner.get(`/api/v1/returns/${contractId}/2020-Q4`).expect(200);
    const figures = body.figures.map(({ figure }: { figure: number }) => figure);
    expect(figures.length).toBeGreaterThan(100);
    expect(figures.filter((figure: number) => figure % 5 !== 0)).toEqual([]);
  });

  it('and never a case, a referral or a person', async () => {
    for (const path of [
      `/cases/${caseId}`,
      `/api/v1/cases/${caseId}`,
      '/api/v1/cases',
      '/referrals',
      order,
    ]) {
      expect([path, (await commissioner.get(path)).status]).toEqual([path, 404]);
    }
  });
});
