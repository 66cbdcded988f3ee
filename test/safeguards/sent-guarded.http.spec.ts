import request from 'supertest';
import { givenAKey } from '../support/given-key.js';
import { aReferralForm, someone } from '../support/referral-forms.js';
import { keptFrom, sealedFor } from './guarded-records.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** A client who is sealed, or from whom a supervisor keeps somebody, is sent again by a program outside. */
let desk: SafeguardsDesk;
let key: string;
let who: { name: string; bornOn: string; phone: string };
let clientId: string;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
  const by = await desk.given.staff('admin', desk.organisation);
  const approval = { by, approvedBy: desk.supervisor, team: desk.team };
  ({ key } = await givenAKey(desk.house.database.owner, { scope: 'send_referrals', ...approval }));
});
beforeEach(async () => {
  const { fullName: name, bornOn, value: phone } = someone();
  who = { name, bornOn, phone };
  ({ clientId } = await desk.aCase(who));
});
afterAll(() => desk.house.stop());

/** The page of what the key sends. */
async function sent(changes: object): Promise<string> {
  const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
  const { body } = await request(desk.house.app.getHttpServer())
    .post('/api/v1/sent-referrals')
    .set('Authorization', `Bearer ${key}`)
    .send(aReferralForm({ ...someone(), ...staffOnly, ...changes }))
    .expect(201);
  const row = await desk.row('SELECT id FROM referral WHERE reference = $1', body.reference);
  return `/referrals/${String(row?.['id'])}`;
}
const owner = () => desk.house.database.owner;
const statuses = async (path: string) => [
  (await desk.get(desk.deputy, path)).status,
  (await desk.get(desk.advocate, path)).status,
];

it.each<[string, () => object]>([
  ['the number', () => ({ value: who.phone })],
  ['the name and the day of birth', () => ({ fullName: who.name, bornOn: who.bornOn })],
])('by %s of somebody sealed, it is for those who are named alone', async (_, like) => {
  await sealedFor(owner(), clientId, [desk.supervisor, desk.deputy]);
  const path = await sent(like());
  expect(await statuses(path)).toEqual([200, 404]);
  expect((await desk.get(desk.advocate, '/referrals?state=all')).text).not.toContain(path);
  expect((await desk.get(desk.deputy, '/referrals?state=all')).text).toContain(path);
});

it('somebody whom a supervisor keeps from the client is kept from it', async () => {
  await keptFrom(owner(), clientId, [desk.advocate]);
  await owner().query(`UPDATE exclusion SET why = 'supervisor' WHERE client_id = $1`, [clientId]);
  expect(await statuses(await sent({ value: who.phone }))).toEqual([200, 404]);
});

it('somebody else is open to the team as anybody is', async () => {
  await sealedFor(owner(), clientId, [desk.supervisor, desk.deputy]);
  expect(await statuses(await sent({ fullName: who.name }))).toEqual([200, 200]);
});

it('it comes in all the same where nobody could hold the seal', async () => {
  await sealedFor(owner(), clientId, [desk.supervisor, desk.deputy]);
  await owner().query('SET session_replication_role = replica');
  await owner().query(`UPDATE staff SET state = 'suspended' WHERE id = ANY ($1)`, [
    [desk.supervisor.userId, desk.deputy.userId],
  ]);
  await owner().query('SET session_replication_role = origin');
  await sent({ value: who.phone });
  await owner().query(`UPDATE staff SET state = 'active' WHERE id = ANY ($1)`, [
    [desk.supervisor.userId, desk.deputy.userId],
  ]);
});
