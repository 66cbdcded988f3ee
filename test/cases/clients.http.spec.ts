import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const post = (path: string, body: object) =>
  desk.browser.post(`/cases/${kase.caseId}/${path}`).type('form').send(body);

describe('a way to reach the client', () => {
  const email = { channel: 'email', value: 'demo.aster@mail.invalid', safe: 'yes', whenSafe: 'Mornings' };

  it('that leaves voicemail and device unsaid is kept as not known, and is not used', async () => {
    await post('contact-methods', email).expect(303);
    const kept = await desk.row(
      `SELECT id, channel, voicemail_safe, device_watched, verified_on FROM contact_method
       WHERE client_id = $1 AND channel = 'email'`,
      kase.clientId,
    );
    const { owner } = desk.house.database;
    const [words] = await wordsIn(owner, 'contact_method_identity', String(kept?.['id']));
    expect({ ...kept, ...words }).toMatchObject({
      channel: 'email',
      voicemail_safe: 'unknown',
      device_watched: 'unknown',
      verified_on: null,
      value: email.value,
      when_safe: email.whenSafe,
    });
    const { text } = await desk.browser.get(`/cases/${kase.caseId}/contacts/new`);
    expect(text).toContain('Do not use: nobody has said whether the device is watched');
  });

  it('that says nothing of its safety is asked for again, with the address kept', async () => {
    const answer = await post('contact-methods', { ...email, safe: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select whether it is safe to use');
    expect(answer.text).toContain('value="demo.aster@mail.invalid"');
  });

  it('is added over the API, where a day verified in the future is refused', async () => {
    const answer = await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/contact-methods`)
      .send({ ...email, verifiedOn: '2026-03-04' });
    expect([answer.status, answer.body.type]).toEqual([422, 'verified-in-the-future']);
    await desk.browser.post(`/api/v1/cases/${kase.caseId}/contact-methods`).send(email).expect(201);
  });
});

describe('verifying a way to reach the client', () => {
  const verification = { safe: 'no', voicemailSafe: 'no', deviceWatched: 'yes', verifiedOn: '3/3/2026' };
  const phone = async () =>
    (await desk.row('SELECT * FROM contact_method WHERE client_id = $1', kase.clientId)) ?? {};

  it('says anew how safe it is', async () => {
    const { id, version } = await phone();
    await post(`contact-methods/${String(id)}/verification`, { ...verification, version }).expect(303);
    expect(await phone()).toMatchObject({
      safe: 'no',
      device_watched: 'yes',
      verified_on: '2026-03-03',
      recheck_on: null,
    });
  });

  it('is stale where someone did so meanwhile, and shows the page again', async () => {
    const { id } = await phone();
    const answer = await post(`contact-methods/${String(id)}/verification`, {
      ...verification,
      version: 999,
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this while you were reading it');
    expect(await phone()).toMatchObject({ safe: 'yes' });
  });

  it('is done in a closed case too', async () => {
    const closed = await givenACase(desk.house.database.owner, { ...desk, closedOn: '2026-02-20' });
    const { id, version } =
      (await desk.row('SELECT * FROM contact_method WHERE client_id = $1', closed.clientId)) ?? {};
    const path = `/api/v1/cases/${closed.caseId}/contact-methods/${String(id)}/verification`;
    await desk.browser
      .post(path)
      .send({ ...verification, verifiedOn: '2026-03-03', version })
      .expect(204);
  });
});

describe('an answer about consent', () => {
  it('is added beside the earlier ones', async () => {
    await post('consents', {
      purpose: 'support',
      value: 'withdrawn',
      how: 'by_phone',
      givenOn: '3/3/2026',
    }).expect(303);
    const { rows } = await desk.house.database.owner.query(
      `SELECT value FROM consent WHERE client_id = $1 AND purpose = 'support' ORDER BY given_on`,
      [kase.clientId],
    );
    expect(rows).toEqual([{ value: 'given' }, { value: 'withdrawn' }]);
    const { text } = await desk.browser.get(`/cases/${kase.caseId}/consents/new?purpose=support`);
    expect(text).toContain('Withdrawn on 3 March 2026');
    expect(text).toMatch(/value="support" checked/);
  });

  it('that does not say how it reached us is asked for again', async () => {
    const answer = await post('consents', { purpose: 'support', value: 'refused', givenOn: '3/3/2026' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Select how we know each answer about consent');
    expect(answer.text).toMatch(/value="refused" checked/);
  });
});

describe('correcting a client', () => {
  const client = async () => (await desk.row('SELECT * FROM client WHERE id = $1', kase.clientId)) ?? {};

  it('changes their name and leaves their age at referral as it was counted', async () => {
    const { version } = await client();
    await post('client', { fullName: 'Demo Asterisk', bornOn: '17/5/1981', version }).expect(303);
    const [who] = await wordsIn(desk.house.database.owner, 'client_identity', kase.clientId);
    expect(who).toEqual({
      full_name: 'Demo Asterisk',
      known_as: null,
      born_on: '1981-05-17',
    });
    const { age_at_referral: age } =
      (await desk.row('SELECT age_at_referral FROM case_file WHERE id = $1', kase.caseId)) ?? {};
    expect(age).toBe(34);
  });

  it('is stale where someone corrected them meanwhile', async () => {
    const { version } = await client();
    const correction = { fullName: 'Demo Asterisk', version };
    await desk.browser.put(`/api/v1/cases/${kase.caseId}/client`).send(correction).expect(204);
    await desk.browser.put(`/api/v1/cases/${kase.caseId}/client`).send(correction).expect(409);
  });

  it('to a day of birth still to come is refused', async () => {
    const { version } = await client();
    const answer = await post('client', { fullName: 'Demo Aster', bornOn: '4/3/2026', version });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The date of birth cannot be in the future');
  });
});
