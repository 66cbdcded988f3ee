import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';

let house: TestApp;
let given: Given;
let organisation: string;
let team: string;
let admin: Person;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  organisation = await given.organisation();
  team = await given.team(organisation);
  admin = await given.staff('admin', organisation, { name: 'Demo Administrator' });
});
afterAll(() => house.stop());

const asAdmin = () => house.as(admin.userId);
const stateOf = async ({ userId }: Person) => {
  const sql = 'SELECT state, version FROM staff WHERE id = $1';
  return (await house.database.owner.query<{ state: string; version: number }>(sql, [userId])).rows[0];
};
const historyOf = async (id: string) => {
  const { rows } = await house.database.owner.query<{ did: string }>(
    'SELECT did FROM event WHERE record_id = $1 ORDER BY id',
    [id],
  );
  return rows.map(({ did }) => did);
};

describe('suspending', () => {
  it('closes an account, and reinstating opens it again', async () => {
    const advocate = await given.staff('advocate', organisation, { teams: [team] });
    const agent = await asAdmin();
    expect((await agent.get(`/staff/${advocate.userId}`)).text).toContain('Suspend the account');
    await agent.post(`/staff/${advocate.userId}/suspension`).type('form').send({ version: '1' }).expect(303);
    expect(await stateOf(advocate)).toEqual({ state: 'suspended', version: 2 });
    expect((await agent.get(`/staff/${advocate.userId}`)).text).toContain('Reinstate the account');
    await agent
      .post(`/staff/${advocate.userId}/reinstatement`)
      .type('form')
      .send({ version: '2' })
      .expect(303);
    expect(await historyOf(advocate.userId)).toEqual(['staff.suspended', 'staff.reinstated']);
  });

  it('of an account that someone changed meanwhile says so', async () => {
    const advocate = await given.staff('advocate', organisation, { teams: [team] });
    const answer = await (
      await asAdmin()
    )
      .post(`/staff/${advocate.userId}/suspension`)
      .type('form')
      .send({ version: '7' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this');
  });

  it('of oneself is not offered, and not there', async () => {
    const agent = await asAdmin();
    expect((await agent.get(`/staff/${admin.userId}`)).text).not.toContain('Suspend the account');
    await agent.post(`/staff/${admin.userId}/suspension`).type('form').send({ version: '1' }).expect(404);
    expect(await stateOf(admin)).toMatchObject({ state: 'active' });
  });

  it('each other at the same moment leaves one administrator', async () => {
    const service = await given.organisation();
    const [one, other] = [await given.staff('admin', service), await given.staff('admin', service)];
    const suspend = async (by: Person, whom: Person) =>
      (await house.as(by.userId))
        .post(`/staff/${whom.userId}/suspension`)
        .type('form')
        .send({ version: '1' });
    await Promise.all([suspend(one, other), suspend(other, one)]);
    const states = [(await stateOf(one))?.state, (await stateOf(other))?.state];
    expect(states.filter((state) => state === 'active')).toHaveLength(1);
  });

  it('never changes a role, even by plain SQL as an administrator', async () => {
    const advocate = await given.staff('advocate', organisation, { teams: [team] });
    const change = house.db.run(admin, (tx) =>
      tx.query(`UPDATE staff SET role = 'admin' WHERE id = $1`, [advocate.userId]),
    );
    await expect(change).rejects.toThrow('permission denied');
  });
});
