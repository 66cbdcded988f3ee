import { codeOn, openAdminDesk, proposalOn, type AdminDesk } from '../support/admin-desk.js';

let desk: AdminDesk;
beforeAll(async () => {
  desk = await openAdminDesk();
});
afterAll(() => desk.house.stop());

describe('changing teams', () => {
  const teamsOf = async (staffId: string) => {
    const sql = 'SELECT team_id FROM team_member WHERE staff_id = $1';
    return (await desk.house.database.owner.query<{ team_id: string }>(sql, [staffId])).rows.map(
      (row) => row.team_id,
    );
  };

  it('to join one takes effect as somebody else approves it, on all of them together', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo other team');
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const answer = await desk.post(desk.admin, `/staff/${advocate.userId}/teams`, {
      teams: other,
      version: await desk.versionOf(advocate),
    });
    expect(await teamsOf(advocate.userId)).toEqual([desk.team]);
    expect((await (await desk.asAdmin()).get(`/staff/${advocate.userId}`)).text).toContain(
      'waiting for approval until',
    );
    const approved = await desk.post(desk.supervisor, `/proposals/${proposalOn(answer)}/approval`);
    expect(approved.status).toBe(200);
    expect(codeOn(approved)).toBe('');
    expect(await teamsOf(advocate.userId)).toEqual([other]);
    expect(await desk.historyOf(advocate.userId)).toEqual(['staff.teams_changed']);
  });

  it('to leave one takes effect at once', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo team to leave');
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team, other] });
    const answer = await desk.post(desk.admin, `/staff/${advocate.userId}/teams`, {
      teams: desk.team,
      version: await desk.versionOf(advocate),
    });
    expect(answer.status).toBe(303);
    expect(await teamsOf(advocate.userId)).toEqual([desk.team]);
    expect(await desk.historyOf(advocate.userId)).toEqual(['staff.teams_changed']);
  });

  it('decided on teams that somebody changed meanwhile overwrites nothing', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo team joined meanwhile');
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const version = await desk.versionOf(advocate);
    await desk.house.database.owner.query('INSERT INTO team_member VALUES ($1, $2)', [
      other,
      advocate.userId,
    ]);
    const answer = await desk.post(desk.admin, `/staff/${advocate.userId}/teams`, {
      teams: desk.team,
      version,
    });
    expect([answer.status, answer.text.includes('Someone changed this')]).toEqual([409, true]);
    expect(await teamsOf(advocate.userId)).toHaveLength(2);
  });

  it('signs nobody out who joins or leaves one', async () => {
    const other = await desk.given.team(desk.organisation, 'Demo team joined while signed in');
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const agent = await desk.house.as(advocate.userId);
    await desk.house.database.owner.query('INSERT INTO team_member VALUES ($1, $2)', [
      other,
      advocate.userId,
    ]);
    expect((await agent.get('/home')).status).toBe(200);
  });

  it('leaves an advocate in a team at least', async () => {
    const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
    const answer = await (
      await desk.asAdmin()
    )
      .post(`/staff/${advocate.userId}/teams`)
      .type('form')
      .send({ version: await desk.versionOf(advocate) });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select at least one team');
  });
});
