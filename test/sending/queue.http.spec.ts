import { machine, onErrand } from '../../src/kernel/actor.js';
import { EscalationService } from '../../src/referrals/escalation.service.js';
import { setTimeout as delay } from 'node:timers/promises';
import { Queues } from '../../src/platform/jobs/queues.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { Release } from '../../src/sending/release.service.js';
import { Given } from '../support/given.js';
import { givenAReferral, type CaseIds } from '../support/given-cases.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';

let desk: SendingDesk;
beforeAll(async () => {
  desk = await openSendingDesk();
  await desk.house.app.get(Queues).start();
});
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

async function carried(many: number): Promise<void> {
  await desk.house.app.get(Relay).relay();
  for (let waited = 0; desk.world.carried.length < many && waited < 15_000; waited += 50) await delay(50);
}

it('what waits is sent by the queue, and whoever made what another stopped is told that there is a message', async () => {
  const kase = await desk.aCase();
  const methodId = await desk.aMethod(kase, 'text');
  const wanted = { methodId, kind: 'text', message: 'please_ring' };
  await desk.prepare(kase, wanted);
  await carried(1);
  expect(desk.world.carried).toMatchObject([
    { by: 'text', words: 'Hello. Please ring me when it suits you.' },
  ]);

  const later = (await desk.prepare(kase, { ...wanted, on: '2026-03-10', at: '10:00' })).body.id;
  const colleague = await desk.house.as(desk.colleague.userId);
  const warning = { deviceWatched: 'yes', version: 1 };
  await colleague
    .post(`/api/v1/cases/${kase.caseId}/contact-methods/${methodId}/warning`)
    .send(warning)
    .expect(204);
  expect(await desk.outgoing(later)).toMatchObject({ state: 'stopped' });
  await carried(2);
  const told = desk.world.carried.slice(1);
  const maker = await desk.row('SELECT email FROM staff WHERE id = $1', desk.advocate.userId);
  expect(told).toMatchObject([
    { by: 'mail', to: maker?.['email'], words: 'You have a message in Larkspur.' },
  ]);
  expect(told[0]?.with).toMatch(/^Subject: You have a message in Larkspur$/m);
});

describe('a message that nothing let go', () => {
  let kase: CaseIds;
  beforeEach(async () => {
    desk.house.clock.set('2026-03-03T10:00:00Z');
    desk.world.carried.length = 0;
    kase = await desk.aCase();
  });
  const look = async (id: string) => (await desk.browser.get(`/cases/${kase.caseId}/outgoing/${id}`)).text;
  const sweep = (at: string) => {
    desk.house.clock.set(at);
    return desk.house.app.get(Release).sweep();
  };
  const queued = async () => {
    const wanted = { methodId: await desk.aMethod(kase, 'text'), kind: 'text', message: 'will_ring' };
    return (await desk.prepare(kase, { ...wanted, on: '2026-03-10', at: '10:00' })).body.id;
  };
  const supervisorsList = async () =>
    (await (await desk.house.as(desk.supervisor.userId)).get('/blind-spots/message')).text;

  it('within an hour of its time is stopped, and listed for a supervisor until somebody tries to reach the client', async () => {
    const id = await queued();
    await sweep('2026-03-10T11:00:00Z');
    expect(await desk.outgoing(id)).toMatchObject({ state: 'waiting' });
    await sweep('2026-03-10T11:00:01Z');
    expect(await desk.outgoing(id)).toMatchObject({ state: 'stopped', stopped_because: 'too_late' });
    expect(await look(id)).toContain('its time had gone by');
    expect(await supervisorsList()).toContain(`/cases/${kase.caseId}/outgoing/${id}`);
    const event = await desk.row(`SELECT did FROM event WHERE record_id = $1 ORDER BY id DESC LIMIT 1`, id);
    expect(event).toEqual({ did: 'outgoing.stopped' });
    await desk.house.database.owner.query(
      `INSERT INTO contact_attempt (case_id, at, channel, outcome, recorded_by) VALUES ($1, '2026-03-10T11:30:00Z', 'phone', 'spoke_to_client', $2)`,
      [kase.caseId, desk.advocate.userId],
    );
    expect(await supervisorsList()).not.toContain(`/outgoing/${id}`);
  });

  it('does not go when the queue comes back after an hour, whoever would let it', async () => {
    const id = await queued();
    desk.house.clock.set('2026-03-10T11:00:01Z');
    await desk.release(id);
    expect(desk.world.carried).toEqual([]);
    expect(await desk.outgoing(id)).toMatchObject({ state: 'stopped', stopped_because: 'too_late' });
    desk.house.clock.set('2026-03-03T10:00:00Z');
    const other = await queued();
    const late = desk.house.database.owner.query(
      `UPDATE outgoing SET state = 'releasing', released_at = use_at + interval '61 minutes' WHERE id = $1`,
      [other],
    );
    await expect(late).rejects.toThrow('nothing goes out unsafely');
  });

  it('that was taken and never heard of again is said to be unclear, and is not sent again', async () => {
    const id = await queued();
    await desk.house.database.owner.query(
      `UPDATE outgoing SET state = 'releasing', released_at = use_at WHERE id = $1`,
      [id],
    );
    await sweep('2026-03-10T11:00:01Z');
    expect(await desk.outgoing(id)).toMatchObject({ state: 'unclear' });
    await desk.release(id);
    expect(desk.world.carried).toEqual([]);
    expect(await supervisorsList()).toContain(`/outgoing/${id}`);
    expect(await look(id)).toContain('Nobody knows whether it was sent');
  });
});

it('a referral that goes up tells the supervisors it goes to that there is a message, once in an hour, and nobody kept from it', async () => {
  const { owner } = desk.house.database;
  const given = { team: desk.team, by: desk.advocate };
  const [one, two] = [await givenAReferral(owner, given), await givenAReferral(owner, given)];
  const deputy = await new Given(owner).staff('supervisor', desk.organisation, {
    teams: [desk.team],
    name: 'Demo Deputy',
  });
  for (const { clientId } of [one, two])
    await owner.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
      [...[desk.organisation, deputy.userId, clientId]],
    );
  desk.world.carried.length = 0;
  desk.house.clock.set('2027-06-01T01:59:00Z');
  await owner.query(`UPDATE referral SET received_at = '2027-05-31T08:00:00Z' WHERE id = ANY ($1)`, [
    [one.referralId, two.referralId],
  ]);
  await desk.house.app.get(EscalationService).escalate();
  await carried(1);
  const supervisor = await desk.row('SELECT email FROM staff WHERE id = $1', desk.supervisor.userId);
  const told = desk.world.carried.filter(({ to }) => to === supervisor?.['email']);
  expect(told).toMatchObject([{ by: 'mail', words: 'You have a message in Larkspur.' }]);
  const { rows } = await desk.house.db.run(machine('worker'), async (tx) => ({
    rows: await tx.query<unknown[]>('SELECT staff_id AS id FROM told_of_escalation($1)', [one.referralId]),
  }));
  expect(rows).toEqual(expect.not.arrayContaining([{ id: deputy.userId }]));
  expect(rows).toEqual(expect.arrayContaining([{ id: desk.supervisor.userId }]));
});

it('whoever made a message is told nothing of it once they are kept from its client', async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  const kase = await desk.aCase();
  const wanted = { methodId: await desk.aMethod(kase, 'text'), kind: 'text', message: 'will_ring' };
  const { id } = (await desk.prepare(kase, { ...wanted, on: '2026-03-10', at: '10:00' })).body;
  desk.house.clock.set('2026-03-10T11:00:01Z');
  await desk.house.app.get(Release).sweep();
  const event = await desk.row(`SELECT id FROM event WHERE record_id = $1 AND did = 'outgoing.stopped'`, id);
  const address = () =>
    desk.house.db.run(onErrand(Number(event?.['id'])), (tx) =>
      tx.query<[{ address: string | null }]>('SELECT address_of_maker($1) AS address', [id]),
    );
  expect(await address()).toEqual([{ address: expect.stringContaining('@') as string }]);
  await desk.house.database.owner.query(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'supervisor')`,
    [desk.organisation, desk.advocate.userId, kase.clientId],
  );
  expect(await address()).toEqual([{ address: null }]);
});
