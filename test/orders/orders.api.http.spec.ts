import { openApi } from '../../src/platform/http/openapi.js';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
let api: Awaited<ReturnType<Desk['house']['as']>>;
let orders: string;

beforeAll(async () => {
  desk = await openDesk();
  api = await desk.house.as(desk.supervisor.userId);
});
beforeEach(async () => {
  orders = `/api/v1/cases/${await desk.aCase()}/orders`;
});
afterAll(() => desk.house.stop());

async function applied(): Promise<string> {
  const { body } = await api.post(orders).send({ appliedOn: '2026-02-02' }).expect(201);
  return `${orders}/${String(body.id)}`;
}
const served = async () => {
  const order = await applied();
  await api
    .post(`${order}/full`)
    .send({ on: '2026-03-10', lasting: 'fixed', expiresOn: '2028-03-09', version: 1 })
    .expect(204);
  await api.post(`${order}/service`).send({ kind: 'full', on: '2026-03-13', version: 2 }).expect(204);
  return order;
};
const condition = { kind: 'prohibition', wording: 'Not to go to Invented Street.', fromOn: '2026-03-10' };

describe('over the API, an order', () => {
  it('is applied for, made, served and read, with its codes and days as they are stored', async () => {
    const { body } = await api.get(await served()).expect(200);
    expect(body.order).toMatchObject({
      measure: 'spo',
      state: 'full',
      inForce: true,
      expiresOn: '2028-03-09',
      notificationDueOn: '2026-03-15',
      notificationOverdue: true,
      version: 3,
    });
    expect(body.steps.map(({ act, onDay }: Record<string, string>) => [act, onDay])).toEqual([
      ['apply', '2026-02-02'],
      ['make_full', '2026-03-10'],
      ['serve', '2026-03-13'],
    ]);
    const { body: list } = await api.get(orders).expect(200);
    expect(list).toEqual([body.order]);
  });

  it.each([
    [
      'full',
      { on: '2026-03-10', lasting: 'fixed', expiresOn: '2028-03-08', version: 1 },
      422,
      'full-at-least-two-years',
    ],
    ['full', { on: '2026-03-10', lasting: 'until_further_order', version: 9 }, 409, 'stale'],
    ['full', { on: '2026-03-10', lasting: 'fixed', version: 1 }, 422, 'invalid'],
    ['service', { on: '2026-03-10', kind: 'full', version: 1 }, 422, 'impossible-step'],
    ['refusal', { on: '2026-03-10', reason: 'no_risk', version: 1, made_on: '2026-03-10' }, 422, 'invalid'],
  ])('refuses %s %j with %i, %s', async (path, given, status, type) => {
    const { body, headers } = await api
      .post(`${await applied()}/${path}`)
      .send(given)
      .expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.type).toBe(type);
  });

  it('has its conditions added and varied', async () => {
    const order = await served();
    await api
      .post(`${order}/terms`)
      .send({ ...condition, version: 3 })
      .expect(201);
    await api
      .post(`${order}/variation`)
      .send({ on: '2026-03-16', endChange: 'unchanged', version: 4 })
      .expect(204);
    const change = {
      change: 'reworded',
      fromOn: '2026-03-16',
      wording: 'Not to go to Invented Square.',
      version: 5,
    };
    await api.post(`${order}/terms/1`).send(change).expect(204);
    const { body } = await api.get(order).expect(200);
    expect(body.terms).toMatchObject([
      { number: 1, edition: 1, fromOn: '2026-03-10', toOn: '2026-03-15', wording: condition.wording },
      { number: 1, edition: 2, fromOn: '2026-03-16', toOn: null, wording: change.wording },
    ]);
  });
});

describe('over the API, a breach', () => {
  it('is recorded, named, followed and read, with the line it is counted on', async () => {
    const order = await served();
    const term = await api
      .post(`${order}/terms`)
      .send({ ...condition, version: 3 })
      .expect(201);
    const given = {
      occurredOn: '2026-03-12',
      termsNotHeld: 'yes',
      whatHappened: 'Invented.',
      reportedToPolice: 'no',
      notReportedReason: 'victim_choice',
    };
    const made = await api.post(`${order}/breaches`).send(given).expect(201);
    const breach = `${order}/breaches/${String(made.body.id)}`;
    const { body: board } = await api.get('/api/v1/blind-spots/breach').expect(200);
    expect(board.rows).toMatchObject([{ id: made.body.id, kind: 'breach' }]);

    await api
      .post(`${breach}/naming`)
      .send({ termIds: [term.body.id], version: 1 })
      .expect(204);
    await api.post(`${breach}/report`).send({ reportedOn: '2026-03-13', version: 2 }).expect(204);
    const crime = { recordedAsCrime: 'yes', recordedOn: '2026-03-14', crimeReference: 'INVENTED/2' };
    await api
      .post(`${breach}/crime-record`)
      .send({ ...crime, version: 3 })
      .expect(204);
    await api
      .post(`${breach}/outcome`)
      .send({ outcome: 'nfa_evidential_police', outcomeOn: '2026-03-15', version: 4 })
      .expect(204);
    const { body } = await api.get(breach).expect(200);
    expect(body).toMatchObject({
      ...crime,
      state: 'known',
      termIds: [term.body.id],
      knowledgeToBeProved: true,
      homeOfficeOutcome: '15B',
      outcomeGroup: 'no_further_action',
      version: 5,
    });
    await api.post(`${breach}/dismissal`).send({ version: 5 }).expect(204);
    expect((await api.get(breach)).body.state).toBe('not_a_breach');
  });

  it('outside the order is refused with the name of the rule', async () => {
    const given = {
      occurredOn: '2026-03-09',
      termsNotHeld: 'yes',
      whatHappened: 'Invented.',
      reportedToPolice: 'yes',
      reportedOn: '2026-03-09',
    };
    const { body } = await api
      .post(`${await served()}/breaches`)
      .send(given)
      .expect(422);
    expect(body).toMatchObject({
      type: 'breach-outside-order',
      detail: 'The order was not in force on 9 March 2026',
    });
  });
});

it('every address of orders and breaches is described, with its parameters', () => {
  const { paths } = openApi(desk.house.app);
  const ours = Object.entries(paths).filter(([path]) => /^\/api\/v1\/(cases\/\{caseId\}\/orders)/.test(path));
  expect(ours.length).toBe(20);
  for (const [path, methods] of ours) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(methods) as {
      parameters?: { name: string; in: string }[];
    }[]) {
      const described = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      expect({ path, described: described.toSorted() }).toEqual({ path, described: named.toSorted() });
    }
  }
});
