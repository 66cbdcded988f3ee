import { fieldOf } from '../../src/risk/assessment.rules.js';
import {
  asFields,
  assessmentIn,
  openAssessmentDesk,
  type AssessmentDesk,
} from '../support/assessment-desk.js';
import { answers, givenAnAssessment } from '../support/given-risk.js';

let desk: AssessmentDesk;
let caseId: string;

beforeAll(async () => {
  desk = await openAssessmentDesk();
});
beforeEach(async () => {
  ({ caseId } = await desk.aCase());
});
afterAll(() => desk.house.stop());

describe('submitting', () => {
  it('locks the assessment and gives the case its band and its next review', async () => {
    const sent = await desk.post(`/cases/${caseId}/assessments/submission`, {
      ...desk.complete(),
      [fieldOf('threat_to_kill')]: 'yes',
      professionalBand: 'high',
    });
    expect(sent.status).toBe(303);
    const id = assessmentIn(sent.headers['location']);
    const stored =
      'SELECT state, tool_band, professional_band, final_band, submitted_on, submitted_at FROM assessment WHERE id = $1';
    expect(await desk.row(stored, id)).toEqual({
      state: 'submitted',
      tool_band: 'high',
      professional_band: 'high',
      final_band: 'high',
      submitted_on: '2026-03-03',
      submitted_at: new Date('2026-03-03T10:00:00Z'),
    });
    expect(await desk.row('SELECT risk_band, review_due_on FROM case_file WHERE id = $1', caseId)).toEqual({
      risk_band: 'high',
      review_due_on: '2026-03-17',
    });
    const { rows } = await desk.house.database.owner.query(
      `SELECT did FROM event WHERE record_id = $1 ORDER BY id`,
      [id],
    );
    expect(rows).toEqual([{ did: 'assessment.begun' }, { did: 'assessment.submitted' }]);
  });

  it('shows yes, no, don’t know and not asked each with its own count', async () => {
    const given = answers({
      weapon: 'dont_know',
      got_in: 'not_asked',
      seen_nearby: 'not_asked',
      more_often: 'yes',
      started_again: 'yes',
      several_ways: 'yes',
    });
    const sent = await desk
      .post(`/cases/${caseId}/assessments/submission`, {
        ...desk.complete(),
        ...asFields(given),
      })
      .expect(303);
    const { text } = await desk.browser.get(String(sent.headers['location'])).expect(200);
    const cells = [...text.matchAll(/govuk-table__cell--numeric">(\d+)</g)].map(([, count]) => count);
    expect(cells).toEqual(['4', '9', '1', '2']);
    expect(text).toContain('3 of 16 questions count towards the band. Medium from 4, high from 8.');
    expect(text).toContain('If what is not known turned out for the worse, the answers would give high.');
  });

  it('a draft saves what was typed last and submits that', async () => {
    const id = await desk.begun(caseId, { instrumentId: desk.instrumentId, mode: 'phone' });
    await desk
      .post(`/assessments/${id}/submission`, { ...desk.filled(), version: 1, mode: 'video' })
      .expect(303);
    expect(await desk.row('SELECT state, mode FROM assessment WHERE id = $1', id)).toEqual({
      state: 'submitted',
      mode: 'video',
    });
  });

  it('twice is refused, and so is any further change; the page of the draft leads to what was submitted', async () => {
    const id = await desk.begun(caseId);
    await desk.post(`/assessments/${id}/submission`, { ...desk.filled(), version: 1 }).expect(303);
    const again = await desk
      .post(`/assessments/${id}`, {
        ...desk.filled(),
        version: 3,
        clientView: 'Thought of later.',
      })
      .expect(422);
    expect(again.text).toContain('it is locked');
    expect(again.text).toContain('Thought of later.');
    await desk.post(`/assessments/${id}/submission`, { ...desk.filled(), version: 3 }).expect(422);
    const edit = await desk.browser.get(`/assessments/${id}/edit`).expect(303);
    expect(edit.headers['location']).toBe(`/assessments/${id}`);
  });

  it('puts a later review in the place of one brought forward', async () => {
    await desk.house.database.owner.query(`UPDATE case_file SET review_due_on = '2026-03-04' WHERE id = $1`, [
      caseId,
    ]);
    await desk.post(`/cases/${caseId}/assessments/submission`, desk.complete()).expect(303);
    expect(await desk.row('SELECT review_due_on FROM case_file WHERE id = $1', caseId)).toEqual({
      review_due_on: '2026-04-28',
    });
  });
});

describe('an old assessment', () => {
  it('is shown with the edition it was made with', async () => {
    const { rows } = await desk.house.database.owner.query<{ id: string }>(
      `INSERT INTO instrument (code, edition, title, licence_note, definition, retired_on)
       SELECT 'old_invented', 1, 'Old invented list', 'Invented licence', jsonb_set(definition, '{sections,0,items,0,question}', '"A question worded long ago?"'), '2026-01-01'
       FROM instrument WHERE id = $1 RETURNING id`,
      [desk.instrumentId],
    );
    const id = await givenAnAssessment(desk.house.database.owner, {
      caseId,
      author: desk.advocate,
      instrumentId: rows[0]?.id ?? '',
    });
    const { text } = await desk.browser.get(`/assessments/${id}`).expect(200);
    expect(text).toContain('A question worded long ago?');
    expect(text).toContain('Old invented list, edition 1');
  });
});
