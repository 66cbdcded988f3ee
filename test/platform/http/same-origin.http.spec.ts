import { startApp, type TestApp } from '../../support/app.js';
import { Given } from '../../support/given.js';

let house: TestApp;
let agent: Awaited<ReturnType<TestApp['as']>>;
beforeAll(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  agent = await house.as((await given.staff('admin', await given.organisation())).userId);
});
afterAll(() => house.stop());

const teams = async () =>
  (await house.database.owner.query<{ name: string }>('SELECT name FROM team')).rows.map(({ name }) => name);
const add = (name: string, headers: Record<string, string>) =>
  agent.post('/teams').set(headers).type('form').send({ name });

describe('a change that another site’s page asks for', () => {
  it.each<[string, Record<string, string>]>([
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of a neighbouring site', { 'Sec-Fetch-Site': 'same-site' }],
    ['an older browser, from another site', { Origin: 'https://elsewhere.invalid' }],
    ['a page that hides where it is from', { Origin: 'null' }],
    [
      'a page that says one thing and sends another',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost' },
    ],
  ])('is refused: %s', async (from, headers) => {
    const answer = await add(from, headers);
    expect(answer.status).toBe(403);
    expect(await teams()).not.toContain(from);
  });

  it('is refused by the API too', async () => {
    const answer = await agent.post('/api/v1/staff').set('Sec-Fetch-Site', 'cross-site').send({});
    expect(answer.status).toBe(403);
  });
});

describe('a change of one’s own', () => {
  it.each<[string, (host: string) => Record<string, string>]>([
    ['from our own page', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
    ['typed in by the person', () => ({ 'Sec-Fetch-Site': 'none' })],
    ['from our own page in an older browser', (host) => ({ Origin: `http://${host}`, Host: host })],
    ['from a program', () => ({})],
  ])('is carried out: %s', async (from, headers) => {
    const answer = await add(from, headers('larkspur.invalid'));
    expect(answer.status).toBe(303);
    expect(await teams()).toContain(from);
  });
});

it('a look from another site’s link is only a look', async () => {
  await agent.get('/staff').set('Sec-Fetch-Site', 'cross-site').expect(200);
});
