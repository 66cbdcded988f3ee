import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAReferral, type ReferralIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let desk: Awaited<ReturnType<TestApp['as']>>;
let deputyId: string;
let deputy: typeof desk;
let referral: ReferralIds;

beforeAll(async () => {
  house = await startApp('2026-03-02T12:00:00Z');
  service = await givenAService(house);
  desk = await house.as(service.supervisor.userId);
  const given = new Given(house.database.owner);
  const second = await given.staff('supervisor', service.organisation, { teams: [service.team] });
  deputyId = second.userId;
  deputy = await house.as(deputyId);
});
beforeEach(async () => {
  house.clock.set('2026-03-02T12:00:00Z');
  referral = await givenAReferral(house.database.owner, {
    ...service,
    by: service.advocate,
    on: '2026-03-02',
  });
});
afterAll(() => house.stop());

const path = (rest = '') => `/referrals/${referral.referralId}${rest}`;
const now = () => service.row('SELECT * FROM referral WHERE id = $1', referral.referralId);
const row = (sql: string) => service.row(sql, referral.referralId);
const page = async () => (await desk.get(path())).text;
const decline = async (browser = desk) =>
  browser
    .post(path('/decision'))
    .type('form')
    .send({ decision: 'decline', reason: 'no_capacity', version: (await now())?.['version'] });

describe('a referral taken up', () => {
  it('is in the hand of one person, by name, and of the next once it is handed over', async () => {
    expect(await page()).toContain('Nobody has taken it up yet');
    await desk.post(path('/decider')).type('form').send({}).expect(303);
    expect(await row('SELECT staff_id, to_at FROM referral_decider WHERE referral_id = $1')).toEqual({
      staff_id: service.supervisor.userId,
      to_at: null,
    });
    await desk.post(path('/decider')).type('form').send({ staffId: deputyId }).expect(303);
    const { rows } = await house.database.owner.query(
      'SELECT staff_id, to_at IS NULL AS has FROM referral_decider WHERE referral_id = $1 ORDER BY has',
      [referral.referralId],
    );
    expect(rows).toEqual([
      { staff_id: service.supervisor.userId, has: false },
      { staff_id: deputyId, has: true },
    ]);
  });

  it('is decided by whoever has it, and by another only once they took it over', async () => {
    await deputy.post(path('/decider')).type('form').send({}).expect(303);
    const refused = await decline();
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('has taken this referral up. Take it over first');
    await desk.post(path('/decider')).type('form').send({}).expect(303);
    expect((await decline()).status).toBe(303);
  });

  it('is not handed to an advocate, or taken up by one', async () => {
    const answer = await desk.post(`/api/v1${path('/decider')}`).send({ staffId: service.advocate.userId });
    expect([answer.status, answer.body.type]).toEqual([422, 'decider-not-in-team']);
    const advocate = await house.as(service.advocate.userId);
    await advocate
      .post(`/api/v1${path('/decider')}`)
      .send({})
      .expect(404);
  });

  it('decided without being taken up is in the decider’s hand', async () => {
    expect((await decline()).status).toBe(303);
    expect(await row('SELECT staff_id FROM referral_decider WHERE referral_id = $1')).toEqual({
      staff_id: service.supervisor.userId,
    });
  });
});

describe('the clock of a referral', () => {
  it('says when a decision is due, and why then', async () => {
    const text = await page();
    expect(text).toContain('To be decided by 3 March 2026');
    expect(text).toContain('no contract says how soon, so within 24 hours from when it was received');
  });

  it('stands still for a reason, and goes on', async () => {
    const pause = { why: 'more_information', untilOn: '5/3/2026' };
    await desk.post(path('/pauses')).type('form').send(pause).expect(303);
    expect(await page()).toContain('More information was asked for. From 2 March 2026');
    const twice = await desk.post(`/api/v1${path('/pauses')}`).send({ ...pause, untilOn: '2026-03-05' });
    expect([twice.status, twice.body.type]).toEqual([422, 'stands-still-already']);
    house.clock.set('2026-03-03T12:00:00Z');
    await desk.post(path('/pause-ending')).type('form').send({}).expect(303);
    expect(await page()).toContain('its clock stood still for 24 hours');
    expect(await page()).toContain('To be decided by 4 March 2026');
  });

  it('does not stand still again and again: fifteen days in all, also by plain SQL', async () => {
    const stop = (untilOn: string) =>
      desk.post(`/api/v1${path('/pauses')}`).send({ why: 'more_information', untilOn });
    expect((await stop('2026-03-16')).status).toBe(204);
    house.clock.set('2026-03-17T12:00:00Z');
    const again = await stop('2026-03-17');
    expect([again.status, again.body.type]).toEqual([422, 'stood-still-enough']);
    await expect(
      house.database.owner.query(
        `INSERT INTO referral_pause (referral_id, why, began_at, until_on, began_by)
         SELECT referral_id, why, '2026-03-18T12:00:00Z', '2026-03-18', began_by FROM referral_pause WHERE referral_id = $1`,
        [referral.referralId],
      ),
    ).rejects.toThrow('a clock is not held for ever');
  });

  it('does not stand still without a reason, or for longer than fourteen days', async () => {
    const without = await desk.post(path('/pauses')).type('form').send({ untilOn: '5/3/2026' });
    expect(without.text).toContain('Select why the clock is to stand still');
    const long = await desk
      .post(path('/pauses'))
      .type('form')
      .send({ why: 'more_information', untilOn: '17/3/2026' });
    expect(long.text).toContain('The clock can stand still until 16 March 2026 at the latest');
  });
});

describe('a decision put right', () => {
  const amend = async (said: object) =>
    desk
      .post(path('/amendment'))
      .type('form')
      .send({ version: (await now())?.['version'], ...said });

  it('says why, and keeps what was decided before', async () => {
    await decline();
    const without = await amend({ decision: 'redirect', reason: 'needs_other_specialist' });
    expect(without.text).toContain('Select why the decision is put right');
    const said = { decision: 'redirect', reason: 'needs_other_specialist', why: 'learnt_more' };
    expect((await amend(said)).status).toBe(303);
    expect(await now()).toMatchObject({ state: 'redirected', decision_reason: 'needs_other_specialist' });
    const text = await page();
    expect(text).toContain('Decline: no capacity');
    expect(text).toContain('we have learnt more since');
  });

  it('can open a case after all', async () => {
    await decline();
    const said = { decision: 'accept', advocateId: service.advocate.userId, why: 'place_came_free' };
    expect((await amend(said)).headers['location']).toMatch(/^\/cases\//);
    expect(await now()).toMatchObject({ state: 'accepted' });
    expect((await amend({ decision: 'decline', reason: 'other', why: 'reviewed' })).status).toBe(404);
  });

  it('as the same is refused', async () => {
    await decline();
    const same = await amend({ decision: 'decline', reason: 'no_capacity', why: 'reviewed' });
    expect(same.text).toContain('That is what was decided already');
    expect(await row('SELECT id FROM referral_amendment WHERE referral_id = $1')).toBeUndefined();
  });
});
