import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { wordsIn } from '../support/sealed-tables.js';

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
const referral = (facts: object = {}) => ({
  ...{
    agencyId: marac,
    toWhom: 'Invented Reed',
    theirRole: 'Coordinator',
    items: ['risk'],
    way: 'secure_email',
  },
  ...{ why: 'Invented: he waits outside.', untilOn: '2026-09-30', criteria: ['escalation'], ...facts },
});
const refer = (facts: object = {}) => desk.browser.post(`/api/v1${path()}`).send(referral(facts));
const agreed = () =>
  desk
    .post(`/cases/${kase.caseId}/consents`, {
      ...{ purpose: 'share_marac', value: 'given', how: 'by_phone', givenOn: '3/3/2026' },
    })
    .expect(303);
const othersReferred = (referredOn: string, facts: object = {}) =>
  desk.browser
    .post(`/api/v1/cases/${kase.caseId}/others-panel-referrals`)
    .send({ agencyId: marac, referredById: police, referredOn, ...facts });
const stored = (id: unknown) => desk.row('SELECT * FROM panel_referral WHERE id = $1', id);
const page = async (of: string) => (await desk.browser.get(of).expect(200)).text;

describe('referring a case to a panel', () => {
  it('is sharing, and is refused where the client never agreed, with nothing kept', async () => {
    const refused = await refer();
    expect([refused.status, refused.body.type]).toEqual([422, 'no-basis-to-share']);
    expect(await page(path(`/new?agencyId=${marac}`))).toContain('Do not refer.');
    expect(await desk.row('SELECT FROM panel_referral WHERE case_id = $1', kase.caseId)).toBeUndefined();
  });

  it('goes by the log of what was shared, and says why under seal', async () => {
    await agreed();
    const sent = await desk
      .post(path(), referral({ untilOn: '30/9/2026', meetingOn: '12/3/2026' }))
      .expect(303);
    const text = await page(String(sent.headers['location']));
    for (const said of [
      'Invented MARAC',
      'Escalation',
      'he waits outside',
      'Meets on Thursday 12 March 2026',
    ])
      expect(text).toContain(said);
    expect(await page(`/cases/${kase.caseId}/shares`)).toContain('Invented MARAC');
    expect(await page(`/cases/${kase.caseId}`)).toContain('Referred to a MARAC or a stalking panel');
  });

  it('needs a criterion, unless it is a repeat', async () => {
    await agreed();
    expect((await refer({ criteria: [] })).body.type).toBe('no-criterion');
    await othersReferred('2025-06-01').expect(201);
    await refer({ criteria: [], incidentOn: '2026-03-01' }).expect(201);
  });

  it('cannot be kept without the row that says why it is called a repeat or not', async () => {
    const bare = `INSERT INTO panel_referral (case_id, agency_id, referred_by_id, criteria, referred_on, repeat_found, repeat_said, recorded_by)
      VALUES ($1, $2, $3, '{}', '2026-03-03', 'yes', 'no', $4)`;
    await expect(
      desk.house.database.owner.query(bare, [kase.caseId, marac, police, desk.advocate.userId]),
    ).rejects.toThrow('panel_referral_says_its_words');
  });

  it('to an agency that is no panel is not found', async () => {
    await agreed();
    expect((await refer({ agencyId: police })).status).toBe(404);
  });

  it('cannot be of what is still to come, nor of a meeting that was', async () => {
    await agreed();
    expect((await refer({ incidentOn: '2026-03-04' })).body.type).toBe('happened-after-it-was-referred');
    expect((await refer({ meetingOn: '2026-03-02' })).body.type).toBe('meets-before-it-was-referred');
  });

  it('is not open in a closed case', async () => {
    await agreed();
    const { owner } = desk.house.database;
    await owner.query(
      `UPDATE case_file SET closed_on = '2026-03-03', closed_at = now(), closure_reason = 'support_completed' WHERE id = $1`,
      [kase.caseId],
    );
    expect((await refer()).status).toBe(404);
    await othersReferred('2026-02-01').expect(201);
  });
});

describe('a repeat', () => {
  it('is found of the same two people within twelve months, whoever referred them, and said', async () => {
    await agreed();
    await othersReferred('2025-06-01').expect(201);
    expect(await page(path(`/new?agencyId=${marac}`))).toContain('to the end of 1 June 2026 makes a repeat');
    const { id } = (await refer({ incidentOn: '2026-03-01' }).expect(201)).body;
    expect(await stored(id)).toMatchObject({ repeat_found: 'yes', repeat_said: 'yes' });
    expect(await page(path())).toContain('Repeat');
  });

  it('is called otherwise only with a reason, in the database too', async () => {
    await agreed();
    await othersReferred('2025-06-01').expect(201);
    const against = { incidentOn: '2026-03-01', repeatSaid: 'no' };
    expect((await refer(against)).body.type).toBe('repeat-against-what-was-found');
    const { id } = (await refer({ ...against, repeatReason: 'Invented: the same night.' }).expect(201)).body;
    const [words] = await wordsIn(desk.house.database.owner, 'panel_referral_narrative', String(id));
    expect(words).toMatchObject({ grounds: null, repeat_reason: 'Invented: the same night.' });
    const round = desk.house.db.run(desk.advocate, async (tx) => {
      const [made] = await tx.query<[{ id: string }]>(
        `INSERT INTO panel_referral (id, case_id, agency_id, referred_by_id, criteria, referred_on, repeat_found, repeat_said)
         VALUES (gen_random_uuid(), $1, $2, $3, '{}', '2026-03-03', 'yes', 'no') RETURNING id`,
        [kase.caseId, marac, police],
      );
      await tx.query('INSERT INTO panel_referral_narrative (panel_referral_id) VALUES ($1)', [made.id]);
    });
    await expect(round).rejects.toThrow('row-level security');
  });

  it('is not what another agency’s referral of tomorrow can make', async () => {
    expect((await othersReferred('2026-03-04')).body.type).toBe('referred-later');
  });
});

it('a referral of ours cannot stand on what was shared with another, or in another case', async () => {
  await agreed();
  await refer().expect(201);
  const other = await desk.aCase();
  const { id: share } = (await desk.row('SELECT id FROM share WHERE case_id = $1', kase.caseId)) ?? {};
  const round = desk.house.db.run(desk.advocate, (tx) =>
    tx.query(
      `INSERT INTO panel_referral (id, case_id, agency_id, share_id, criteria, referred_on, repeat_found, repeat_said)
       VALUES (gen_random_uuid(), $1, $2, $3, '{escalation}', '2026-03-03', 'no', 'no')`,
      [other.caseId, marac, share],
    ),
  );
  await expect(round).rejects.toThrow('row-level security');
});
