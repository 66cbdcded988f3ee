import { aReferralForm, someone } from '../support/referral-forms.js';
import { sealedFor } from './guarded-records.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** Whoever decides typed the referral themselves: of somebody whom they may not see, or of anybody. */
let desk: SafeguardsDesk;
let phone: string;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
beforeEach(async () => {
  const { fullName: name, bornOn, value } = someone();
  phone = value;
  const { clientId } = await desk.aCase({ name, bornOn, phone });
  await sealedFor(owner(), clientId, [desk.advocate, desk.supervisor]);
});
afterAll(() => desk.house.stop());

const owner = () => desk.house.database.owner;
type Who = typeof desk.advocate;
async function typed(by: Who, changes: object): Promise<string> {
  const agent = await desk.house.as(by.userId);
  const form = aReferralForm({ ...someone(), ...changes });
  const { body } = await agent.post('/api/v1/referrals').send(form).expect(201);
  return `/referrals/${String(body.id)}`;
}
const decide = async (by: Who, path: string, decision: object) => {
  const row = await desk.row('SELECT version FROM referral WHERE id = $1', path.split('/').at(-1));
  return desk.post(by, `${path}/decision`, { version: row?.['version'], ...decision });
};

describe('what a supervisor typed', () => {
  const waitlist = { decision: 'accept_waitlist' };
  const another = 'Another supervisor must decide what you typed';

  it.each<[string, () => object]>([
    ['somebody they are kept from', () => ({ value: phone })],
    ['anybody', () => ({})],
  ])('of %s is decided and taken up by another, and the page says the same', async (_, like) => {
    const path = await typed(desk.deputy, like());
    const page = (await desk.get(desk.deputy, path)).text;
    expect(page).toContain('You typed this referral, so another supervisor must decide it');
    expect(page).not.toMatch(/id="decide"|Take it up/);
    const refused = await decide(desk.deputy, path, waitlist);
    expect([refused.status, refused.text.includes(another)]).toEqual([422, true]);
    const agent = await desk.house.as(desk.deputy.userId);
    const taken = await agent.post(`/api/v1${path}/decider`).send({}).expect(422);
    expect(JSON.stringify(taken.body)).toContain(another);
    expect((await decide(desk.supervisor, path, waitlist)).status).toBe(303);
  });

  it('is not decided by them in plain SQL either', async () => {
    const id = String((await typed(desk.deputy, {})).split('/').at(-1));
    const deciding = `UPDATE referral SET state = 'waiting', decision = 'accept_waitlist', decided_at = now(), decided_by = my_user() WHERE id = $1`;
    await expect(desk.house.db.run(desk.deputy, (tx) => tx.query(deciding, [id]))).rejects.toThrow(
      'another decides what one typed',
    );
  });

  it('is not handed to them', async () => {
    const path = await typed(desk.deputy, {});
    const agent = await desk.house.as(desk.supervisor.userId);
    await agent.post(`/api/v1${path}/decider`).send({ staffId: desk.deputy.userId }).expect(422);
    await agent.post(`/api/v1${path}/decider`).send({}).expect(204);
  });

  it('goes up at once where no other supervisor is of its team, and is for one of another to move', async () => {
    const path = await typed(desk.outsider, {});
    const id = path.split('/').at(-1);
    const running = 'SELECT deciders FROM referrals_in_time() WHERE id = $1';
    expect(await desk.row(running, id)).toEqual({ deciders: 0 });
    await owner().query('SELECT escalate_referral($1, 2)', [id]);
    const agent = await desk.house.as(desk.supervisor.userId);
    await agent
      .post(`/api/v1/referral-escalations/${id ?? ''}/team`)
      .send({})
      .expect(204);
    expect((await desk.get(desk.supervisor, path)).status).toBe(200);
    expect((await desk.get(desk.outsider, path)).status).toBe(404);
  });

  it('is decided by them where nobody else of the whole service could', async () => {
    const small = await desk.given.organisation();
    const teams = [await desk.given.team(small)];
    const alone = await desk.given.staff('supervisor', small, { teams });
    await desk.given.staff('advocate', small, { teams });
    expect((await decide(alone, await typed(alone, {}), waitlist)).status).toBe(303);
  });
});
