import { startApp, type TestApp } from '../support/app.js';
import { givenAReferral } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  browser = await house.as(service.advocate.userId);
});
afterAll(() => house.stop());

const referralOf = (id: unknown) => service.row('SELECT * FROM referral WHERE id = $1', id);
const count = async (table: string) => (await service.row(`SELECT count(*) AS n FROM ${table}`))?.['n'];

describe('a referral', () => {
  it('is recorded with its coded facts, its narrative, its client and their consents', async () => {
    const answer = await browser.post('/referrals').type('form').send(aReferralForm(someone()));
    expect(answer.status).toBe(303);
    const id = String(answer.headers['location']).split('/').at(-1);
    expect(await referralOf(id)).toMatchObject({
      state: 'received',
      team_id: service.team,
      received_at: new Date('2026-03-02T16:30:00Z'),
      recorded_at: new Date('2026-03-03T10:00:00Z'),
      recorded_by: service.advocate.userId,
      age_at_referral: 75,
      police_recorded_as: 'harassment',
    });
    const { rows } = await house.database.owner.query(
      `SELECT purpose, value, how FROM consent JOIN referral USING (client_id) WHERE referral.id = $1 ORDER BY purpose`,
      [id],
    );
    expect(rows).toEqual([
      { purpose: 'contact', value: 'given', how: 'through_referrer' },
      { purpose: 'share_police', value: 'refused', how: 'through_referrer' },
      { purpose: 'support', value: 'not_asked', how: null },
    ]);
  });

  it('is shown with how the client may be reached', async () => {
    const form = aReferralForm({ ...someone(), deviceWatched: 'no' });
    const posted = await browser.post('/referrals').type('form').send(form);
    const { text } = await browser.get(String(posted.headers['location'])).expect(200);
    expect(text).toContain('RF-2026-');
    expect(text).toContain('a tracker was found on the car');
    expect(text).toContain('Safe to use now: our number may be seen, and leave no voicemail');
    expect(text).toContain('2 March 2026, 16:30');
  });

  it('received in summer is kept at its time in London', async () => {
    house.clock.set('2026-07-01T10:00:00Z');
    const form = aReferralForm({
      ...someone(),
      bornOn: '2008-07-01',
      receivedOn: '2026-07-01',
      receivedTime: '00:30',
    });
    const { body } = await browser.post('/api/v1/referrals').send(form).expect(201);
    house.clock.set('2026-03-03T10:00:00Z');
    expect(await referralOf(body.id)).toMatchObject({
      received_at: new Date('2026-06-30T23:30:00Z'),
      age_at_referral: 18,
    });
  });

  it('can be of someone whom there is no safe way to reach', async () => {
    const { value: _, ...who } = someone();
    const form = aReferralForm({ ...who, channel: '', value: '', safe: '', noSafeWay: 'yes' });
    const posted = await browser.post('/referrals').type('form').send(form);
    const { text } = await browser.get(String(posted.headers['location'])).expect(200);
    expect(text).toContain('There is no safe way to reach the client now. Do not try.');
  });

  it.each([
    ['no sex and no reason', { sex: '' }, 'Select the sex, or why it is not known'],
    ['a sex and a reason', { sexUnknownReason: 'not_asked' }, 'Select the sex, or why it is not known'],
    ['no way to reach them', { channel: '', value: '', safe: '' }, 'or say that no safe way is known'],
    ['half a way to reach them', { value: '' }, 'Enter all of these'],
    [
      'consent and no way it reached us',
      { contactConsentHow: '' },
      'Select how we know each answer about consent',
    ],
    ['an age and a date of birth', { age: '34' }, 'Enter one of these'],
    ['a report and nothing recorded', { policeRecordedAs: '' }, 'Select what the police recorded it as'],
    ['a time still to come', { receivedOn: '3/3/2026', receivedTime: '10:01' }, 'cannot be in the future'],
  ])('with %s is asked for again, everything typed still there', async (_, changes, message) => {
    const before = await count('referral');
    const answer = await browser
      .post('/referrals')
      .type('form')
      .send(aReferralForm({ ...someone(), whatHappened: 'Kept words.', ...changes }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('Kept words.');
    expect(answer.text).toMatch(/value="tracker_tag" checked/);
    expect(await count('referral')).toBe(before);
  });

  it('sent by a program with a field too many is refused as a problem', async () => {
    const answer = await browser.post('/api/v1/referrals').send(aReferralForm({ state: 'accepted' }));
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toEqual({ state: expect.any(String) });
  });

  it('is not recorded for a team one is not in', async () => {
    const answer = await browser
      .post('/api/v1/referrals')
      .send(aReferralForm({ ...someone(), teamId: service.otherTeam }));
    expect([answer.status, answer.body.type]).toEqual([422, 'team-not-yours']);
  });
});

describe('the list of referrals', () => {
  it('shows those undecided, the one waiting longest first, each with how long', async () => {
    await givenAReferral(house.database.owner, {
      ...service,
      by: service.advocate,
      on: '2019-01-01',
      name: 'Invented Oldest',
    });
    const { text } = await browser.get('/referrals').expect(200);
    expect(text.indexOf('Invented Oldest')).toBeGreaterThan(0);
    expect(text.indexOf('Invented Oldest')).toBeLessThan(text.indexOf('Invented PersonA'));
    expect(text).toContain('2618 days');
  });

  it('is narrowed by state, and over the API is paged', async () => {
    await givenAReferral(house.database.owner, { ...service, by: service.advocate, state: 'waiting' });
    const { body } = await browser.get('/api/v1/referrals?state=waiting').expect(200);
    expect(body).toMatchObject({ page: 1, pages: 1, total: 1 });
    expect(body.referrals[0]).toMatchObject({ state: 'waiting' });
  });

  it('narrowed to nothing there is says what to do next', async () => {
    const { text } = await browser.get('/referrals?state=declined').expect(200);
    expect(text).toContain('record a referral when one comes in');
  });
});
