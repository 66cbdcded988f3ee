import { addDays } from '../../src/kernel/plain-date.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { PartnerDesk } from './partner-desk.js';

let at: PartnerDesk;
let reed: Awaited<ReturnType<PartnerDesk['aPartner']>>;

beforeAll(async () => {
  at = await PartnerDesk.open();
  reed = await at.aPartner('Invented Reed');
});
beforeEach(() => at.begin());
afterAll(() => at.desk.house.stop());

const theyLook = (id: string) => reed.browser.get(`/api/v1/views/${id}`);
const shared = () => at.shared(reed.person);
/** Somebody answers today for sharing with the agency without consent; whoever judges it is answered by `judged`. */
const answeredFor = async () => {
  const said = { agencyId: at.agency, basis: 'serious_harm', why: 'Invented: she was followed home.' };
  await at.send('share-overrides', said).expect(201);
};
const judgedWrong = async () => {
  const row = await at.desk.row('SELECT id FROM share_override WHERE case_id = $1', at.kase.caseId);
  const supervisor = await at.desk.house.as(at.desk.supervisor.userId);
  const judgement = { decision: 'not_justified', reason: 'Invented: nobody asked her.' };
  await supervisor
    .post(`/api/v1/share-overrides/${String(row?.['id'])}/judgement`)
    .send(judgement)
    .expect(204);
};

describe('an address that goes with a view', () => {
  const where = '1 Invented Hidden Street';
  it('is never among what was shared, and is put in by itself, with a reason', async () => {
    const [id, addressId] = [await shared(), await at.anAddress(where)];
    expect((await theyLook(id)).text).not.toContain(where);
    await at.put(id, { addressId }).expect(204);
    expect((await theyLook(id)).body.says).toContainEqual({ item: 'address', words: where });
    expect(JSON.stringify(await at.log(id))).not.toContain(where);
    expect(await at.log(id)).toMatchObject({ addressKinds: ['home'], addresses: [{ addressId }] });
    const { text } = await at.desk.browser.get(`/cases/${at.kase.caseId}/shares/report`).expect(200);
    expect(text).toContain('An address: home');
    const opening = 'SELECT why FROM address_opening WHERE address_id = $1';
    expect(await at.desk.row(opening, addressId)).toEqual({ why: 'share' });
  });

  it('does not go without consent unless somebody answers for it that day', async () => {
    const [id, addressId] = [await shared(), await at.anAddress(where)];
    expect((await at.put(id, { addressId, basis: 'override' })).body.type).toBe('nobody-answers-for-it');
    expect((await at.put(id, { addressId, why: '' })).status).toBe(422);
    expect((await at.put(id, { addressId: at.desk.organisation })).status).toBe(404);
  });

  it('does not go twice, nor into what has ended', async () => {
    const [id, addressId] = [await shared(), await at.anAddress(where)];
    await at.put(id, { addressId }).expect(204);
    expect((await at.put(id, { addressId })).body.type).toBe('address-shared-already');
    await at.answers('withdrawn').expect(201);
    expect((await at.put(id, { addressId })).body.type).toBe('share-ended');
  });
});

describe('a view is over, whatever the rest of it went by,', () => {
  it('once it is judged that an address should not have gone', async () => {
    const [id, addressId] = [await shared(), await at.anAddress('1 Invented Hidden Street')];
    await answeredFor();
    await at.put(id, { addressId, basis: 'override' }).expect(204);
    expect((await theyLook(id)).status).toBe(200);
    await judgedWrong();
    expect((await theyLook(id)).status).toBe(404);
    expect(await at.log(id)).toMatchObject({ endedBecause: 'not_justified' });
    expect(await at.keyDestroyedAt(id)).toEqual(expect.any(Date));
  });

  it('once the client agrees no longer to an address, and no later than they said', async () => {
    await answeredFor();
    const id = String((await at.view(reed.person).expect(201)).body.id);
    const agreed = { purpose: 'share_agency', agencyId: at.agency };
    const early = { ...agreed, value: 'given', how: 'by_phone', givenOn: addDays(at.today, -1) };
    await at.send('consents', early).expect(201);
    await at.put(id, { addressId: await at.anAddress('1 Invented Hidden Street') }).expect(204);
    await at.answers('given', { ...agreed, untilOn: at.today }).expect(201);
    expect(await at.log(id)).toMatchObject({ untilOn: at.today });
    await at.answers('withdrawn').expect(201);
    expect((await theyLook(id)).status).toBe(404);
    expect(await at.log(id)).toMatchObject({ endedBecause: 'consent_ended' });
  });
});

describe('where somebody around the client is', () => {
  it('is called theirs, and goes only where somebody answers for it', async () => {
    const child = { kind: 'child', relation: 'clients_child', fullName: 'Demo Sprig', ageTold: 8 };
    const told = { inHousehold: 'yes', contact: 'none' };
    const relatedPersonId = String((await at.send('people', { ...child, ...told }).expect(201)).body.id);
    const school = { whose: 'related', relatedPersonId, kind: 'school', value: '1 Invented School, ZZ1 1ZZ' };
    const addressId = String((await at.send('addresses', school).expect(201)).body.id);
    const id = await shared();
    const path = `/cases/${at.kase.caseId}/shares/${id}`;
    expect((await at.desk.browser.get(path)).text).toContain('The client’s child: school');
    expect((await at.put(id, { addressId })).body.type).toBe('not-the-clients-to-agree');
    await answeredFor();
    await at.put(id, { addressId, basis: 'override' }).expect(204);
    expect(await at.log(id)).toMatchObject({ addresses: [{ whose: 'related', relation: 'clients_child' }] });
    const agreed = `UPDATE share_address SET id = gen_random_uuid(), basis = 'client_agreed', share_override_id = NULL,
      consent_id = (SELECT consent_id FROM share WHERE id = share_id) WHERE share_id = $1 RETURNING *`;
    const again = `WITH was AS (DELETE FROM share_address WHERE share_id = $1 RETURNING *)
      INSERT INTO share_address (share_id, address_id, address_opening_id, basis, consent_id, included_by, included_on)
      SELECT share_id, address_id, address_opening_id, basis, consent_id, included_by, included_on FROM was`;
    await at.owner.query(agreed, [id]);
    await expect(at.owner.query(again, [id])).rejects.toThrow('no address is shared without a basis');
  });
});

describe('a research sheet', () => {
  let [panel, referral] = ['', ''];
  const sheet = (facts: object = {}) =>
    at.desk.browser.post(`/api/v1/cases/${at.kase.caseId}/panel-referrals/${referral}/research-sheets`).send({
      ...{ toWhom: 'Invented Reed', theirRole: 'Coordinator', way: 'secure_email', why: 'Invented.' },
      ...{ untilOn: at.tomorrow, whatHappened: 'Invented: he waits outside.', ...facts },
    });
  beforeEach(async () => {
    const name = `Invented MARAC ${String(Math.random())}`;
    panel = await givenAnAgency(at.owner, at.desk.advocate, { name, kind: 'marac' });
    const others = { agencyId: panel, referredById: at.agency, referredOn: at.today };
    const path = `/api/v1/cases/${at.kase.caseId}/others-panel-referrals`;
    referral = String((await at.desk.browser.post(path).send(others).expect(201)).body.id);
  });
  const agreed = () =>
    at.desk.browser
      .post(`/api/v1/cases/${at.kase.caseId}/consents`)
      .send({ purpose: 'share_marac', value: 'given', how: 'by_phone', givenOn: at.today })
      .expect(201);

  it('is sharing with the panel, and is refused without a basis', async () => {
    expect((await sheet()).body.type).toBe('no-basis-to-share');
    await agreed();
    const id = String((await sheet().expect(201)).body.id);
    expect(await at.log(id)).toMatchObject({ copy: 'sheet', agencyId: panel, items: ['what_happened'] });
  });

  it('is printed with the addresses that were put in, each opened once more', async () => {
    await agreed();
    const id = String((await sheet().expect(201)).body.id);
    const address = { whose: 'client', kind: 'home', value: '1 Invented Hidden Street' };
    const made = await at.desk.browser
      .post(`/api/v1/cases/${at.kase.caseId}/addresses`)
      .send(address)
      .expect(201);
    const path = `/cases/${at.kase.caseId}/shares/${id}`;
    const reason = { addressId: made.body.id, basis: 'client_agreed', why: 'Invented.' };
    await at.desk.browser.post(`/api/v1${path}/addresses`).send(reason).expect(204);
    expect((await at.desk.browser.get(path).expect(200)).text).not.toContain('Hidden Street');
    const { text } = await at.desk.post(`${path}/print`, {}).expect(200);
    expect(text).toContain('1 Invented Hidden Street');
    expect(text).toContain('he waits outside');
    const opened = 'SELECT count(*)::int AS times FROM address_opening WHERE address_id = $1';
    expect(await at.desk.row(opened, made.body.id)).toEqual({ times: 2 });
  });

  it('stays on record where consent is taken back: that it was told cannot be undone', async () => {
    await agreed();
    const id = String((await sheet().expect(201)).body.id);
    await at.desk.browser
      .post(`/api/v1/cases/${at.kase.caseId}/consents`)
      .send({ purpose: 'share_marac', value: 'withdrawn', how: 'by_phone', givenOn: at.today })
      .expect(201);
    expect(await at.log(id)).toMatchObject({
      endedBecause: 'consent_ended',
      says: [{ words: 'Invented: he waits outside.' }],
    });
    expect((await at.desk.post(`/cases/${at.kase.caseId}/shares/${id}/print`, {})).status).toBe(422);
  });
});
