import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';

type Browser = Awaited<ReturnType<TestApp['as']>>;

let house: TestApp;
let team: string;
let advocate: Person;
let colleague: Person;
let supervisor: Person;
let browser: Browser;
let kase: CaseIds;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  const given = new Given(house.database.owner);
  const organisation = await given.organisation();
  team = await given.team(organisation);
  advocate = await given.staff('advocate', organisation, { teams: [team], name: 'Demo Campion' });
  colleague = await given.staff('advocate', organisation, { teams: [team], name: 'Demo Teasel' });
  supervisor = await given.staff('supervisor', organisation, { teams: [team] });
  browser = await house.as(advocate.userId);
});
beforeEach(async () => {
  kase = await givenACase(house.database.owner, { team, advocate });
});
afterAll(() => house.stop());

async function row(sql: string, ...values: unknown[]): Promise<Record<string, unknown> | undefined> {
  const { rows } = await house.database.owner.query<Record<string, unknown>>(sql, values);
  return rows[0];
}

const versionOf = async (caseId: string) =>
  (await row('SELECT version FROM case_file WHERE id = $1', caseId))?.['version'];

describe('a note', () => {
  it('is written into the case by who is signed in, and the browser goes back to the case', async () => {
    const answer = await browser
      .post(`/cases/${kase.caseId}/notes`)
      .type('form')
      .send({ kind: 'client', words: 'Invented words.' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/cases/${kase.caseId}`]);
    const note = await row(
      'SELECT kind, words, written_by FROM case_note JOIN case_note_narrative ON case_note_id = id WHERE case_id = $1',
      kase.caseId,
    );
    expect(note).toEqual({ kind: 'client', words: 'Invented words.', written_by: advocate.userId });
  });

  it('that says nothing is asked for again with its kind kept', async () => {
    const answer = await browser
      .post(`/cases/${kase.caseId}/notes`)
      .type('form')
      .send({ kind: 'partner', words: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter the note');
    expect(answer.text).toMatch(/value="partner" checked/);
  });

  it('is not written into a closed case', async () => {
    const closed = await givenACase(house.database.owner, { team, advocate, closedOn: '2026-02-20' });
    const answer = await browser.get(`/cases/${closed.caseId}/notes/new`);
    expect(answer.status).toBe(404);
  });
});

describe('a contact attempt', () => {
  const attempt = { on: '2/3/2026', at: '14:05', channel: 'phone', outcome: 'no_answer' };

  it('is recorded at its time in London', async () => {
    await browser.post(`/cases/${kase.caseId}/contacts`).type('form').send(attempt).expect(303);
    const made = await row('SELECT at, outcome FROM contact_attempt WHERE case_id = $1', kase.caseId);
    expect(made).toEqual({ at: new Date('2026-03-02T14:05:00Z'), outcome: 'no_answer' });
    expect(await row('SELECT 1 FROM first_support WHERE client_id = $1', kase.clientId)).toBeUndefined();
  });

  it('in which they spoke supports the client from that day, once and for all', async () => {
    const spoke = { ...attempt, outcome: 'spoke_to_client' };
    await browser.post(`/cases/${kase.caseId}/contacts`).type('form').send(spoke).expect(303);
    await browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...spoke, on: '1/3/2026' })
      .expect(303);
    const first = await row(
      'SELECT case_id, supported_on FROM first_support WHERE client_id = $1',
      kase.clientId,
    );
    expect(first).toEqual({ case_id: kase.caseId, supported_on: '2026-03-02' });
  });

  it('of a moment that has not come is refused with everything still in the form', async () => {
    const answer = await browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...attempt, on: '3/3/2026', at: '10:01' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('cannot be in the future');
    expect(answer.text).toContain('value="10:01"');
  });

  it('at a time that is none is asked for again', async () => {
    const answer = await browser
      .post(`/cases/${kase.caseId}/contacts`)
      .type('form')
      .send({ ...attempt, at: '25:00' });
    expect(answer.text).toContain('Enter the time of the attempt, such as 14:05');
  });

  it('is asked for beside the ways to reach the client and whether each may be used', async () => {
    const { text } = await browser.get(`/cases/${kase.caseId}/contacts/new`).expect(200);
    expect(text).toContain('07700 900123');
    expect(text).toContain('Safe to use, but leave no voicemail');
    expect(text).toContain('value="3/3/2026"');
  });
});

describe('an allocation', () => {
  it('ends the one there was and gives the case to another advocate', async () => {
    const version = await versionOf(kase.caseId);
    const desk = await house.as(supervisor.userId);
    await desk
      .post(`/cases/${kase.caseId}/allocation`)
      .type('form')
      .send({ advocateId: colleague.userId, version })
      .expect(303);
    const { rows } = await house.database.owner.query(
      'SELECT staff_id, from_on, to_on FROM allocation WHERE case_id = $1 ORDER BY to_on NULLS LAST',
      [kase.caseId],
    );
    expect(rows).toEqual([
      { staff_id: advocate.userId, from_on: '2026-02-02', to_on: '2026-03-03' },
      { staff_id: colleague.userId, from_on: '2026-03-03', to_on: null },
    ]);
  });

  it('to someone outside the team is refused', async () => {
    const desk = await house.as(supervisor.userId);
    const version = await versionOf(kase.caseId);
    const answer = await desk
      .post(`/api/v1/cases/${kase.caseId}/allocation`)
      .send({ advocateId: supervisor.userId, version });
    expect([answer.status, answer.body.type]).toEqual([422, 'advocate-not-in-team']);
  });

  it('is not for an advocate to make', async () => {
    await browser.get(`/cases/${kase.caseId}/allocation/new`).expect(404);
    await browser
      .post(`/api/v1/cases/${kase.caseId}/allocation`)
      .send({ advocateId: colleague.userId, version: 1 })
      .expect(404);
  });

  it('of a case someone changed meanwhile is stale, and shows what it says now', async () => {
    const desk = await house.as(supervisor.userId);
    const answer = await desk
      .post(`/cases/${kase.caseId}/allocation`)
      .type('form')
      .send({ advocateId: colleague.userId, version: 999 });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this while you were reading it');
  });
});

describe('a closure', () => {
  it('ends the case, its allocation and its next review', async () => {
    const due = await givenACase(house.database.owner, {
      team,
      advocate,
      riskBand: 'high',
      reviewDueOn: '2026-03-10',
    });
    const version = await versionOf(due.caseId);
    const closure = { closedOn: '2/3/2026', reason: 'stalking_ceased', version };
    await browser.post(`/cases/${due.caseId}/closure`).type('form').send(closure).expect(303);
    const closed = await row(
      `SELECT closed_on, closed_at, closure_reason, review_due_on, to_on FROM case_file c JOIN allocation a ON a.case_id = c.id WHERE c.id = $1`,
      due.caseId,
    );
    expect(closed).toEqual({
      closed_on: '2026-03-02',
      closed_at: new Date('2026-03-03T10:00:00Z'),
      closure_reason: 'stalking_ceased',
      review_due_on: null,
      to_on: '2026-03-02',
    });
  });

  it('in the future is refused with the reason kept', async () => {
    const version = await versionOf(kase.caseId);
    const answer = await browser
      .post(`/cases/${kase.caseId}/closure`)
      .type('form')
      .send({ closedOn: '4/3/2026', reason: 'moved_away', version });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/value="moved_away" checked/);
  });

  it("is for the case's own advocate or a supervisor", async () => {
    const other = await house.as(colleague.userId);
    await other.get(`/cases/${kase.caseId}/closure/new`).expect(404);
    const desk = await house.as(supervisor.userId);
    await desk.get(`/cases/${kase.caseId}/closure/new`).expect(200);
  });
});

describe('a case over the API', () => {
  it('is read with its codes', async () => {
    const { body } = await browser.get(`/api/v1/cases/${kase.caseId}`).expect(200);
    expect(body).toMatchObject({
      relationship: 'ex_intimate',
      cyberTypes: ['social_media'],
      ageAtReferral: 34,
      supportedOn: null,
    });
  });

  it('takes a note and gives back its id', async () => {
    const { body } = await browser
      .post(`/api/v1/cases/${kase.caseId}/notes`)
      .send({ kind: 'client', words: 'Invented.' })
      .expect(201);
    expect(await row('SELECT case_id FROM case_note WHERE id = $1', body.id)).toEqual({
      case_id: kase.caseId,
    });
  });

  it('refuses a field it does not know, as a problem', async () => {
    const answer = await browser
      .post(`/api/v1/cases/${kase.caseId}/notes`)
      .send({ kind: 'client', words: 'x', caseId: 'y' });
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.errors).toHaveProperty('caseId');
  });

  it('is closed, and is then stale for who read it before', async () => {
    const version = await versionOf(kase.caseId);
    const closure = { closedOn: '2026-03-03', reason: 'risk_reduced', version };
    await browser
      .post(`/api/v1/cases/${kase.caseId}/closure`)
      .send({ ...closure, version: 999 })
      .expect(409);
    await browser.post(`/api/v1/cases/${kase.caseId}/closure`).send(closure).expect(204);
  });
});
