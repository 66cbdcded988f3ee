import request from 'supertest';
import type { Letter } from '../../src/foi/answer.rules.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAnAuthority, givenFrozen, realLetter, type GivenAuthority } from '../support/given-foi.js';

/** The founding letter, from the day it came to the day everyone can read its answer. */
let house: TestApp;
let authority: GivenAuthority;
let officer: Awaited<ReturnType<TestApp['as']>>;
let colleague: Awaited<ReturnType<TestApp['as']>>;
let requestId: string;

const letter = realLetter('met-2022');
const requester = { requesterName: 'Invented Rowan', requesterAddress: 'rowan@requests.invalid' };

beforeAll(async () => {
  house = await startApp('2022-01-31T10:00:00Z');
  authority = await givenAnAuthority(house);
  await givenFrozen(house.database.owner, authority.service, {
    upTo: '2021-Q3',
    printed: [
      {
        family: 'referrals_and_cases',
        cell: ['case_opened'],
        quarters: { '2018-Q1': 20, '2018-Q4': 25, '2019-Q2': 50, '2020-Q3': 60, '2021-Q1': 90 },
      },
      { family: 'referrals_and_cases', cell: ['referral_accepted'], quarters: { '2018-Q1': 500 } },
      { family: 'orders', cell: ['full_made'], quarters: { '2020-Q2': 10, '2020-Q4': 5, '2021-Q2': 15 } },
      { family: 'orders', cell: ['interim_made'], quarters: { '2020-Q1': 35 } },
      { family: 'breaches', cell: ['charged'], quarters: { '2020-Q4': 5 } },
      { family: 'breaches', cell: ['reported'], quarters: { '2020-Q4': 5, '2021-Q1': 20 } },
    ],
  });
  officer = await house.as(authority.officer.userId);
  colleague = await house.as(authority.colleague.userId);
});
afterAll(() => house.stop());

const address = () => `/foi/requests/${requestId}`;
const versionNow = async () => Number((await officer.get(`/api/v1${address()}`)).body.version);

describe('the founding letter', () => {
  it('is recorded with a reference that says nothing of who asked', async () => {
    const answer = await officer
      .post('/foi/requests')
      .type('form')
      .send({
        receivedOn: '31/1/2022',
        letter: `${letter.text}\n\nYours faithfully,\nInvented Rowan\n07700 900456`,
        ...requester,
      });
    expect(answer.status).toBe(303);
    requestId = String(answer.headers['location']).split('/').at(-1) ?? '';
    const page = await officer.get(address());
    expect(page.text).toContain('FOI-2022-0001');
  });

  it('is due on the twentieth working day, and its page says why', async () => {
    const { text } = await officer.get(address());
    expect(text).toContain('Monday 28 February 2022');
    expect(text).toContain('the twentieth working day after that day');
    expect(text).toContain('20 working days left');
  });

  it('is read as three questions about three years, the first for the police', async () => {
    const { body } = await officer.get(`/api/v1${address()}`);
    expect(body.questions).toMatchObject([
      { number: '1', measures: ['stalking_incidents'], disposition: 'other_authority' },
      {
        number: '2',
        measures: ['orders_granted'],
        disposition: 'answerable',
        corrections: ['court_makes_spo', 'spo_began'],
      },
      { number: '3', measures: ['breaches_recorded'], disposition: 'answerable' },
    ]);
    for (const question of body.questions)
      expect(question.periods).toEqual(['2018/19', '2019/20', '2020/21']);
    expect(body.missing).toEqual([]);
  });

  it('shows who asked on no page but the one for sending the answer', async () => {
    const pages = await Promise.all([officer.get(address()), officer.get('/foi/requests?state=all')]);
    for (const { text } of pages) expect(text).not.toMatch(/Rowan|rowan@|900456/);
    const { text } = await officer.get(`${address()}/requester`);
    expect(text).toContain('Invented Rowan');
    expect(text).toContain('rowan@requests.invalid');
  });

  it('is drafted from the published figures, whose records they are being said first', async () => {
    const answer = await officer
      .post(`${address()}/answers`)
      .type('form')
      .send({ version: await versionNow() });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${address()}/answers/1`]);
    const { body } = await officer.get(`/api/v1${address()}/answers/1`);
    const { answers } = body.letter as Letter; // what was drafted
    const tables = answers.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table'));
    expect(tables).toMatchObject([
      {
        caption: 'Cases opened by the service',
        columns: ['2018/19', '2019/20', '2020/21'],
        rows: [{ cells: ['45', '50', '60'] }],
      },
      {
        caption: 'Full stalking protection orders made known to the service',
        rows: [{ cells: ['nil by law', '0', '15'] }],
      },
      {
        caption: 'Breaches of stalking protection orders made known to the service',
        rows: [{ cells: ['nil by law', '0', '10'] }],
      },
    ]);
    expect(JSON.stringify(body.letter.opening)).toContain(
      'These figures count people supported by Demo Harebell Advocacy in Sussex',
    );
  });

  it('is drafted without a word of who asked, as a page, as text and as CSV', async () => {
    const page = await officer.get(`${address()}/answers/1`);
    const text = await officer.get(`${address()}/answers/1/text`);
    const file = await officer.get(`${address()}/answers/1/csv`);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename="FOI-2022-0001.csv"');
    expect(file.text).toContain(
      '2,Full stalking protection orders made known to the service,All,2020/21,15\r\n',
    );
    for (const each of [page, text, file]) expect(each.text).not.toMatch(/Rowan|900456/);
    expect(page.text).toContain('The figures are as at');
  });

  it('is approved by someone else, and its drafter is told so', async () => {
    const own = await officer.get(`${address()}/answers/1`);
    expect(own.text).toContain('You drafted this answer, so someone else must approve it');
    expect(own.text).not.toContain('Approve this edition');
    const theirs = await colleague.get(`${address()}/answers/1`);
    expect(theirs.text).toContain('Approve this edition');
    const hash = /name="hash" value="([0-9a-f]{64})"/.exec(theirs.text)?.[1];
    const answer = await colleague
      .post(`${address()}/answers/1/approval`)
      .type('form')
      .send({ hash, version: await versionNow() });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${address()}/answers/1`]);
  });

  it('is released, and is from then on for everyone, without who asked or who answered', async () => {
    const answer = await officer
      .post(`${address()}/answers/1/release`)
      .type('form')
      .send({ version: await versionNow() });
    expect(answer.status).toBe(303);
    const anyone = request(house.app.getHttpServer());
    const log = await anyone.get('/disclosure-log');
    const link = /\/disclosure-log\/([0-9a-f-]{36})/.exec(log.text)?.[1] ?? '';
    const pages = [
      log,
      ...(await Promise.all(['', '/text', '/csv'].map((end) => anyone.get(`/disclosure-log/${link}${end}`)))),
    ];
    expect(pages[1]?.text).toContain('Full stalking protection orders made known to the service');
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/Rowan|rowan@|900456|Avens|Betony/);
    }
    expect((await officer.get(address())).text).toContain('Released');
  });

  it('has its whole life in the history', async () => {
    const { rows } = await house.database.owner.query<{ did: string }>(
      'SELECT did FROM event WHERE record_id = $1 ORDER BY id',
      [requestId],
    );
    expect(rows.map(({ did }) => did)).toEqual([
      'foi.recorded',
      'foi.requester_opened',
      'foi.drafted',
      'foi.approved',
      'foi.released',
    ]);
  });
});
