import type { Person } from '../../src/kernel/actor.js';
import { Given } from '../support/given.js';
import { aReferralForm } from '../support/referral-forms.js';
import { routesWithIds, type Route } from './every-route.js';
import { aFullCase, brokenGlass, keptFrom, nowhere, sealedFor, type Names } from './guarded-records.js';
import { openSafeguardsDesk, withoutTokens, type SafeguardsDesk } from './safeguards-desk.js';

/** What somebody may not see, and what is not: to them the same. */
let desk: SafeguardsDesk;
let viewers: readonly Person[];
let records: Record<'hidden' | 'sealed' | 'excluded' | 'elsewhere' | 'unknown' | 'malformed' | 'own', Names>;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
  const { owner } = desk.house.database;
  const given = new Given(owner);
  const { team, otherTeam, advocate } = desk;
  viewers = [desk.colleague, desk.deputy];
  const [hidden, sealed, excluded, own] = [
    await aFullCase(owner, { team: otherTeam, advocate: desk.stranger }),
    await aFullCase(owner, { team, advocate }),
    await aFullCase(owner, { team, advocate }),
    await aFullCase(owner, { team, advocate }),
  ];
  await sealedFor(owner, sealed.ids.clientId, [desk.advocate, desk.supervisor]);
  await keptFrom(owner, excluded.ids.clientId, viewers);
  const organisation = await given.organisation();
  const theirs = await given.team(organisation);
  const them = await given.staff('advocate', organisation, { teams: [theirs] });
  const elsewhere = await aFullCase(owner, { team: theirs, advocate: them });
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM exclusion ORDER BY made_at');
  const notTheirs = {
    exclusionId: rows[0]?.id ?? '',
    emergencyId: await brokenGlass(owner, own.ids, [desk.outsider, desk.supervisor]),
  };
  records = {
    hidden: { ...hidden.names, ...notTheirs },
    sealed: { ...sealed.names, ...notTheirs },
    excluded: { ...excluded.names, ...notTheirs },
    elsewhere: { ...elsewhere.names, ...notTheirs },
    unknown: nowhere(),
    malformed: nowhere(() => 'not-an-id'),
    own: own.names,
  };
});
afterAll(() => desk.house.stop());

/** Something valid for each kind of form, so that what answers is not the form. */
const bodies: readonly (readonly [RegExp, object])[] = [
  [/\/notes$/, { kind: 'client', words: 'Invented.' }],
  [/\/contacts$/, { on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'no_answer' }],
  [/\/closure$/, { closedOn: '2026-03-02', reason: 'other', version: 1 }],
  [/\/contact-methods$/, { channel: 'phone', value: '07700 900999', safe: 'yes' }],
  [/\/warning$/, { safe: 'no', version: 1 }],
  [/\/ending$/, { version: 1 }],
  [/\/outgoing$/, { methodId: '00000000-0000-4000-8000-000000000000', kind: 'call_sheet' }],
  [/\/consents$/, { purpose: 'contact', value: 'given', how: 'by_phone', givenOn: '2026-03-02' }],
  [/\/client$/, { fullName: 'Invented Changed', version: 1 }],
  [/referrals\/[^/]+\/decision$/, { decision: 'decline', reason: 'other', version: 1 }],
  [/emergency-access\/[^/]+\/decision$/, { decision: 'justified', reason: 'Invented.' }],
  [/\/lifting$/, { reason: 'Invented.' }],
  [/\/review$/, { decision: 'agreed', reason: 'Invented.' }],
  [/\/orders$/, { appliedOn: '2026-03-02' }],
];

/** What may differ from one answer to the next, whatever was asked. */
const ofTheMoment = /^(date|x-request-id|request-id)$/;

async function answer(who: Person, { method, path }: Route, names: Names): Promise<string> {
  const address = path.replace(/:(\w+)/g, (_, name: string) => names[name] ?? name);
  const acting = address.includes('/steps') ? `${address}?act=serve` : address;
  const body = bodies.find(([of]) => of.test(address))?.[1] ?? {};
  const browser = await desk.house.as(who.userId);
  const asked = browser[method](acting);
  const { status, text, headers } = await (method === 'get'
    ? asked
    : asked.type(path.startsWith('/api') ? 'json' : 'form').send(body));
  const kept = Object.entries(headers as Record<string, unknown>).filter(([name]) => !ofTheMoment.test(name)); // supertest says any
  return JSON.stringify([status, kept, withoutTokens(text)]);
}

const named = /caseId|referralId|orderId|methodId|breachId|assessmentId|exclusionId|emergencyId|outgoingId/;

it('every route answers alike for what is hidden, sealed, excluded, of another service, unknown or no id at all', async () => {
  const routes = routesWithIds(desk.house.app).filter(({ path }) => named.test(path));
  expect(routes.length).toBeGreaterThan(80);
  const differing: unknown[] = [];
  for (const who of viewers) {
    for (const route of routes) {
      const expected = await answer(who, route, records.unknown);
      for (const kind of ['hidden', 'sealed', 'excluded', 'elsewhere', 'malformed'] as const) {
        // What could be no id is refused before a wrong body is, and so tells of no record.
        if (kind === 'malformed' && expected.startsWith('[422')) continue;
        const got = await answer(who, route, records[kind]);
        if (got !== expected)
          differing.push([who.displayName, route.method, route.path, kind, got.slice(0, 60)]);
      }
    }
  }
  expect(differing).toEqual([]);
}, 240_000);

it('what one may see is answered otherwise, or the comparison would show nothing', async () => {
  const pages = routesWithIds(desk.house.app).filter(
    ({ method, path }) => method === 'get' && /caseId/.test(path),
  );
  let seen = 0;
  for (const route of pages)
    if ((await answer(desk.deputy, route, records.own)).startsWith('[200')) seen += 1;
  expect(seen).toBeGreaterThan(15);
});

describe('a record that is added and may not be seen', () => {
  const lists = [
    '/home',
    '/cases?state=all&whose=team',
    '/api/v1/cases?state=all&whose=team',
    '/referrals?state=all',
    '/api/v1/referrals?state=all',
    '/reviews',
    '/reviews/overdue',
    '/api/v1/reviews',
    '/breaches',
    '/emergency-access',
    '/exclusions',
  ];
  const shown = async (who: Person) => {
    const browser = await desk.house.as(who.userId);
    const texts: string[] = [];
    for (const path of lists) texts.push(withoutTokens((await browser.get(path)).text));
    return texts;
  };
  const about = { name: 'Invented Twin', bornOn: '1990-01-01', riskBand: 'high', reviewDueOn: '2026-02-20' };
  const adding: readonly (readonly [string, () => Promise<unknown>])[] = [
    [
      'of another team',
      () => aFullCase(desk.house.database.owner, { ...about, team: desk.otherTeam, advocate: desk.stranger }),
    ],
    [
      'sealed',
      async () => {
        const { owner } = desk.house.database;
        const { ids } = await aFullCase(owner, { ...about, team: desk.team, advocate: desk.advocate });
        await sealedFor(owner, ids.clientId, [desk.advocate, desk.supervisor]);
      },
    ],
    [
      'excluded',
      async () => {
        const { owner } = desk.house.database;
        const { ids } = await aFullCase(owner, { ...about, team: desk.team, advocate: desk.advocate });
        await keptFrom(owner, ids.clientId, viewers);
      },
    ],
  ];

  it.each(adding)('changes no list, no count and no home page: %s', async (_, add) => {
    const before = [await shown(desk.deputy), await shown(desk.colleague)];
    await add();
    expect([await shown(desk.deputy), await shown(desk.colleague)]).toEqual(before);
  });

  it('is no likely duplicate of somebody referred, as one that may be seen is', async () => {
    const { fullName, bornOn } = { fullName: about.name, bornOn: about.bornOn };
    const twin = aReferralForm({ fullName, bornOn, value: '07700 900777' });
    expect((await desk.post(desk.supervisor, '/referrals', twin)).status).toBe(422);
    expect((await desk.post(desk.deputy, '/referrals', twin)).status).toBe(303);
  });
});
