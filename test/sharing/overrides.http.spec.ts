import { openSafeguardsDesk, type SafeguardsDesk } from '../safeguards/safeguards-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: SafeguardsDesk;
let kase: CaseIds & { reference: string };
let agencyId: string;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  agencyId = await givenAnAgency(desk.house.database.owner, desk.advocate, { name: 'Invented Hospital' });
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const make = (by = desk.advocate, facts: object = {}) =>
  desk.post(by, `/cases/${kase.caseId}/share-overrides`, {
    ...{ agencyId, basis: 'serious_harm', why: 'Invented: she was followed home.', ...facts },
  });
const share = () =>
  desk.post(desk.advocate, `/cases/${kase.caseId}/shares`, {
    ...{ agencyId, toWhom: 'Invented Reed', theirRole: 'Nurse', items: ['risk'], way: 'phone' },
    ...{ why: 'Invented.', untilOn: '30/5/2026' },
  });
const override = () => desk.row('SELECT * FROM share_override WHERE case_id = $1', kase.caseId);
const judge = async (by = desk.supervisor, decision = 'justified') =>
  desk.post(by, `/share-overrides/${String((await override())?.['id'])}/judgement`, {
    decision,
    reason: 'Invented: it could not wait.',
  });

describe('sharing without consent', () => {
  it('is of one agency, on one day, and says on the log that it was without', async () => {
    const made = await make();
    expect([made.status, made.to]).toEqual([303, `/cases/${kase.caseId}/shares/new?agencyId=${agencyId}`]);
    expect((await share()).status).toBe(303);
    const log = await desk.get(desk.advocate, `/cases/${kase.caseId}/shares`);
    expect(log.text).toContain('Without consent. To prevent serious harm to somebody');
    desk.house.clock.set('2026-03-04T10:00:00Z');
    expect((await share()).status).toBe(422);
  });

  it('has a last day, in the database too', async () => {
    await make();
    const id = (await override())?.['id'];
    const keep = (untilOn: string) =>
      desk.house.db.run(desk.advocate, (tx) =>
        tx.query(
          `INSERT INTO share (id, case_id, agency_id, items, way, share_override_id, until_on, shared_on)
           VALUES (gen_random_uuid(), $1, $2, '{risk}', 'phone', $3, $4, '2026-03-03')`,
          [kase.caseId, agencyId, id, untilOn],
        ),
      );
    await expect(keep('2026-06-02')).rejects.toThrow('nothing is shared without a basis');
    await keep('2026-06-01');
  });

  it('is asked why, and the words are sealed', async () => {
    expect((await make(desk.advocate, { why: '' })).status).toBe(422);
    await make();
    const { owner } = desk.house.database;
    const [words] = await wordsIn(owner, 'share_override_narrative', String((await override())?.['id']));
    expect(words).toMatchObject({ why: 'Invented: she was followed home.', judgement: null });
  });

  it('waits for a supervisor who did not do it', async () => {
    await make(desk.supervisor);
    expect((await desk.get(desk.deputy, '/home')).text).toContain(kase.reference);
    expect((await desk.get(desk.deputy, '/share-overrides')).text).toContain('Invented Hospital');
    expect((await judge(desk.supervisor)).status).toBe(404);
    expect((await judge(desk.advocate)).status).toBe(404);
    expect((await judge(desk.deputy)).status).toBe(303);
    const judged = await override();
    expect(judged).toMatchObject({ decision: 'justified', decided_by: desk.deputy.userId });
    const { owner } = desk.house.database;
    const [words] = await wordsIn(owner, 'share_override_narrative', String(judged?.['id']));
    expect(words).toMatchObject({ judgement: 'Invented: it could not wait.' });
    expect((await judge(desk.deputy)).status).toBe(404);
  });

  it('found not justified ends what was shared by it', async () => {
    await make();
    await share();
    await judge(desk.supervisor, 'not_justified');
    const shared = await desk.row('SELECT ended_because FROM share WHERE case_id = $1', kase.caseId);
    expect(shared).toEqual({ ended_because: 'not_justified' });
    expect((await share()).status).toBe(422);
  });

  it('is of nobody in another team', async () => {
    await make();
    expect((await make(desk.stranger)).status).toBe(404);
    const id = String((await override())?.['id']);
    expect((await desk.get(desk.outsider, `/share-overrides/${id}`)).status).toBe(404);
  });

  it('is judged by nobody alone in the database either', async () => {
    await make(desk.supervisor);
    const own = desk.house.db.run(desk.supervisor, (tx) =>
      tx.query<[unknown[], number]>(
        `UPDATE share_override SET decision = 'justified', decided_by = my_user(), decided_at = now() WHERE case_id = $1`,
        [kase.caseId],
      ),
    );
    expect((await own)[1]).toBe(0);
  });
});

describe('agencies', () => {
  it('are added by a supervisor, each once', async () => {
    const agency = { name: 'Invented College', kind: 'employer_or_school' };
    expect((await desk.post(desk.advocate, '/agencies', agency)).status).toBe(404);
    expect((await desk.post(desk.supervisor, '/agencies', agency)).status).toBe(303);
    expect(
      (await desk.post(desk.supervisor, '/agencies', { ...agency, name: 'invented college' })).status,
    ).toBe(422);
    expect((await desk.get(desk.advocate, '/agencies')).text).toContain('Invented College');
  });
});
