import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let marac: string;
let police: string;
beforeAll(async () => {
  desk = await openAdvocateDesk();
  const { owner } = desk.house.database;
  marac = await givenAnAgency(owner, desk.advocate, { name: 'Invented MARAC', kind: 'marac' });
  police = await givenAnAgency(owner, desk.advocate, { name: 'Invented Constabulary', kind: 'police' });
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const path = (rest = '') => `/cases/${kase.caseId}/panel-referrals${rest}`;
const othersReferred = (referredOn: string, facts: object = {}) =>
  desk.browser
    .post(`/api/v1/cases/${kase.caseId}/others-panel-referrals`)
    .send({ agencyId: marac, referredById: police, referredOn, ...facts });
const page = async (of: string) => (await desk.browser.get(of).expect(200)).text;

describe('what a panel agreed', () => {
  const act = async (facts: object = {}) => {
    const { id } = (await othersReferred('2026-02-01').expect(201)).body;
    const action = { words: 'Invented: fit a camera.', ownerId: police, dueOn: '2026-03-03', ...facts };
    const { id: actionId } = (
      await desk.browser
        .post(`/api/v1${path(`/${String(id)}/actions`)}`)
        .send(action)
        .expect(201)
    ).body;
    return { id: String(id), actionId: String(actionId) };
  };
  const board = async () => {
    const supervisor = await desk.house.as(desk.supervisor.userId);
    const { body } = await supervisor.get('/api/v1/blind-spots/panel_action');
    return body as { total: number; rows: object[] }; // as its OpenAPI class says
  };

  it('is overdue from the day after, and its supervisor sees it', async () => {
    const { id, actionId } = await act();
    expect(await page(path(`/${id}`))).toContain('To be done by Tuesday 3 March 2026');
    expect((await board()).total).toBe(0);
    desk.house.clock.set('2026-03-04T10:00:00Z');
    expect(await page(path(`/${id}`))).toContain('Overdue');
    const href = `/cases/${kase.caseId}/panel-referrals/${id}`;
    expect((await board()).rows).toMatchObject([{ id: actionId, href, dueOn: '2026-03-03' }]);
    const done = `/api/v1${path(`/${id}/actions/${actionId}/completion`)}`;
    expect((await desk.browser.post(done).send({ doneOn: '2026-03-05', version: 1 })).body.type).toBe(
      'done-later',
    );
    await desk.browser.post(done).send({ doneOn: '2026-03-04', version: 1 }).expect(204);
    await desk.browser.post(done).send({ doneOn: '2026-03-04', version: 1 }).expect(409);
    expect((await board()).total).toBe(0);
  });

  it('is put in words as it is recorded, and not later or by another', async () => {
    const { id } = (await othersReferred('2026-02-01').expect(201)).body;
    const recorded = desk.house.db.run(desk.advocate, (tx) =>
      tx.query<[{ id: string }]>(
        `INSERT INTO panel_action (id, panel_referral_id, due_on) VALUES (gen_random_uuid(), $1, '2026-03-03') RETURNING id`,
        [id],
      ),
    );
    const [{ id: actionId }] = await recorded;
    for (const who of [desk.advocate, desk.supervisor]) {
      const worded = desk.house.db.run(who, (tx) =>
        tx.query(`INSERT INTO panel_action_narrative (panel_action_id, words) VALUES ($1, 'forged')`, [
          actionId,
        ]),
      );
      await expect(worded).rejects.toThrow('row-level security');
    }
  });

  it('done on what is no day is asked for again, beside that action', async () => {
    const { id, actionId } = await act();
    const other = await desk.post(path(`/${id}/actions`), { words: 'Invented.', dueOn: '4/3/2026' });
    expect(other.status).toBe(303);
    const again = await desk.post(path(`/${id}/actions/${actionId}/completion`), {
      doneOn: '31/2/2026',
      version: 1,
    });
    expect(again.status).toBe(422);
    expect(again.text.match(/href="#doneOn"/g)).toHaveLength(1);
    expect(again.text.match(/ id="doneOn"/g)).toHaveLength(1);
    expect(again.text).toContain('value="31/2/2026"');
  });

  it('may be ours', async () => {
    const { id } = await act({ ownerId: undefined });
    const { body } = await desk.browser.get(`/api/v1${path(`/${id}`)}`);
    expect(body.actions.actions).toMatchObject([{ ownerId: null, words: 'Invented: fit a camera.' }]);
  });
});

it('the day of the meeting is set once by each who saw it', async () => {
  const { id } = (await othersReferred('2026-02-01').expect(201)).body;
  const meeting = path(`/${String(id)}/meeting`);
  await desk.post(meeting, { meetingOn: '12/3/2026', version: 1 }).expect(303);
  await desk.post(meeting, { meetingOn: '13/3/2026', version: 1 }).expect(409);
  expect((await desk.post(meeting, { meetingOn: '1/1/2026', version: 2 })).status).toBe(422);
});

it('nobody of another team finds a referral, and no supervisor of one an action', async () => {
  const { id } = (await othersReferred('2026-02-01').expect(201)).body;
  const outsider = await desk.house.as(desk.outsider.userId);
  for (const each of [path(), path('/new'), path(`/${String(id)}`)])
    expect((await outsider.get(each)).status).toBe(404);
});
