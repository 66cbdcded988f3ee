import type { Person } from '../../src/kernel/actor.js';
import { considerations } from '../../src/safeguards/counter-allegation.codes.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm } from '../support/referral-forms.js';
import { aRow, batchDesk, sheet, type Batched } from './batch-desk.js';

let house: TestApp;
let service: GivenService;
let desk: ReturnType<typeof batchDesk>;
let deputy: Person;
let batch: Batched;
let rows = 0;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = batchDesk(house, service.supervisor);
});
beforeEach(async () => {
  rows += 2;
  batch = await desk.recorded(sheet([aRow(rows), aRow(rows + 1)]));
});
afterAll(() => house.stop());

const owner = () => house.database.owner;
const aDeputy = () =>
  new Given(owner()).staff('supervisor', service.organisation, {
    teams: [service.team],
    name: 'Demo Deputy',
  });
const on = async (who: Person, act: string) => {
  const undoing = await service.row('SELECT id FROM referral_batch_undoing WHERE batch_id = $1', batch.id);
  const agent = await house.as(who.userId);
  await owner().query('UPDATE session SET stepped_up_at = now() WHERE staff_id = $1', [who.userId]);
  return (await agent.post(`/api/v1/referral-batch-undoings/${String(undoing?.['id'])}/${act}`)).status;
};
const home = async (who: Person) => (await (await house.as(who.userId)).get('/home')).text;

it('where nobody else could take it back, nothing is asked for', async () => {
  const alone = await desk.step(batch.id, 'undoing');
  expect([alone.status, (alone.body as { type: string }).type]).toEqual([422, 'nobody-can-approve']);
  expect(await desk.show(batch.id)).toMatchObject({ state: 'recorded', undoingProposedAt: null });
});

describe('a sheet that its uploader asks to be undone', () => {
  beforeAll(async () => {
    deputy = await aDeputy();
  });
  beforeEach(async () => {
    expect((await desk.step(batch.id, 'undoing')).status).toBe(204);
  });

  it('waits, whatever is in it, and is asked for once', async () => {
    expect(await desk.show(batch.id)).toMatchObject({
      state: 'recorded',
      undoingProposedAt: expect.any(String) as string,
    });
    const again = await desk.step(batch.id, 'undoing');
    expect([again.status, (again.body as { type: string }).type]).toEqual([422, 'already-proposed']);
  });

  it('is taken back by another supervisor of the team, who sees nothing of its rows', async () => {
    expect(await home(deputy)).toContain('/referral-batch-undoings');
    const page = (await (await house.as(deputy.userId)).get('/referral-batch-undoings')).text;
    expect(page).toContain('Sheet of Invented Police');
    expect(page).not.toMatch(/Invented Sheet/);
    expect(await on(deputy, 'approval')).toBe(204);
    expect(await desk.show(batch.id)).toMatchObject({ state: 'undone', kept: [] });
    expect(await on(deputy, 'approval')).toBe(404);
  });

  it('is not by whoever uploaded it, an advocate, or a supervisor of another team', async () => {
    expect(await on(service.supervisor, 'approval')).toBe(404);
    expect(await on(service.advocate, 'approval')).toBe(404);
    expect(await on(service.outsider, 'approval')).toBe(404);
    const { rows: waiting } = await owner().query(
      'SELECT FROM referral_batch_undoing WHERE batch_id = $1 AND decision IS NULL',
      [batch.id],
    );
    expect(waiting).toHaveLength(1);
  });

  it('is not without a second step', async () => {
    const undoing = await service.row('SELECT id FROM referral_batch_undoing WHERE batch_id = $1', batch.id);
    const agent = await house.as(deputy.userId);
    await owner().query(
      `UPDATE session SET stepped_up_at = now() - interval '6 minutes', began_at = now() - interval '1 hour'`,
    );
    const path = `/api/v1/referral-batch-undoings/${String(undoing?.['id'])}/approval`;
    expect((await agent.post(path)).status).toBe(401);
  });

  it('stays as it is where the other refuses, and can be asked for again', async () => {
    expect(await on(deputy, 'refusal')).toBe(204);
    expect(await desk.show(batch.id)).toMatchObject({ state: 'recorded', undoingProposedAt: null });
    expect((await desk.step(batch.id, 'undoing')).status).toBe(204);
  });

  it('keeps whom either of the two is kept from', async () => {
    const { rows: made } = await owner().query<{ client: string }>(
      `SELECT r.client_id AS client FROM referral_batch_referral d JOIN referral r ON r.id = d.referral_id WHERE d.batch_id = $1 ORDER BY d.row_number`,
      [batch.id],
    );
    for (const [index, who] of [service.supervisor, deputy].entries())
      await owner().query(
        `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
        [...[service.organisation, who.userId, made[index]?.client]],
      );
    expect(await on(deputy, 'approval')).toBe(204);
    const left = await service.row(
      'SELECT count(*)::int AS rows FROM referral_batch_referral WHERE batch_id = $1',
      batch.id,
    );
    expect(left).toEqual({ rows: 2 });
  });
});

describe('a sheet that is undone', () => {
  it.each([
    ['takes back a row by which two both say they are the victim, with that', false],
    ['keeps the row once somebody decided between the two, who stay apart', true],
  ])('%s', async (_, decided) => {
    const advocate = await house.as(service.advocate.userId);
    const names = decided
      ? { fullName: 'Invented Kestrel', bornOn: '1981-05-05', value: '07700 900991' }
      : { fullName: 'Invented Quill', bornOn: '1972-06-06', value: '07700 900992' };
    const accused = decided ? 'Invented Marrow' : 'Invented Thorp';
    const first = { ...aReferralForm(names), perpetratorName: accused };
    const a = String((await advocate.post('/api/v1/referrals').send(first).expect(201)).body.id);
    const accepted = { decision: 'accept', advocateId: service.advocate.userId, version: 1 };
    await (await house.as(deputy.userId)).post(`/api/v1/referrals/${a}/decision`).send(accepted).expect(200);
    const both = await desk.recorded(
      sheet([aRow(57), aRow(58, { 'Full name': accused, Suspect: names.fullName })]),
    );
    const found = await service.row(
      `SELECT r.id, k.id AS allegation, k.version FROM counter_allegation k JOIN referral r ON r.client_id IN (k.earlier_client_id, k.later_client_id) JOIN referral_batch_referral d ON d.referral_id = r.id
       WHERE d.batch_id = $1`,
      both.id,
    );
    expect(found).toBeDefined();
    const answers = Object.fromEntries(considerations.map(({ code }) => [code, 'both']));
    const words = {
      considerations: answers,
      outcome: 'both_stand',
      account: 'Invented.',
      reason: 'Invented.',
    };
    if (decided)
      await (
        await house.as(deputy.userId)
      )
        .post(`/api/v1/counter-allegations/${String(found?.['allegation'])}/decisions`)
        .send({ ...words, version: found?.['version'] })
        .expect(204);
    expect((await desk.undone(both.id, deputy)).status).toBe(204);
    expect(await desk.show(both.id)).toMatchObject({ state: 'undone', kept: decided ? [3] : [] });
    const path = `/referrals/${String(found?.['id'])}`;
    await (await house.as(service.supervisor.userId)).get(path).expect(decided ? 200 : 404);
    await advocate.get(path).expect(404);
    const left = 'SELECT count(*)::int AS n FROM counter_allegation WHERE id = $1';
    expect(await service.row(left, found?.['allegation'])).toEqual({ n: decided ? 1 : 0 });
  });
});
