import { fieldOf } from '../../src/risk/assessment.rules.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { answers, larkspurScreen, questions } from '../support/given-risk.js';
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
const complete = () => ({
  instrumentId,
  mode: 'phone',
  professionalBand: 'standard',
  ...asFields(answers()),
});
const post = (path: string, fields: object) => browser.post(path).type('form').send(fields);
describe('the form of a new assessment', () => {
  it('asks every question of our own instrument with nothing chosen', async () => {
    const { text } = await browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    for (const code of questions) {
      for (const answer of ['yes', 'no', 'dont_know', 'not_asked']) {
        expect(text).toMatch(new RegExp(`name="${fieldOf(code)}" type="radio" value="${answer}"`));
      }
    }
    expect(text).not.toMatch(/value="[a-z_]+" checked/);
  });

  it('offers the choice where more than one instrument is in use', async () => {
    const { rows } = await house.database.owner.query<{ id: string }>(
      `INSERT INTO instrument (code, edition, title, licence_note, definition)
       SELECT 'invented', 1, 'Invented list', 'Invented licence', definition FROM instrument WHERE id = $1 RETURNING id`,
      [instrumentId],
    );
    const other = rows[0]?.id ?? '';
    const choice = await browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    expect(choice.text).toContain('Which instrument?');
    const form = await browser.get(`/cases/${caseId}/assessments/new?instrument=${other}`).expect(200);
    expect(form.text).toContain('Invented list');
    await house.database.owner.query(`UPDATE instrument SET retired_on = '2026-03-03' WHERE id = $1`, [
      other,
    ]);
    const after = await browser.get(`/cases/${caseId}/assessments/new`).expect(200);
    expect(after.text).toContain('How were the questions put?');
  });

  it('is not there for a closed case', async () => {
    const closed = await givenACase(house.database.owner, { ...service, closedOn: '2026-02-20' });
    await browser.get(`/cases/${closed.caseId}/assessments/new`).expect(404);
  });
});

describe('a form with something wrong in it', () => {
  it('comes back naming each blank question, with everything typed still there', async () => {
    const {
      [fieldOf('weapon')]: _,
      [fieldOf('got_in')]: __,
      ...fields
    } = complete() as Record<string, string>;
    const answer = await post(`/cases/${caseId}/assessments/submission`, {
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
    expect(
      await service.row('SELECT count(*)::int AS made FROM assessment WHERE case_id = $1', caseId),
    ).toEqual({ made: 0 });
  });

  it('asks how the questions were put, also for a draft', async () => {
    const { mode: _, ...fields } = complete();
    const answer = await post(`/cases/${caseId}/assessments`, { ...fields, clientView: 'Seen so.' });
    expect([
      answer.status,
      answer.text.includes('Choose how the questions were put'),
      answer.text.includes('Seen so.'),
    ]).toEqual([422, true, true]);
  });

  it('asks for a reason where the band differs from what the answers give', async () => {
    const answer = await post(`/cases/${caseId}/assessments/submission`, {
      ...complete(),
      professionalBand: 'high',
      rationale: 'Too short',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The answers alone give standard. Say why you judge the risk as you do');
    expect(answer.text).toContain('Too short');
  });
});
