import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** A screen left unlocked is not enough to open a case of another team, nor to seal one. */
let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

const shown = (who: Person, age: string) =>
  desk.house.database.owner.query(
    'UPDATE session SET stepped_up_at = now() - $1::interval WHERE staff_id = $2',
    [age, who.userId],
  );

it('a second step is asked of the database by whoever seals a record or breaks the glass', async () => {
  const { clientId, reference } = await desk.aCase();
  const acts = [
    [
      desk.deputy,
      `INSERT INTO seal (client_id, why) VALUES ($1, 'other')`,
      clientId,
      "on a supervisor's board",
    ],
    [
      desk.stranger,
      `SELECT break_glass($1, 'cover', 1, '2026-03-05')`,
      reference,
      'broken_glass_has_a_reason',
    ],
  ] as const;
  for (const [who, sql, of, next] of acts) {
    const act = () => desk.house.db.run(who, (tx) => tx.query(sql, [of]));
    await shown(who, '6 minutes');
    await expect(act()).rejects.toThrow('row-level security');
    await shown(who, '4 minutes');
    // Past this each has a rule of its own left to keep before it could be committed.
    await expect(act()).rejects.toThrow(next);
  }
});
