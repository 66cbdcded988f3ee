import { fieldOf } from '../../src/risk/assessment.rules.js';
import { openAssessmentDesk, type AssessmentDesk } from '../support/assessment-desk.js';
import { givenACase } from '../support/given-cases.js';
import { questions } from '../support/given-risk.js';

let desk: AssessmentDesk;
let caseId: string;

beforeAll(async () => {
  desk = await openAssessmentDesk();
});
beforeEach(async () => {
  ({ caseId } = await desk.aCase());
});
afterAll(() => desk.house.stop());

describe('the form of a new assessment', () => {
  it('asks every question of our own instrument with nothing chosen', async () => {
    const { text } = await desk.browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    for (const code of questions) {
      for (const answer of ['yes', 'no', 'dont_know', 'not_asked']) {
        expect(text).toMatch(new RegExp(`name="${fieldOf(code)}" type="radio" value="${answer}"`));
      }
    }
    expect(text).not.toMatch(/value="[a-z_]+" checked/);
  });

  it('offers the choice where more than one instrument is in use', async () => {
    const { rows } = await desk.house.database.owner.query<{ id: string }>(
      `INSERT INTO instrument (code, edition, title, licence_note, definition)
       SELECT 'invented', 1, 'Invented list', 'Invented licence', definition FROM instrument WHERE id = $1 RETURNING id`,
      [desk.instrumentId],
    );
    const other = rows[0]?.id ?? '';
    const choice = await desk.browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    expect(choice.text).toContain('Which instrument?');
    const form = await desk.browser.get(`/cases/${caseId}/assessments/new?instrument=${other}`).expect(200);
    expect(form.text).toContain('Invented list');
    await desk.house.database.owner.query(`UPDATE instrument SET retired_on = '2026-03-03' WHERE id = $1`, [
      other,
    ]);
    const after = await desk.browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    expect(after.text).toContain('How were the questions put?');
  });

  it('is not there for a closed case', async () => {
    const closed = await givenACase(desk.house.database.owner, { ...desk, closedOn: '2026-02-20' });
    await desk.browser.get(`/cases/${closed.caseId}/assessments/new`).expect(404);
  });
});

describe('a form with something wrong in it', () => {
  it('comes back naming each blank question, with everything typed still there', async () => {
    const { [fieldOf('weapon')]: _, [fieldOf('got_in')]: __, ...fields } = desk.complete();
    const answer = await desk.post(`/cases/${caseId}/assessments/submission`, {
      ...fields,
      rationale: 'Typed <b>with care</b>',
      clientView: 'Seen so.',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Question 5: choose an answer, or “Not asked”');
    expect(answer.text).toContain(`href="#${fieldOf('weapon')}"`);
    expect(answer.text).toContain('Typed &lt;b&gt;with care&lt;/b&gt;');
    expect(answer.text).toContain('Seen so.');
    expect(answer.text).toMatch(
      new RegExp(`name="${fieldOf('more_often')}" type="radio" value="no" checked`),
    );
    expect(await desk.row('SELECT count(*)::int AS made FROM assessment WHERE case_id = $1', caseId)).toEqual(
      { made: 0 },
    );
  });

  it('asks how the questions were put, also for a draft', async () => {
    const { mode: _, ...fields } = desk.complete();
    const answer = await desk.post(`/cases/${caseId}/assessments`, { ...fields, clientView: 'Seen so.' });
    expect([
      answer.status,
      answer.text.includes('Choose how the questions were put'),
      answer.text.includes('Seen so.'),
    ]).toEqual([422, true, true]);
  });

  it('asks for a reason where the band differs from what the answers give', async () => {
    const answer = await desk.post(`/cases/${caseId}/assessments/submission`, {
      ...desk.complete(),
      professionalBand: 'high',
      rationale: 'Too short',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The answers alone give standard. Say why you judge the risk as you do');
    expect(answer.text).toContain('Too short');
  });
});
