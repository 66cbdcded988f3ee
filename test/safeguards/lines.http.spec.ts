import type { Person } from '../../src/kernel/actor.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Whoever would be judged by another line cannot be made to be judged by their own: not by an administrator, nor by a supervisor. */
let desk: SafeguardsDesk;
let admin: Person;
beforeEach(async () => {
  desk = await openSafeguardsDesk();
  admin = await desk.given.staff('admin', desk.organisation);
});
afterEach(() => desk.house.stop());

const asAdmin = (sql: string, ...values: string[]) =>
  desk.house.db.run(admin, (tx) => tx.query<[unknown, number]>(sql, values));
const leaves = async (team: string, { userId }: Person) => {
  const [, left] = await asAdmin(
    'DELETE FROM team_member WHERE team_id = $1 AND staff_id = $2',
    team,
    userId,
  );
  expect(left).toBe(1);
};
const exclude = (caseId: string, { userId: staffId }: Person) =>
  desk.post(desk.supervisor, `/cases/${caseId}/exclusions`, { staffId });
const seesThatOf = async (who: Person, { userId }: Person) => {
  const { id } = (await desk.row('SELECT id FROM exclusion WHERE staff_id = $1', userId)) ?? {};
  return (await desk.get(who, `/exclusions/${String(id)}`)).status === 200;
};
const lately = (days: string) => desk.row('UPDATE left_team SET left_at = now() - $1::interval', days);

describe('an exclusion', () => {
  it('is not lifted by the own line once an administrator took its holder out of the team', async () => {
    const { caseId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    await leaves(desk.team, desk.colleague);
    expect(await seesThatOf(desk.supervisor, desk.colleague)).toBe(false);
    await lately('31 days');
    expect(await seesThatOf(desk.supervisor, desk.colleague)).toBe(true);
  });

  it('nor by a supervisor whom they took out of it', async () => {
    const { caseId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    await leaves(desk.team, desk.deputy);
    expect(await seesThatOf(desk.deputy, desk.colleague)).toBe(false);
  });

  it('nor where they suspended the only supervisor of another', async () => {
    const { caseId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    await asAdmin(`UPDATE staff SET state = 'suspended' WHERE id = $1`, desk.outsider.userId);
    expect(await seesThatOf(desk.supervisor, desk.colleague)).toBe(false);
  });

  it('nor where a supervisor kept that one from the client first; where a conflict did, it is', async () => {
    const { caseId } = await desk.aCase();
    await exclude(caseId, desk.colleague);
    await exclude(caseId, desk.outsider);
    expect(await seesThatOf(desk.supervisor, desk.colleague)).toBe(false);
    await desk.row(`UPDATE exclusion SET why = 'declared' WHERE staff_id = $1`, desk.outsider.userId);
    expect(await seesThatOf(desk.supervisor, desk.colleague)).toBe(true);
  });
});

it('an emergency is not judged by the own line either, once an administrator took them out of it', async () => {
  const { caseId, reference } = await desk.aCase();
  const further = await desk.given.team(desk.organisation);
  const both = await desk.given.staff('advocate', desk.organisation, { teams: [desk.otherTeam, further] });
  const emergency = { reference, why: 'cover', words: 'Invented.', hours: '4' };
  await desk.row('INSERT INTO team_member VALUES ($1, $2)', desk.otherTeam, desk.deputy.userId);
  expect((await desk.post(both, '/emergency-access', emergency)).status).toBe(303);
  await leaves(desk.otherTeam, both);
  const id = String((await desk.row('SELECT id FROM broken_glass WHERE case_id = $1', caseId))?.['id']);
  const judge = async (who: Person) => {
    const judgement = { decision: 'justified', reason: 'Invented.' };
    return (await desk.post(who, `/emergency-access/${id}/decision`, judgement)).status;
  };
  expect([await judge(desk.deputy), await judge(desk.supervisor)]).toEqual([404, 303]);
});
