import request from 'supertest';
import { givenAKey } from '../support/given-key.js';
import { aReferralForm } from '../support/referral-forms.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
let key: string;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
  const { owner } = desk.house.database;
  const by = await desk.given.staff('admin', desk.organisation);
  const approval = { by, approvedBy: desk.supervisor, team: desk.team };
  ({ key } = await givenAKey(owner, { scope: 'send_referrals', ...approval }));
  const known = { fullName: 'Demo Bryony', relation: 'family', reachedBy: '' };
  await desk.post(desk.colleague, '/conflicts', known);
});
afterAll(() => desk.house.stop());

/** Sends a referral with the key; the row it made. */
async function send(changes: object): Promise<{ id: string; path: string }> {
  const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
  const { body } = await request(desk.house.app.getHttpServer())
    .post('/api/v1/sent-referrals')
    .set('Authorization', `Bearer ${key}`)
    .send(aReferralForm({ ...staffOnly, ...changes }))
    .expect(201);
  const row = await desk.row('SELECT id FROM referral WHERE reference = $1', body.reference);
  return { id: String(row?.['id']), path: `/referrals/${String(row?.['id'])}` };
}

async function isKeptFrom(path: string): Promise<void> {
  expect((await desk.get(desk.colleague, path)).status).toBe(404);
  expect((await desk.get(desk.colleague, '/referrals?state=all')).text).not.toContain(path);
  expect((await desk.get(desk.advocate, path)).status).toBe(200);
}

it('whoever knows somebody that a program outside names is kept from them', async () => {
  await isKeptFrom((await send({ fullName: 'Invented Kept', perpetratorName: 'Demo Bryony' })).path);
  await isKeptFrom((await send({ fullName: 'Demo Bryony' })).path);
});

it('one transaction writes the referral and keeps them from it, so that it is never to be seen before', async () => {
  const { id } = await send({ fullName: 'Invented Once', perpetratorName: 'Demo Bryony' });
  const written = await desk.row(
    `SELECT e.xmin::text = r.xmin::text AS "atOnce" FROM referral r JOIN exclusion e ON e.perpetrator_id = r.perpetrator_id
     WHERE r.id = $1 AND e.staff_id = $2`,
    id,
    desk.colleague.userId,
  );
  expect(written).toEqual({ atOnce: true });
});

it('it needs no worker: none can come in, and they are kept from it all the same', async () => {
  await desk.row(`DELETE FROM door.machine_key WHERE role = 'worker'`);
  await isKeptFrom((await send({ fullName: 'Invented Alone', perpetratorName: 'Demo Bryony' })).path);
});
