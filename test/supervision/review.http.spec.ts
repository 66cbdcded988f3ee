import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAnAssessment } from '../support/given-risk.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;
let caseId: string;
let id: string;

beforeAll(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
  browser = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  ({ caseId } = await givenACase(house.database.owner, {
    ...service,
    riskBand: 'medium',
    reviewDueOn: '2026-03-31',
  }));
  id = await given({ on: '2026-03-03', band: 'medium' });
});
afterAll(() => house.stop());

const given = (more: Partial<Parameters<typeof givenAnAssessment>[1]>) =>
  givenAnAssessment(house.database.owner, { caseId, author: service.advocate, ...more });
const decide = (fields: object, assessment = id) =>
  browser.post(`/assessments/${assessment}/review`).type('form').send(fields);
const caseNow = () => service.row('SELECT risk_band, review_due_on FROM case_file WHERE id = $1', caseId);
const assessmentNow = () =>
  service.row('SELECT state, professional_band, final_band FROM assessment WHERE id = $1', id);

describe('agreeing', () => {
  it('is recorded with its reason, and leaves the case as it is', async () => {
    const answer = await decide({ decision: 'agreed', reason: 'Invented: <i>well</i> reasoned.' });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/assessments/${id}`]);
    expect(await assessmentNow()).toEqual({
      state: 'agreed',
      professional_band: 'medium',
      final_band: 'medium',
    });
    expect(await caseNow()).toEqual({ risk_band: 'medium', review_due_on: '2026-03-31' });
    expect(
      await service.row('SELECT reviewer_id, decision, band, at FROM review WHERE assessment_id = $1', id),
    ).toEqual({
      reviewer_id: service.supervisor.userId,
      decision: 'agreed',
      band: null,
      at: new Date('2026-03-05T10:00:00Z'),
    });
    const author = await house.as(service.advocate.userId);
    const { text } = await author.get(`/assessments/${id}`).expect(200);
    expect(text).toContain('Agreed');
    expect(text).toContain('Invented: &lt;i&gt;well&lt;/i&gt; reasoned.');
    expect(await service.row(`SELECT did FROM event WHERE record_id = $1`, id)).toEqual({
      did: 'assessment.agreed',
    });
  });
});

describe('amending', () => {
  it('gives assessment and case the reviewer’s band, and keeps the author’s', async () => {
    await decide({ decision: 'amended', band: 'high', reason: 'Invented: the threat weighs more.' }).expect(
      303,
    );
    expect(await assessmentNow()).toEqual({
      state: 'amended',
      professional_band: 'medium',
      final_band: 'high',
    });
    expect(await caseNow()).toEqual({ risk_band: 'high', review_due_on: '2026-03-17' });
  });

  it('an assessment that a later one has followed leaves the case alone', async () => {
    await given({ on: '2026-03-04', band: 'medium' });
    await decide({ decision: 'amended', band: 'high', reason: 'Invented.' }).expect(303);
    expect(await assessmentNow()).toMatchObject({ final_band: 'high' });
    expect(await caseNow()).toEqual({ risk_band: 'medium', review_due_on: '2026-03-31' });
  });

  it('in a closed case changes the assessment alone', async () => {
    await house.database.owner.query(
      `UPDATE case_file SET closed_on = '2026-03-04', closed_at = now(), closure_reason = 'moved_away', review_due_on = NULL WHERE id = $1`,
      [caseId],
    );
    await decide({ decision: 'amended', band: 'high', reason: 'Invented.' }).expect(303);
    expect(await assessmentNow()).toMatchObject({ state: 'amended', final_band: 'high' });
    expect(await caseNow()).toEqual({ risk_band: 'medium', review_due_on: null });
  });

  it.each([
    [{}, 'Choose the band you amend it to'],
    [{ band: 'medium' }, 'That is the band the author gave'],
  ])('with the band %p is asked again, with the reason kept', async (band, message) => {
    const answer = await decide({ decision: 'amended', ...band, reason: 'Typed at length.' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('Typed at length.');
    expect(answer.text).toMatch(/value="amended" checked/);
    expect(await assessmentNow()).toMatchObject({ state: 'submitted' });
  });
});

describe('a returned assessment', () => {
  beforeEach(async () => {
    await decide({ decision: 'returned', reason: 'Ask about the neighbours.' }).expect(303);
  });

  it('has its case looked at again by the next working day', async () => {
    expect(await caseNow()).toEqual({ risk_band: 'medium', review_due_on: '2026-03-06' });
  });

  it('is done again by a new one, which begins with its answers and says why', async () => {
    const author = await house.as(service.advocate.userId);
    const show = await author.get(`/assessments/${id}`).expect(200);
    expect(show.text).toContain(`/cases/${caseId}/assessments/new?correcting=${id}`);
    const form = await author.get(`/cases/${caseId}/assessments/new?correcting=${id}`).expect(200);
    expect(form.text).toContain('Ask about the neighbours.');
    expect(form.text).toMatch(/name="answers\.weapon" type="radio" value="no" checked/);
    expect(form.text).toContain(`name="correctsId" value="${id}"`);

    const { rows } = await house.database.owner.query<{ instrument_id: string }>(
      'SELECT instrument_id FROM assessment WHERE id = $1',
      [id],
    );
    const begin = { instrumentId: rows[0]?.instrument_id, correctsId: id, mode: 'phone' };
    const made = await author.post(`/cases/${caseId}/assessments`).type('form').send(begin).expect(303);
    expect(await service.row('SELECT corrects_id, state FROM assessment WHERE corrects_id = $1', id)).toEqual(
      { corrects_id: id, state: 'draft' },
    );
    expect((await author.get(`${String(made.headers['location'])}/edit`)).text).toContain(
      'Ask about the neighbours.',
    );

    const twice = await author.post(`/cases/${caseId}/assessments`).type('form').send(begin).expect(422);
    expect(twice.text).toContain('A correction of this assessment has been begun');
    expect((await author.get(`/assessments/${id}`)).text).toContain('This has been done again');
  });
});

describe('a review is refused', () => {
  it('of one’s own assessment', async () => {
    const own = await given({ author: service.supervisor });
    const answer = await decide({ decision: 'agreed', reason: 'Invented.' }, own);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('You wrote this assessment, so another supervisor has to review it');
    const { body } = await browser
      .post(`/api/v1/assessments/${own}/review`)
      .send({ decision: 'agreed', reason: 'Invented.' })
      .expect(422);
    expect(body.type).toBe('reviewer-is-the-author');
    const page = await browser.get(`/assessments/${own}/review`).expect(303);
    expect(page.headers['location']).toBe(`/assessments/${own}`);
    expect((await browser.get(`/assessments/${own}`)).text).toContain(
      'You wrote this, so another supervisor reviews it.',
    );
  });

  it('without a reason, with the decision kept', async () => {
    const answer = await decide({ decision: 'returned', reason: '  ' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Say why you decide so');
    expect(answer.text).toMatch(/value="returned" checked/);
  });

  it('a second time', async () => {
    await decide({ decision: 'agreed', reason: 'Invented.' }).expect(303);
    await decide({ decision: 'returned', reason: 'Invented.' }).expect(422);
    const { body } = await browser
      .post(`/api/v1/assessments/${id}/review`)
      .send({ decision: 'returned', reason: 'Invented.' })
      .expect(422);
    expect(body.type).toBe('impossible-step');
    await browser.get(`/assessments/${id}/review`).expect(303);
  });

  it('of a draft', async () => {
    const draft = await given({ state: 'draft' });
    await decide({ decision: 'agreed', reason: 'Invented.' }, draft).expect(422);
  });
});

it('a program reviews as a person does', async () => {
  const { body } = await browser
    .post(`/api/v1/assessments/${id}/review`)
    .send({ decision: 'amended', band: 'high', reason: 'Invented.' })
    .expect(201);
  expect(await service.row('SELECT id, band FROM review WHERE assessment_id = $1', id)).toEqual({
    id: body.id,
    band: 'high',
  });
});
