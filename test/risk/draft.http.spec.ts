import { fieldOf } from '../../src/risk/assessment.rules.js';
import { openAssessmentDesk, type AssessmentDesk } from '../support/assessment-desk.js';

let desk: AssessmentDesk;
let caseId: string;

beforeAll(async () => {
  desk = await openAssessmentDesk();
});
beforeEach(async () => {
  ({ caseId } = await desk.aCase());
});
afterAll(() => desk.house.stop());

describe('a draft', () => {
  it('keeps what there is, though most of it is missing', async () => {
    const id = await desk.begun(caseId, {
      instrumentId: desk.instrumentId,
      mode: 'video',
      [fieldOf('weapon')]: 'dont_know',
      clientView: 'Invented view.',
    });
    expect(
      await desk.row(
        'SELECT state, mode, answers, professional_band, author_id FROM assessment WHERE id = $1',
        id,
      ),
    ).toEqual({
      state: 'draft',
      mode: 'video',
      answers: { weapon: 'dont_know' },
      professional_band: null,
      author_id: desk.advocate.userId,
    });
    const edit = await desk.browser.get(`/assessments/${id}/edit`).expect(200);
    expect(edit.text).toMatch(
      new RegExp(`name="${fieldOf('weapon')}" type="radio" value="dont_know" checked`),
    );
    expect(edit.text).toContain('Invented view.');
  });

  it('says what the answers give so far, and how many questions have no answer yet', async () => {
    const id = await desk.begun(caseId, {
      instrumentId: desk.instrumentId,
      mode: 'phone',
      [fieldOf('weapon')]: 'yes',
    });
    const { text } = await desk.browser.get(`/assessments/${id}`).expect(200);
    expect(text).toContain('No answer yet');
    expect(text).toContain('Question 7 alone makes it at least high: the answer was yes.');
  });

  it('is saved again with what changed, and what was taken away is gone', async () => {
    const id = await desk.begun(caseId, { ...desk.complete(), rationale: 'Invented reason.' });
    await desk
      .post(`/assessments/${id}`, { version: 1, mode: 'in_person', [fieldOf('got_in')]: 'yes' })
      .expect(303);
    expect(
      await desk.row('SELECT mode, answers, professional_band, version FROM assessment WHERE id = $1', id),
    ).toEqual({
      mode: 'in_person',
      answers: { got_in: 'yes' },
      professional_band: null,
      version: 2,
    });
    const { rationale } =
      (await desk.row('SELECT rationale FROM assessment_narrative WHERE assessment_id = $1', id)) ?? {};
    expect(rationale).toBeNull();
  });

  it('changed meanwhile is not overwritten, and nothing typed is lost', async () => {
    const id = await desk.begun(caseId);
    await desk.post(`/assessments/${id}`, { ...desk.filled(), version: 1 }).expect(303);
    const late = await desk
      .post(`/assessments/${id}`, {
        ...desk.filled(),
        version: 1,
        clientView: 'Typed meanwhile.',
      })
      .expect(409);
    expect(late.text).toContain('Someone changed this while you were reading it');
    expect(late.text).toContain('Typed meanwhile.');
  });

  it('is its author’s alone to go on with, though a colleague may read it', async () => {
    const id = await desk.begun(caseId);
    const colleague = await desk.house.as(desk.colleague.userId);
    await colleague.get(`/assessments/${id}`).expect(200);
    await colleague.get(`/assessments/${id}/edit`).expect(404);
    await colleague
      .post(`/assessments/${id}`)
      .type('form')
      .send({ ...desk.filled(), version: 1 })
      .expect(404);
    await colleague
      .post(`/assessments/${id}/submission`)
      .type('form')
      .send({ ...desk.filled(), version: 1 })
      .expect(404);
  });

  it('does not take an answer to a question of another instrument', async () => {
    const answer = await desk.post(`/cases/${caseId}/assessments`, {
      ...desk.complete(),
      [fieldOf('no_such_question')]: 'yes',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('a question that this instrument does not have');
  });
});
