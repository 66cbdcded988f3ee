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
    expect(await desk.opened(desk.colleague, two.kase.caseId)).toBe(200);
    expect(await desk.opened(desk.colleague, two.other.caseId)).toBe(404);
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

describe('consent', () => {
  const answer = (caseId: string, value: string, givenOn: string) =>
    desk.post(desk.advocate, `/cases/${caseId}/consents`, {
      ...{ purpose: 'contact', value, how: 'by_phone', givenOn },
    });
  const callSheet = async (
    { caseId, clientId }: { caseId: string; clientId: string },
    reached = clientId,
  ) => {
    const method = await desk.row('SELECT id FROM contact_method WHERE client_id = $1', reached);
    const browser = await desk.house.as(desk.advocate.userId);
    const body = { kind: 'call_sheet', methodId: method?.['id'] };
    return browser.post(`/api/v1/cases/${caseId}/outgoing`).send(body);
  };
  const stateOf = async (id: string) =>
    (await desk.row('SELECT state, stopped_because FROM outgoing WHERE id = $1', id)) ?? {};

  it('that was refused in one record stops what was made in the other, as they are found to be one person', async () => {
    const two = await desk.twoAlike();
    const made = await callSheet(two.kase);
    expect([made.status, made.body]).toEqual([201, { id: expect.any(String) }]);
    expect((await answer(two.other.caseId, 'refused', '3/3/2026')).status).toBe(303);
    expect(await stateOf(made.body.id)).toMatchObject({ state: 'made' });
    await desk.merged(two);
    expect(await stateOf(made.body.id)).toEqual({ state: 'stopped', stopped_because: 'consent_ended' });
    expect((await callSheet(two.kase)).status).toBe(422);
    await desk.unmerged(two);
    expect((await callSheet(two.kase)).status).toBe(201);
  });

  it('and ways to reach the person are of both records, until they are taken apart', async () => {
    const two = await desk.twoAlike();
    expect((await callSheet(two.kase, two.other.clientId)).status).toBe(404);
    await desk.merged(two);
    const made = await callSheet(two.kase, two.other.clientId);
    expect(made.status).toBe(201);
    await desk.unmerged(two);
    expect(await stateOf(made.body.id)).toMatchObject({ state: 'stopped' });
    expect((await callSheet(two.kase, two.other.clientId)).status).toBe(404);
  });
});
