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

describe('accepting the referral of somebody who does not want to be contacted', () => {
  const answers = (value: string, how: string) =>
    house.database.owner.query(
      `INSERT INTO consent (client_id, purpose, value, how, given_on, recorded_by, recorded_at)
       VALUES ($1, 'contact', $2, $3, '2026-03-03', $4, clock_timestamp())`,
      [referral.clientId, value, how, service.advocate.userId],
    );
  const accept = { decision: 'accept', advocateId: '' };
  beforeEach(async () => {
    accept.advocateId = service.advocate.userId;
    await answers('refused', 'through_referrer');
  });

  it('needs a basis, asked for beside the decision', async () => {
    const answer = await decide(accept);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select on what basis a case is opened all the same');
    expect(answer.text).toContain('To prevent serious harm to somebody');
    expect((await decide({ ...accept, basis: 'curiosity' })).status).toBe(422);
    expect((await referralNow())?.['state']).toBe('received');
  });

  it('opens a case that says so, of which nothing is sent and nobody asked to ring, until they agree themselves', async () => {
    expect((await decide({ ...accept, basis: 'serious_harm' })).status).toBe(303);
    const now = await referralNow();
    expect(now).toMatchObject({ state: 'accepted', without_contact: 'serious_harm' });
    const kase = `/cases/${String(now?.['case_id'])}`;
    const browser = await house.as(service.advocate.userId);
    expect((await browser.get(kase)).text).toContain('Do not contact the client: they have not agreed.');
    const [method] = (
      await house.database.owner.query<{ id: string }>('SELECT id FROM contact_method WHERE client_id = $1', [
        referral.clientId,
      ])
    ).rows;
    const sheet = { methodId: method?.id, kind: 'call_sheet' };
    const refused = await browser.post(`/api/v1${kase}/outgoing`).send(sheet);
    expect([refused.status, refused.body.type]).toEqual([422, 'not-safe-to-send']);
    house.clock.set('2026-03-06T10:00:00Z');
    const { body } = await browser.get(`/api/v1${kase}`);
    expect(body.withoutContact).toBe('serious_harm');
    const toRing = async () => (await browser.get('/home')).text.includes(`${kase}#reaching`);
    expect(await toRing()).toBe(false);
    await answers('given', 'through_referrer');
    expect(await toRing()).toBe(false);
    await answers('given', 'by_phone');
    expect(await toRing()).toBe(true);
    expect((await browser.get(kase)).text).not.toContain('Do not contact the client');
    house.clock.set('2026-03-03T10:00:00Z');
  });

  it('is written down with no basis where they agree after all', async () => {
    await answers('given', 'in_person');
    expect((await decide({ ...accept, basis: 'serious_harm' })).status).toBe(303);
    expect(await referralNow()).toMatchObject({ state: 'accepted', without_contact: null });
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
