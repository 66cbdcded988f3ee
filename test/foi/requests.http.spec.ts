import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenAnAuthority, realLetter, type GivenAuthority } from '../support/given-foi.js';

let house: TestApp;
let authority: GivenAuthority;
let officer: Awaited<ReturnType<TestApp['as']>>;

beforeAll(async () => {
  house = await startApp('2026-03-02T10:00:00Z');
  authority = await givenAnAuthority(house);
  officer = await house.as(authority.officer.userId);
});
beforeEach(async () => {
  house.clock.set('2026-03-02T10:00:00Z');
  await house.database.owner.query(
    'TRUNCATE foi_request, foi_request_narrative, foi_requester_identity, foi_answer, foi_release, foi_clarification, foi_search',
  );
});
afterAll(() => house.stop());

const given = {
  receivedOn: '2026-02-27',
  letter: realLetter('met-2022').text,
  requesterName: 'Invented Rowan',
  requesterAddress: '1 Invented Row\nSomewhere',
};
const record = async (changes: Partial<typeof given> = {}) => {
  const answer = await officer.post('/api/v1/foi/requests').send({ ...given, ...changes });
  expect(answer.status).toBe(201);
  return String(answer.body.id);
};
const form = (changes: Partial<typeof given>) =>
  officer
    .post('/foi/requests')
    .type('form')
    .send({ ...given, ...changes });

describe('a letter that cannot be recorded', () => {
  it.each([
    ['received tomorrow', { receivedOn: '3/3/2026' }, 'The day it was received cannot be in the future'],
    [
      'received on no day',
      { receivedOn: '31/2/2026' },
      'Enter the day the letter was received, such as 27/3/2026',
    ],
    ['in a year without holidays', { receivedOn: '20/12/2014' }, '2014'],
    ['of nobody', { requesterName: '' }, 'Enter the name of the requester'],
    ['with no address', { requesterAddress: '' }, 'Enter an address for correspondence'],
    ['that says nothing', { letter: ' ' }, 'Paste what the letter says'],
    [
      'of over a hundred questions',
      { letter: 'How many referrals were there in 2021?\n'.repeat(120) },
      'more than 100 questions',
    ],
  ])('%s is said to be so on the form, with what was typed still there', async (_, changes, said) => {
    const answer = await form(changes);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
    expect(answer.text).toContain('There is a problem');
    if (!('requesterName' in changes)) expect(answer.text).toContain('value="Invented Rowan"');
    if (!('letter' in changes)) expect(answer.text).toContain('How many incidents of stalking');
  });

  it('and is too long is kept in full on the form', async () => {
    const letter = 'How many people were supported in 2021? '.repeat(600);
    const answer = await form({ letter });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('in at most 20000 characters');
    expect(answer.text).toContain(letter.trim());
  });

  it('is refused a program by its field, and by its rule', async () => {
    const future = await officer.post('/api/v1/foi/requests').send({ ...given, receivedOn: '2026-03-03' });
    expect([future.status, future.body.type]).toEqual([422, 'received-in-the-future']);
    const unknown = await officer.post('/api/v1/foi/requests').send({ ...given, urgent: true });
    expect(unknown.status).toBe(422);
  });
});

describe('a letter', () => {
  it('may be received on a Saturday, and is due on the twentieth working day after it', async () => {
    const { body } = await officer.get(`/api/v1/foi/requests/${await record({ receivedOn: '2026-02-28' })}`);
    expect(body.dueOn).toBe('2026-03-30'); // St Patrick's Day is a holiday of one part, and is not counted
  });

  it('is shown and read without the name and address in it', async () => {
    const letter = 'My name is Invented  Rowan, of 1 Invented Row. How many referrals were there in 2021?';
    const page = await officer.get(`/foi/requests/${await record({ letter })}`);
    expect(page.text).toContain('My name is [name], of [address].');
    expect(page.text).not.toContain('Rowan');
  });

  it('that carries a script is shown as what it says', async () => {
    const letter = '<script>alert(1)</script> How many people were supported in 2021?';
    const page = await officer.get(`/foi/requests/${await record({ letter })}`);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('&lt;script&gt;alert(1)');
  });
});

describe('the list of requests', () => {
  it('has the soonest due first, says what is overdue in words, and names nobody', async () => {
    const late = await record({ receivedOn: '2026-01-28' });
    const today = await record({ receivedOn: '2026-02-02' });
    const soon = await record({ receivedOn: '2026-02-03' });
    const later = await record();
    const { text } = await officer.get('/foi/requests');
    const shown = [...text.matchAll(/href="\/foi\/requests\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(shown).toEqual([late, today, soon, later]);
    expect(text).toContain('3 working days late');
    expect(text).toContain('Due today');
    expect(text).toContain('1 working day left');
    expect(text).not.toMatch(/Rowan|Invented Row/);
  });

  it('is cut into pages of twenty-five, and keeps its filter from page to page', async () => {
    for (let i = 0; i < 26; i += 1) await record();
    const first = await officer.get('/foi/requests?state=received');
    expect(first.text).toContain('Showing 1 to 25 of 26 requests');
    expect(first.text).toContain('?state=received&page=2');
    const second = await officer.get('/api/v1/foi/requests?state=received&page=2');
    expect([second.body.total, second.body.requests.length]).toEqual([26, 1]);
  });

  it('leaves out what is done until it is asked for', async () => {
    const requestId = await record();
    await officer
      .post(`/api/v1/foi/requests/${requestId}/steps`)
      .send({ act: 'withdraw', version: 1 })
      .expect(204);
    expect((await officer.get('/foi/requests')).text).toContain('No request is like that');
    expect((await officer.get('/foi/requests?state=withdrawn')).text).toContain(requestId);
    expect((await officer.get('/api/v1/foi/requests?state=everything')).status).toBe(422);
  });
});

describe('another authority’s request', () => {
  const routes = [
    '',
    '/requester',
    '/answers/1',
    '/answers/1/text',
    '/answers/1/csv',
    '/clarifications/new',
    '/clarifications/received',
    '/searches/new?question=1',
  ];
  const acts: [string, object][] = [
    ['/answers', { version: 2 }],
    ['/answers/1/approval', { version: 2, hash: 'a' }],
    ['/answers/1/release', { version: 2 }],
    ['/steps', { version: 2, act: 'withdraw' }],
    ['/clarifications', { version: 2, whatWasAsked: 'What?' }],
    ['/clarifications/received', { version: 2, receivedOn: '2026-03-02', letter: 'How many?' }],
    ['/searches', { question: '1', finding: 'not_held', whereSearched: 'Here' }],
  ];

  it('is not there, on any page or for any act, by page or by program', async () => {
    const requestId = await record();
    await officer.post(`/api/v1/foi/requests/${requestId}/answers`).send({ version: 1 }).expect(201);
    const elsewhere = await house.as(authority.elsewhere.userId);
    for (const route of routes)
      expect([route, (await elsewhere.get(`/foi/requests/${requestId}${route}`)).status]).toEqual([
        route,
        404,
      ]);
    for (const [act, body] of acts) {
      expect([
        act,
        (await elsewhere.post(`/foi/requests/${requestId}${act}`).type('form').send(body)).status,
      ]).toEqual([act, 404]);
      expect([
        act,
        (await elsewhere.post(`/api/v1/foi/requests/${requestId}${act}`).send(body)).status,
      ]).toEqual([act, 404]);
    }
    expect((await elsewhere.get('/api/v1/foi/requests?state=all')).body.total).toBe(0);
  });

  it('and one’s own are closed to every other role, and to whoever is not signed in', async () => {
    const requestId = await record();
    const { commissioner } = authority;
    const reader = await new Given(house.database.owner).staff('commissioner', commissioner);
    const browser = await house.as(reader.userId);
    for (const path of ['/foi/requests', '/foi/requests/new', `/foi/requests/${requestId}`]) {
      expect((await browser.get(path)).status).toBe(404);
    }
  });
});
