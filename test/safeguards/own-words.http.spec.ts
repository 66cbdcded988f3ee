import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** What is said of a decision is said by whoever makes it, as they make it, and by nobody ever after: in plain SQL either. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

const sql = (who: Person, statement: string, ...values: unknown[]) =>
  desk.house.db.run(who, (tx) => tx.query<[unknown[], number]>(statement, values));
const forged = Buffer.from('forged');

async function anEmergency(): Promise<string> {
  const { caseId, reference } = await desk.aCase();
  await desk.post(desk.outsider, '/emergency-access', {
    reference,
    why: 'cover',
    words: 'Invented.',
    hours: '1',
  });
  return String((await desk.row('SELECT id FROM broken_glass WHERE case_id = $1', caseId))?.['id']);
}
const judge = (id: string) =>
  desk.post(desk.deputy, `/emergency-access/${id}/decision`, {
    decision: 'not_justified',
    reason: 'Invented.',
  });
const judgementOf = async (id: string) =>
  (await desk.row('SELECT judgement FROM broken_glass_narrative WHERE broken_glass_id = $1', id))?.[
    'judgement'
  ];

it('whoever broke the glass writes its judgement neither before nor after it is judged', async () => {
  const id = await anEmergency();
  const rewrite = 'UPDATE broken_glass_narrative SET judgement = $2 WHERE broken_glass_id = $1';
  for (const who of [desk.outsider, desk.supervisor, desk.deputy])
    expect((await sql(who, rewrite, id, forged))[1]).toBe(0);
  expect((await judge(id)).status).toBe(303);
  const judged = await judgementOf(id);
  expect(judged).toBeInstanceOf(Buffer);
  for (const who of [desk.outsider, desk.supervisor, desk.deputy])
    expect((await sql(who, rewrite, id, forged))[1]).toBe(0);
  expect(await judgementOf(id)).toEqual(judged);
});

it('nobody gives a reason in the name of whoever broke the glass', async () => {
  const id = await anEmergency();
  await desk.row('DELETE FROM data_key WHERE id = $1', id);
  await desk.row('ALTER TABLE broken_glass DROP CONSTRAINT broken_glass_has_a_reason');
  await desk.row('DELETE FROM broken_glass_narrative WHERE broken_glass_id = $1', id);
  const give = 'INSERT INTO broken_glass_narrative (broken_glass_id, why) VALUES ($1, $2)';
  for (const who of [desk.deputy, desk.outsider])
    await expect(sql(who, give, id, forged)).rejects.toThrow('row-level security');
});

it('a decision is of the moment it is written, and not of another', async () => {
  const id = await anEmergency();
  const backdated = `UPDATE broken_glass SET decision = 'justified', decided_by = my_user(), decided_at = now() - interval '1 day' WHERE id = $1`;
  await expect(sql(desk.deputy, backdated, id)).rejects.toThrow('row-level security');
});

it('why an exclusion was lifted is said by whoever lifted it, and not rewritten by another who may look at it', async () => {
  const { caseId } = await desk.aCase();
  await desk.post(desk.supervisor, `/cases/${caseId}/exclusions`, { staffId: desk.colleague.userId });
  const id = String(
    (await desk.row('SELECT id FROM exclusion WHERE staff_id = $1', desk.colleague.userId))?.['id'],
  );
  const third = await desk.given.staff('supervisor', desk.organisation, {
    teams: [await desk.given.team(desk.organisation)],
  });
  expect((await desk.get(third, `/exclusions/${id}`)).status).toBe(200);
  const give = 'INSERT INTO exclusion_narrative (exclusion_id, why_lifted) VALUES ($1, $2)';
  await expect(sql(third, give, id, forged)).rejects.toThrow('row-level security');
  const backdated = `UPDATE exclusion SET lifted_by = my_user(), lifted_at = now() - interval '1 day' WHERE id = $1`;
  await expect(sql(third, backdated, id)).rejects.toThrow('row-level security');
  expect((await desk.post(desk.outsider, `/exclusions/${id}/lifting`, { reason: 'Invented.' })).status).toBe(
    303,
  );
  const rewrite = 'UPDATE exclusion_narrative SET why_lifted = $2 WHERE exclusion_id = $1';
  for (const who of [third, desk.outsider]) expect((await sql(who, rewrite, id, forged))[1]).toBe(0);
});

it('why a seal was lifted is not written beforehand by its sealer, whom it does not name', async () => {
  const { caseId, clientId } = await desk.aCase();
  await desk.post(desk.supervisor, `/cases/${caseId}/seal`, { why: 'other', named: [desk.deputy.userId] });
  const id = (await desk.row('SELECT id FROM seal WHERE client_id = $1', clientId))?.['id'];
  const give = 'INSERT INTO seal_narrative (seal_id, why_lifted) VALUES ($1, $2)';
  await expect(sql(desk.supervisor, give, id, forged)).rejects.toThrow('row-level security');
});
