import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

describe('a note', () => {
  it('is written into the case by who is signed in, and the browser goes back to the case', async () => {
    const answer = await desk.browser
      .post(`/cases/${kase.caseId}/notes`)
      .type('form')
      .send({ kind: 'client', words: 'Invented words.' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/cases/${kase.caseId}`]);
    const note = await desk.row('SELECT id, kind, written_by FROM case_note WHERE case_id = $1', kase.caseId);
    expect(note).toMatchObject({ kind: 'client', written_by: desk.advocate.userId });
    const words = await wordsIn(desk.house.database.owner, 'case_note_narrative', String(note?.['id']));
    expect(words).toEqual([{ words: 'Invented words.' }]);
  });

  it('that says nothing is asked for again with its kind kept', async () => {
    const answer = await desk.browser
      .post(`/cases/${kase.caseId}/notes`)
      .type('form')
      .send({ kind: 'partner', words: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter the note');
    expect(answer.text).toMatch(/value="partner" checked/);
  });

  it('is not written into a closed case', async () => {
    const closed = await givenACase(desk.house.database.owner, { ...desk, closedOn: '2026-02-20' });
    const answer = await desk.browser.get(`/cases/${closed.caseId}/notes/new`);
    expect(answer.status).toBe(404);
  });
});

describe('a contact attempt', () => {
  const attempt = { on: '2/3/2026', at: '14:05', channel: 'phone', outcome: 'no_answer' };

  it('is recorded at its time in London', async () => {
    await desk.browser.post(`/cases/${kase.caseId}/contacts`).type('form').send(attempt).expect(303);
    const made = await desk.row('SELECT at, outcome FROM contact_attempt WHERE case_id = $1', kase.caseId);
    expect(made).toEqual({ at: new Date('2026-03-02T14:05:00Z'), outcome: 'no_answer' });
    expect(await desk.row('SELECT 1 FROM first_support WHERE client_id = $1', kase.clientId)).toBeUndefined();
  });

  it('in which they spoke supports the client from that day, once and for all', async () => {
    const spoke = { ...attempt, outcome: 'spoke_to_client' };
    await desk.browser.post(`/cases/${kase.caseId}/contacts`).type('form').send(spoke).expect(303);
    await desk.browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...spoke, on: '1/3/2026' })
      .expect(303);
    const first = await desk.row(
      'SELECT case_id, supported_on FROM first_support WHERE client_id = $1',
      kase.clientId,
    );
    expect(first).toEqual({ case_id: kase.caseId, supported_on: '2026-03-02' });
  });

  it('of a moment that has not come is refused with everything still in the form', async () => {
    const answer = await desk.browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...attempt, on: '3/3/2026', at: '10:01' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('cannot be in the future');
    expect(answer.text).toContain('value="10:01"');
  });

  it('at a time that is none is asked for again', async () => {
    const answer = await desk.browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...attempt, at: '25:00' });
    expect(answer.text).toContain('Enter the time of the attempt, such as 14:05');
  });

  it('is asked for beside the ways to reach the client and whether each may be used', async () => {
    const { text } = await desk.browser.get(`/cases/${kase.caseId}/contacts/new`).expect(200);
    expect(text).toContain('07700 900123');
    expect(text).toContain('Safe to use now: our number may be seen, and leave no voicemail');
    expect(text).toContain('value="3/3/2026"');
  });
});

describe('a case over the API', () => {
  it('is read with its codes', async () => {
    const { body } = await desk.browser.get(`/api/v1/cases/${kase.caseId}`).expect(200);
    expect(body).toMatchObject({
      relationship: 'ex_intimate',
      cyberTypes: ['social_media'],
      ageAtReferral: 34,
      supportedOn: null,
    });
  });

  it('takes a note and gives back its id', async () => {
    const { body } = await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/notes`)
      .send({ kind: 'client', words: 'Invented.' })
      .expect(201);
    expect(await desk.row('SELECT case_id FROM case_note WHERE id = $1', body.id)).toEqual({
      case_id: kase.caseId,
    });
  });

  it('refuses a field it does not know, as a problem', async () => {
    const answer = await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/notes`)
      .send({ kind: 'client', words: 'x', caseId: 'y' });
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toHaveProperty('caseId');
  });

  it('is closed, and is then stale for who read it before', async () => {
    const version = await desk.versionOf(kase.caseId);
    const closure = { closedOn: '2026-03-03', reason: 'risk_reduced', version };
    await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/closure`)
      .send({ ...closure, version: 999 })
      .expect(409);
    await desk.browser.post(`/api/v1/cases/${kase.caseId}/closure`).send(closure).expect(204);
  });
});
