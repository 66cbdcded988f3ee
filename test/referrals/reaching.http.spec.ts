import { startApp, type TestApp } from '../support/app.js';
import { givenAReferral, type ReferralIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

let house: TestApp;
let service: GivenService;
let advocate: Awaited<ReturnType<TestApp['as']>>;
let desk: typeof advocate;
let referral: ReferralIds;
let phoneId: string;

beforeAll(async () => {
  house = await startApp('2026-03-04T20:00:00Z');
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  desk = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  referral = await givenAReferral(house.database.owner, {
    ...service,
    by: service.advocate,
    on: '2026-03-02',
  });
  const method = await row('SELECT id FROM contact_method WHERE client_id = $1', referral.clientId);
  phoneId = String(method?.['id']);
});
afterAll(() => house.stop());

const row = (sql: string, id = referral.referralId) => service.row(sql, id);
const path = (rest = '') => `/referrals/${referral.referralId}${rest}`;
const now = () => row('SELECT * FROM referral WHERE id = $1');
const decide = async (said: object) =>
  desk.post(`/api/v1${path('/decision')}`).send({ version: (await now())?.['version'], ...said });
const giveUp = () => decide({ decision: 'unable_to_contact' });
const tried = (on: string, at: string, outcome = 'no_answer') =>
  advocate.post(`/api/v1${path('/contacts')}`).send({ on, at, channel: 'phone', outcome, methodId: phoneId });
async function triedEnough() {
  await tried('2026-03-02', '11:00').expect(201);
  await tried('2026-03-03', '15:00').expect(201);
  await tried('2026-03-04', '18:30').expect(201);
}
const clocks = async () => {
  const { body } = await desk.get(`/api/v1${path()}`).expect(200);
  const states = (body.clocks as { measure: string; state: string }[]).map(
    ({ measure, state }) => [measure, state] as const, // as the API has them
  );
  return Object.fromEntries(states);
};

describe('an attempt before there is a case', () => {
  it('is recorded on the referral, and stops the clock of the first attempt', async () => {
    const form = { on: '2/3/2026', at: '11:00', channel: 'phone', outcome: 'no_answer', methodId: phoneId };
    expect((await advocate.get(path('/contacts/new'))).text).toContain('Phone call: 07700 900123');
    await advocate.post(path('/contacts')).type('form').send(form).expect(303);
    expect((await advocate.get(path())).text).toContain('No answer');
    expect(await clocks()).toMatchObject({ first_attempt: 'done', first_contact: 'running' });
  });

  it('in which they spoke stops that of the first contact, and supports nobody yet', async () => {
    await tried('2026-03-02', '11:00', 'spoke_to_client').expect(201);
    expect(await clocks()).toMatchObject({ first_attempt: 'done', first_contact: 'done' });
    const supported = 'SELECT client_id FROM first_support WHERE client_id = $1';
    expect(await row(supported, referral.clientId)).toBeUndefined();
  });

  it('that somebody else answered makes the number unsafe at once', async () => {
    await tried('2026-03-02', '11:00', 'third_party_answered').expect(201);
    expect(await row('SELECT safe, verified_on FROM contact_method WHERE id = $1', phoneId)).toEqual({
      safe: 'unknown',
      verified_on: null,
    });
  });

  it.each([
    ['in the future', { on: '2026-03-05' }, 'attempt-in-the-future'],
    [
      'by a way of nobody here',
      { methodId: '00000000-0000-4000-8000-000000000000' },
      'attempt-by-another-way',
    ],
  ])('%s is refused', async (_, changes, rule) => {
    const said = { on: '2026-03-02', at: '11:00', channel: 'phone', outcome: 'no_answer', ...changes };
    const { status, body } = await advocate.post(`/api/v1${path('/contacts')}`).send(said);
    expect([status, body.type]).toEqual([422, rule]);
  });

  it('goes with the case that the referral becomes', async () => {
    await tried('2026-03-02', '11:00').expect(201);
    const { body } = await decide({ decision: 'accept', advocateId: service.advocate.userId });
    expect((await advocate.get(`/cases/${String(body.caseId)}`)).text).toContain('No answer');
    expect(await clocks()).toMatchObject({ first_attempt: 'done', triage: 'done' });
  });

  it('is nobody’s of another team, nor of a referral that was decided', async () => {
    const outsider = await house.as(service.outsider.userId);
    const said = { on: '2026-03-02', at: '11:00', channel: 'phone', outcome: 'no_answer' };
    await outsider
      .post(`/api/v1${path('/contacts')}`)
      .send(said)
      .expect(404);
    await decide({ decision: 'decline', reason: 'no_capacity' });
    await advocate
      .post(`/api/v1${path('/contacts')}`)
      .send(said)
      .expect(404);
  });
});

describe('unable to contact', () => {
  it('is refused until enough was tried, saying what is missing', async () => {
    await tried('2026-03-02', '11:00').expect(201);
    const { status, body } = await giveUp();
    expect([status, body.type]).toEqual([422, 'not-tried-enough']);
    expect(JSON.stringify(body)).toContain('attempts on 2 more days');
  });

  it('is decided after three days at different times, and says so', async () => {
    await triedEnough();
    expect((await giveUp()).status).toBe(200);
    expect(await now()).toMatchObject({ state: 'unreached', decision_reason: null });
    expect((await desk.get(path())).text).toContain('Unable to contact');
    expect(await clocks()).toMatchObject({ triage: 'done', first_contact: 'over' });
  });

  it('is not decided of somebody who was spoken with since', async () => {
    await triedEnough();
    await tried('2026-03-04', '19:00', 'spoke_to_client').expect(201);
    expect((await giveUp()).body.type).toBe('not-tried-enough');
  });

  it('is put right where they are reached after all', async () => {
    await triedEnough();
    await giveUp();
    const said = { decision: 'accept', advocateId: service.advocate.userId, why: 'learnt_more' };
    const { body } = await desk
      .post(`/api/v1${path('/amendment')}`)
      .send({ version: (await now())?.['version'], ...said })
      .expect(200);
    expect(
      await row('SELECT count(*)::int AS n FROM contact_attempt WHERE case_id = $1', body.caseId),
    ).toEqual({
      n: 3,
    });
  });
});

it('a second referral of somebody who has no case yet makes their number no safer either', async () => {
  const { value, ...who } = someone();
  const first = aReferralForm({ ...who, value, verifiedOn: '2026-03-02' });
  const { body } = await desk.post('/api/v1/referrals').send(first).expect(201);
  const again = { ...first, safe: 'no', verifiedOn: undefined, sameAs: 'again' };
  const known = await row('SELECT reference, client_id FROM referral WHERE id = $1', String(body.id));
  await desk
    .post('/api/v1/referrals')
    .send({ ...again, repeats: known?.['reference'] })
    .expect(201);
  const safe = 'SELECT DISTINCT safe FROM contact_method WHERE client_id = $1';
  expect(await row(safe, String(known?.['client_id']))).toEqual({ safe: 'no' });
});
