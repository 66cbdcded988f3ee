import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseGiven } from '../support/given-cases.js';
import { givenAnAssessment } from '../support/given-risk.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;

beforeEach(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
});
afterEach(() => house.stop());

interface Section {
  title: string;
  total: number;
  items: { href: string }[];
  more: { href: string } | null;
}

const aCase = async (given: Partial<CaseGiven> = {}) =>
  (await givenACase(house.database.owner, { ...service, ...given })).caseId;

/** One section of somebody's home page. */
async function section(of: { userId: string }, title: string): Promise<Section | undefined> {
  const { body } = await (await house.as(of.userId)).get('/api/v1/today').expect(200);
  return (body as { sections: Section[] }).sections.find((each) => each.title === title);
}

const addresses = async (of: { userId: string }, title: string) =>
  (await section(of, title))?.items.map(({ href }) => href);

describe('a supervisor’s home', () => {
  it('puts first the assessments that the answers call high, also where the author judged lower', async () => {
    const { owner } = house.database;
    const [caseId, author] = [await aCase(), service.advocate];
    const older = await givenAnAssessment(owner, { caseId, author, on: '2026-02-02', band: 'medium' });
    const lowered = await givenAnAssessment(owner, {
      ...{ caseId, author, on: '2026-03-04' },
      ...({ toolBand: 'high', band: 'standard' } as const),
    });
    expect(await addresses(service.supervisor, 'Assessments to review')).toEqual(
      [lowered, older].map((id) => `/assessments/${id}/review`),
    );
  });
});
