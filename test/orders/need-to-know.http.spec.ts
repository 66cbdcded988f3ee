import { givenABreach, givenAnOrder, givenATerm } from '../support/given-orders.js';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
let ids: Record<':case' | ':order' | ':breach' | ':term', string>;

beforeAll(async () => {
  desk = await openDesk();
  const { owner } = desk.house.database;
  const caseId = await desk.aCase();
  const orderId = await givenAnOrder(owner, { caseId, by: desk.advocate });
  const termId = await givenATerm(owner, orderId);
  const breachId = await givenABreach(owner, { orderId, termId, notReportedReason: 'fear' });
  ids = { ':case': caseId, ':order': orderId, ':breach': breachId, ':term': termId };
});
afterAll(() => desk.house.stop());

type Address = readonly [method: 'get' | 'post', path: string, body?: () => object];

const order = '/cases/:case/orders/:order';
const breach = `${order}/breaches/:breach`;
const on = { on: '2026-03-18', version: 1 };
const term = { kind: 'prohibition', wording: 'Invented.', fromOn: '2026-02-10', version: 1 };
const reported = {
  occurredOn: '2026-03-13',
  whatHappened: 'Invented.',
  reportedToPolice: 'yes',
  reportedOn: '2026-03-13',
};
const broken = () => ({ ...reported, termIds: [ids[':term']] });

/** Every address of the feature that names a case, an order or a breach, with something it would otherwise take. */
const addresses: readonly Address[] = [
  ['get', '/cases/:case/orders/new'],
  ['post', '/cases/:case/orders', () => ({ appliedOn: '2026-03-01' })],
  ['get', order],
  ['get', `${order}/steps/new?act=serve`],
  ['post', `${order}/steps?act=vary`, () => ({ ...on, endChange: 'unchanged' })],
  ['get', `${order}/terms/new`],
  ['post', `${order}/terms`, () => term],
  ['get', `${order}/terms/1/edit`],
  ['post', `${order}/terms/1`, () => ({ change: 'removed', fromOn: '2026-03-18', version: 1 })],
  ['get', `${order}/breaches/new`],
  ['post', `${order}/breaches`, broken],
  ['get', breach],
  ['get', `${breach}/steps/new?act=report`],
  ['post', `${breach}/steps?act=report`, () => ({ reportedOn: '2026-03-18', version: 1 })],
  ['get', '/api/v1/cases/:case/orders'],
  ['post', '/api/v1/cases/:case/orders', () => ({ appliedOn: '2026-03-01' })],
  ['get', `/api/v1${order}`],
  ['post', `/api/v1${order}/interim`, () => ({ ...on, expiresOn: '2026-04-01' })],
  ['post', `/api/v1${order}/full`, () => ({ ...on, lasting: 'until_further_order' })],
  ['post', `/api/v1${order}/refusal`, () => ({ ...on, reason: 'no_risk' })],
  ['post', `/api/v1${order}/withdrawal`, () => ({ ...on, reason: 'not_told' })],
  ['post', `/api/v1${order}/service`, () => ({ ...on, kind: 'full' })],
  ['post', `/api/v1${order}/notification`, () => on],
  ['post', `/api/v1${order}/variation`, () => ({ ...on, endChange: 'unchanged' })],
  ['post', `/api/v1${order}/ending`, () => ({ ...on, ending: 'superseded' })],
  ['post', `/api/v1${order}/terms`, () => term],
  ['post', `/api/v1${order}/terms/1`, () => ({ change: 'removed', fromOn: '2026-03-18', version: 1 })],
  ['post', `/api/v1${order}/breaches`, broken],
  ['get', `/api/v1${breach}`],
  ['post', `/api/v1${breach}/naming`, () => ({ termIds: [ids[':term']], version: 1 })],
  ['post', `/api/v1${breach}/report`, () => ({ reportedOn: '2026-03-18', version: 1 })],
  ['post', `/api/v1${breach}/crime-record`, () => ({ recordedAsCrime: 'no', version: 1 })],
  ['post', `/api/v1${breach}/outcome`, () => ({ outcome: 'recalled', outcomeOn: '2026-03-18', version: 1 })],
  [
    'post',
    `/api/v1${breach}/court-result`,
    () => ({ courtResult: 'convicted', courtResultOn: '2026-03-18', version: 1 }),
  ],
  ['post', `/api/v1${breach}/dismissal`, () => ({ version: 1 })],
];

const named = addresses.map((address) => [address[0], address[1], address] as const);

async function status(userId: string, [method, address, body]: Address): Promise<number> {
  const path = address.replace(/:(case|order|breach)/g, (name) => ids[name as keyof typeof ids]); // the pattern names its keys
  const sent = (await desk.house.as(userId))[method](path);
  return (await (body ? sent.type(path.startsWith('/api/') ? 'json' : 'form').send(body()) : sent)).status;
}

describe('to somebody of the service’s other team, there is nothing at', () => {
  it.each(named)('%s %s', async (_method, _path, address) => {
    expect(await status(desk.outsider.userId, address)).toBe(404);
  });
});

describe('to somebody of the team, there is something at', () => {
  it.each(named)('%s %s', async (_method, _path, address) => {
    expect(await status(desk.supervisor.userId, address)).not.toBe(404);
  });
});

it('an order of one case is not found under another', async () => {
  const other = await desk.aCase();
  const browser = await desk.house.as(desk.supervisor.userId);
  await browser.get(`/cases/${other}/orders/${ids[':order']}`).expect(404);
  await browser.get(`/cases/${other}/orders/${ids[':order']}/breaches/${ids[':breach']}`).expect(404);
});

it('a breach of one order is not found under another', async () => {
  const other = await givenAnOrder(desk.house.database.owner, { caseId: ids[':case'], by: desk.advocate });
  const browser = await desk.house.as(desk.supervisor.userId);
  await browser.get(`/cases/${ids[':case']}/orders/${other}/breaches/${ids[':breach']}`).expect(404);
});
