import { setTimeout as delay } from 'node:timers/promises';
import { machine, type Person } from '../../src/kernel/actor.js';
import { Queues } from '../../src/platform/jobs/queues.js';
import { CompareConflictsJob } from '../../src/safeguards/compare-conflicts.job.js';
import { ConflictsAgain } from '../../src/safeguards/conflicts-again.service.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.row('TRUNCATE exclusion, exclusion_narrative, conflict_token');
});

const again = () => desk.house.app.get(ConflictsAgain).find();
const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;
const count = async (table: string) =>
  (await desk.row(`SELECT count(*)::int AS count FROM ${table}`))?.['count'];
const named = (name: string) => desk.given.staff('advocate', desk.organisation, { teams: [desk.team], name });

describe('whoever was recorded before anything was compared', () => {
  // What these helpers record, they record past the program: nobody there was compared.
  it('is kept from a client of their name from the next night on', async () => {
    const namesake = await named('Demo Speedwell');
    const { caseId } = await desk.aCase({ name: 'Demo Speedwel' });
    expect(await statusFor(namesake, `/cases/${caseId}`)).toBe(200);
    await again();
    expect(await statusFor(namesake, `/cases/${caseId}`)).toBe(404);
    expect(await statusFor(desk.advocate, `/cases/${caseId}`)).toBe(200);
  });

  it('is kept from a perpetrator of their name, and from a number they said somebody has', async () => {
    const stalker = await named('Invented Bramble'); // whom every case of these names
    const { caseId } = await desk.aCase({ phone: '07700 900551' });
    const known = { fullName: 'Demo Ivy', relation: 'friend', reachedBy: '07700 900551' };
    await desk.post(desk.colleague, '/conflicts', known);
    await again();
    for (const who of [stalker, desk.colleague]) expect(await statusFor(who, `/cases/${caseId}`)).toBe(404);
  });

  it('is not entered once they were erased', async () => {
    const { clientId } = await desk.aCase();
    await desk.row('UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE id = $1', clientId);
    await again();
    expect(await desk.row('SELECT FROM conflict_token WHERE client_id = $1', clientId)).toBeUndefined();
  });
});

it('a second night adds nothing, and leaves lifted what was lifted', async () => {
  await named('Demo Vervain');
  const { clientId } = await desk.aCase({ name: 'Demo Vervain' });
  await again();
  await desk.row(`UPDATE exclusion SET lifted_by = $1, lifted_at = now()`, desk.outsider.userId);
  const [tokens, exclusions] = [await count('conflict_token'), await count('exclusion')];
  await again();
  expect([await count('conflict_token'), await count('exclusion')]).toEqual([tokens, exclusions]);
  const kept = await desk.row('SELECT lifted_at FROM exclusion WHERE client_id = $1', clientId);
  expect(kept?.['lifted_at']).not.toBeNull();
});

it('cut short it keeps what it entered, and goes on the next time', async () => {
  const cases = [await desk.aCase({ name: 'Demo Sorrel' }), await desk.aCase({ name: 'Demo Sorrel' })];
  const last = cases
    .map(({ clientId }) => clientId)
    .toSorted()
    .at(-1);
  // Whoever is reached last in a batch of their own cannot be opened: the night ends there.
  const entered = () =>
    desk.row(
      'SELECT count(DISTINCT staff_id)::int AS staff, count(DISTINCT client_id)::int AS clients FROM conflict_token',
    );
  const wrapped = await desk.row('SELECT wrapped FROM data_key WHERE id = $1', last);
  await desk.row('UPDATE data_key SET wrapped = $2 WHERE id = $1', last, Buffer.alloc(65, 1));
  await expect(again()).rejects.toThrow('could not be opened');
  const before = await entered();
  expect(before?.['staff']).toBeGreaterThan(3);
  expect(before?.['clients']).toBe(0);
  await desk.row('UPDATE data_key SET wrapped = $2 WHERE id = $1', last, wrapped?.['wrapped']);
  await again();
  expect((await entered())?.['staff']).toBe(before?.['staff']);
  expect((await entered())?.['clients']).toBeGreaterThan(1);
});

it('what it read is in the log, and it reads nobody who was compared', async () => {
  const { clientId } = await desk.aCase();
  const comparer = machine('comparer', desk.organisation);
  const seen = () =>
    desk.house.db.run(comparer, (tx) =>
      tx.query<unknown[]>(
        `SELECT id FROM data_key WHERE id = $1 UNION ALL SELECT client_id FROM client_identity WHERE client_id = $1
         UNION ALL SELECT client_id FROM contact_method JOIN contact_method_identity ON contact_method_id = id WHERE client_id = $1`,
        [clientId],
      ),
    );
  expect(await seen()).toHaveLength(3);
  await again();
  expect(await seen()).toEqual([]);
  const told = await desk.row(
    `SELECT actor_id FROM audit.entry WHERE act = 'conflicts.compared' AND $1 = ANY (ids)`,
    clientId,
  );
  expect(told).toEqual({ actor_id: null });
});

it('a sealed record that nobody could take over passes to the first supervisor there is', async () => {
  const holder = await desk.given.staff('supervisor', desk.organisation, {
    teams: [desk.team],
    name: 'Demo Holder',
  });
  const { caseId, clientId } = await desk.aCase();
  const named = [desk.advocate.userId, holder.userId];
  await desk.post(desk.supervisor, `/cases/${caseId}/seal`, { why: 'threat_to_life', named });
  await desk.row(
    `INSERT INTO exclusion (organisation_id, staff_id, client_id, why)
     SELECT organisation_id, id, $1, 'declared' FROM staff WHERE role = 'supervisor' AND organisation_id = $2`,
    clientId,
    desk.organisation,
  );
  const next = await desk.given.staff('supervisor', desk.organisation, {
    teams: [desk.team],
    name: 'Demo Next',
  });
  expect(await statusFor(next, `/cases/${caseId}`)).toBe(404);
  await again();
  expect(await statusFor(next, `/cases/${caseId}`)).toBe(200);
});

it('an auditor is told of whom nobody can be found to be near, until they say another name of theirs', async () => {
  const auditor = await desk.given.staff('auditor', desk.organisation);
  const single = await named('Speedwell');
  const told = async () =>
    (await desk.get(auditor, '/home')).text.split('cannot be found')[1]?.split('</section>')[0] ?? '';
  expect(await told()).toContain('Demo Campion');
  await again();
  expect(await told()).not.toContain('Demo Campion');
  expect(await told()).toContain('Speedwell');
  await desk.post(single, '/conflicts', { fullName: 'Demo Speedwell', relation: 'own_other_name' });
  expect(await told()).not.toContain('Speedwell');
});

it('the queue does it when work starts, and each night', async () => {
  const queues = desk.house.app.get(Queues);
  await queues.start();
  const namesake = await named('Demo Yellowrattle');
  const { caseId } = await desk.aCase({ name: 'Demo Yellowrattle' });
  await desk.house.app.get(CompareConflictsJob).begin();
  for (
    let waited = 0;
    waited < 10_000 && (await statusFor(namesake, `/cases/${caseId}`)) === 200;
    waited += 200
  )
    await delay(200);
  expect(await statusFor(namesake, `/cases/${caseId}`)).toBe(404);
  const { rows } = await desk.house.database.owner.query<{ key: string }>(
    `SELECT row_to_json(s)::text AS key FROM jobs.scheduler s`,
  );
  expect(rows.map(({ key }) => key).join(' ')).toContain('compare-conflicts');
});
