import type { Person } from '../../src/kernel/actor.js';
import { Queues } from '../../src/platform/jobs/queues.js';
import { EscalationService } from '../../src/referrals/escalation.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { keptFrom, sealedFor } from '../safeguards/guarded-records.js';
import { Given } from '../support/given.js';
import { givenACase, givenAReferral, type ReferralIds } from '../support/given-cases.js';
import { givenOnePerson, givenTwoAgain } from '../support/given-likeness.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let desk: Awaited<ReturnType<TestApp['as']>>;
let referral: ReferralIds;

beforeAll(async () => {
  house = await startApp('2026-03-02T12:00:00Z');
  service = await givenAService(house);
  desk = await house.as(service.supervisor.userId);
});
afterAll(() => house.stop());
beforeEach(async () => {
  house.clock.set('2026-03-02T12:00:00Z');
  const given = { ...service, by: service.advocate, on: '2026-03-02' };
  referral = await givenAReferral(house.database.owner, given);
});

describe('a referral nobody decides', () => {
  const escalate = () => house.app.get(EscalationService).escalate();
  const levels = async () =>
    (
      await house.database.owner.query<{ level: number }>(
        'SELECT level FROM referral_escalation WHERE referral_id = $1 ORDER BY level',
        [referral.referralId],
      )
    ).rows.map(({ level }) => level);
  const reference = async () => {
    const found = await service.row('SELECT reference FROM referral WHERE id = $1', referral.referralId);
    return String(found?.['reference']);
  };
  const home = async (browser: typeof desk) => (await browser.get('/referral-escalations')).text;

  it('goes up to its own supervisors once, when half of the time is over', async () => {
    house.clock.set('2026-03-02T22:00:00Z');
    await escalate();
    expect(await levels()).toEqual([]);
    house.clock.set('2026-03-02T22:00:01Z');
    await escalate();
    await escalate();
    expect(await levels()).toEqual([1]);
    expect(await home(desk)).toContain(await reference());
    const { body } = await desk.get('/api/v1/today').expect(200);
    expect(JSON.stringify(body)).toContain(`/referrals/${referral.referralId}`);
  });

  it('is found by the job on its queue', async () => {
    house.clock.set('2026-03-03T10:00:01Z');
    const queues = house.app.get(Queues);
    await queues.start();
    await queues.add('late-referrals', {});
    for (let tries = 0; tries < 200 && (await levels()).length === 0; tries += 1) {
      await new Promise((wake) => setTimeout(wake, 100));
    }
    expect(await levels()).toEqual([1]);
  });

  it('goes up to the whole service after twice the time, and says no more than its reference', async () => {
    const given = new Given(house.database.owner);
    const other = await house.as((await given.staff('supervisor', service.organisation)).userId);
    const admin = await house.as((await given.staff('admin', service.organisation)).userId);
    house.clock.set('2026-03-04T10:00:01Z');
    await escalate();
    expect(await levels()).toEqual([2]);
    for (const browser of [other, admin]) {
      const text = await home(browser);
      expect(text).toContain(await reference());
      expect(text).not.toContain(`/referrals/${referral.referralId}`);
    }
    await other.get(`/referrals/${referral.referralId}`).expect(404);
  });

  it('of another team goes up to no supervisor who is kept from its client', async () => {
    const given = new Given(house.database.owner);
    const teams = [await given.team(service.organisation)];
    const kept = await given.staff('supervisor', service.organisation, { teams });
    const free = await given.staff('supervisor', service.organisation, { teams });
    await keptFrom(house.database.owner, referral.clientId, [kept]);
    house.clock.set('2026-03-04T10:00:01Z');
    await escalate();
    const kepts = await house.as(kept.userId);
    expect(await home(kepts)).not.toContain(await reference());
    expect((await kepts.get('/')).text).not.toContain(await reference());
    expect(await home(await house.as(free.userId))).toContain(await reference());
  });

  it('goes up to the whole service at once where every supervisor of its team is kept from it', async () => {
    await keptFrom(house.database.owner, referral.clientId, [service.supervisor]);
    await escalate();
    expect(await levels()).toEqual([2]);
    expect(await home(desk)).not.toContain(await reference());
  });

  it('goes up to nobody outside its team where it is sealed', async () => {
    house.clock.set('2026-03-04T10:00:01Z');
    await escalate();
    const admin = await house.as(
      (await new Given(house.database.owner).staff('admin', service.organisation)).userId,
    );
    await house.database.owner.query('UPDATE referral SET sealed = true WHERE id = $1', [
      referral.referralId,
    ]);
    expect(await home(desk)).not.toContain(await reference());
    expect(await home(admin)).not.toContain(await reference());
  });

  it('that is sealed can be opened by the named of its team alone', async () => {
    const { owner } = house.database;
    const teams = [service.team];
    const deputy = await new Given(owner).staff('supervisor', service.organisation, { teams });
    const openedBy = async () =>
      (await service.row('SELECT deciders FROM referrals_in_time() WHERE id = $1', referral.referralId))?.[
        'deciders'
      ];
    expect(await openedBy()).toBe(2);
    await sealedFor(owner, referral.clientId, [service.supervisor, deputy]);
    expect(await openedBy()).toBe(1);
  });

  it('goes up where it waits and nobody looks at it again, until somebody does', async () => {
    const given = { ...service, by: service.advocate, on: '2026-03-02', state: 'waiting' as const };
    referral = await givenAReferral(house.database.owner, given);
    house.clock.set('2026-03-16T10:00:00Z');
    await escalate();
    expect(await levels()).toEqual([]);
    house.clock.set('2026-03-16T10:00:01Z');
    await escalate();
    expect(await levels()).toEqual([1]);
    expect(await home(desk)).toContain(await reference());
    const sql = `UPDATE referral_escalation SET escalated_at = $2 WHERE referral_id = $1`;
    await house.database.owner.query(sql, [referral.referralId, '2026-03-16T10:15:00Z']);

    house.clock.set('2026-03-16T11:00:00Z');
    await desk.post(`/referrals/${referral.referralId}/decider`).type('form').send({}).expect(303);
    expect(await home(desk)).not.toContain(await reference());
    expect((await desk.get(`/referrals/${referral.referralId}`)).text).toContain('I have looked at it again');
    await desk.post(`/referrals/${referral.referralId}/decider`).type('form').send({}).expect(303);
    house.clock.set('2026-03-30T11:00:01Z');
    await escalate();
    expect(await levels()).toEqual([1]);
    expect(await home(desk)).toContain(await reference());
  });

  it('of which nobody in its team may know is moved by another supervisor to their own, and by nobody before or kept from it', async () => {
    const { owner } = house.database;
    const other = await house.as(service.outsider.userId);
    const move = (browser: typeof desk) =>
      browser.post(`/referral-escalations/${referral.referralId}/team`).type('form').send({});
    house.clock.set('2026-03-04T10:00:01Z');
    await escalate();
    expect((await home(other)).includes(await reference())).toBe(true);
    expect(await home(other)).not.toContain(`${referral.referralId}/team`);
    expect((await move(other)).status).toBe(404);

    const { rows } = await owner.query<Person>(
      `SELECT s.id AS "userId", s.organisation_id AS "organisationId" FROM team_member m JOIN staff s ON s.id = m.staff_id
       WHERE m.team_id = $1 AND s.role = 'supervisor'`,
      [service.team],
    );
    await keptFrom(owner, referral.clientId, rows);
    expect((await move(desk)).status).toBe(404);
    const advocate = await house.as(service.advocate.userId);
    expect((await move(advocate)).status).toBe(404);
    const third = await house.as((await new Given(owner).staff('supervisor', service.organisation)).userId);
    expect((await move(third)).status).toBe(422);
    const second = await givenACase(owner, service);
    const pair = [referral.clientId, second.clientId] as const;
    const likeness = await givenOnePerson(owner, service.supervisor, pair);
    expect((await move(other)).status).toBe(404);
    await givenTwoAgain(owner, service.supervisor, likeness);
    expect(await home(other)).toContain(`Move to my team<span`);
    const moved = await move(other);
    expect([moved.status, moved.headers['location']]).toEqual([303, `/referrals/${referral.referralId}`]);
    expect((await other.get(`/referrals/${referral.referralId}`)).text).toContain('Take it up');
    expect((await move(other)).status).toBe(404);
    await advocate.get(`/referrals/${referral.referralId}`).expect(404);
  });

  it('is not there for a commissioner or an advocate to see', async () => {
    const advocate = await house.as(service.advocate.userId);
    await advocate.get('/referral-escalations').expect(404);
  });
});
