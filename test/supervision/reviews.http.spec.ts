import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAnAssessment } from '../support/given-risk.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let browser: Awaited<ReturnType<TestApp['as']>>;

beforeEach(async () => {
  house = await startApp('2026-03-05T10:00:00Z'); // a Thursday
  service = await givenAService(house);
  browser = await house.as(service.supervisor.userId);
});
afterEach(() => house.stop());

async function aCase(
  given: { riskBand?: string; reviewDueOn?: string; closedOn?: string } = {},
): Promise<string> {
  return (await givenACase(house.database.owner, { ...service, ...given })).caseId;
}

async function submitted(given: Partial<Parameters<typeof givenAnAssessment>[1]> = {}): Promise<string> {
  return givenAnAssessment(house.database.owner, {
    caseId: await aCase(),
    author: service.advocate,
    ...given,
  });
}

/** The cells of each row of the page's table, as text. */
function rows(text: string): string[][] {
  const body = /<tbody[^>]*>(.*?)<\/tbody>/s.exec(text)?.[1] ?? '';
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
        cell
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    );
}

describe('the assessments to review', () => {
  it('stand high first, by the answers or by the author, then the longest waiting, each with the day it is due', async () => {
    const standard = await submitted({ on: '2026-02-02' });
    const late = await submitted({ on: '2026-03-02', band: 'high' });
    const lowered = await submitted({ on: '2026-03-03', toolBand: 'high', band: 'standard' });
    const today = await submitted({ on: '2026-03-05', toolBand: 'medium', band: 'high' });
    const { text } = await browser.get('/reviews').expect(200);
    expect([...text.matchAll(/assessments\/([0-9a-f-]{36})\/review/g)].map(([, id]) => id)).toEqual([
      late,
      lowered,
      today,
      standard,
    ]);
    expect(rows(text).map((cells) => [cells[2], cells[3], cells[1]])).toEqual([
      ['High', 'High', 'Overdue by 2 days 3 March 2026'],
      ['High', 'Standard', 'Overdue by 1 day 4 March 2026'],
      ['Medium', 'High', 'Due tomorrow 6 March 2026'],
      ['Standard', 'Standard', 'Overdue by 17 days 16 February 2026'],
    ]);
    expect(text).toContain('3 of these are overdue a first look.');
  });

  it('are those awaiting review and no other, of one’s own teams', async () => {
    await submitted({ state: 'draft' });
    await submitted();
    const outsider = await house.as(service.outsider.userId);
    expect(rows((await browser.get('/reviews').expect(200)).text)).toHaveLength(1);
    const { text } = await outsider.get('/reviews').expect(200);
    expect(text).toContain('No assessment awaits review');
  });

  it('include one’s own, which another supervisor reviews', async () => {
    const own = await submitted({ author: service.supervisor });
    const { text } = await browser.get('/reviews').expect(200);
    expect(rows(text)[0]?.[4]).toBe('You: another supervisor reviews it');
    expect(text).toContain(`href="/assessments/${own}"`);
  });

  it('are shown 25 at a time', async () => {
    const caseId = await aCase();
    for (let count = 0; count < 27; count += 1) await submitted({ caseId });
    const first = await browser.get('/reviews').expect(200);
    const second = await browser.get('/reviews?page=2').expect(200);
    expect([rows(first.text).length, rows(second.text).length]).toEqual([25, 2]);
    expect(second.text).toContain('Showing 26 to 27 of 27 assessments');
    const { body } = await browser.get('/api/v1/reviews?page=2').expect(200);
    expect([body.page, body.pages, body.total, body.rows.length]).toEqual([2, 2, 27, 2]);
  });

  it('are given to programs with the same days', async () => {
    const id = await submitted({ on: '2026-03-04', band: 'high' });
    const { body } = await browser.get('/api/v1/reviews').expect(200);
    expect(body.rows).toEqual([
      {
        assessmentId: id,
        caseReference: expect.stringMatching(/^SA-/),
        authorId: service.advocate.userId,
        toolBand: 'high',
        professionalBand: 'high',
        submittedAt: '2026-03-04T10:00:00.000Z',
        dueOn: '2026-03-05',
      },
    ]);
  });
});
