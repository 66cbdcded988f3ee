import { Given } from '../support/given.js';
import { PartnerDesk } from './partner-desk.js';

let at: PartnerDesk;
let reed: Awaited<ReturnType<PartnerDesk['aPartner']>>;

beforeAll(async () => {
  at = await PartnerDesk.open();
  reed = await at.aPartner('Invented Reed');
});
beforeEach(() => at.begin());
afterAll(() => at.desk.house.stop());

describe('of which agency a partner is', () => {
  const path = () => `/api/v1/agencies/${at.agency}/members`;
  const standingOf = async (membership: string) => {
    const supervisor = await at.desk.house.as(at.desk.supervisor.userId);
    const { members } = (await supervisor.get(path()).expect(200)).body as {
      members: { id: string; standing: string }[];
    };
    return members.find(({ id }) => id === membership)?.standing;
  };

  it('a supervisor says, once, and nobody else does', async () => {
    const member = { staffId: reed.person.userId };
    expect((await at.desk.browser.post(path()).send(member)).status).toBe(404);
    expect((await at.acts('supervisor', 'members', member)).status).toBe(404);
    expect((await at.acts('supervisor', 'members', { staffId: at.desk.advocate.userId })).status).toBe(404);
  });

  it('another supervisor confirms: until then they are shown nothing, and nobody confirms what they said', async () => {
    const person = await new Given(at.owner).staff('partner', at.desk.organisation, {
      name: 'Invented Rush',
    });
    await at.acts('supervisor', 'members', { staffId: person.userId });
    await at.answers('given').expect(201);
    expect((await at.view(person)).status).toBe(404);
    const membership = await at.membershipOf(person);
    const alone = await at.acts('supervisor', `members/${membership}/confirmation`);
    expect([alone.status, alone.text.includes('Another supervisor must confirm')]).toEqual([422, true]);
    const inSql = `UPDATE agency_member SET confirmed_by = my_user(), confirmed_at = now() WHERE id = $1`;
    await expect(
      at.desk.house.db.run(at.desk.supervisor, (tx) => tx.query(inSql, [membership])),
    ).rejects.toThrow('membership_takes_two_people');
    const page = await (await at.desk.house.as(at.desk.outsider.userId)).get('/agencies').expect(200);
    expect(page.text).toContain('Another supervisor said that an account is of one of these');
    expect((await at.acts('outsider', `members/${membership}/confirmation`)).status).toBe(204);
    expect((await at.acts('outsider', `members/${membership}/confirmation`)).status).toBe(422);
    await at.view(person).expect(201);
    expect(await standingOf(membership)).toBe('confirmed');
  });

  it('is ended by one, with what they could look at, and said anew of another agency', async () => {
    const { person, browser } = await at.aPartner('Invented Sallow');
    const id = await at.shared(person);
    const membership = await at.membershipOf(person);
    expect((await at.acts('supervisor', `members/${membership}/ending`)).status).toBe(204);
    expect((await at.acts('supervisor', `members/${membership}/ending`)).status).toBe(422);
    expect((await browser.get(`/api/v1/views/${id}`)).status).toBe(404);
    expect(await at.keyDestroyedAt(id)).not.toBeNull();
    expect(await standingOf(membership)).toBe('ended');
    expect((await at.acts('supervisor', 'members', { staffId: person.userId })).status).toBe(204);
    expect((await at.view(person)).status).toBe(404);
  });
});
