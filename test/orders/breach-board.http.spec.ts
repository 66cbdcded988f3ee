import { givenABreach, givenAnOrder, givenATerm } from '../support/given-orders.js';
import { openDesk, type Desk } from './desk.js';

let desk: Desk;
let orderId: string;
let termId: string;

beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  const { owner } = desk.house.database;
  await owner.query('DELETE FROM breach_term; DELETE FROM breach_narrative; DELETE FROM breach');
  orderId = await givenAnOrder(owner, { caseId: await desk.aCase(), by: desk.advocate });
  termId = await givenATerm(owner, orderId);
});
afterAll(() => desk.house.stop());

async function board(userId: string, query = ''): Promise<{ ids: (string | undefined)[]; text: string }> {
  const { text } = await (await desk.house.as(userId)).get(`/breaches${query}`).expect(200);
  return { ids: [...text.matchAll(/breaches\/([0-9a-f-]{36})"/g)].map(([, id]) => id), text };
}

it('a supervisor’s board has the possible and the unreported, the oldest first', async () => {
  const { owner } = desk.house.database;
  await givenABreach(owner, { orderId, termId });
  const unreported = await givenABreach(owner, {
    orderId,
    termId,
    occurredOn: '2026-03-02',
    notReportedReason: 'unsafe',
  });
  const possible = await givenABreach(owner, { orderId, occurredOn: '2026-03-01', state: 'possible' });
  await givenABreach(owner, { orderId, state: 'not_a_breach', notReportedReason: 'other' });
  const { ids, text } = await board(desk.supervisor.userId);
  expect(ids).toEqual([possible, unreported]);
  expect(text).toContain('What was broken is not named yet');
  expect(text).toContain('Not reported to the police: not safe to report');
});

it('keeps a possible breach of a closed case until it is decided, which it can be', async () => {
  const { owner } = desk.house.database;
  const possible = await givenABreach(owner, { orderId, state: 'possible' });
  await givenABreach(owner, { orderId, termId, notReportedReason: 'fear' });
  await owner.query(
    `UPDATE case_file SET closed_on = '2026-03-20', closed_at = '2026-03-20T09:00:00Z', closure_reason = 'disengaged'
     WHERE id = (SELECT case_id FROM protection_order WHERE id = $1)`,
    [orderId],
  );
  expect((await board(desk.supervisor.userId)).ids).toEqual([possible]);
  const row = await desk.row('SELECT case_id FROM breach WHERE id = $1', possible);
  const browser = await desk.house.as(desk.supervisor.userId);
  const address = `/api/v1/cases/${String(row?.['case_id'])}/orders/${orderId}/breaches/${possible}`;
  await browser
    .post(`${address}/naming`)
    .send({ termIds: [termId], version: 1 })
    .expect(204);
  await browser.post(`${address}/report`).send({ reportedOn: '2026-03-18', version: 2 }).expect(404);
  expect((await board(desk.supervisor.userId)).ids).toEqual([]);
});

it('is cut into pages of 25', async () => {
  const { owner } = desk.house.database;
  for (let each = 0; each < 26; each += 1) await givenABreach(owner, { orderId, state: 'possible' });
  const [first, second] = [
    await board(desk.supervisor.userId),
    await board(desk.supervisor.userId, '?page=2'),
  ];
  expect([first.ids.length, second.ids.length]).toEqual([25, 1]);
  expect(new Set([...first.ids, ...second.ids]).size).toBe(26);
  expect(first.text).toContain('Showing 1 to 25 of 26 breaches');
});

it('has nothing of another team, and says what an empty board means', async () => {
  await givenABreach(desk.house.database.owner, { orderId, state: 'possible' });
  const { ids, text } = await board(desk.outsider.userId);
  expect(ids).toEqual([]);
  expect(text).toContain('There is none');
});

it('is no advocate’s', async () => {
  await (await desk.house.as(desk.advocate.userId)).get('/breaches').expect(404);
  await (await desk.house.as(desk.advocate.userId)).get('/api/v1/breaches').expect(404);
});
