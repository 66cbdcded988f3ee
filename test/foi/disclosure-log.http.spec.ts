import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { foiDesk, type FoiDesk } from '../support/foi-desk.js';
import { givenAnAuthority, givenFrozen } from '../support/given-foi.js';

let house: TestApp;
let desk: FoiDesk;

beforeAll(async () => {
  house = await startApp('2022-01-31T10:00:00Z');
  const authority = await givenAnAuthority(house);
  desk = await foiDesk(house, authority);
  await givenFrozen(house.database.owner, authority.service, { upTo: '2021-Q3', printed: [] });
});
afterAll(() => house.stop());

const anyone = () => request(house.app.getHttpServer());

async function released(letter: string): Promise<string> {
  const requestId = await desk.record({ letter });
  await desk.approve(requestId, await desk.draft(requestId));
  await desk.release(requestId, 1);
  return requestId;
}

describe('the disclosure log', () => {
  it('says so while it is empty', async () => {
    const { status, text } = await anyone().get('/disclosure-log');
    expect([status, text.includes('No answer has been released yet')]).toEqual([200, true]);
  });

  it('has the newest answer first, by page and by program, with what each is about', async () => {
    await released('How many people were supported in 2020/21?');
    house.clock.set('2022-02-01T10:00:00Z');
    await released('How many referrals were received in 2020/21?');
    const { body } = await anyone().get('/api/v1/disclosure-log');
    expect(body).toMatchObject({
      total: 2,
      answers: [
        {
          releasedOn: '2022-02-01',
          authority: 'Invented Commissioner for Sussex',
          about: ['Referrals received by the service'],
        },
        { releasedOn: '2022-01-31', about: ['People supported by the service'] },
      ],
    });
    const { text } = await anyone().get('/disclosure-log');
    expect(text.indexOf('Referrals received')).toBeLessThan(text.indexOf('People supported'));
  });

  it('gives a program the letter, and its hash to check it by', async () => {
    const { body } = await anyone().get('/api/v1/disclosure-log');
    const { answerId } = body.answers[0];
    const answer = (await anyone().get(`/api/v1/disclosure-log/${String(answerId)}`)).body;
    expect(answer.letter.answers).toHaveLength(1);
    expect(answer.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(answer)).not.toMatch(/Rowan|Avens|Betony/);
  });

  it('is cut into pages of twenty-five', async () => {
    await house.database.owner.query(`
      WITH more AS (INSERT INTO foi_answer (request_id, edition, letter, letter_hash, drafted_by, approved_by, approved_at, approved_hash)
        SELECT request_id, 1 + n, letter, letter_hash, drafted_by, NULL, NULL, NULL
        FROM (SELECT * FROM foi_answer LIMIT 1) one, generate_series(1, 30) n RETURNING id, request_id, letter_hash)
      SELECT count(*) FROM more`);
    await house.database.owner.query(`
      SET session_replication_role = replica;
      INSERT INTO foi_release (answer_id, request_id, organisation_id, reference, letter, letter_hash, released_on, released_by)
        SELECT a.id, request_id, r.organisation_id, r.reference, (SELECT letter FROM foi_release LIMIT 1), letter_hash, '2021-12-31', drafted_by
        FROM foi_answer a JOIN foi_request r ON r.id = a.request_id WHERE a.edition > 1;
      SET session_replication_role = origin`);
    const first = await anyone().get('/disclosure-log');
    expect(first.text).toContain('Showing 1 to 25 of 32 answers');
    expect((await anyone().get('/api/v1/disclosure-log?page=2')).body.answers).toHaveLength(7);
  });

  it('has no answer that is only drafted or only approved, and no page of a word', async () => {
    const requestId = await desk.record();
    const { edition, hash } = await desk.draft(requestId);
    await desk.approve(requestId, { edition, hash });
    const { rows } = await house.database.owner.query<{ id: string }>(
      'SELECT id FROM foi_answer WHERE request_id = $1',
      [requestId],
    );
    for (const end of ['', '/text', '/csv'])
      expect((await anyone().get(`/disclosure-log/${rows[0]?.id ?? ''}${end}`)).status).toBe(404);
    expect((await anyone().get(`/disclosure-log/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    expect((await anyone().get('/disclosure-log/rowan')).status).toBe(404);
  });

  it('is the same to an officer who is signed in', async () => {
    const { text } = await desk.officer.get('/disclosure-log');
    expect(text).toContain('Showing 1 to 25 of 32 answers');
  });

  it('is all that there is for anyone: the requests themselves ask who one is', async () => {
    const page = await anyone().get('/foi/requests');
    expect([page.status, page.headers['location']]).toEqual([303, '/sign-in']);
    expect((await anyone().get('/api/v1/foi/requests')).status).toBe(401);
  });
});
