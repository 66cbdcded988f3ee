import { startApp, type TestApp } from '../support/app.js';
import { givenACase, type CaseGiven } from '../support/given-cases.js';
import { givenABreach, givenAnOrder } from '../support/given-orders.js';
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

  it('puts first the high cases overdue a review, and leads to the others', async () => {
    const overdue = (riskBand: string, reviewDueOn: string) => aCase({ riskBand, reviewDueOn });
    for (let count = 0; count < 10; count += 1) await overdue('standard', '2026-02-03');
    const high = await overdue('high', '2026-03-04');
    const pile = await section(service.supervisor, 'Risk reviews overdue');
    expect(pile?.items[0]?.href).toBe(`/cases/${high}`);
    expect(pile?.more?.href).toBe('/reviews/overdue');
  });

  it('has the open cases whose advocate was suspended or left the team', async () => {
    const { owner } = house.database;
    await aCase();
    const left = await aCase({ advocate: service.colleague, riskBand: 'standard' });
    expect(await addresses(service.supervisor, 'Cases without an advocate')).toEqual([]);
    await owner.query('DELETE FROM team_member WHERE staff_id = $1', [service.colleague.userId]);
    expect(await addresses(service.supervisor, 'Cases without an advocate')).toEqual([`/cases/${left}`]);
    await owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [service.advocate.userId]);
    expect((await section(service.supervisor, 'Cases without an advocate'))?.total).toBe(2);
  });

  it('has the breaches of the board, the oldest first', async () => {
    const { owner } = house.database;
    const caseId = await aCase();
    const orderId = await givenAnOrder(owner, { caseId, by: service.advocate });
    const breach = (occurredOn: string) => givenABreach(owner, { orderId, occurredOn, state: 'possible' });
    const [later, earlier] = [await breach('2026-02-25'), await breach('2026-02-20')];
    const board = await (await house.as(service.supervisor.userId)).get('/api/v1/breaches').expect(200);
    const listed = (board.body as { breaches: { id: string }[] }).breaches.map(({ id }) => id);
    expect(listed).toEqual([earlier, later]);
    expect(await addresses(service.supervisor, 'Breaches to look at')).toEqual(
      listed.map((id) => `/cases/${caseId}/orders/${orderId}/breaches/${id}`),
    );
  });
});
