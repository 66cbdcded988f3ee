import { startApp, type TestApp } from '../support/app.js';
import { givenACase, givenAReferral } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { aReferralForm, someone } from '../support/referral-forms.js';

let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  browser = await house.as(service.advocate.userId);
});
afterAll(() => house.stop());

const referralOf = (id: unknown) => service.row('SELECT * FROM referral WHERE id = $1', id);
const count = async (table: string) => (await service.row(`SELECT count(*) AS n FROM ${table}`))?.['n'];

describe('somebody who looks like a person already referred', () => {
  it('is shown before a second record is made, with why, and with the form still filled', async () => {
    const who = someone();
    const first = await browser.post('/api/v1/referrals').send(aReferralForm(who)).expect(201);
    const before = await count('client');
    const answer = await browser.post('/referrals').type('form').send(aReferralForm(who));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(String((await referralOf(first.body.id))?.['reference']));
    expect(answer.text).toContain('Same name and date of birth');
    expect(answer.text).toContain(`value="${who.fullName}"`);
    expect(await count('client')).toBe(before);
  });

  it.each([
    [
      'a phone number alone',
      { phone: '+44 7700 900888' },
      { value: '07700 900888' },
      'Same phone number or email address',
    ],
    ['what they are known as', { name: 'Invented Moth' }, { knownAs: 'Invented Moth' }, 'Same name'],
  ])('is found by %s', async (_, earlier, now, why) => {
    const others = someone();
    const { referralId } = await givenAReferral(house.database.owner, {
      ...service,
      by: service.advocate,
      bornOn: others.bornOn,
      name: others.fullName,
      phone: others.value,
      ...earlier,
    });
    const answer = await browser
      .post('/referrals')
      .type('form')
      .send(aReferralForm({ ...someone(), fullName: 'Zeta Quill', ...now }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(String((await referralOf(referralId))?.['reference']));
    expect(answer.text).toContain(why);
  });

  it.each([
    ["Invented O'Brien", 'invented o’brien'],
    ['Invented Smith-Jones', 'Invented Smith Jones'],
    ['Áine Invented', 'Aine Invented'],
    ['Zoë Invented', 'Zoe Invented'],
    ['Demo Quill-Áster', 'DEMO  QUILL–ASTER'],
    ['Aine Reversed', 'Áine Reversed'],
  ])('is found by the name %s, where it is now written %s', async (name, fullName) => {
    const { phone, bornOn } = { phone: '07700 900881', bornOn: '1942-02-02' };
    await givenAReferral(house.database.owner, { ...service, by: service.advocate, name, phone, bornOn });
    const answer = await browser.post('/api/v1/referrals').send(aReferralForm({ ...someone(), fullName }));
    expect([answer.status, answer.body.type]).toEqual([422, 'likely-duplicate']);
  });

  it.each([
    ['+353 1 555 0123', '00353 15550123'],
    ['+44 1204 12345', '01204 12345'],
    ['+49 1555 501 23456', '0049 155550123456'],
  ])('is found by the number %s, where it is now written %s', async (phone, value) => {
    const { fullName: name, bornOn } = someone();
    await givenAReferral(house.database.owner, { ...service, by: service.advocate, name, phone, bornOn });
    const other = { ...someone(), fullName: 'Yolanda Unlike', value };
    const answer = await browser.post('/api/v1/referrals').send(aReferralForm(other));
    expect([answer.status, answer.body.type]).toEqual([422, 'likely-duplicate']);
  });

  it('is found by a name that an earlier referral knew them as', async () => {
    await givenAReferral(house.database.owner, {
      ...service,
      by: service.advocate,
      phone: '07700 900889',
      bornOn: '1941-01-01',
      knownAs: 'Umbra Quince',
    });
    const answer = await browser
      .post('/referrals')
      .type('form')
      .send(aReferralForm({ ...someone(), fullName: 'Umbra Quince' }));
    expect(answer.text).toContain('Same name, with another date of birth');
  });

  it('is recorded apart where they are someone else', async () => {
    const who = someone();
    await browser.post('/api/v1/referrals').send(aReferralForm(who)).expect(201);
    const before = await count('client');
    await browser
      .post('/referrals')
      .type('form')
      .send(aReferralForm({ ...who, sameAs: 'someone_else' }))
      .expect(303);
    expect(await count('client')).toBe(Number(before) + 1);
  });

  it('is a duplicate where the referral came twice: it counts as received, and makes no second client or answer', async () => {
    const who = someone();
    const first = await referralOf(
      (await browser.post('/api/v1/referrals').send(aReferralForm(who))).body.id,
    );
    const before = [await count('client'), await count('consent'), await count('contact_method')];
    const twice = { ...who, sameAs: 'duplicate', repeats: first?.['reference'], policeConsent: 'given' };
    const supervisor = await house.as(service.supervisor.userId);
    const second = await referralOf(
      (await supervisor.post('/api/v1/referrals').send(aReferralForm(twice)).expect(201)).body.id,
    );
    expect(second).toMatchObject({
      state: 'duplicate',
      decision: 'duplicate',
      decided_by: service.supervisor.userId,
      duplicate_of: first?.['id'],
      client_id: first?.['client_id'],
    });
    expect([await count('client'), await count('consent'), await count('contact_method')]).toEqual(before);
  });

  it.each(['duplicate', 'again'])(
    'and whose number is worse than known (%s) is not reached by it',
    async (sameAs) => {
      const kase = await givenACase(house.database.owner, { ...service, phone: '07700 900770' });
      const { reference } =
        (await service.row('SELECT reference FROM referral WHERE id = $1', kase.referralId)) ?? {};
      const worse = { value: '+44 7700 900770', safe: 'no', deviceWatched: 'yes', verifiedOn: undefined };
      const no = { contactConsent: 'withdrawn', contactConsentHow: 'by_phone', supportConsent: 'refused' };
      const form = { ...worse, ...no, supportConsentHow: 'by_phone', sameAs, repeats: reference };
      await browser.post('/api/v1/referrals').send(aReferralForm(form)).expect(201);
      const { rows: methods } = await house.database.owner.query(
        'SELECT safe, device_watched, verified_on, recheck_on FROM contact_method WHERE client_id = $1',
        [kase.clientId],
      );
      expect(methods).toEqual([{ safe: 'no', device_watched: 'yes', verified_on: null, recheck_on: null }]);
      const { text } = await browser.get(`/cases/${kase.caseId}`).expect(200);
      expect(text).toContain('Do not use: the client said it is not safe');
      expect(text).toContain('Withdrawn on 2 March 2026');
      expect(text).toContain('Refused on 2 March 2026');
    },
  );

  it('is referred again as the same client, and a new number of theirs is added', async () => {
    const kase = await givenACase(house.database.owner, {
      ...service,
      closedOn: '2026-02-20',
      name: 'Invented Return',
      phone: '07700 900777',
    });
    const { reference } =
      (await service.row('SELECT reference FROM referral WHERE id = $1', kase.referralId)) ?? {};
    const form = aReferralForm({
      fullName: 'Invented Return',
      value: '07700 900778',
      sameAs: 'again',
      repeats: reference,
    });
    const { body } = await browser.post('/api/v1/referrals').send(form).expect(201);
    expect(await referralOf(body.id)).toMatchObject({
      state: 'received',
      client_id: kase.clientId,
      duplicate_of: null,
    });
    const methods = await service.row(
      'SELECT count(*) AS n FROM contact_method WHERE client_id = $1',
      kase.clientId,
    );
    expect(methods).toEqual({ n: 2 });
  });

  it('in another team is not shown: that they are known is confidential', async () => {
    const who = someone();
    await givenAReferral(house.database.owner, {
      team: service.otherTeam,
      by: service.outsider,
      name: who.fullName,
      bornOn: who.bornOn,
    });
    await browser.post('/api/v1/referrals').send(aReferralForm(who)).expect(201);
  });
});
