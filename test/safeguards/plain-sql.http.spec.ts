import type { Person } from '../../src/kernel/actor.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { capacityConcernNarrative } from '../../src/safeguards/capacity.sealed.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';
import { keptFrom, sealedFor } from './guarded-records.js';

/** What no page offers to do to a safeguard is not done in plain SQL either. */
let desk: SafeguardsDesk;
let third: Person;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  third = await desk.given.staff('supervisor', desk.organisation, { teams: [desk.team], name: 'Demo Third' });
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.row(
    'TRUNCATE broken_glass, broken_glass_narrative, broken_glass_notice, exclusion, exclusion_narrative',
  );
});

const sql = (who: Person, statement: string, ...values: unknown[]) =>
  desk.house.db.run(who, (tx) => tx.query<unknown[]>(statement, values));
const excludedFrom = (clientId: string, who: Person) => keptFrom(desk.house.database.owner, clientId, [who]);

async function anEmergency(clientKeptFrom?: Person) {
  const { caseId, clientId, reference } = await desk.aCase();
  if (clientKeptFrom) await excludedFrom(clientId, clientKeptFrom);
  const emergency = { reference, why: 'cover', words: 'Invented.', hours: '4' };
  expect((await desk.post(desk.stranger, '/emergency-access', emergency)).status).toBe(303);
  const id = (await desk.row('SELECT id FROM broken_glass WHERE case_id = $1', caseId))?.['id'];
  return { id, clientId };
}

describe('an emergency', () => {
  it('is nothing to somebody told of it who is then kept from its client', async () => {
    const { id, clientId } = await anEmergency();
    const seen = 'SELECT client_id FROM broken_glass WHERE id = $1';
    expect(await sql(desk.deputy, seen, id)).toHaveLength(1);
    await excludedFrom(clientId, desk.deputy);
    expect(await sql(desk.deputy, seen, id)).toEqual([]);
  });

  it('is not told to a supervisor of its team who is kept from its client', async () => {
    const { id } = await anEmergency(desk.deputy);
    const { rows } = await desk.house.database.owner.query<{ who: string }>(
      'SELECT staff_id AS who FROM broken_glass_notice WHERE broken_glass_id = $1',
      [id],
    );
    expect(rows.map(({ who }) => who).toSorted()).toEqual([desk.supervisor.userId, third.userId].toSorted());
  });

  it('is not judged by a supervisor of the line of whoever opened it, though they were told', async () => {
    const { id } = await anEmergency();
    await desk.row(
      'INSERT INTO broken_glass_notice (broken_glass_id, staff_id) VALUES ($1, $2)',
      id,
      desk.outsider.userId,
    );
    const judge = `UPDATE broken_glass SET decision = 'justified', decided_by = my_user(), decided_at = now() WHERE id = $1 RETURNING id`;
    expect((await sql(desk.outsider, judge, id))[1]).toBe(0);
    expect((await sql(third, judge, id))[1]).toBe(1);
  });
});

it('a seal is not lifted by somebody it names who was kept from its client since', async () => {
  const { clientId } = await desk.aCase();
  await sealedFor(desk.house.database.owner, clientId, [desk.supervisor, desk.deputy, third]);
  await excludedFrom(clientId, third);
  const lift =
    'UPDATE seal SET lifted_by = my_user(), lifted_at = now() WHERE client_id = $1 AND lifted_at IS NULL';
  expect((await sql(third, lift, clientId))[1]).toBe(0);
  expect((await sql(desk.deputy, lift, clientId))[1]).toBe(1);
});

describe('nobody is kept from a client', () => {
  const exclude = (by: Person, clientId: string) =>
    sql(by, 'SELECT exclude($1, $2)', desk.colleague.userId, clientId);
  const excluded = (clientId: string) =>
    desk.row(
      'SELECT why FROM exclusion WHERE staff_id = $1 AND client_id = $2',
      desk.colleague.userId,
      clientId,
    );

  it('by a supervisor who is kept from them too', async () => {
    const { clientId } = await desk.aCase();
    await excludedFrom(clientId, desk.supervisor);
    await exclude(desk.supervisor, clientId);
    expect(await excluded(clientId)).toBeUndefined();
    await exclude(desk.deputy, clientId);
    expect(await excluded(clientId)).toEqual({ why: 'supervisor' });
  });

  it('by a supervisor whom their seal does not name', async () => {
    const { clientId } = await desk.aCase();
    await sealedFor(desk.house.database.owner, clientId, [desk.supervisor, desk.deputy]);
    await exclude(desk.supervisor, clientId);
    expect(await excluded(clientId)).toBeUndefined();
    await exclude(desk.deputy, clientId);
    expect(await excluded(clientId)).toEqual({ why: 'supervisor' });
  });
});

it('nobody says in a colleague’s name whom they know', async () => {
  const say = `INSERT INTO conflict_token (staff_id, how, token) VALUES ($1, 'declared', '\\x0011223344556677')`;
  for (const by of [desk.advocate, desk.supervisor])
    await expect(sql(by, say, desk.colleague.userId)).rejects.toThrow('row-level security');
  await sql(desk.advocate, say, desk.advocate.userId);
});

it('best interests are written of whoever lacks capacity, and of nobody else', async () => {
  const { caseId } = await desk.aCase();
  const written = (finding: 'lacks_capacity' | 'has_capacity', words: object) =>
    desk.house.db.run(desk.colleague, async (tx) => {
      const [row] = await tx.query<[{ id: string }]>(
        `INSERT INTO capacity_concern (case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on)
         VALUES ($1, '2026-03-02', 'yes', 'no', 'no', 'no', 'no', $2, '2026-03-09') RETURNING id`,
        [caseId, finding],
      );
      const place = { of: capacityConcernNarrative, row: row.id, keyId: caseId };
      await insertSealed(tx, place, { decision: 'Invented.', help_given: 'Invented.', ...words });
    });
  const interests = { best_interests: 'Invented.' };
  await expect(written('lacks_capacity', {})).rejects.toThrow('row-level security');
  await expect(written('has_capacity', interests)).rejects.toThrow('row-level security');
  await written('lacks_capacity', interests);
});
