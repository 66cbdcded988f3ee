import type { Person } from '../../src/kernel/actor.js';
import { aReferralForm } from '../support/referral-forms.js';
import { aFullCase, keptFrom, sealedFor } from './guarded-records.js';
import { openSafeguardsDesk, withoutTokens, type SafeguardsDesk } from './safeguards-desk.js';

/** What somebody may not see, and what is not: to them the same. What each route answers of each, the matrix says. */
let desk: SafeguardsDesk;
let viewers: readonly Person[];
beforeAll(async () => {
  desk = await openSafeguardsDesk();
  viewers = [desk.colleague, desk.deputy];
});
afterAll(() => desk.house.stop());

describe('a record that is added and may not be seen', () => {
  const lists = [
    '/home',
    '/cases?state=all&whose=team',
    '/api/v1/cases?state=all&whose=team',
    '/referrals?state=all',
    '/api/v1/referrals?state=all',
    '/reviews',
    '/api/v1/blind-spots',
    '/api/v1/reviews',
    '/blind-spots/breach',
    '/blind-spots/risk_review',
    '/blind-spots/no_contact',
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
