import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());
beforeEach(async () => {
  await desk.house.database.owner.query('TRUNCATE exclusion, exclusion_narrative');
});

const statusFor = async (who: Person, path: string) => (await desk.get(who, path)).status;
const exclude = (caseId: string, { userId: staffId }: Person, by = desk.supervisor) =>
  desk.post(by, `/cases/${caseId}/exclusions`, { staffId });
const idOf = async (who: Person) =>
  String((await desk.row('SELECT id FROM exclusion WHERE staff_id = $1', who.userId))?.['id']);
const reason = 'Invented: another person of that name.';

describe('somebody kept from a client', () => {
  it('finds neither case nor referral nor name, and counts neither', async () => {
    const { caseId, referralId } = await desk.aCase({ name: 'Invented Kept' });
    const before = (await desk.get(desk.colleague, '/cases?whose=team')).text;
    expect(before).toContain('Invented Kept');
    expect(await exclude(caseId, desk.colleague)).toMatchObject({ status: 303, to: `/cases/${caseId}` });
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(404);
    expect(await statusFor(desk.colleague, `/referrals/${referralId}`)).toBe(404);
    for (const list of ['/cases?whose=team', '/referrals?state=all'])
      expect((await desk.get(desk.colleague, list)).text).not.toContain('Invented Kept');
    expect(await statusFor(desk.advocate, `/cases/${caseId}`)).toBe(200);
  });

  it('is told neither then nor on any page of theirs', async () => {
    const { caseId } = await desk.aCase();
    const home = (await desk.get(desk.deputy, '/home')).text;
    await exclude(caseId, desk.deputy);
    expect(await statusFor(desk.deputy, '/exclusions')).toBe(200);
    expect((await desk.get(desk.deputy, '/exclusions')).text).toContain('Nobody is kept');
    expect((await desk.get(desk.deputy, '/home')).text.replaceAll(/\d+/g, '')).toBe(
      home.replaceAll(/\d+/g, ''),
    );
  });

  it('stays kept when they break the glass, or join the team of another case of the same client', async () => {
    const { caseId, reference, clientId } = await desk.aCase();
    await exclude(caseId, desk.stranger);
    const emergency = { reference, why: 'cover', words: 'Invented.', hours: '4' };
    expect((await desk.post(desk.stranger, '/emergency-access', emergency)).status).toBe(422);
    const second = await desk.aCase();
    await desk.row(
      'UPDATE case_file SET client_id = $2, team_id = $3 WHERE id = $1',
      second.caseId,
      clientId,
      desk.otherTeam,
    );
    expect(await statusFor(desk.stranger, `/cases/${second.caseId}`)).toBe(404);
  });

  it('is told of the same way twice, and once lifted can be kept from it again, and lifted again', async () => {
    const { caseId } = await desk.aCase();
    const [first, second] = [await exclude(caseId, desk.colleague), await exclude(caseId, desk.colleague)];
    expect(second).toEqual(first);
    const lift = async () =>
      desk.post(desk.outsider, `/exclusions/${await idOf(desk.colleague)}/lifting`, { reason });
    await lift();
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(200);
    await exclude(caseId, desk.colleague);
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(404);
    await lift();
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(200);
  });
});

describe('lifting it', () => {
  it('is for a supervisor of another line, who sees who and why, and no record of another team', async () => {
    const { caseId, reference } = await desk.aCase({ name: 'Invented Unnamed' });
    await exclude(caseId, desk.colleague);
    const path = `/exclusions/${await idOf(desk.colleague)}`;
    const board = (await desk.get(desk.outsider, '/exclusions')).text;
    expect(board).toContain('Demo Teasel');
    expect(board).not.toMatch(new RegExp(`Invented Unnamed|${reference}`));
    for (const near of [desk.supervisor, desk.deputy]) {
      expect(await statusFor(near, path)).toBe(404);
      expect((await desk.post(near, `${path}/lifting`, { reason })).status).toBe(404);
    }
    expect((await desk.post(desk.outsider, `${path}/lifting`, { reason: '' })).status).toBe(422);
    expect((await desk.post(desk.outsider, `${path}/lifting`, { reason })).status).toBe(303);
    expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(200);
    expect(await statusFor(desk.advocate, '/exclusions')).toBe(404);
  });

  it('falls to the own line where the service has no other', async () => {
    const { caseId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    const path = `/exclusions/${await idOf(desk.colleague)}`;
    await desk.row('INSERT INTO team_member VALUES ($1, $2)', desk.team, desk.outsider.userId);
    const near = await statusFor(desk.deputy, path);
    await desk.row(
      'DELETE FROM team_member WHERE team_id = $1 AND staff_id = $2',
      desk.team,
      desk.outsider.userId,
    );
    await desk.row('DELETE FROM left_team');
    expect(near).toBe(200);
  });

  it('is never for whoever it is about, nor for somebody kept from the same client', async () => {
    const { caseId, clientId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    await desk.house.database.owner.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
      [desk.organisation, desk.outsider.userId, clientId],
    );
    expect(await statusFor(desk.outsider, `/exclusions/${await idOf(desk.colleague)}`)).toBe(404);
    expect(await statusFor(desk.outsider, `/exclusions/${await idOf(desk.outsider)}`)).toBe(404);
  });
});

it('a case whose own advocate was kept from it waits on the supervisor’s board for another worker', async () => {
  const { caseId, reference } = await desk.aCase();
  const waiting = async () => (await desk.get(desk.supervisor, '/blind-spots/needs_worker')).text;
  expect(await waiting()).not.toContain(reference);
  await exclude(caseId, desk.advocate);
  expect(await waiting()).toContain(reference);
  const version = (await desk.row('SELECT version FROM case_file WHERE id = $1', caseId))?.['version'];
  await desk.post(desk.supervisor, `/cases/${caseId}/allocation`, {
    advocateId: desk.colleague.userId,
    version,
  });
  expect(await waiting()).not.toContain(reference);
});

it('only a supervisor keeps somebody from a record, and only from one they may see', async () => {
  const { caseId, clientId, referralId } = await desk.aCase();
  expect((await exclude(caseId, desk.colleague, desk.advocate)).status).toBe(404);
  expect((await exclude(caseId, desk.colleague, desk.outsider)).status).toBe(404);
  await desk.house.db.run(desk.outsider, (tx) =>
    tx.query('SELECT exclude($1, $2)', [desk.colleague.userId, clientId]),
  );
  await expect(
    desk.house.db.run(desk.advocate, (tx) =>
      tx.query('SELECT exclude($1, $2)', [desk.colleague.userId, clientId]),
    ),
  ).rejects.toThrow('permission denied');
  expect(await statusFor(desk.colleague, `/cases/${caseId}`)).toBe(200);
  // A referral is one's to guard before there is any case.
  const { status } = await desk.post(desk.supervisor, `/referrals/${referralId}/exclusions`, {
    staffId: desk.colleague.userId,
  });
  expect([status, await statusFor(desk.colleague, `/cases/${caseId}`)]).toEqual([303, 404]);
});
