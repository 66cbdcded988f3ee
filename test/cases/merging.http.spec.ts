import { openLikenessDesk, reason, type LikenessDesk } from './likeness-desk.js';

let desk: LikenessDesk;
beforeAll(async () => {
  desk = await openLikenessDesk();
});
afterAll(() => desk.house.stop());

describe('two records of one person', () => {
  it('are said to be by a supervisor, with a reason that is sealed', async () => {
    const two = await desk.twoAlike();
    const path = `${desk.at(two)}/${two.other.clientId}/merge`;
    expect((await desk.post(desk.advocate, path, { reason })).status).toBe(404);
    expect((await desk.post(desk.supervisor, path, {})).status).toBe(422);
    expect((await desk.merged(two)).status).toBe(303);
    expect(await desk.verdictOf(two)).toMatchObject({
      verdict: 'one_person',
      decidedBy: 'Demo Yarrow',
      why: reason,
    });
    const kept = await desk.row(
      'SELECT why FROM likeness_narrative n JOIN likeness l ON l.id = likeness_id WHERE $1 IN (one, other)',
      two.kase.clientId,
    );
    expect(String(kept?.['why'])).not.toContain('letters');
    expect((await desk.merged(two)).status).toBe(422);
    expect((await desk.toldApart(two)).status).toBe(422);
  });

  it('are one to look at: each case shows the other, how to reach the client and what they consented to', async () => {
    const two = await desk.twoAlike();
    await desk.merged(two);
    for (const [one, other] of [
      [two.kase, two.other],
      [two.other, two.kase],
    ] as const) {
      const { text } = await desk.get(desk.advocate, `/cases/${one.caseId}`);
      expect(text).toContain(`href="/cases/${other.caseId}"`);
      expect(text.match(/07700 900\d{3}/g)?.length).toBeGreaterThanOrEqual(2);
    }
    expect((await desk.get(desk.advocate, `/cases/${two.kase.caseId}`)).text).toContain(
      'Another record found to be the same person’s',
    );
  });

  it('keep whoever is kept from one from both, until they are taken apart', async () => {
    const two = await desk.twoAlike();
    await desk.post(desk.supervisor, `/cases/${two.other.caseId}/exclusions`, {
      staffId: desk.colleague.userId,
    });
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(200);
    await desk.merged(two);
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(404);
    expect((await desk.unmerged(two)).status).toBe(303);
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(200);
    expect(await desk.opened(desk.colleague, two.other.caseId)).toBe(404);
  });

  it('are both sealed by a seal on one, for those whom it names', async () => {
    const two = await desk.twoAlike();
    const named = [desk.deputy.userId, desk.advocate.userId];
    await desk.merged(two);
    const seal = { why: 'threat_to_life', named };
    expect((await desk.post(desk.supervisor, `/cases/${two.other.caseId}/seal`, seal)).status).toBe(303);
    for (const { caseId } of [two.kase, two.other]) {
      expect(await desk.opened(desk.colleague, caseId)).toBe(404);
      expect(await desk.opened(desk.deputy, caseId)).toBe(200);
    }
    expect((await desk.unmerged(two)).status).toBe(404);
    expect((await desk.unmerged(two, desk.deputy)).status).toBe(303);
    // It was put on the person, whoever that was: it stays on both until somebody who is named lifts it.
    for (const { caseId } of [two.kase, two.other])
      expect(await desk.opened(desk.colleague, caseId)).toBe(404);
    const lift = { reason: 'Invented: it was put on the other of the two.' };
    expect((await desk.post(desk.deputy, `/cases/${two.kase.caseId}/seal/lifting`, lift)).status).toBe(303);
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(200);
    expect(await desk.opened(desk.colleague, two.other.caseId)).toBe(404);
  });

  it('stay kept from whoever was kept from either, where something was written in the other meanwhile', async () => {
    const two = await desk.twoAlike();
    const from = { staffId: desk.colleague.userId };
    await desk.post(desk.supervisor, `/cases/${two.other.caseId}/exclusions`, from);
    await desk.merged(two);
    const note = { kind: 'client', words: 'Invented: where she is staying now.' };
    expect((await desk.post(desk.advocate, `/cases/${two.kase.caseId}/notes`, note)).status).toBe(303);
    await desk.unmerged(two);
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(404);
  });

  it('are in the hands of those alone whom both seals name: who is told of a danger, who decides and who approves', async () => {
    const two = await desk.twoAlike();
    const named = [desk.deputy.userId, desk.supervisor.userId];
    const third = await desk.given.staff('supervisor', desk.organisation, {
      teams: [desk.team],
      name: 'Demo Fourth',
    });
    for (const [{ caseId }, more] of [
      [two.kase, third.userId],
      [two.other, desk.advocate.userId],
    ] as const)
      await desk.post(desk.supervisor, `/cases/${caseId}/seal`, {
        why: 'threat_to_life',
        named: [...named, more],
      });
    expect(await leadsOf(two.kase)).toContain(third.userId);
    expect((await desk.merged(two)).status).toBe(303);
    expect(await leadsOf(two.kase)).toEqual(named.toSorted());
    expect(await desk.opened(third, two.kase.caseId)).toBe(404);
    const { text } = await desk.get(desk.deputy, `/cases/${two.kase.caseId}/seal`);
    expect(/Named\s*<\/dt>\s*<dd[^>]*>\s*([^<]*?)\s*</.exec(text)?.[1]).toBe('Demo Deputy, Demo Yarrow');
    // Whoever is named now is named for both, or would see neither.
    await desk.post(desk.deputy, `/cases/${two.other.caseId}/seal/members`, { staffId: third.userId });
    expect(await desk.opened(third, two.kase.caseId)).toBe(200);
  });

  it('are not made of two that are sealed for nobody in common', async () => {
    const two = await desk.twoAlike();
    const seal = (caseId: string, named: readonly string[]) =>
      desk.post(desk.supervisor, `/cases/${caseId}/seal`, { why: 'threat_to_life', named });
    const third = await desk.given.staff('supervisor', desk.organisation, {
      teams: [desk.team],
      name: 'Demo Third',
    });
    await seal(two.kase.caseId, [desk.deputy.userId, desk.supervisor.userId]);
    await seal(two.other.caseId, [third.userId, desk.supervisor.userId]);
    expect((await desk.merged(two)).status).toBe(422);
    expect(await desk.opened(desk.deputy, two.kase.caseId)).toBe(200);
    expect(await desk.opened(third, two.other.caseId)).toBe(200);
  });

  it('are of one team', async () => {
    const two = await desk.twoAlike();
    await desk.row('UPDATE client SET team_id = $2 WHERE id = $1', two.other.clientId, desk.otherTeam);
    await desk.row(
      'UPDATE identity_token SET team_id = $2 WHERE client_id = $1',
      two.other.clientId,
      desk.otherTeam,
    );
    await desk.row(
      'INSERT INTO team_member (team_id, staff_id) VALUES ($1, $2)',
      desk.otherTeam,
      desk.supervisor.userId,
    );
    const answer = await desk.merged(two);
    expect([answer.status, answer.text.includes('A client is of one team')]).toEqual([422, true]);
  });
});

const leadsOf = async ({ caseId }: { caseId: string }) => {
  const row = await desk.row(
    'SELECT array_agg(staff_id::text ORDER BY staff_id::text) AS told FROM leads_of($1, now())',
    caseId,
  );
  return row?.['told'];
};

it('of two teams, whoever is of one of them is told that there is no such record', async () => {
  const two = await desk.twoAlike();
  await desk.row('UPDATE client SET team_id = $2 WHERE id = $1', two.other.clientId, desk.otherTeam);
  await desk.row(
    'UPDATE identity_token SET team_id = $2 WHERE client_id = $1',
    two.other.clientId,
    desk.otherTeam,
  );
  await desk.row('UPDATE case_file SET team_id = $2 WHERE id = $1', two.other.caseId, desk.otherTeam);
  const merge = `${desk.at(two)}/${two.other.clientId}/merge`;
  expect((await desk.get(desk.deputy, merge)).status).toBe(404);
  expect((await desk.post(desk.deputy, merge, { reason })).status).toBe(404);
  expect(await desk.verdictOf(two)).toBeUndefined();
});

it('a second referral of somebody with two records is kept from whoever is kept from the other of them', async () => {
  const two = await desk.twoAlike();
  await desk.merged(two);
  await desk.post(desk.supervisor, `/cases/${two.other.caseId}/exclusions`, {
    staffId: desk.colleague.userId,
  });
  const again = await desk.aCase({ name: 'Invented Otherwise' });
  await desk.row(
    `INSERT INTO identity_token (token, kind, team_id, client_id) SELECT token, kind, team_id, $2 FROM identity_token
      WHERE client_id = $1 AND kind = 'phone'`,
    ...[two.kase.clientId, again.clientId],
  );
  await desk.row('SELECT guard_as_on_record($1)', again.clientId);
  expect(await desk.opened(desk.colleague, again.caseId)).toBe(404);
});
