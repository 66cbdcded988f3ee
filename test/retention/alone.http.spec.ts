import type { Person } from '../../src/kernel/actor.js';
import { canary, openErasureDesk, type ErasureDesk } from './erasure-desk.js';

let desk: ErasureDesk;
beforeAll(async () => {
  desk = await openErasureDesk();
});
afterAll(() => desk.house.stop());

const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;

describe('one person alone', () => {
  it('cannot approve what they proposed, nor can an advocate, an outsider or an administrator', async () => {
    const kase = await desk.aClosedCase();
    const erasure = await desk.proposed(kase);
    expect((await desk.approve(desk.supervisor, erasure)).text).toContain(
      'another supervisor of the team must',
    );
    const admin = await desk.given.staff('admin', desk.organisation);
    for (const other of [desk.advocate, desk.outsider, admin])
      expect([await statusFor(other, erasure), (await desk.approve(other, erasure)).status]).toEqual([
        404, 404,
      ]);
    expect(await desk.opened()).toContain(canary);
  });

  it('cannot in plain SQL either: not approve, not destroy a key', async () => {
    const kase = await desk.aClosedCase();
    const id = (await desk.proposed(kase)).slice(-36);
    const alone = (sql: string, value: string, who = desk.supervisor) =>
      desk.house.db.run(who, (tx) => tx.query(sql, [value]));
    await expect(alone('SELECT approve_erasure($1)', id)).rejects.toMatchObject({
      constraint: 'own_proposal',
    });
    await expect(
      alone(
        `UPDATE erasure SET decision = 'approved', decided_by = my_user(), decided_at = now() WHERE id = $1`,
        id,
        desk.deputy,
      ),
    ).rejects.toThrow('row-level security');
    for (const who of [desk.supervisor, desk.deputy, desk.advocate])
      await expect(
        alone('UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE id = $1', kase.clientId, who),
      ).rejects.toThrow('permission denied');
    await expect(
      alone(
        `INSERT INTO erasure (client_id, why, proposed_by) VALUES ($1, 'client_asked', gen_random_uuid())`,
        kase.clientId,
      ),
    ).rejects.toThrow('permission denied');
  });

  it('cannot by a second account that the same administrator lately added', async () => {
    const erasure = await desk.proposed(await desk.aClosedCase());
    const admin = await desk.given.staff('admin', desk.organisation);
    const ids = [desk.supervisor.userId, desk.deputy.userId];
    await desk.row('UPDATE staff SET added_by = $1 WHERE id = ANY ($2)', admin.userId, ids);
    expect((await desk.approve(desk.deputy, erasure)).text).toContain('within the last 30 days');
    await desk.row('UPDATE staff SET added_by = NULL WHERE id = ANY ($1)', ids);
    expect((await desk.approve(desk.deputy, erasure)).status).toBe(303);
  });

  it('approves nothing without a second factor shown lately, whatever the program forgot', async () => {
    const id = (await desk.proposed(await desk.aClosedCase())).slice(-36);
    const forgotten = desk.house.db.run(desk.deputy, async (tx) => {
      await desk.row(
        `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE staff_id = $1`,
        desk.deputy.userId,
      );
      await tx.query('SELECT approve_erasure($1)', [id]);
    });
    await expect(forgotten).rejects.toThrow('row-level security');
  });
});

it('an erasure of somebody hidden is answered as one that there is not, whatever has become of it', async () => {
  const ask = (who: Person, id: string) =>
    desk.house.db.run(who, (tx) =>
      tx.query('SELECT my_obstacle_to_erasing($1) AS mine, another_can_erase($1) AS others', [id]),
    );
  const none = await ask(desk.outsider, '00000000-0000-4000-8000-000000000000');
  const id = (await desk.proposed(await desk.aClosedCase())).slice(-36);
  expect(await ask(desk.deputy, id)).toEqual([{ mine: null, others: true }]);
  expect(await ask(desk.outsider, id)).toEqual(none);
  expect((await desk.approve(desk.deputy, `/erasures/${id}`)).status).toBe(303);
  expect(await ask(desk.outsider, id)).toEqual(none);
});
