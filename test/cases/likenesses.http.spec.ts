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
