import type { Person } from '../../src/kernel/actor.js';
import { openAdminDesk, proposalOn, type AdminDesk } from '../support/admin-desk.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

const stateOf = async ({ userId }: Person) => {
  const sql = 'SELECT state, version FROM staff WHERE id = $1';
  return (await desk.house.database.owner.query<{ state: string; version: number }>(sql, [userId])).rows[0];
};
describe('suspending', () => {
  it('closes an account, and reinstating opens it again once somebody else approves', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const agent = await desk.asAdmin();
    const path = `/staff/${advocate.userId}`;
    expect((await agent.get(path)).text).toContain('Suspend the account');
    const version = await desk.versionOf(advocate);
    await agent.post(`${path}/suspension`).type('form').send({ version }).expect(303);
    const later = Number(version) + 1;
    expect(await stateOf(advocate)).toEqual({ state: 'suspended', version: later });
    expect((await agent.get(path)).text).toContain('Reinstate the account');
    const waiting = await agent
      .post(`${path}/reinstatement`)
      .type('form')
      .send({ version: String(later) });
    expect(waiting.text).toContain('Someone else must approve this');
    expect(await stateOf(advocate)).toEqual({ state: 'suspended', version: later });
    await desk.post(desk.supervisor, `/proposals/${proposalOn(waiting)}/approval`);
    expect(await stateOf(advocate)).toEqual({ state: 'active', version: later + 1 });
    expect(await desk.historyOf(advocate.userId)).toEqual(['staff.suspended', 'staff.reinstated']);
  });

  it('closes an administrator’s account, which another administrator reinstates', async () => {
    const colleague = await desk.given.staff('admin', desk.organisation);
    await desk.post(desk.admin, `/staff/${colleague.userId}/suspension`, { version: '1' });
    const answer = await desk.post(desk.admin, `/staff/${colleague.userId}/reinstatement`, { version: '2' });
    expect(answer.status).toBe(303);
    expect(await stateOf(colleague)).toMatchObject({ state: 'active' });
  });

  it('of an account that someone changed meanwhile says so', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const answer = await (
      await desk.asAdmin()
    )
      .post(`/staff/${advocate.userId}/suspension`)
      .type('form')
      .send({ version: '7' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this');
  });

  it('of oneself is not offered, and not there', async () => {
    const agent = await desk.asAdmin();
    expect((await agent.get(`/staff/${desk.admin.userId}`)).text).not.toContain('Suspend the account');
    await agent
      .post(`/staff/${desk.admin.userId}/suspension`)
      .type('form')
      .send({ version: '1' })
      .expect(404);
    expect(await stateOf(desk.admin)).toMatchObject({ state: 'active' });
  });

  it('each other at the same moment leaves one administrator', async () => {
    const service = await desk.given.organisation();
    const [one, other] = [await desk.given.staff('admin', service), await desk.given.staff('admin', service)];
    const suspend = async (by: Person, whom: Person) =>
      (await desk.house.as(by.userId))
        .post(`/staff/${whom.userId}/suspension`)
        .type('form')
        .send({ version: '1' });
    await Promise.all([suspend(one, other), suspend(other, one)]);
    const states = [(await stateOf(one))?.state, (await stateOf(other))?.state];
    expect(states.filter((state) => state === 'active')).toHaveLength(1);
  });

  it('never changes a role, even by plain SQL as an administrator', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const change = desk.house.db.run(desk.admin, (tx) =>
      tx.query(`UPDATE staff SET role = 'admin' WHERE id = $1`, [advocate.userId]),
    );
    await expect(change).rejects.toThrow('permission denied');
  });
});
