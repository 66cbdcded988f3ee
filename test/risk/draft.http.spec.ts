import { fieldOf } from '../../src/risk/assessment.rules.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { answers, larkspurScreen } from '../support/given-risk.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;
let caseId: string;
let instrumentId: string;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  browser = await house.as(service.advocate.userId);
  instrumentId = await larkspurScreen(house.database.owner);
});
beforeEach(async () => {
  ({ caseId } = await givenACase(house.database.owner, service));
});
afterAll(() => house.stop());

const asFields = (given: ReturnType<typeof answers>) =>
  Object.fromEntries(Object.entries(given).map(([code, answer]) => [fieldOf(code), answer]));
const complete = () => ({ instrumentId, ...filled() });
const filled = () => ({
  mode: 'phone',
  professionalBand: 'standard',
  ...asFields(answers()),
});
const post = (path: string, fields: object) => browser.post(path).type('form').send(fields);
const idIn = (location: unknown) => /^\/assessments\/([0-9a-f-]{36})$/.exec(String(location))?.[1] ?? '';

async function begun(fields: object = complete()): Promise<string> {
  const { headers } = await post(`/cases/${caseId}/assessments`, fields).expect(303);
  return idIn(headers['location']);
}

describe('a draft', () => {
  it('keeps what there is, though most of it is missing', async () => {
    const id = await begun({
      instrumentId,
      mode: 'video',
      [fieldOf('weapon')]: 'dont_know',
      clientView: 'Invented view.',
    });
    expect(
      await service.row(
        'SELECT state, mode, answers, professional_band, author_id FROM assessment WHERE id = $1',
        id,
      ),
    ).toEqual({
      state: 'draft',
      mode: 'video',
      answers: { weapon: 'dont_know' },
      professional_band: null,
      author_id: service.advocate.userId,
    });
    const edit = await browser.get(`/assessments/${id}/edit`).expect(200);
    expect(edit.text).toMatch(
      new RegExp(`name="${fieldOf('weapon')}" type="radio" value="dont_know" checked`),
    );
    expect(edit.text).toContain('Invented view.');
  });

  it('says what the answers give so far, and how many questions have no answer yet', async () => {
    const id = await begun({ instrumentId, mode: 'phone', [fieldOf('weapon')]: 'yes' });
    const { text } = await browser.get(`/assessments/${id}`).expect(200);
    expect(text).toContain('No answer yet');
    expect(text).toContain('Question 7 alone makes it at least high: the answer was yes.');
  });

  it('is saved again with what changed, and what was taken away is gone', async () => {
    const id = await begun({ ...complete(), rationale: 'Invented reason.' });
    await post(`/assessments/${id}`, { version: 1, mode: 'in_person', [fieldOf('got_in')]: 'yes' }).expect(
      303,
    );
    expect(
      await service.row('SELECT mode, answers, professional_band, version FROM assessment WHERE id = $1', id),
    ).toEqual({
      mode: 'in_person',
      answers: { got_in: 'yes' },
      professional_band: null,
      version: 2,
    });
    expect(
      await service.row('SELECT rationale FROM assessment_narrative WHERE assessment_id = $1', id),
    ).toEqual({ rationale: null });
  });

  it('changed meanwhile is not overwritten, and nothing typed is lost', async () => {
    const id = await begun();
    await post(`/assessments/${id}`, { ...filled(), version: 1 }).expect(303);
    const late = await post(`/assessments/${id}`, {
      ...filled(),
      version: 1,
      clientView: 'Typed meanwhile.',
    }).expect(409);
    expect(late.text).toContain('Someone changed this while you were reading it');
    expect(late.text).toContain('Typed meanwhile.');
  });

  it('is its author’s alone to go on with, though a colleague may read it', async () => {
    const id = await begun();
    const colleague = await house.as(service.colleague.userId);
    await colleague.get(`/assessments/${id}`).expect(200);
    await colleague.get(`/assessments/${id}/edit`).expect(404);
    await colleague
      .post(`/assessments/${id}`)
      .type('form')
      .send({ ...filled(), version: 1 })
      .expect(404);
    await colleague
      .post(`/assessments/${id}/submission`)
      .type('form')
      .send({ ...filled(), version: 1 })
      .expect(404);
  });

  it('does not take an answer to a question of another instrument', async () => {
    const answer = await post(`/cases/${caseId}/assessments`, {
      ...complete(),
      [fieldOf('no_such_question')]: 'yes',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('a question that this instrument does not have');
  });
});
