import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** A case that was opened in an emergency, and is sealed afterwards. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.row('TRUNCATE broken_glass, broken_glass_narrative, broken_glass_notice');
});

const words = 'Invented: her brother rang, and he works at the station.';

async function openedAndSealed() {
  const { caseId, reference } = await desk.aCase();
  const emergency = { reference, why: 'cover', words, hours: '4' };
  expect((await desk.post(desk.stranger, '/emergency-access', emergency)).status).toBe(303);
  const id = String((await desk.row('SELECT id FROM broken_glass WHERE case_id = $1', caseId))?.['id']);
  // Comes only now, so that nobody told them of it before.
  const named = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team] });
  const seal = { why: 'threat_to_life', named: [named.userId] };
  expect((await desk.post(desk.supervisor, `/cases/${caseId}/seal`, seal)).status).toBe(303);
  return { caseId, path: `/emergency-access/${id}`, id, named };
}

it('is closed to whoever was told, and says nothing of itself on their pages', async () => {
  const { path, id } = await openedAndSealed();
  for (const told of [desk.supervisor, desk.deputy]) {
    expect((await desk.get(told, path)).status).toBe(404);
    for (const page of ['/emergency-access', '/home'])
      expect((await desk.get(told, page)).text).not.toContain(id);
  }
});

it('is closed in plain SQL to whoever opened it: case, client, reason and key', async () => {
  const { id } = await openedAndSealed();
  const left = await desk.house.db.run(desk.stranger, (tx) =>
    tx.query<unknown[]>(
      `SELECT id FROM broken_glass WHERE id = $1 UNION ALL SELECT broken_glass_id FROM broken_glass_narrative WHERE broken_glass_id = $1
       UNION ALL SELECT id FROM data_key WHERE id = $1`,
      [id],
    ),
  );
  expect(left).toEqual([]);
});

it('is told to the supervisor whom the seal names, who judges it', async () => {
  const { path, named } = await openedAndSealed();
  expect((await desk.get(named, path)).text).toContain('works at the station');
  const judgement = { decision: 'justified', reason: 'Invented: she was in danger.' };
  expect((await desk.post(named, `${path}/decision`, judgement)).status).toBe(303);
});

it('is there again for whoever was told once the seal is lifted', async () => {
  const { caseId, path, named } = await openedAndSealed();
  expect((await desk.post(named, `/cases/${caseId}/seal/lifting`, { reason: 'Invented.' })).status).toBe(303);
  expect((await desk.get(desk.deputy, path)).text).toContain('works at the station');
});
