import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  const mine = [
    { name: 'Invented Later', riskBand: 'medium', reviewDueOn: '2026-03-20' },
    { name: 'Invented Overdue', riskBand: 'high', reviewDueOn: '2026-03-02' },
    { name: 'Invented Today', riskBand: 'standard', reviewDueOn: '2026-03-03' },
    { name: 'Invented Unassessed' },
    { name: 'Invented Closed', closedOn: '2026-02-20' },
  ];
  for (const facts of mine) await givenACase(house.database.owner, { ...service, ...facts });
  await givenACase(house.database.owner, {
    ...service,
    advocate: service.colleague,
    name: 'Invented Colleague',
  });
});
afterAll(() => house.stop());

/** The names listed, in the order they are listed in. */
async function listed(who: string, query = ''): Promise<string[]> {
  const { body } = await (await house.as(who)).get(`/api/v1/cases${query}`).expect(200);
  return (body.cases as { clientName: string }[]).map(({ clientName }) =>
    clientName.replace('Invented ', ''),
  );
}

describe('a list of cases', () => {
  it('begins, for an advocate, with their own open cases: first those never assessed, then by review day', async () => {
    expect(await listed(service.advocate.userId)).toEqual(['Unassessed', 'Overdue', 'Today', 'Later']);
  });

  it('begins, for a supervisor, with those of everyone in their teams', async () => {
    expect((await listed(service.supervisor.userId)).toSorted()).toEqual([
      'Colleague',
      'Later',
      'Overdue',
      'Today',
      'Unassessed',
    ]);
  });

  it.each([
    ['?state=closed', ['Closed']],
    ['?band=high', ['Overdue']],
    ['?sort=risk', ['Unassessed', 'Overdue', 'Later', 'Today']],
    ['?whose=team&band=high', ['Overdue']],
  ])('is narrowed and ordered by %s', async (query, names) => {
    expect(await listed(service.advocate.userId, query)).toEqual(names);
  });

  it('marks a review overdue from the day after it was due', async () => {
    const { text } = await (await house.as(service.advocate.userId)).get('/cases').expect(200);
    expect(text.match(/Overdue\s*<\/strong>/g)).toHaveLength(1);
    expect(text).toContain('Not yet assessed');
  });

  it('narrowed to what does not exist is refused, and to nothing there is says what to do', async () => {
    const browser = await house.as(service.colleague.userId);
    await browser.get('/cases?band=worst').expect(422);
    const { text } = await browser.get('/cases?state=closed').expect(200);
    expect(text).toContain('an accepted referral opens a case');
  });

  it('shows twenty-five to a page, and each case on one page only', async () => {
    for (let n = 0; n < 26; n += 1) {
      await givenACase(house.database.owner, {
        ...service,
        advocate: service.colleague,
        name: `Invented Colleague${String(n)}`,
      });
    }
    const [first, second] = [
      await listed(service.colleague.userId),
      await listed(service.colleague.userId, '?page=2'),
    ];
    expect([first.length, second.length]).toEqual([25, 2]);
    expect(new Set([...first, ...second]).size).toBe(27);
    const { text } = await (await house.as(service.colleague.userId)).get('/cases?page=2');
    expect(text).toContain('Showing 26 to 27 of 27 cases');
  });
});
