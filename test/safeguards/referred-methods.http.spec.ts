import type { Person } from '../../src/kernel/actor.js';
import { ReferredDesk, said, verification } from '../referrals/referred-desk.js';
import { someone } from '../support/referral-forms.js';
import { keptFrom, sealedFor } from './guarded-records.js';
import type { SafeguardsDesk } from './safeguards-desk.js';

/** Who never sees, or sees no longer, how somebody is reached who has no case yet. */
let at: ReferredDesk;
let desk: SafeguardsDesk;

beforeAll(async () => {
  at = await ReferredDesk.open();
  ({ desk } = at);
});
beforeEach(() => at.receive(desk.advocate));
afterAll(() => desk.house.stop());

/** Every address of them, with something sound to send. */
const addresses = (version: unknown): [verb: 'get' | 'post', path: string, body?: object][] => [
  ['get', at.page('/new')],
  ['post', at.page(), { ...said, channel: 'phone', value: '07700 900998' }],
  ['get', at.page(at.ofMethod(''))],
  ...(['verification', 'warning', 'replacement'] as const).map(
    (act) => ['get', at.page(at.ofMethod(`${act}/new`))] as ['get', string],
  ),
  ['get', at.api()],
  ['get', at.api(at.ofMethod('versions'))],
  ...(['page', 'api'] as const).flatMap((kind): ['post', string, object][] => [
    ['post', at[kind](at.ofMethod('verification')), { ...verification, version }],
    ['post', at[kind](at.ofMethod('warning')), { safe: 'no', version }],
    ['post', at[kind](at.ofMethod('replacement')), { ...said, value: '07700 900997', version }],
    ['post', at[kind](at.ofMethod('ending')), { version }],
  ]),
];

async function statusesFor(who: Person): Promise<number[]> {
  const agent = await at.as(who);
  const statuses: number[] = [];
  for (const [verb, path, body] of addresses(await at.version())) {
    const asked = agent[verb](path);
    const sent =
      body === undefined ? asked : asked.type(path.startsWith('/api') ? 'json' : 'form').send(body);
    statuses.push((await sent).status);
  }
  return [...new Set(statuses)];
}

describe('none of it is there', () => {
  it('for who works in another team, is kept from the client, or is not named by a seal', async () => {
    await keptFrom(desk.house.database.owner, at.referral.clientId, [desk.deputy]);
    await sealedFor(desk.house.database.owner, at.referral.clientId, [
      desk.advocate,
      desk.supervisor,
      desk.advocate,
    ]);
    for (const who of [desk.outsider, desk.stranger, desk.deputy, desk.colleague])
      expect([who.displayName, await statusesFor(who)]).toEqual([who.displayName, [404]]);
    expect(await at.method()).toMatchObject({ version: 1, ended_at: null });
    expect((await (await at.as(desk.advocate)).get(at.page('/new'))).status).toBe(200);
  });

  it('once it became a case, which says it then', async () => {
    await at.decide({ decision: 'accept', advocateId: desk.advocate.userId });
    expect(await statusesFor(desk.advocate)).toEqual([404]);
  });

  it('once it was found to repeat another, whose client is told instead', async () => {
    const first = await desk.row('SELECT reference FROM referral WHERE id = $1', at.referral.id);
    await at.receive(desk.advocate);
    await at.decide({ decision: 'duplicate', repeats: first?.['reference'] });
    expect(await statusesFor(desk.advocate)).toEqual([404]);
  });

  it('of somebody else’s way', async () => {
    const { methodId } = at.referral;
    await at.receive(desk.advocate);
    at.referral = { ...at.referral, methodId };
    expect((await at.verify(desk.advocate)).status).toBe(404);
    await (await at.as(desk.advocate)).get(at.page(at.ofMethod('warning/new'))).expect(404);
  });
});

describe('a referral that somebody typed of a client who is sealed', () => {
  const typedBy = async (typist: Person) => {
    const { fullName: name, bornOn, value: phone } = someone();
    const { clientId } = await desk.aCase({ name, bornOn, phone });
    await sealedFor(desk.house.database.owner, clientId, [desk.advocate, desk.supervisor]);
    await at.receive(typist, { value: phone });
  };
  const seen = async (who: Person) => (await desk.get(who, `/referrals/${at.referral.id}`)).status;

  it('is theirs while nobody else works on it', async () => {
    await typedBy(desk.colleague);
    expect((await at.verify(desk.colleague)).status).toBe(204);
    expect(await seen(desk.colleague)).toBe(200);
  });

  it('is theirs no longer where a supervisor keeps them from the client, once somebody else works on it', async () => {
    const { fullName: name, bornOn, value: phone } = someone();
    const { clientId } = await desk.aCase({ name, bornOn, phone });
    await keptFrom(desk.house.database.owner, clientId, [desk.colleague]);
    const bySupervisor = `UPDATE exclusion SET why = 'supervisor' WHERE client_id = $1`;
    await desk.house.database.owner.query(bySupervisor, [clientId]);
    await at.receive(desk.colleague, { value: phone });
    expect(await seen(desk.colleague)).toBe(200);
    expect((await at.verify(desk.supervisor)).status).toBe(204);
    expect([await seen(desk.colleague), await seen(desk.supervisor)]).toEqual([404, 200]);
  });

  it.each<[string, () => Promise<{ status: number }>]>([
    ['verifies a way', () => at.verify(desk.supervisor)],
    [
      'adds one',
      async () =>
        (await at.as(desk.supervisor))
          .post(at.api())
          .send({ ...said, channel: 'phone', value: '07700 900995' }),
    ],
    [
      'puts down what the client agrees to',
      async () =>
        (await at.as(desk.supervisor))
          .post(`/api/v1/referrals/${at.referral.id}/referrer-answers`)
          .send({ value: 'refused', how: 'by_phone', givenOn: '2026-03-03' }),
    ],
    [
      'tries to reach the client',
      async () =>
        (await at.as(desk.supervisor))
          .post(`/api/v1/referrals/${at.referral.id}/contacts`)
          .send({ on: '2026-03-03', at: '09:00', channel: 'in_person', outcome: 'spoke_to_client' }),
    ],
  ])('is theirs no longer once somebody else %s', async (_, act) => {
    await typedBy(desk.colleague);
    expect(await seen(desk.colleague)).toBe(200);
    expect((await act()).status).toBeLessThan(300);
    expect(await seen(desk.colleague)).toBe(404);
    expect(await seen(desk.supervisor)).toBe(200);
  });
});
