import { Given } from '../support/given.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenADesk } from './given-desk.js';
import { aSelfForm, lastReference, Visitor } from './visitor.js';

let house: TestApp;
let service: GivenService;
let address: string;

const query = async (sql: string, ...values: unknown[]) =>
  (await house.database.owner.query<Record<string, unknown>>(sql, values)).rows;
const visitor = () => new Visitor(house, '198.51.100.7');

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z', { proxies: 1 });
  service = await givenAService(house);
  address = await givenADesk(house, service);
});
afterAll(() => house.stop());

describe('the desk', () => {
  const desk = async (areas: Record<string, string>) => {
    const admin = await new Given(house.database.owner).staff('admin', service.organisation);
    const browser = await house.as(admin.userId);
    const { body } = await browser.get('/api/v1/desk').expect(200);
    const { forms, shownName, telephone, version } = body;
    const given = { forms, shownName, telephone, version, teamId: service.otherTeam, areas };
    await browser.put('/api/v1/desk').send(given).expect(204);
    return { shown: (await browser.get('/api/v1/desk')).body, page: (await browser.get('/desk')).text };
  };

  it('takes an area back that it no longer names: what comes from there goes to its own team', async () => {
    expect((await desk({})).shown.areas).toEqual({});
    await visitor().send(`${address}/self`, aSelfForm());
    const [referral] = await query(
      'SELECT team_id FROM referral WHERE reference = $1',
      await lastReference(house),
    );
    expect(referral).toEqual({ team_id: service.otherTeam });
  });

  it('warns where nobody at work decides what comes to a team', async () => {
    expect((await desk({ E23000033: service.team })).page).not.toContain('Nobody decides what comes to');
    await query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, service.supervisor.userId);
    const { shown, page } = await desk({ E23000033: service.team });
    expect(shown.unattended).toHaveLength(1);
    expect(page).toContain('Nobody decides what comes to');
    await query(`UPDATE staff SET state = 'active' WHERE id = $1`, service.supervisor.userId);
  });
});

describe('a form says when and how its person may be reached', () => {
  const sent = async () => (await query('SELECT id FROM referral')).length;

  it('by whether our number may show, and the days and times that are safe', async () => {
    const said = { withheldNumber: 'yes', hours: 'certain_times', 'times.friday': '09:00 to 10:00' };
    const form = await visitor().get(`${address}/self`);
    expect(form.text).toContain('If we ring, must we hide our number?');
    await visitor().send(`${address}/self`, aSelfForm(said));
    const [method] = await query(
      'SELECT withheld_number, safe_minutes, verified_on FROM contact_method m JOIN referral r USING (client_id) WHERE reference = $1',
      await lastReference(house),
    );
    const friday = '{[6300,6360)}';
    expect(method).toEqual({ withheld_number: 'yes', safe_minutes: friday, verified_on: null });
  });

  it('and is given back with its times where they cannot be read', async () => {
    const before = await sent();
    const typed = aSelfForm({ hours: 'certain_times', 'times.monday': 'mornings' });
    const answer = await visitor().send(`${address}/self`, typed);
    expect([answer.status, await sent()]).toEqual([422, before]);
    expect(answer.text).toContain('Enter the times on Monday such as 10:00 to 12:00');
    expect(answer.text).toContain('value="mornings"');
  });
});
