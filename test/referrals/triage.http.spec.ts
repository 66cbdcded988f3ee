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
  referral = await givenAReferral(house.database.owner, {
    ...service,
    by: service.advocate,
    cyberTypes: ['tracker_tag', 'social_media'],
    relationship: 'colleague',
  });
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

describe('accepting a referral', () => {
  it('opens a case with its coded facts, and gives that to the advocate chosen', async () => {
    const answer = await decide({ decision: 'accept', advocateId: service.colleague.userId });
    const now = await referralNow();
    expect([answer.status, answer.headers['location']]).toEqual([303, `/cases/${String(now?.['case_id'])}`]);
    expect(now).toMatchObject({
      state: 'accepted',
      decision: 'accept',
      decided_by: service.supervisor.userId,
    });
    const kase = await service.row(
      `SELECT c.*, ARRAY(SELECT cyber_type FROM case_cyber_type WHERE case_id = c.id ORDER BY 1) AS types,
              a.staff_id, a.from_on, a.to_on
       FROM case_file c JOIN allocation a ON a.case_id = c.id WHERE c.id = $1`,
      now?.['case_id'],
    );
    expect(kase).toMatchObject({
      reference: expect.stringMatching(/^SA-2026-[2-9B-Z]{7}$/),
      client_id: referral.clientId,
      perpetrator_id: referral.perpetratorId,
      advocate_id: service.colleague.userId,
      relationship: 'colleague',
      age_at_referral: 34,
      opened_on: '2026-03-03',
      opened_at: new Date('2026-03-03T10:00:00Z'),
      types: ['social_media', 'tracker_tag'],
      staff_id: service.colleague.userId,
      from_on: '2026-03-03',
      to_on: null,
    });
  });

  it('is written into the history of the case, by who decided', async () => {
    const { body } = await desk
      .post(`/api/v1/referrals/${referral.referralId}/decision`)
      .send({ decision: 'accept', advocateId: service.advocate.userId, version: await version() })
      .expect(200);
    const { rows } = await house.database.owner.query(
      'SELECT did, actor_id FROM event WHERE case_id = $1 ORDER BY id',
      [body.caseId],
    );
    expect(rows).toEqual(
      ['case.allocated', 'case.started', 'referral.accepted'].map((did) => ({
        did,
        actor_id: service.supervisor.userId,
      })),
    );
  });

  it('for an advocate who is not in the team opens no case', async () => {
    const answer = await decide({ decision: 'accept', advocateId: service.outsider.userId });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('That advocate cannot take this case');
    expect((await referralNow())?.['state']).toBe('received');
  });
});

describe('not accepting a referral', () => {
  it('needs a coded reason, and asks for it with the decision still chosen', async () => {
    const answer = await decide({ decision: 'decline' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select why the person is turned away');
    expect(answer.text).toMatch(/value="decline" checked/);
    expect((await decide({ decision: 'decline', reason: 'no_consent' })).status).toBe(303);
    expect(await referralNow()).toMatchObject({
      state: 'declined',
      decision_reason: 'no_consent',
      case_id: null,
    });
  });

  it('can be waiting, from which it is accepted later', async () => {
    await decide({ decision: 'accept_waitlist' });
    expect(await referralNow()).toMatchObject({ state: 'waiting', decision: 'accept_waitlist' });
    await decide({ decision: 'accept', advocateId: service.advocate.userId });
    expect(await referralNow()).toMatchObject({ state: 'accepted', decision: 'accept' });
  });

  it('can be for repeating another, which it then names', async () => {
    const first = await givenAReferral(house.database.owner, { ...service, by: service.advocate });
    const { reference } =
      (await service.row('SELECT reference FROM referral WHERE id = $1', first.referralId)) ?? {};
    await decide({ decision: 'duplicate', repeats: String(reference).toLowerCase() });
    expect(await referralNow()).toMatchObject({ state: 'duplicate', duplicate_of: first.referralId });
  });

  it('cannot be for repeating one of another team: that it exists is confidential', async () => {
    const hidden = await givenAReferral(house.database.owner, {
      team: service.otherTeam,
      by: service.outsider,
    });
    const { reference } =
      (await service.row('SELECT reference FROM referral WHERE id = $1', hidden.referralId)) ?? {};
    const answer = await decide({ decision: 'duplicate', repeats: reference });
    expect(answer.text).toContain('There is no referral with that reference');
  });
});

describe('a decision', () => {
  it('is not made twice: whoever looked before is told that someone changed it', async () => {
    const seen = await version();
    await decide({ decision: 'decline', reason: 'no_capacity' });
    const answer = await decide({ decision: 'redirect', reason: 'other', version: seen });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this while you were reading it');
    const overApi = await desk
      .post(`/api/v1/referrals/${referral.referralId}/decision`)
      .send({ decision: 'redirect', reason: 'other', version: seen });
    expect([overApi.status, overApi.body.type]).toEqual([409, 'stale']);
    expect((await referralNow())?.['state']).toBe('declined');
  });

  it('is final: whoever has seen it is offered no other, and can make none', async () => {
    await decide({ decision: 'decline', reason: 'no_capacity' });
    const { text } = await desk.get(`/referrals/${referral.referralId}`).expect(200);
    expect(text).not.toContain('Record the decision');
    expect((await decide({ decision: 'redirect', reason: 'other' })).status).toBe(404);
  });

  it('is a supervisor’s: an advocate is offered none and can make none', async () => {
    const browser = await house.as(service.advocate.userId);
    const { text } = await browser.get(`/referrals/${referral.referralId}`).expect(200);
    expect(text).not.toContain('Record the decision');
    const decision = { decision: 'decline', reason: 'other', version: await version() };
    await browser.post(`/api/v1/referrals/${referral.referralId}/decision`).send(decision).expect(404);
    expect((await referralNow())?.['state']).toBe('received');
  });

  it('is offered beside whoever may be the same person', async () => {
    const name = 'Invented Repeated';
    const first = await givenAReferral(house.database.owner, {
      ...service,
      by: service.advocate,
      name,
      phone: '07700 900611',
    });
    const second = await givenAReferral(house.database.owner, {
      ...service,
      by: service.advocate,
      name,
      phone: '07700 900612',
    });
    const { reference } =
      (await service.row('SELECT reference FROM referral WHERE id = $1', first.referralId)) ?? {};
    const { text } = await desk.get(`/referrals/${second.referralId}`).expect(200);
    expect(text).toContain('May be the same person');
    expect(text).toContain(String(reference));
  });
});
