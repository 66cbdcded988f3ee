import { openLikenessDesk, type LikenessDesk } from './likeness-desk.js';

let desk: LikenessDesk;
beforeAll(async () => {
  desk = await openLikenessDesk();
});
afterAll(() => desk.house.stop());

describe('a record that may be of the same person', () => {
  it('is shown with why, and where it is, to whoever may see it', async () => {
    const two = await desk.twoAlike();
    const { text } = await desk.get(desk.advocate, desk.at(two));
    expect(text).toContain('Same name and date of birth');
    expect(text).toContain(two.other.reference);
    expect(text).toContain('ask your supervisor');
    expect((await desk.get(desk.outsider, desk.at(two))).status).toBe(404);
  });

  it('is not shown where its client is hidden', async () => {
    const two = await desk.twoAlike();
    await desk.post(desk.supervisor, `/cases/${two.other.caseId}/exclusions`, {
      staffId: desk.advocate.userId,
    });
    expect(await desk.verdictOf(two)).toBeUndefined();
    expect((await desk.toldApart(two)).status).toBe(404);
  });

  it('is remembered not to be, also where a referral is decided', async () => {
    const two = await desk.twoAlike();
    await desk.row(
      `UPDATE referral SET state = 'received', decision = NULL, decided_at = NULL, decided_by = NULL, case_id = NULL WHERE id = $1`,
      two.kase.referralId,
    );
    const triage = async () => (await desk.get(desk.advocate, `/referrals/${two.kase.referralId}`)).text;
    const { reference } =
      (await desk.row('SELECT reference FROM referral WHERE id = $1', two.other.referralId)) ?? {};
    expect(await triage()).toContain(String(reference));
    expect((await desk.toldApart(two)).status).toBe(303);
    expect(await desk.verdictOf(two)).toMatchObject({ verdict: 'two_people', decidedBy: 'Demo Campion' });
    expect(await triage()).not.toContain(String(reference));
  });

  it('is asked about again once more of them is the same, and not before', async () => {
    const two = await desk.twoAlike();
    await desk.toldApart(two);
    const plate = { whose: 'client', kind: 'plate', value: 'ZZ12 ABC' };
    await desk.post(desk.advocate, `/cases/${two.kase.caseId}/identifiers`, plate);
    expect((await desk.verdictOf(two))?.verdict).toBe('two_people');
    await desk.post(desk.advocate, `/cases/${two.other.caseId}/identifiers`, plate);
    expect(await desk.verdictOf(two)).toMatchObject({ verdict: null });
    await desk.toldApart(two);
    expect((await desk.verdictOf(two))?.verdict).toBe('two_people');
  });
});

it('records that have nothing in common are not made one', async () => {
  const [kase, other] = [
    await desk.aCase({ name: 'Demo Thistle', bornOn: '1971-01-02', phone: '07700 900181' }),
    await desk.aCase({ name: 'Invented Unlike', bornOn: '1982-03-04', phone: '07700 900182' }),
  ];
  const agent = await desk.house.as(desk.supervisor.userId);
  const merge = `/api/v1/cases/${kase.caseId}/likenesses/${other.clientId}/merge`;
  const { status, body } = await agent.post(merge).send({ reason: 'Invented.' });
  expect([status, body.type]).toEqual([422, 'records-not-alike']);
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

  it('that was refused in one record is taken back by what is given later in the other', async () => {
    const two = await desk.twoAlike();
    await answer(two.other.caseId, 'refused', '1/3/2026');
    await desk.merged(two);
    expect((await callSheet(two.kase)).status).toBe(422);
    await answer(two.kase.caseId, 'given', '3/3/2026');
    expect((await callSheet(two.kase)).status).toBe(201);
  });

  it('and what one record says of a number holds of the same number in the other from then on, also apart', async () => {
    const [kase, other] = [
      await desk.aCase({ name: 'Invented Sameway', phone: '07700 900771' }),
      await desk.aCase({ name: 'Invented Sameway', phone: '+44 7700 900771' }),
    ];
    const two = { kase, other };
    await desk.row(`UPDATE contact_method SET safe = 'no' WHERE client_id = $1`, other.clientId);
    expect((await callSheet(kase)).status).toBe(201);
    expect((await desk.merged(two)).status).toBe(303);
    expect((await callSheet(kase)).status).toBe(422);
    await desk.unmerged(two);
    expect((await callSheet(kase)).status).toBe(422);
    const kept = await desk.row('SELECT safe FROM contact_method WHERE client_id = $1', kase.clientId);
    expect(kept?.['safe']).toBe('no');
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

it.each([true, false])(
  'of two perpetrators taken apart, whoever was kept from one stays kept from the other, had its client been written of: %s',
  async (written) => {
    const two = await desk.twoAlike();
    const [one, other] = [two.kase.perpetratorId, two.other.perpetratorId];
    await desk.row(
      `INSERT INTO exclusion (organisation_id, staff_id, perpetrator_id, why, made_at) VALUES ($1, $2, $3, 'matched_name', '2026-03-01')`,
      ...[desk.organisation, desk.colleague.userId, one],
    );
    const merge = { ...two, other: { ...two.other, clientId: other } };
    expect((await desk.merged(merge)).status).toBe(303);
    expect(await desk.opened(desk.colleague, two.other.caseId)).toBe(404);
    if (written)
      await desk.post(desk.advocate, `/cases/${two.other.caseId}/notes`, {
        kind: 'client',
        words: 'Invented.',
      });
    expect((await desk.unmerged(merge)).status).toBe(303);
    expect(await desk.opened(desk.colleague, two.other.caseId)).toBe(written ? 404 : 200);
  },
);
