import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

/** Somebody on record is referred again, and whoever types it says so. */
let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;
let kase: CaseIds;
let reference: unknown;
let phone: string;
let fullName: string;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  browser = await house.as(service.advocate.userId);
});
beforeEach(async () => {
  house.clock.set('2026-03-03T10:00:00Z');
  const who = someone();
  phone = who.value;
  fullName = who.fullName;
  kase = await givenACase(house.database.owner, {
    ...service,
    phone,
    name: who.fullName,
    bornOn: who.bornOn,
  });
  reference = (await service.row('SELECT reference FROM referral WHERE id = $1', kase.referralId))?.[
    'reference'
  ];
});
afterAll(() => house.stop());

const record = (form: Record<string, unknown>) =>
  browser.post('/api/v1/referrals').send(aReferralForm({ repeats: reference, ...form }));
const methods = async (which: string) =>
  (
    await house.database.owner.query<Record<string, unknown>>(
      `SELECT safe, verified_on FROM contact_method WHERE client_id = $1 AND ${which}`,
      [kase.clientId],
    )
  ).rows;

it.each(['unknown', 'yes'])(
  'by a number that was theirs once (%s), which is added as not known',
  async (safe) => {
    await house.database.owner.query(
      `UPDATE contact_method SET ended_at = '2026-02-20T10:00:00Z' WHERE client_id = $1`,
      [kase.clientId],
    );
    await record({ value: phone, safe, sameAs: 'again' }).expect(201);
    expect(await methods('ended_at IS NULL')).toMatchObject([{ safe: 'unknown' }]);
  },
);

it('on the referrer’s word that they agree to be contacted, which does not undo what they withdrew', async () => {
  const withdrawn = { purpose: 'contact', value: 'withdrawn', how: 'by_phone', givenOn: '2026-03-01' };
  await browser.post(`/api/v1/cases/${kase.caseId}/consents`).send(withdrawn).expect(201);
  await record({ value: phone, sameAs: 'again' }).expect(201);
  const { text } = await browser.get(`/cases/${kase.caseId}`).expect(200);
  expect(text).toContain('Withdrawn on 1 March 2026');
});

it('and is not contacted once they withdrew, though the day they named was before that', async () => {
  await record({ value: phone, sameAs: 'again', contactConsentHow: 'by_phone' }).expect(201);
  house.clock.set('2026-03-03T10:30:00Z');
  const withdrawn = { purpose: 'contact', value: 'withdrawn', how: 'by_phone', givenOn: '2026-02-27' };
  await browser.post(`/api/v1/cases/${kase.caseId}/consents`).send(withdrawn).expect(201);
  const { text } = await browser.get(`/cases/${kase.caseId}`).expect(200);
  expect(text).toContain('Withdrawn on 27 February 2026');
});

it('on the word of the police that the police may be told, which is no basis for telling them', async () => {
  await record({ value: phone, sameAs: 'again', policeConsent: 'given' }).expect(201);
  const { text } = await browser.get(`/cases/${kase.caseId}`).expect(200);
  expect(text).toContain('Given on 2 March 2026 as the referrer says: ask the client');
});

describe('by a reference', () => {
  it.each(['duplicate', 'again'])(
    'of somebody nothing is like (%s), who is not believed to be they',
    async (sameAs) => {
      const before = await service.row('SELECT count(*) AS n FROM referral');
      const answer = await record({ ...someone(), fullName: 'Quartz Unlike', sameAs });
      expect([answer.status, answer.body.type]).toEqual([422, 'not-likely-the-same']);
      expect(await service.row('SELECT count(*) AS n FROM referral')).toEqual(before);
      expect(await methods(`safe = 'yes'`)).toHaveLength(1);
    },
  );

  it('of any referral of the person alike, the latest or not', async () => {
    await record({ value: phone, sameAs: 'again' }).expect(201);
    await record({ value: phone, sameAs: 'again' }).expect(201);
  });
});

it('by a number that is new, which nobody verified with them', async () => {
  await record({ fullName, value: someone().value, sameAs: 'again', verifiedOn: '2026-03-02' }).expect(201);
  expect(await methods(`verified_on IS NULL`)).toMatchObject([{ safe: 'yes' }]);
});

it('by another name and day of birth, which stay with the referral', async () => {
  const { body } = await record({
    value: phone,
    fullName: 'Quartz Unlike',
    bornOn: '1980-05-04',
    sameAs: 'again',
  });
  const { text } = await browser.get(`/referrals/${String(body.id)}`).expect(200);
  expect(text).toContain('It names Quartz Unlike, born on 4 May 1980');
  expect(text).toContain(`Recorded as a new referral of the person of ${String(reference)}`);
});

it('by an advocate who says that it came twice: a supervisor decides that', async () => {
  const { body } = await record({ value: phone, sameAs: 'duplicate' }).expect(201);
  expect(await service.row('SELECT * FROM referral WHERE id = $1', body.id)).toMatchObject({
    ...{ state: 'received', decision: null, decided_by: null },
    ...{ duplicate_of: null, client_id: kase.clientId },
  });
});
