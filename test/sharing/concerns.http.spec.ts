import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let socialCare: string;
let housing: string;
beforeAll(async () => {
  desk = await openAdvocateDesk();
  const { owner } = desk.house.database;
  const name = 'Invented children’s services';
  socialCare = await givenAnAgency(owner, desk.advocate, { name, kind: 'childrens_services' });
  housing = await givenAnAgency(owner, desk.advocate, { name: 'Invented Homes', kind: 'housing' });
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const at = (rest: string) => `/api/v1/cases/${kase.caseId}/${rest}`;
const override = (agencyId = socialCare) =>
  desk.browser
    .post(at('share-overrides'))
    .send({ agencyId, basis: 'safeguarding', why: 'Invented.' })
    .expect(201);
const raise = (facts: object = {}) =>
  desk.browser.post(at('concerns')).send({
    ...{
      agencyId: socialCare,
      about: 'child',
      why: 'Invented: afraid at night.',
      items: ['children'],
      way: 'phone',
    },
    ...{
      toWhom: 'Invented Reed',
      theirRole: 'Duty',
      untilOn: '2026-05-31',
      followUpOn: '2026-03-10',
      ...facts,
    },
  });
const board = async () =>
  (await (await desk.house.as(desk.supervisor.userId)).get('/blind-spots/concern')).text;
const tasks = async () => {
  const { body } = await desk.browser.get('/api/v1/day');
  const all = body.tasks as { kind: string; caseId: string }[]; // as its OpenAPI class says
  return all.filter(({ kind, caseId }) => kind === 'concern_follow_up' && caseId === kase.caseId);
};

describe('a concern raised with social care', () => {
  it('goes by the basis anything shared has, and is refused without one', async () => {
    expect((await raise()).body.type).toBe('no-basis-to-share');
    await override();
    const { id } = (await raise().expect(201)).body;
    expect((await desk.browser.get(at(`concerns/${String(id)}`))).body).toMatchObject({
      ...{ about: 'child', overrideBasis: 'safeguarding', agency: 'Invented children’s services' },
      ...{
        raisedOn: '2026-03-03',
        toWhom: 'Invented Reed',
        why: 'Invented: afraid at night.',
        outcome: null,
      },
    });
    expect((await desk.browser.get(`/cases/${kase.caseId}/shares`)).text).toContain(
      'Invented children’s services',
    );
  });

  it('stands on the supervisor’s board until it is followed up, also once the case is closed', async () => {
    await override();
    const id = String((await raise().expect(201)).body.id);
    expect(await board()).toContain(`/concerns/${id}`);
    expect(await tasks()).toEqual([]);
    desk.house.clock.set('2026-03-07T10:00:00Z');
    expect(await tasks()).toMatchObject([{ dueOn: '2026-03-10', when: 'week' }]);
    desk.house.clock.set('2026-03-11T10:00:00Z');
    expect((await desk.browser.get(`/cases/${kase.caseId}/concerns`)).text).toContain('Overdue');
    const over = `UPDATE case_file SET closed_on = '2026-03-11', closed_at = '2026-03-11T10:00:00Z', closure_reason = 'other' WHERE id = $1`;
    await desk.house.database.owner.query(over, [kase.caseId]);
    expect(await board()).toContain(`/concerns/${id}`);
    const said = { outcome: 'assessment', cameOfIt: 'Invented: they will visit.', version: 1 };
    await desk.browser
      .post(at(`concerns/${id}/follow-up`))
      .send({ ...said, cameOfIt: '' })
      .expect(422);
    await desk.browser
      .post(at(`concerns/${id}/follow-up`))
      .send(said)
      .expect(204);
    await desk.browser
      .post(at(`concerns/${id}/follow-up`))
      .send(said)
      .expect(409);
    expect(await board()).not.toContain(`/concerns/${id}`);
    expect((await desk.browser.get(`/cases/${kase.caseId}/concerns/${id}`)).text).toContain(
      'they will visit',
    );
  });

  it.each([
    ['with another agency than social care', () => ({ agencyId: housing }), 404],
    ['with a follow-up that is past', () => ({ followUpOn: '2026-03-02' }), 422],
    ['about nobody', () => ({ about: 'dog' }), 422],
    ['with nothing that goes to them', () => ({ items: [] }), 422],
  ])('%s is refused, and nothing is shared', async (_, facts, status) => {
    await override();
    await override(housing);
    await raise(facts()).expect(status);
    const shares = await desk.row('SELECT count(*) AS total FROM share WHERE case_id = $1', kase.caseId);
    expect(Number(shares?.['total'])).toBe(0);
  });

  it('is not written beside what is shared: the database takes one only with its share, in one transaction', async () => {
    await override();
    const { id } = (await raise().expect(201)).body;
    const share = await desk.row('SELECT share_id AS id FROM safeguarding_concern WHERE id = $1', id);
    await desk.house.database.owner.query(
      'DELETE FROM safeguarding_concern_narrative; DELETE FROM safeguarding_concern',
    );
    const forged = desk.house.db.run(desk.advocate, (tx) =>
      tx.query(
        `INSERT INTO safeguarding_concern (id, case_id, share_id, about, follow_up_on) VALUES (gen_random_uuid(), $1, $2, 'child', '2026-03-09')`,
        [kase.caseId, share?.['id']],
      ),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });
});

const capacity = {
  ...{ decision: 'Invented: to agree to a safety plan', helpGiven: 'Invented: asked again in the morning.' },
  ...{
    assessedOn: '2026-03-03',
    impairment: 'yes',
    understand: 'yes',
    retain: 'no',
    weigh: 'no',
    communicate: 'yes',
  },
  ...{
    finding: 'lacks_capacity',
    bestInterests: 'Invented: her sister was asked.',
    followUpOn: '2026-03-05',
  },
};

describe('a concern about capacity', () => {
  const record = (facts: object = {}) =>
    desk.browser.post(at('capacity-concerns')).send({ ...capacity, ...facts });

  it('is of one decision, and stands with the supervisors until it is followed up', async () => {
    const id = String((await record().expect(201)).body.id);
    expect((await desk.browser.get(at(`capacity-concerns/${id}`))).body).toMatchObject(capacity);
    expect(await board()).toContain(`/capacity-concerns/${id}`);
    expect(await tasks()).toMatchObject([{ dueOn: '2026-03-05' }]);
    const followUp = `/cases/${kase.caseId}/capacity-concerns/${id}/follow-up`;
    const said = { outcome: 'client_decided', cameOfIt: 'Invented: she could the day after.', version: 1 };
    await desk.post(followUp, { ...said, outcome: '' }).expect(422);
    await desk.post(followUp, said).expect(303);
    await desk.post(followUp, said).expect(409);
    expect(await board()).not.toContain(`/capacity-concerns/${id}`);
    expect(await tasks()).toEqual([]);
  });

  it.each([
    [{ impairment: 'no' }, 'capacity-is-presumed'],
    [{ bestInterests: undefined }, 'best-interests-of-who-lacks-capacity'],
    [{ assessedOn: '2026-03-04' }, 'assessed-later'],
  ])('is refused where the Act does not allow what was found: %o', async (facts, rule) => {
    expect((await record(facts).expect(422)).body.type).toBe(rule);
  });

  it('cannot be written against the Act by another way either', async () => {
    const forged = desk.house.db.run(desk.advocate, (tx) =>
      tx.query(
        `INSERT INTO capacity_concern (id, case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on)
         VALUES (gen_random_uuid(), $1, '2026-03-03', 'no', 'no', 'no', 'no', 'no', 'lacks_capacity', '2026-03-04')`,
        [kase.caseId],
      ),
    );
    await expect(forged).rejects.toThrow('capacity_is_presumed');
  });
});

it('nobody of another team finds either', async () => {
  await override();
  const concern = String((await raise().expect(201)).body.id);
  const about = String((await desk.browser.post(at('capacity-concerns')).send(capacity).expect(201)).body.id);
  const outsider = await desk.house.as(desk.outsider.userId);
  for (const rest of ['concerns', `concerns/${concern}`, 'capacity-concerns', `capacity-concerns/${about}`]) {
    await desk.browser.get(at(rest)).expect(200);
    await outsider.get(at(rest)).expect(404);
    await outsider.get(`/cases/${kase.caseId}/${rest}`).expect(404);
  }
  expect((await outsider.get('/blind-spots/concern')).text).not.toContain(concern);
});
