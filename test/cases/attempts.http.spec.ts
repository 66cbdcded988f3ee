import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let phoneId: string;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
  phoneId = String((await phone())?.['id']);
});
afterAll(() => desk.house.stop());

const phone = () => desk.row('SELECT * FROM contact_method WHERE client_id = $1', kase.clientId);
const answered = { on: '2/3/2026', at: '14:05', channel: 'phone', outcome: 'third_party_answered' };
const contacts = () => `/cases/${kase.caseId}/contacts`;

describe('an attempt that somebody else answered', () => {
  it('makes the number unsafe at once, and says so on the case', async () => {
    await desk.post(contacts(), { ...answered, methodId: phoneId }).expect(303);
    expect(await phone()).toMatchObject({ safe: 'unknown', verified_on: null });
    const { text } = await desk.browser.get(`/cases/${kase.caseId}`);
    expect(text).toContain('There is no safe way to reach the client now. Do not try.');
    expect(text).toContain('nobody has said that it is safe');
  });

  it('says which number it was', async () => {
    await desk.post(contacts(), { ...answered, methodId: phoneId }).expect(303);
    const made = await desk.row(
      'SELECT contact_method_id FROM contact_attempt WHERE case_id = $1',
      kase.caseId,
    );
    expect(made).toEqual({ contact_method_id: phoneId });
  });

  it('without saying which number makes every one of them unsafe', async () => {
    await desk.browser
      .post(`/api/v1${contacts()}`)
      .send({ ...answered, on: '2026-03-02' })
      .expect(201);
    expect(await phone()).toMatchObject({ safe: 'unknown' });
  });

  it('of another client’s number is refused, and nothing is made unsafe', async () => {
    const other = await desk.aCase();
    const theirs = await desk.row('SELECT id FROM contact_method WHERE client_id = $1', other.clientId);
    const { status, body } = await desk.browser
      .post(`/api/v1${contacts()}`)
      .send({ ...answered, on: '2026-03-02', methodId: theirs?.['id'] });
    expect([status, body.type]).toEqual([422, 'attempt-by-another-way']);
    expect(await phone()).toMatchObject({ safe: 'yes' });
  });
});

it('a number that is said not to be safe is never offered again in full', async () => {
  await desk.post(contacts(), { ...answered, outcome: 'number_not_safe', methodId: phoneId }).expect(303);
  expect(await phone()).toMatchObject({ safe: 'no' });
  const { text } = await desk.browser.get(`${contacts()}/new`);
  expect(text).toContain('Phone call: not to be used, ends');
});

describe('closing a case as unable to contact', () => {
  const close = async () =>
    desk.browser.post(`/api/v1/cases/${kase.caseId}/closure`).send({
      closedOn: '2026-03-03',
      reason: 'unable_to_contact',
      version: await desk.versionOf(kase.caseId),
    });
  const tryOn = (on: string, at: string) =>
    desk.post(contacts(), { ...answered, on, at, outcome: 'no_answer', methodId: phoneId }).expect(303);

  it('is refused until enough was tried, saying what is missing', async () => {
    await tryOn('1/3/2026', '10:00');
    const refused = await close();
    expect([refused.status, refused.body.type]).toEqual([422, 'not-tried-enough']);
    expect(JSON.stringify(refused.body)).toContain('attempts on 2 more days');
    await tryOn('2/3/2026', '10:00');
    await tryOn('3/3/2026', '09:00');
    expect(JSON.stringify((await close()).body)).toContain('an attempt in the afternoon or evening');
    await tryOn('2/3/2026', '18:00');
    expect((await close()).status).toBe(204);
  });

  it('is for a supervisor where no safe way is left', async () => {
    await desk.post(contacts(), { ...answered, outcome: 'number_not_safe', methodId: phoneId }).expect(303);
    const refused = await close();
    expect([refused.status, refused.body.type]).toEqual([422, 'no-safe-way-is-left']);
    const supervisor = await desk.house.as(desk.supervisor.userId);
    await supervisor
      .post(`/api/v1/cases/${kase.caseId}/closure`)
      .send({
        closedOn: '2026-03-03',
        reason: 'unable_to_contact',
        version: await desk.versionOf(kase.caseId),
      })
      .expect(204);
  });
});
