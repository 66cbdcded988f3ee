import { openAssessmentDesk, type AssessmentDesk } from '../support/assessment-desk.js';
import { answers } from '../support/given-risk.js';

let desk: AssessmentDesk;
let caseId: string;

beforeAll(async () => {
  desk = await openAssessmentDesk();
});
beforeEach(async () => {
  ({ caseId } = await desk.aCase());
});
afterAll(() => desk.house.stop());

const begin = (given: object = {}) =>
  desk.browser
    .post(`/api/v1/cases/${caseId}/assessments`)
    .send({ instrumentId: desk.instrumentId, mode: 'phone', answers: {}, ...given });

async function begun(given: object = {}): Promise<string> {
  const { body } = await begin(given).expect(201);
  return String(body.id);
}

it('the instruments in use can be read with their questions', async () => {
  const { body } = await desk.browser.get('/api/v1/instruments').expect(200);
  expect(body).toEqual([
    expect.objectContaining({
      id: desk.instrumentId,
      code: 'larkspur_screen',
      edition: 1,
      licenceNote: 'MIT licence',
    }),
  ]);
  expect(body[0].definition.sections).toHaveLength(4);
});

it('an assessment is begun, gone on with, submitted and read', async () => {
  const id = await begun();
  const given = {
    mode: 'video',
    answers: answers({ weapon: 'yes', got_in: 'dont_know' }),
    professionalBand: 'high',
    clientView: 'Seen so.',
  };
  await desk.browser
    .put(`/api/v1/assessments/${id}`)
    .send({ ...given, version: 1 })
    .expect(204);
  await desk.browser.post(`/api/v1/assessments/${id}/submission`).send({ version: 2 }).expect(204);

  const { body } = await desk.browser.get(`/api/v1/assessments/${id}`).expect(200);
  expect(body).toEqual({
    id,
    caseId,
    instrumentId: desk.instrumentId,
    correctsId: null,
    correctedById: null,
    authorId: desk.advocate.userId,
    state: 'submitted',
    begunAt: '2026-03-03T10:00:00.000Z',
    submittedAt: '2026-03-03T10:00:00.000Z',
    ...given,
    rationale: null,
    totals: { yes: 2, no: 13, dontKnow: 1, notAsked: 0, unanswered: 0, items: 16 },
    toolBand: 'high',
    couldReach: 'high',
    finalBand: 'high',
    version: 3,
  });
  const { body: lines } = await desk.browser.get(`/api/v1/cases/${caseId}/assessments`).expect(200);
  expect(lines).toEqual([
    {
      id,
      state: 'submitted',
      instrument: 'Larkspur screen 1',
      mode: 'video',
      author: 'Demo Campion',
      begunAt: '2026-03-03T10:00:00.000Z',
      submittedOn: '2026-03-03',
      finalBand: 'high',
    },
  ]);
});

describe('the API refuses', () => {
  it.each([
    [
      'an answer of no known kind',
      { answers: { weapon: 'perhaps' } },
      'answers',
      'Answer with yes, no, don’t know or not asked',
    ],
    ['answers in a list', { answers: ['yes'] }, 'answers', 'Answer with yes, no, don’t know or not asked'],
    ['no mode', { mode: undefined }, 'mode', 'Choose how the questions were put'],
    ['an unknown field', { score: 14 }, 'score', 'This was sent but is not asked for'],
  ])('%s, naming the field', async (_, given, field, message) => {
    const { body } = await begin(given).expect(422);
    expect(body.errors).toEqual({ [field]: message });
  });

  it('to submit what is incomplete, naming the rule', async () => {
    const id = await begun({ answers: { weapon: 'no' } });
    const { body } = await desk.browser
      .post(`/api/v1/assessments/${id}/submission`)
      .send({ version: 1 })
      .expect(422);
    expect(body).toEqual(
      expect.objectContaining({
        type: 'question-without-answer',
        detail: 'Answer every question: 15 without an answer',
      }),
    );
  });

  it('to submit what somebody changed meanwhile', async () => {
    const id = await begun();
    await desk.browser
      .put(`/api/v1/assessments/${id}`)
      .send({ mode: 'phone', answers: {}, version: 1 })
      .expect(204);
    await desk.browser.post(`/api/v1/assessments/${id}/submission`).send({ version: 1 }).expect(409);
  });

  it('to change what was submitted', async () => {
    const id = await begun({ answers: answers(), professionalBand: 'standard' });
    await desk.browser.post(`/api/v1/assessments/${id}/submission`).send({ version: 1 }).expect(204);
    const { body } = await desk.browser
      .put(`/api/v1/assessments/${id}`)
      .send({ mode: 'phone', answers: {}, version: 2 })
      .expect(422);
    expect(body.type).toBe('assessment-locked');
  });

  it('an instrument that is retired or another service’s', async () => {
    const { owner } = desk.house.database;
    const copied = async (organisation: string | null, retired: string | null) => {
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO instrument (organisation_id, code, edition, title, licence_note, definition, retired_on)
         SELECT $2, 'copy_' || md5(random()::text), 1, 'Invented', 'Invented', definition, $3 FROM instrument WHERE id = $1 RETURNING id`,
        [desk.instrumentId, organisation, retired],
      );
      return rows[0]?.id;
    };
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO organisation (name, kind, active_from) VALUES ('Demo Elsewhere', 'advocacy_service', '2018-04-01') RETURNING id`,
    );
    const { body } = await begin({ instrumentId: await copied(null, '2026-03-03') }).expect(422);
    expect(body.type).toBe('instrument-retired');
    await begin({ instrumentId: await copied(rows[0]?.id ?? null, null) }).expect(404);
  });
});
