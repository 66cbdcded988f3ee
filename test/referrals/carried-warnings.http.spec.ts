import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

/** A client with a case is sent again, as somebody new, and a supervisor finds that it is the same referral come twice. */
let house: TestApp;
let service: GivenService;
let desk: Awaited<ReturnType<TestApp['as']>>;
let kase: CaseIds;
let reference: string;
let phone: string;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  desk = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  phone = someone().value;
  kase = await givenACase(house.database.owner, { ...service, phone });
  const row = await service.row('SELECT reference FROM referral WHERE id = $1', kase.referralId);
  reference = String(row?.['reference']);
});
afterAll(() => house.stop());

/** Sends them again, as whatever comes from outside is recorded: a client of its own. */
async function sentAgain(said: Record<string, unknown>): Promise<string> {
  const sent = { ...someone(), value: phone, verifiedOn: undefined, sameAs: 'someone_else' };
  const form = { ...sent, policeConsent: 'not_asked', policeConsentHow: undefined, ...said };
  const advocate = await house.as(service.advocate.userId);
  const { body } = await advocate.post('/api/v1/referrals').send(aReferralForm(form)).expect(201);
  return String(body.id);
}
async function settle(referralId: string, act: string, said: object) {
  const row = await service.row('SELECT version FROM referral WHERE id = $1', referralId);
  const answer = await desk
    .post(`/api/v1/referrals/${referralId}/${act}`)
    .send({ decision: 'duplicate', repeats: reference, version: row?.['version'], ...said });
  expect([answer.status, answer.body.type]).toEqual([200, undefined]);
}
const known = () => service.row('SELECT * FROM contact_method WHERE client_id = $1', kase.clientId);
const page = async () => (await desk.get(`/cases/${kase.caseId}`).expect(200)).text;
const no = { contactConsent: 'refused', contactConsentHow: 'through_referrer' };

it('what it warns of their number stands in the case of the first', async () => {
  await settle(await sentAgain({ safe: 'no', deviceWatched: 'yes' }), 'decision', {});
  expect(await known()).toMatchObject({ safe: 'no', device_watched: 'yes', verified_on: null });
  expect(await page()).toContain('Do not use: the client said it is not safe');
});

it('what they refused is refused in the case of the first', async () => {
  await settle(await sentAgain(no), 'decision', {});
  expect(await page()).toContain('Refused on 2 March 2026');
});

it('so it is where the decision is put right afterwards', async () => {
  const referralId = await sentAgain({ ...no, safe: 'unknown' });
  await settle(referralId, 'decision', { decision: 'decline', reason: 'other', repeats: undefined });
  expect(await known()).toMatchObject({ safe: 'yes' });
  await settle(referralId, 'amendment', { why: 'learnt_more' });
  expect(await known()).toMatchObject({ safe: 'unknown', verified_on: null });
  expect(await page()).toContain('Refused on 2 March 2026');
});

it('what it says better, or does not say, changes nothing', async () => {
  const nothing = {
    voicemailSafe: undefined,
    deviceWatched: undefined,
    withheldNumber: undefined,
    hours: undefined,
  };
  const before = await known();
  await settle(await sentAgain({ ...nothing, safe: 'yes', contactConsent: 'given' }), 'decision', {});
  expect(await known()).toEqual(before);
});

it('what they said themselves since it was sent stands against it', async () => {
  const referralId = await sentAgain(no);
  house.clock.set('2026-03-03T11:00:00Z');
  const own = await house.as(service.advocate.userId);
  await own
    .post(`/api/v1/cases/${kase.caseId}/consents`)
    .send({ purpose: 'contact', value: 'given', how: 'by_phone', givenOn: '2026-03-03' })
    .expect(201);
  await settle(referralId, 'decision', {});
  expect(await page()).not.toContain('Refused on 2 March 2026');
});
