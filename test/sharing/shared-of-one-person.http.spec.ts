import { addDays } from '../../src/kernel/plain-date.js';
import { givenOnePerson, givenTwoAgain } from '../support/given-likeness.js';
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
const agreeing = () => ({ purpose: 'share_agency', agencyId: at.agency });

describe('of two records of one person', () => {
  const join = async () => {
    const one = at.kase;
    at.kase = await at.desk.aCase();
    const joined = () =>
      givenOnePerson(at.owner, at.desk.supervisor, [one.clientId, at.kase.clientId] as const);
    return { one, other: at.kase, joined };
  };

  it('what was shared of either lasts no longer than the person’s last answer', async () => {
    const early = { ...agreeing(), value: 'given', how: 'by_phone', givenOn: addDays(at.today, -1) };
    await at.send('consents', early).expect(201);
    const id = String((await at.view(reed.person).expect(201)).body.id);
    const { one, joined } = await join();
    await at.answers('given', { ...agreeing(), untilOn: at.today }).expect(201);
    await joined();
    at.kase = one;
    expect(await at.log(id)).toMatchObject({ untilOn: at.today, endedAt: null });
  });

  it('nothing that showed both is looked at once they are taken apart', async () => {
    const before = await shared();
    const { one, joined } = await join();
    const [theirs, likeness] = [await at.anAddress('2 Invented Hidden Street'), await joined()];
    at.kase = one;
    const [during, alone] = [String((await at.view(reed.person).expect(201)).body.id), await shared()];
    await at.put(during, { addressId: theirs }).expect(204);
    await at.put(before, { addressId: theirs }).expect(204);
    await givenTwoAgain(at.owner, at.desk.supervisor, likeness);
    for (const id of [before, during, alone]) {
      expect((await theyLook(id)).status).toBe(404);
      expect(await at.log(id)).toMatchObject({ endedBecause: 'records_parted' });
    }
  });

  it('nothing that could show where either perpetrator was is looked at once these are taken apart', async () => {
    const one = at.kase;
    const before = await shared();
    at.kase = await at.desk.aCase();
    const two = await shared();
    const likeness = await at.desk.row(
      `INSERT INTO likeness (organisation_id, perpetrator_id, other_perpetrator_id, verdict, judged_on, decided_by)
       SELECT $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 'one_person', '{}', $4 RETURNING id`,
      ...[at.desk.organisation, one.perpetratorId, at.kase.perpetratorId, at.desk.supervisor.userId],
    );
    const during = await shared();
    await givenTwoAgain(at.owner, at.desk.supervisor, String(likeness?.['id']));
    expect((await theyLook(during)).status).toBe(404);
    expect(await at.log(during)).toMatchObject({ endedBecause: 'records_parted' });
    for (const id of [before, two]) expect((await theyLook(id)).status).toBe(200);
  });

  it('what was shared before they were is looked at all the same', async () => {
    const before = await shared();
    const likeness = await (await join()).joined();
    await givenTwoAgain(at.owner, at.desk.supervisor, likeness);
    expect((await theyLook(before)).status).toBe(200);
  });
});
