import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

describe('an allocation', () => {
  it('ends the one there was and gives the case to another advocate', async () => {
    const version = await desk.versionOf(kase.caseId);
    const supervisor = await desk.house.as(desk.supervisor.userId);
    await supervisor
      .post(`/cases/${kase.caseId}/allocation`)
      .type('form')
      .send({ advocateId: desk.colleague.userId, version })
      .expect(303);
    const { rows } = await desk.house.database.owner.query(
      'SELECT staff_id, from_on, to_on FROM allocation WHERE case_id = $1 ORDER BY to_on NULLS LAST',
      [kase.caseId],
    );
    expect(rows).toEqual([
      { staff_id: desk.advocate.userId, from_on: '2026-02-02', to_on: '2026-03-03' },
      { staff_id: desk.colleague.userId, from_on: '2026-03-03', to_on: null },
    ]);
  });

  it('to someone outside the team is refused', async () => {
    const supervisor = await desk.house.as(desk.supervisor.userId);
    const version = await desk.versionOf(kase.caseId);
    const answer = await supervisor
      .post(`/api/v1/cases/${kase.caseId}/allocation`)
      .send({ advocateId: desk.supervisor.userId, version });
    expect([answer.status, answer.body.type]).toEqual([422, 'cannot-take-the-case']);
  });

  it('is not for an advocate to make', async () => {
    await desk.browser.get(`/cases/${kase.caseId}/allocation/new`).expect(404);
    await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/allocation`)
      .send({ advocateId: desk.colleague.userId, version: 1 })
      .expect(404);
  });

  it('of a case someone changed meanwhile is stale, and shows what it says now', async () => {
    const supervisor = await desk.house.as(desk.supervisor.userId);
    const answer = await supervisor
      .post(`/cases/${kase.caseId}/allocation`)
      .type('form')
      .send({ advocateId: desk.colleague.userId, version: 999 });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Someone changed this while you were reading it');
  });
});

describe('a closure', () => {
  it('ends the case, its allocation and its next review', async () => {
    const due = await givenACase(desk.house.database.owner, {
      ...desk,
      riskBand: 'high',
      reviewDueOn: '2026-03-10',
    });
    const version = await desk.versionOf(due.caseId);
    const closure = { closedOn: '2/3/2026', reason: 'stalking_ceased', version };
    await desk.browser.post(`/cases/${due.caseId}/closure`).type('form').send(closure).expect(303);
    const closed = await desk.row(
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
    const version = await desk.versionOf(kase.caseId);
    const answer = await desk.browser
      .post(`/cases/${kase.caseId}/closure`)
      .type('form')
      .send({ closedOn: '4/3/2026', reason: 'moved_away', version });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/value="moved_away" checked/);
  });

  it('before the client was last spoken with is refused, and the case stays open', async () => {
    const spoke = { on: '2026-03-02', at: '23:30', channel: 'phone', outcome: 'spoke_to_client' };
    await desk.browser.post(`/api/v1/cases/${kase.caseId}/contacts`).send(spoke).expect(201);
    const version = await desk.versionOf(kase.caseId);
    const closure = { closedOn: '2026-03-01', reason: 'other', version };
    const { status, body } = await desk.browser.post(`/api/v1/cases/${kase.caseId}/closure`).send(closure);
    expect([status, body.type]).toEqual([422, 'closed-before-contact']);
    await desk.browser
      .post(`/api/v1/cases/${kase.caseId}/closure`)
      .send({ ...closure, closedOn: '2026-03-02' })
      .expect(204);
  });

  it("is for the case's own advocate or a supervisor", async () => {
    const other = await desk.house.as(desk.colleague.userId);
    await other.get(`/cases/${kase.caseId}/closure/new`).expect(404);
    const supervisor = await desk.house.as(desk.supervisor.userId);
    await supervisor.get(`/cases/${kase.caseId}/closure/new`).expect(200);
  });
});

describe('while somebody closes a case', () => {
  const appliedOn = '2026-03-02';
  const attempt = { on: '2026-03-03', at: '09:00', channel: 'phone', outcome: 'no_answer' };

  it.each([
    ['a note', 'notes', { kind: 'client', words: 'Invented.' }],
    ['an attempt to reach the client', 'contacts', attempt],
    ['an order', 'orders', { appliedOn }],
  ])('%s is not added to it', async (_, list, given) => {
    const { owner } = desk.house.database;
    await owner.query('BEGIN');
    await owner.query(
      `UPDATE case_file SET closed_on = '2026-03-03', closed_at = now(), closure_reason = 'disengaged' WHERE id = $1`,
      [kase.caseId],
    );
    const adding = desk.browser.post(`/api/v1/cases/${kase.caseId}/${list}`).send(given);
    const answer = adding.then(({ status }) => status);
    await new Promise((wake) => setTimeout(wake, 200));
    await owner.query('COMMIT');
    expect(await answer).toBe(404);
  });
});
