import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAddress } from '../support/given-people.js';

let desk: AdvocateDesk;
let kase: CaseIds;
beforeAll(async () => {
  desk = await openAdvocateDesk();
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const opening = { why: 'check', words: 'To read it back to her.', shownOn: 'screen' };

describe('where post goes', () => {
  const method = { channel: 'post', value: '9 Invented Mews', safe: 'unknown' };
  const add = async () =>
    String((await desk.browser.post(`/api/v1/cases/${kase.caseId}/contact-methods`).send(method)).body.id);

  it('is on no page of its case, and is opened as an address is', async () => {
    const path = `/cases/${kase.caseId}/contact-methods/${await add()}`;
    for (const page of [`/cases/${kase.caseId}`, path, `${path}/verification/new`, `${path}/openings/new`]) {
      const { status, text } = await desk.browser.get(page);
      expect([page, status, text.includes('9 Invented Mews')]).toEqual([page, 200, false]);
    }
    expect((await desk.post(`${path}/openings`, { ...opening, words: '' })).status).toBe(422);
    expect((await desk.post(`${path}/openings`, opening)).text).toContain('9 Invented Mews');
    const { body } = await desk.browser.post(`/api/v1${path}/openings`).send(opening);
    expect(body).toEqual({ value: '9 Invented Mews' });
    const looks = (await desk.browser.get(`/cases/${kase.caseId}/access`)).text;
    expect(looks).toContain('An address. To check it with the client');
  });

  it('is nothing else: a number is opened by nobody, nor by another team', async () => {
    const phone = await desk.row('SELECT id FROM contact_method WHERE client_id = $1', kase.clientId);
    const path = (id: string) => `/cases/${kase.caseId}/contact-methods/${id}/openings`;
    expect((await desk.post(path(String(phone?.['id'])), opening)).status).toBe(422);
    const outsider = await desk.house.as(desk.outsider.userId);
    expect((await outsider.get(`${path(await add())}/new`)).status).toBe(404);
  });
});

describe('another home of the client', () => {
  let moving: CaseIds;
  let formerId: string;
  let methodId: string;
  const api = (rest: string) => `/api/v1/cases/${moving.caseId}${rest}`;
  const verified = {
    ...{ channel: 'post', value: '7 Invented Row', safe: 'yes', deviceWatched: 'no', hours: 'any_time' },
    ...{ voicemailSafe: 'no', withheldNumber: 'no', verifiedOn: '2026-03-03' },
  };
  const home = { whose: 'client', kind: 'home', value: '8 Invented Row' };
  const record = (said: object) => desk.browser.post(api('/addresses')).send({ ...home, ...said });
  const letter = () =>
    desk.browser.post(api('/outgoing')).send({ methodId, kind: 'letter', message: 'please_ring' });
  const letters = async () => {
    const { body } = await desk.browser.get(api('/outgoing'));
    return (body.outgoing as { state: string }[]).map(({ state }) => state);
  };
  const former = () => desk.row('SELECT doubted_at, ended_at, version FROM address WHERE id = $1', formerId);

  beforeEach(async () => {
    moving = await desk.aCase();
    formerId = await givenAnAddress(desk.house.database.owner, desk.advocate, moving.clientId);
    methodId = String((await desk.browser.post(api('/contact-methods')).send(verified)).body.id);
    await letter().expect(201);
  });

  it.each([{}, { former: 'not_known' }])(
    'of which %p is said of the one before stops all post until somebody answers',
    async (said) => {
      await record(said).expect(201);
      expect(await letters()).toEqual(['stopped']);
      const { status, body } = await letter();
      expect([status, body.type, body.detail]).toEqual([
        422,
        'not-safe-to-send',
        'Do not use: nobody has said whether the client left a former address',
      ]);
      expect((await desk.browser.get(`/cases/${moving.caseId}`)).text).toContain('left a former address');
      const list = `/cases/${moving.caseId}/addresses`;
      expect((await desk.browser.get(list)).text).toContain('Not known whether they are still there');
      await desk.post(`${list}/${formerId}/confirmation`, { version: 2 }).expect(303);
      expect((await desk.browser.get(list)).text).not.toContain('Not known whether');
      await letter().expect(201);
    },
  );

  it('lets the database make no letter while the one before is in doubt', async () => {
    await record({}).expect(201);
    const insert = desk.house.db.run(desk.advocate, (tx) =>
      tx.query(
        `INSERT INTO outgoing (case_id, contact_method_id, kind, message, use_at, state, made_at) VALUES ($1, $2, 'letter', 'please_ring', $3, 'made', $3)`,
        [moving.caseId, methodId, '2026-03-03T10:00:00Z'],
      ),
    );
    await expect(insert).rejects.toThrow('nothing goes out unsafely');
  });

  it('ends the one before where they left it, and stops post until that was verified again', async () => {
    await desk.post(`/cases/${moving.caseId}/addresses`, { ...home, former: 'left' }).expect(303);
    expect(await former()).toMatchObject({ ended_at: expect.any(Date) as Date, doubted_at: null });
    expect(await letters()).toEqual(['stopped']);
    expect((await letter()).body.detail).toBe('Do not use: nobody has said that it is safe');
    expect((await desk.browser.get(`/cases/${moving.caseId}`)).text).toContain('Address left');
  });

  it('stops nothing where they are at the one before too', async () => {
    await record({ former: 'still_there' }).expect(201);
    expect([await letters(), (await former())?.['doubted_at']]).toEqual([['made'], null]);
  });

  it('does not undo a doubt about one by what is said of another', async () => {
    await record({}).expect(201);
    await record({ value: '9 Invented Row', former: 'still_there' }).expect(201);
    expect((await former())?.['doubted_at']).toEqual(expect.any(Date));
  });

  it('is the only kind of address that asks, and an answer is one of three', async () => {
    const asked = [
      { kind: 'work', former: 'left' },
      { whose: 'perpetrator', former: 'left' },
      { former: 'gone' },
    ];
    const answers = await Promise.all(asked.map((said) => record(said)));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(answers[0]?.body.type).toBe('former-not-asked');
    expect(await letters()).toEqual(['made']);
  });

  it('is answered for once, by the team, of what is in doubt', async () => {
    const confirm = (version: unknown) =>
      desk.browser.post(api(`/addresses/${formerId}/confirmation`)).send({ version });
    expect((await confirm(1)).body.type).toBe('address-not-doubted');
    await record({}).expect(201);
    expect([(await confirm(1)).status, (await confirm('x')).status]).toEqual([409, 422]);
    const outsider = await desk.house.as(desk.outsider.userId);
    const theirs = outsider.post(api(`/addresses/${formerId}/confirmation`)).send({ version: 2 });
    expect((await theirs).status).toBe(404);
    await confirm(2).expect(204);
  });
});
