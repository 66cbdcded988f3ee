import type { Person } from '../../src/kernel/actor.js';
import { Queues } from '../../src/platform/jobs/queues.js';
import { Relay } from '../../src/platform/jobs/relay.js';
import { LateDangersJob } from '../../src/safeguards/late-dangers.job.js';
import { givenACase } from '../support/given-cases.js';
import { keptFrom, sealedFor } from './guarded-records.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** What stays undone about a danger, and what follows from its end: by the jobs, as the clock goes on from 14:00. */
let desk: SafeguardsDesk;
let kase: Awaited<ReturnType<SafeguardsDesk['aCase']>>;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  await desk.house.app.get(Queues).start();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T14:00:00Z');
  await desk.house.database.owner.query('TRUNCATE on_call_turn, danger CASCADE');
  kase = await desk.aCase();
  await desk.post(desk.advocate, `/cases/${kase.caseId}/danger/police`, { police: 'done' });
});
afterAll(() => desk.house.stop());

const onCall = async (who: Person) => {
  const turn = { fromOn: '3/3/2026', fromTime: '12:00', toOn: '4/3/2026', toTime: '09:00' };
  const sent = await desk.post(desk.supervisor, '/on-call', { staffId: who.userId, ...turn });
  expect(sent.status).toBe(303);
};
const escalateAt = (moment: string) => {
  desk.house.clock.set(`2026-03-03T${moment}:00Z`);
  return desk.house.app.get(LateDangersJob).escalate();
};
const told = async () => {
  const { rows } = await desk.house.database.owner.query<{ id: string }>(
    'SELECT n.staff_id AS id FROM danger_notice n JOIN danger d ON d.id = n.danger_id WHERE d.case_id = $1',
    [kase.caseId],
  );
  return rows.map(({ id }) => id).sort();
};
const ids = (...people: Person[]) => people.map(({ userId }) => userId).sort();
const reviewDue = async (caseId: string) =>
  (await desk.row('SELECT review_due_on FROM case_file WHERE id = $1', caseId))?.['review_due_on'];

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await what()); tries += 1)
    await new Promise((wake) => setTimeout(wake, 100));
  expect(await what()).toBe(true);
}

describe('a danger that stays unfinished', () => {
  it('goes up by the job on its queue to whoever is on call, of any team, by reference', async () => {
    await onCall(desk.outsider);
    desk.house.clock.set('2026-03-03T14:15:00Z');
    await desk.house.app.get(Queues).add('late-dangers', {});
    await until(async () => (await told()).length > 0);
    expect(await told()).toEqual(ids(desk.outsider));
    const home = await desk.get(desk.outsider, '/blind-spots/danger');
    expect(home.text).toContain(kase.reference);
    expect(home.text).not.toContain(kase.caseId);
  });

  it('goes up a second time, to every supervisor, and to each level once', async () => {
    await onCall(desk.deputy);
    expect(await escalateAt('14:14')).toBe(0);
    expect(await escalateAt('14:15')).toBe(1);
    expect([await told(), await escalateAt('14:59')]).toEqual([ids(desk.deputy), 0]);
    expect([await escalateAt('15:00'), await escalateAt('15:05')]).toEqual([1, 0]);
    expect(await told()).toEqual(ids(desk.deputy, desk.supervisor, desk.outsider));
    const event = `SELECT count(*)::int AS times FROM event WHERE did = 'danger.escalated' AND case_id = $1`;
    expect(await desk.row(event, kase.caseId)).toEqual({ times: 2 });
    expect((await desk.get(desk.advocate, `/cases/${kase.caseId}/danger`)).text).toContain(
      'went up to a lead',
    );
  });

  it('goes up to all of them at once where nobody is on call', async () => {
    expect(await escalateAt('14:15')).toBe(1);
    expect(await told()).toEqual(ids(desk.deputy, desk.supervisor, desk.outsider));
  });

  it('stays where it is when it is over', async () => {
    const ending = { decision: 'no_danger', why: 'Invented.' };
    await desk.post(desk.supervisor, `/cases/${kase.caseId}/danger/ending`, ending);
    expect([await escalateAt('15:00'), await told()]).toEqual([0, []]);
  });

  it('is told to nobody whom a seal does not name', async () => {
    await sealedFor(desk.house.database.owner, kase.clientId, [desk.supervisor, desk.deputy, desk.advocate]);
    const { text } = await desk.get(desk.advocate, `/cases/${kase.caseId}/danger`);
    expect(text).toContain('Demo Deputy');
    expect(text).not.toContain('Demo Outsider');
    await onCall(desk.outsider);
    await escalateAt('15:00');
    expect(await told()).toEqual(ids(desk.deputy));
    expect((await desk.get(desk.outsider, '/blind-spots/danger')).text).not.toContain(kase.reference);
  });
});

describe('a supervisor kept from the client', () => {
  it('is offered to nobody, is told nothing though on call, and the others are told instead', async () => {
    await keptFrom(desk.house.database.owner, kase.clientId, [desk.outsider]);
    await onCall(desk.outsider);
    const page = await desk.get(desk.advocate, `/cases/${kase.caseId}/danger`);
    expect(page.text).not.toContain('Demo Outsider');
    expect(page.text).toContain('Nobody you can tell of this is on call now.');
    const lead = { lead: 'done', toldId: desk.outsider.userId };
    expect((await desk.post(desk.advocate, `/cases/${kase.caseId}/danger/lead`, lead)).status).toBe(422);
    await escalateAt('14:15');
    expect(await told()).toEqual(ids(desk.deputy, desk.supervisor));
    expect((await desk.get(desk.outsider, '/blind-spots/danger')).text).not.toContain(kase.reference);
  });

  it('who was told before they were, sees it no more', async () => {
    await onCall(desk.outsider);
    await escalateAt('14:15');
    expect((await desk.get(desk.outsider, '/blind-spots/danger')).text).toContain(kase.reference);
    await keptFrom(desk.house.database.owner, kase.clientId, [desk.outsider]);
    expect((await desk.get(desk.outsider, '/blind-spots/danger')).text).not.toContain(kase.reference);
  });
});

it('a danger that is over asks for the risk to be assessed again by the next working day', async () => {
  const given = { team: desk.team, advocate: desk.advocate, riskBand: 'standard', reviewDueOn: '2026-04-20' };
  const { caseId } = await givenACase(desk.house.database.owner, given);
  await desk.post(desk.advocate, `/cases/${caseId}/danger/police`, { police: 'done' });
  const ending = { decision: 'with_police', why: 'Invented: they are with her.' };
  expect((await desk.post(desk.supervisor, `/cases/${caseId}/danger/ending`, ending)).status).toBe(303);
  await desk.house.app.get(Relay).relay();
  await until(async () => (await reviewDue(caseId)) === '2026-03-04');
});
