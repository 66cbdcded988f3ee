import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase, givenAReferral } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { EscalationService } from '../../src/referrals/escalation.service.js';

let house: TestApp;
let service: GivenService;
let admin: Awaited<ReturnType<TestApp['as']>>;
let desk: typeof admin;

beforeAll(async () => {
  house = await startApp('2026-03-06T12:00:00Z');
  service = await givenAService(house);
  const given = new Given(house.database.owner);
  admin = await house.as((await given.staff('admin', service.organisation)).userId);
  desk = await house.as(service.supervisor.userId);
  const contract = await given.contract(await given.organisation('commissioner'), service.organisation, [
    'E23000033',
  ]);
  await house.database.owner.query(
    `INSERT INTO contract_target (contract_id, measure, within_hours, share_percent, counted_in)
     VALUES ($1, 'triage', 8, 90, 'working'), ($1, 'first_attempt', 10, 90, 'working')`,
    [contract],
  );
  const nineToFive = Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [`times.${day}`, '9:00 to 17:00']),
  );
  await admin
    .post('/opening-hours')
    .type('form')
    .send({ fromOn: '1/1/2026', closed: 'yes', ...nineToFive })
    .expect(303);
});
afterAll(() => house.stop());

describe('the opening hours of a service', () => {
  it('are set by an administrator, with what was before them kept', async () => {
    const weekend = { fromOn: '2026-06-01', times: { saturday: '10:00 to 12:00' }, closed: 'no' };
    await admin.post('/api/v1/opening-hours').send(weekend).expect(204);
    const { body } = await admin.get('/api/v1/opening-hours').expect(200);
    expect(body.hours).toMatchObject([
      { fromOn: '2026-06-01', hours: 'Saturday 10:00–12:00', closesOnBankHolidays: false, inForce: false },
      {
        fromOn: '2026-01-01',
        hours: 'Monday to Friday 09:00–17:00',
        closesOnBankHolidays: true,
        inForce: true,
      },
    ]);
    expect((await desk.get('/opening-hours')).text).toContain('Monday to Friday 09:00–17:00');
  });

  it('begin no earlier than today, and are said by nobody else', async () => {
    const past = { fromOn: '2026-03-05', times: { monday: '10:00 to 12:00' }, closed: 'no' };
    const refused = await admin.post('/api/v1/opening-hours').send(past);
    expect([refused.status, refused.body.type]).toEqual([422, 'opening-in-the-past']);
    await desk
      .post('/api/v1/opening-hours')
      .send({ ...past, fromOn: '2026-07-01' })
      .expect(404);
    await desk.post('/api/v1/opening-hours/days').send({ onDay: '2026-07-01', opens: 'closed' }).expect(404);
  });
});

describe('a referral received on Friday at 10:00', () => {
  it('is due by working hours, with why, on its page, its list and in the API', async () => {
    const given = { ...service, by: service.advocate, on: '2026-03-06' };
    const { referralId } = await givenAReferral(house.database.owner, given);
    const { body } = await desk.get(`/api/v1/referrals/${referralId}`).expect(200);
    expect(body.clocks).toMatchObject([
      {
        measure: 'triage',
        state: 'running',
        dueAt: '2026-03-09T10:00:00.000Z',
        remainingMinutes: 70 * 60,
        workingMinutes: 120,
        elapsedMinutes: 120,
      },
      { measure: 'first_attempt', dueAt: '2026-03-09T12:00:00.000Z' },
      { measure: 'first_contact', dueAt: null, words: 'No contract says how soon' },
      { measure: 'assessment', dueAt: null },
    ]);
    const why =
      'the contract asks for 8 working hours from when it was received; opening hours Monday to Friday 09:00–17:00';
    expect((await desk.get(`/referrals/${referralId}`)).text).toContain(why);
    expect((await desk.get('/referrals')).text).toContain('Due 9 March 2026, 10:00: 2 days left');
    house.clock.set('2026-03-09T09:59:00Z');
    await house.app.get(EscalationService).escalate();
    const { rows } = await house.database.owner.query(
      'SELECT level FROM referral_escalation WHERE referral_id = $1',
      [referralId],
    );
    expect(rows).toEqual([{ level: 1 }]); // nobody took it up in half of the time: Friday 14:00
  });

  it('is due a day later where that Monday is closed', async () => {
    house.clock.set('2026-03-06T12:00:00Z');
    await admin
      .post('/opening-hours/days')
      .type('form')
      .send({ onDay: '9/3/2026', opens: 'closed' })
      .expect(303);
    const { body } = await desk.get('/api/v1/referrals').expect(200);
    expect(body.referrals[0].clock).toMatchObject({ measure: 'triage', dueAt: '2026-03-10T10:00:00.000Z' });
    expect(body.referrals[0].clock.because).toContain('without Monday 9 March 2026 (closed)');
    await admin
      .post('/api/v1/opening-hours/days')
      .send({ onDay: '2026-03-09', opens: 'as_usual' })
      .expect(204);
    const days = await admin.get('/api/v1/opening-hours/days').expect(200);
    expect(
      days.body.days.map(({ opens, holds }: { opens: string; holds: boolean }) => [opens, holds]),
    ).toEqual([
      ['as_usual', true],
      ['closed', false],
    ]);
  });
});

describe('referrals to decide', () => {
  it('come with the one due first first, also where it came later', async () => {
    const given = { ...service, by: service.advocate };
    const waits = await givenAReferral(house.database.owner, { ...given, on: '2026-03-02' });
    const late = await givenAReferral(house.database.owner, { ...given, on: '2026-03-03' });
    await house.database.owner.query(
      `INSERT INTO referral_pause (referral_id, why, began_at, until_on, ended_at, began_by)
       VALUES ($1, 'more_information', '2026-03-02T10:00Z', '2026-03-06', '2026-03-05T10:00Z', $2)`,
      [waits.referralId, service.supervisor.userId],
    );
    const { body } = await desk.get('/api/v1/referrals').expect(200);
    const ids = body.referrals.map(({ id }: { id: string }) => id);
    expect(ids.indexOf(late.referralId)).toBeLessThan(ids.indexOf(waits.referralId));
  });
});

describe('the clocks of a case', () => {
  it('run on from its referral, and can be stopped there', async () => {
    const { caseId, referralId } = await givenACase(house.database.owner, { ...service, on: '2026-03-06' });
    const clocks = async (): Promise<unknown> => {
      const { body } = await desk.get(`/api/v1/cases/${caseId}/clocks`).expect(200);
      return (body as { clocks: unknown }).clocks;
    };
    expect(await clocks()).toMatchObject([
      { state: 'done' },
      { state: 'running' },
      { state: 'running' },
      { state: 'running' },
    ]);
    const pause = { why: 'person_asked_to_wait', untilOn: '2026-03-10' };
    await desk.post(`/api/v1/referrals/${referralId}/pauses`).send(pause).expect(204);
    expect(await clocks()).toMatchObject([{ state: 'done' }, { state: 'stands_still' }, {}, {}]);
    expect((await desk.get(`/cases/${caseId}`)).text).toContain('Stands still. As it is now, due');
  });

  it('are nobody else’s to read', async () => {
    const { caseId } = await givenACase(house.database.owner, { ...service, on: '2026-03-06' });
    await (await house.as(service.outsider.userId)).get(`/api/v1/cases/${caseId}/clocks`).expect(404);
  });
});
