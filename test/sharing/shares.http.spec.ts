import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let police: string;
let housing: string;
beforeAll(async () => {
  desk = await openAdvocateDesk();
  const { owner } = desk.house.database;
  police = await givenAnAgency(owner, desk.advocate, { name: 'Invented Constabulary', kind: 'police' });
  housing = await givenAnAgency(owner, desk.advocate, { name: 'Invented Homes' });
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const path = (rest = '') => `/cases/${kase.caseId}/shares${rest}`;
const share = (facts: object = {}) => ({
  ...{ agencyId: police, toWhom: 'Invented Reed', theirRole: 'Detective', items: ['risk', 'orders'] },
  ...{ way: 'meeting', why: 'Invented: to plan an arrest.', untilOn: '2026-06-30', ...facts },
});
const send = (facts: object = {}) => desk.browser.post(`/api/v1${path()}`).send(share(facts));
const answer = (facts: object) =>
  desk
    .post(`/cases/${kase.caseId}/consents`, {
      value: 'given',
      how: 'by_phone',
      givenOn: '3/3/2026',
      ...facts,
    })
    .expect(303);
const shared = () => desk.row('SELECT * FROM share WHERE case_id = $1', kase.caseId);
const page = async (of = path()) => (await desk.browser.get(of)).text;

describe('sharing', () => {
  it('is refused where the client never agreed to it, in the database too', async () => {
    const refused = await send();
    expect([refused.status, refused.body.type]).toEqual([422, 'no-basis-to-share']);
    expect(await page(path(`/new?agencyId=${police}`))).toContain('Do not share.');
    const round = desk.house.db.run(desk.advocate, (tx) =>
      tx.query(
        `INSERT INTO share (id, case_id, agency_id, items, way, consent_id, until_on, shared_on)
         SELECT gen_random_uuid(), $1, $2, '{risk}', 'meeting', id, '2026-06-30', '2026-03-03' FROM consent WHERE client_id = $3 LIMIT 1`,
        [kase.caseId, police, kase.clientId],
      ),
    );
    await expect(round).rejects.toThrow('nothing is shared without a basis');
  });

  it('says what went to whom, on what basis and until when, and seals who they are', async () => {
    await answer({ purpose: 'share_police' });
    await desk.post(path(), share({ untilOn: '30/6/2026' })).expect(303);
    const text = await page();
    for (const said of ['Invented Constabulary', 'Invented Reed, Detective', 'Consent', 'until 30 June 2026'])
      expect(text).toContain(said);
    const [words] = await wordsIn(
      desk.house.database.owner,
      'share_narrative',
      String((await shared())?.['id']),
    );
    expect(words).toMatchObject({ to_whom: 'Invented Reed', their_role: 'Detective' });
    expect(await page(`/cases/${kase.caseId}`)).toContain('Shared with an agency');
  });

  it('with one agency is by consent that names it', async () => {
    await answer({ purpose: 'share_agency', agencyId: housing });
    await send({ agencyId: housing }).expect(201);
    expect(await page(`/cases/${kase.caseId}`)).toContain('To information going to Invented Homes');
    const nobody = { purpose: 'share_agency', value: 'given', how: 'by_phone', givenOn: '3/3/2026' };
    const refused = await desk.post(`/cases/${kase.caseId}/consents`, nobody);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Select the agency that the client was asked about');
  });

  it('may not outlast the consent it goes by', async () => {
    await answer({ purpose: 'share_police', untilOn: '31/12/2030' });
    const refused = await send({ untilOn: '2031-01-01' });
    expect([refused.status, refused.body.type]).toEqual([422, 'share-outlasts-consent']);
    await send({ untilOn: '2030-12-31' }).expect(201);
  });

  it('of where somebody is cannot be asked for', async () => {
    await answer({ purpose: 'share_police' });
    expect((await send({ items: ['address'] })).status).toBe(422);
  });
});

describe('withdrawing consent', () => {
  it('stops the next share, ends what was shared, and is seen on the case at once', async () => {
    await answer({ purpose: 'share_police' });
    await send().expect(201);
    desk.house.clock.set('2026-03-03T10:01:00Z');
    await answer({ purpose: 'share_police', value: 'withdrawn' });
    expect(await shared()).toMatchObject({ ended_because: 'consent_ended' });
    expect((await send()).status).toBe(422);
    const text = await page(`/cases/${kase.caseId}`);
    expect(text).toContain('Do not act on it');
    expect(text).toContain('What an agency has is no longer to be kept or used');
  });

  it('or giving it for less long brings the last day of what was shared forward, and says so; for longer brings it back for nobody', async () => {
    await answer({ purpose: 'share_police' });
    await send({ untilOn: '2099-06-30' }).expect(201);
    desk.house.clock.set('2026-03-03T10:01:00Z');
    await answer({ purpose: 'share_police', untilOn: '31/3/2099' });
    expect(await shared()).toMatchObject({ until_on: '2099-03-31', ended_because: null });
    expect(await page(path('/report'))).toContain('31 March 2099');
    expect(await page(`/cases/${kase.caseId}`)).toContain('kept less long');
    desk.house.clock.set('2026-03-03T10:02:00Z');
    await answer({ purpose: 'share_police', untilOn: '31/12/2099' });
    expect(await shared()).toMatchObject({ until_on: '2099-03-31' });
  });

  it('leaves what goes by another consent', async () => {
    await answer({ purpose: 'share_police' });
    await send().expect(201);
    await answer({ purpose: 'share_marac', value: 'withdrawn' });
    expect(await shared()).toMatchObject({ ended_because: null });
  });
});

it('asking for it back ends it, and only once', async () => {
  await answer({ purpose: 'share_police' });
  const id = String((await send()).body.id);
  await desk.post(path(`/${id}/revocation`), { version: 1 }).expect(303);
  expect(await shared()).toMatchObject({ ended_because: 'revoked' });
  await desk.post(path(`/${id}/revocation`), { version: 1 }).expect(409);
});

it('who has my data names agencies and nobody else, in nobody’s words', async () => {
  await answer({ purpose: 'share_police' });
  await send().expect(201);
  const text = await page(path('/report'));
  const [, main = ''] = text.split('<main');
  for (const said of [
    'Invented Constabulary',
    'The risk as it was assessed',
    'Because you agreed',
    '30 June 2026',
  ])
    expect(main).toContain(said);
  for (const other of ['Reed', 'Detective', 'arrest', 'Bramble', desk.advocate.displayName, 'Demo Aster'])
    expect(main).not.toContain(other);
});

it('consent that ends within four weeks is shown before it does', async () => {
  await answer({ purpose: 'share_police', untilOn: '31/3/2026' });
  expect(await page(`/cases/${kase.caseId}`)).toContain('Ends soon');
});

it('what was shared is nobody’s in another team, and no agency of another service can be chosen', async () => {
  const outsider = await desk.house.as(desk.outsider.userId);
  for (const each of [path(), path('/report'), path('/new')])
    expect((await outsider.get(each)).status).toBe(404);
  expect((await send({ agencyId: '00000000-0000-4000-8000-000000000000' })).status).toBe(404);
});
