import { openLikenessDesk, type LikenessDesk } from '../cases/likeness-desk.js';
import { givenAReferral } from '../support/given-cases.js';
import { givenOnePerson } from '../support/given-likeness.js';

let desk: LikenessDesk;
beforeAll(async () => {
  desk = await openLikenessDesk();
});
afterAll(() => desk.house.stop());

it('whoever referred is told by what the person said in either of their records', async () => {
  const [{ owner }, two] = [desk.house.database, await desk.twoAlike()];
  const given = { ...desk, by: desk.advocate, on: '2026-03-02', state: 'declined' } as const;
  const { referralId, clientId } = await givenAReferral(owner, given);
  await desk.row(
    `INSERT INTO consent (client_id, purpose, value, how, given_on, recorded_by) VALUES ($1, 'share_referrer', 'given', 'by_phone', '2026-03-02', $2)`,
    ...[two.kase.clientId, desk.advocate.userId],
  );
  await givenOnePerson(owner, desk.supervisor, [clientId, two.kase.clientId]);
  const agent = await desk.house.as(desk.advocate.userId);
  const told = { way: 'by_phone', checked: 'known_to_us' };
  expect((await agent.post(`/api/v1/referrals/${referralId}/referrer-notices`).send(told)).status).toBe(201);
});
