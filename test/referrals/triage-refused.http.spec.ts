import { startApp, type TestApp } from '../support/app.js';
import { givenAReferral, type ReferralIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let desk: Awaited<ReturnType<TestApp['as']>>;
let referral: ReferralIds;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  referral = await givenAReferral(house.database.owner, { ...service, by: service.advocate });
});
afterAll(() => house.stop());

const referralNow = () => service.row('SELECT * FROM referral WHERE id = $1', referral.referralId);
const version = async () => (await referralNow())?.['version'];
async function decide(decision: Record<string, unknown>) {
  return desk
    .post(`/referrals/${referral.referralId}/decision`)
    .type('form')
    .send({ version: await version(), ...decision });
}

describe('accepting a referral of someone', () => {
  it.each(['refused', 'withdrawn'])('whose consent to contact is %s opens no case', async (value) => {
    await house.database.owner.query(
      `INSERT INTO consent (client_id, purpose, value, how, given_on, recorded_by)
       VALUES ($1, 'contact', $2, 'by_phone', '2026-03-01', $3)`,
      [referral.clientId, value, service.advocate.userId],
    );
    const answer = await decide({ decision: 'accept', advocateId: service.advocate.userId });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The person does not want us to contact them');
    expect(await referralNow()).toMatchObject({ state: 'received', case_id: null });
  });
});

describe('a referral found to be a duplicate', () => {
  it('cannot be for repeating another where others repeat this one', async () => {
    const given = { ...service, by: service.advocate };
    const other = await givenAReferral(house.database.owner, given);
    await house.database.owner.query(
      `UPDATE referral SET state = 'duplicate', decision = 'duplicate', duplicate_of = $2, decided_at = now(), decided_by = recorded_by
       WHERE id = $1`,
      [other.referralId, referral.referralId],
    );
    const first = await givenAReferral(house.database.owner, given);
    const { reference } =
      (await service.row('SELECT reference FROM referral WHERE id = $1', first.referralId)) ?? {};
    const answer = await decide({ decision: 'duplicate', repeats: reference });
    expect(answer.text).toContain('Other referrals are recorded as duplicates of this one');
    expect(await referralNow()).toMatchObject({ state: 'received', duplicate_of: null });
  });
});
