import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;
beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const api = (rest = '') => `/api/v1/cases/${kase.caseId}/people${rest}`;
const pages = (rest = '') => `/cases/${kase.caseId}/people${rest}`;
const child = {
  kind: 'child',
  relation: 'child_of_both',
  fullName: 'Demo Sprig',
  ageTold: 8,
  inHousehold: 'yes',
  contact: 'supervised',
};
const record = async (facts: object = {}) =>
  String(
    (
      await desk.browser
        .post(api())
        .send({ ...child, ...facts })
        .expect(201)
    ).body.id,
  );
const right = { relation: 'child_of_both', fullName: 'Demo Sprigg', bornIn: 2017, contact: 'forbidden' };

describe('a child', () => {
  it('is shown with its age, and what contact is arranged', async () => {
    const id = await record();
    expect((await desk.browser.get(api())).body).toMatchObject({
      total: 1,
      people: [
        { id, kind: 'child', ageTold: 8, ageToldOn: '2026-03-03', bornIn: null, contact: 'supervised' },
      ],
    });
    const page = (await desk.browser.get(pages()).expect(200)).text;
    expect(page).toContain('8 on 3 March 2026');
    expect(page).toContain('supervised by somebody else');
    expect((await desk.browser.get(`/cases/${kase.caseId}/history`)).text).toContain(
      'Somebody around the client recorded',
    );
  });

  it('is corrected with a reason, and only by who saw how it stands', async () => {
    const id = await record();
    await desk.browser
      .put(api(`/${id}`))
      .send({ ...right, version: 1 })
      .expect(422);
    const correction = { ...right, reason: 'Invented: misheard.', version: 1 };
    await desk.browser
      .put(api(`/${id}`))
      .send(correction)
      .expect(204);
    await desk.browser
      .put(api(`/${id}`))
      .send(correction)
      .expect(409);
    const { body } = await desk.browser.get(api(`/${id}`));
    expect(body).toMatchObject({
      fullName: 'Demo Sprigg',
      ageTold: null,
      bornIn: 2017,
      contact: 'forbidden',
    });
    expect(body.changes).toMatchObject([
      { did: 'corrected', why: 'Invented: misheard.', by: 'Demo Campion' },
    ]);
  });

  it('is ended with a reason, and kept as it was', async () => {
    const id = await record();
    await desk.post(pages(`/${id}/ending`), { version: 1, reason: '' }).expect(422);
    await desk.post(pages(`/${id}/ending`), { version: 1, reason: 'Invented: moved.' }).expect(303);
    expect((await desk.browser.get(pages()).expect(200)).text).toContain('Of this case no longer');
    const correction = { ...right, reason: 'Invented.', version: 2 };
    await desk.browser
      .put(api(`/${id}`))
      .send(correction)
      .expect(409);
  });

  it.each([
    ['born before they could be one', { ageTold: undefined, bornIn: 2001 }, 422],
    ['with an age twice', { bornIn: 2017 }, 422],
    ['of a relation of another kind', { relation: 'solicitor' }, 422],
    ['with more than was asked', { school: 'Invented School' }, 422],
    ['of an age that is none', { ageTold: -1 }, 422],
  ])('%s is refused', async (_, facts, status) => {
    await desk.browser
      .post(api())
      .send({ ...child, ...facts })
      .expect(status);
    expect((await desk.browser.get(api())).body.total).toBe(0);
  });
});

describe('where a child goes to school', () => {
  it('stands on no page, and is opened with a reason', async () => {
    const id = await record();
    const where = {
      whose: 'related',
      relatedPersonId: id,
      kind: 'school',
      value: '1 Invented School, ZZ1 1ZZ',
    };
    const addresses = `/cases/${kase.caseId}/addresses`;
    const form = await desk.browser.get(`${addresses}/new?relatedPersonId=${id}`).expect(200);
    expect(form.text).toContain(id);
    const { body } = await desk.browser.post(`/api/v1${addresses}`).send(where).expect(201);
    for (const page of [addresses, pages(), pages(`/${id}`), `/cases/${kase.caseId}`])
      expect((await desk.browser.get(page)).text).not.toContain('Invented School');
    expect((await desk.browser.get(addresses)).text).toContain('A child of both: school');
    const opening = { why: 'danger', words: 'Invented.', shownOn: 'screen' };
    const opened = await desk.browser.post(`/api/v1${addresses}/${String(body.id)}/openings`).send(opening);
    expect(opened.body.value).toBe(where.value);
    await desk.browser
      .post(`/api/v1${addresses}/${String(body.id)}/ending`)
      .send({ version: 1 })
      .expect(204);
    const method = await desk.row('SELECT safe FROM contact_method WHERE client_id = $1', kase.clientId);
    expect(method?.['safe']).toBe('yes');
  });

  it('is of somebody of this very case', async () => {
    const id = await record();
    const where = { whose: 'related', kind: 'school', value: '1 Invented School, ZZ1 1ZZ' };
    const post = (facts: object) =>
      desk.browser.post(`/api/v1/cases/${kase.caseId}/addresses`).send({ ...where, ...facts });
    await post({}).expect(422);
    await post({ whose: 'client', relatedPersonId: id }).expect(422);
    kase = await desk.aCase();
    await post({ relatedPersonId: id }).expect(404);
  });
});

describe('whoever works here', () => {
  const known = { fullName: 'Demo Unrelated', relation: 'neighbour' };
  afterEach(() => desk.house.database.owner.query('DELETE FROM exclusion; DELETE FROM conflict_token'));

  it.each([
    ['a child by name', {}, { fullName: 'Demo Unrelated' }],
    [
      'an officer by number',
      { reachedBy: '07700 900777' },
      { kind: 'professional', relation: 'police_officer', reachedBy: '+44 7700 900777' },
    ],
    [
      'a protected person by email address',
      { reachedBy: 'kin@demo.invalid' },
      { kind: 'protected_person', relation: 'parent', reachedBy: 'KIN@demo.invalid' },
    ],
  ])(
    'and knows %s is kept from the case as it is entered, and answered as anybody',
    async (_, said, facts) => {
      await desk.post('/conflicts', { ...known, ...said }).expect(303);
      await desk.browser
        .post(api())
        .send({ ...child, ageTold: undefined, ...facts })
        .expect(201);
      await desk.browser.get(api()).expect(404);
      await desk.browser.get(`/api/v1/cases/${kase.caseId}`).expect(404);
    },
  );

  it('and knows them once they are corrected is kept away too', async () => {
    const id = await record();
    await desk.post('/conflicts', known).expect(303);
    await desk.browser.get(api()).expect(200);
    const correction = { ...right, fullName: 'Demo Unrelated', reason: 'Invented.', version: 1 };
    await desk.browser
      .put(api(`/${id}`))
      .send(correction)
      .expect(204);
    await desk.browser.get(api()).expect(404);
  });
});

it('nobody of another team finds them, nor anybody in another case', async () => {
  const id = await record();
  const outsider = await desk.house.as(desk.outsider.userId);
  for (const path of [api(), api(`/${id}`), pages(), pages('/new'), pages(`/${id}`)])
    expect((await outsider.get(path)).status).toBe(404);
  kase = await desk.aCase();
  await desk.browser.get(api(`/${id}`)).expect(404);
  await desk.browser
    .post(api(`/${id}/ending`))
    .send({ version: 1, reason: 'Invented.' })
    .expect(404);
});
