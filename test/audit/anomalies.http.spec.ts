import { plainDate } from '../../src/kernel/plain-date.js';
import { Anomalies } from '../../src/audit/anomalies.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { Given } from '../support/given.js';

let house: TestApp;
let service: GivenService;
let caseId: string;
let on: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  ({ caseId } = await givenACase(house.database.owner, { team, advocate }));
  // The log's instants are the database's own, whatever the clock of the program says.
  const row = await service.row(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`);
  on = String(row?.['day']);
});
afterAll(() => house.stop());

const open = async (userId: string, path = `/cases/${caseId}`) => (await house.as(userId)).get(path);

describe('the day of those who work here', () => {
  it('is looked through for what is worth asking about, and reported once', async () => {
    await open(service.advocate.userId);
    await open(service.colleague.userId);
    for (let times = 0; times < 5; times += 1) {
      await open(service.outsider.userId);
      // Looking at what is harmless in between hides nothing.
      await open(service.outsider.userId, '/home');
    }
    for (let runs = 0; runs < 2; runs += 1) await house.app.get(Anomalies).find(plainDate(on));
    const { rows } = await house.database.owner.query(
      'SELECT kind, staff_id, case_ids, times, organisation_id FROM audit.anomaly ORDER BY kind',
    );
    const { organisation } = service;
    expect(rows).toEqual([
      {
        kind: 'outside_caseload',
        staff_id: service.colleague.userId,
        case_ids: [caseId],
        times: 1,
        organisation_id: organisation,
      },
      {
        kind: 'refusals',
        staff_id: service.outsider.userId,
        case_ids: [],
        times: 5,
        organisation_id: organisation,
      },
    ]);
  });

  it('counts the records that lists showed, each once, beside what they showed on other days', async () => {
    const { owner } = house.database;
    const { userId } = service.colleague;
    const listed = (many: number, ago: string) =>
      owner.query(
        `INSERT INTO audit.entry (actor_id, actor_role, organisation_id, act, ids, at)
         SELECT $1, 'casework_advocate', $2, CASE n % 2 WHEN 0 THEN 'cases.listed' ELSE 'people.searched' END, ARRAY[md5(n::text)::uuid], now() - $4::interval FROM generate_series(1, $3::int) n, (VALUES (1), (2)) twice`,
        [userId, service.organisation, many, ago],
      );
    await listed(101, '3 days');
    await listed(303, '0');
    await house.app.get(Anomalies).find(plainDate(on));
    const found = `SELECT times FROM audit.anomaly WHERE kind = 'lists'`;
    expect((await owner.query(found)).rows).toEqual([]);
    await listed(304, '0');
    await house.app.get(Anomalies).find(plainDate(on));
    expect((await owner.query(found)).rows).toEqual([{ times: 304 }]);
    await owner.query(`DELETE FROM audit.anomaly WHERE kind = 'lists'`);
  });

  it('is shown to the auditor of the service, and to no other', async () => {
    const given = new Given(house.database.owner);
    const auditor = await given.staff('auditor', service.organisation);
    const elsewhere = await given.staff('auditor', await given.organisation());
    const shown = await open(auditor.userId, '/log/anomalies');
    expect(shown.text).toContain('Demo Teasel');
    expect(shown.text).toContain('Was refused many times in a day');
    expect((await open(auditor.userId, '/home')).text).toContain('Anomalies of the last seven days (2)');
    expect((await open(elsewhere.userId, '/log/anomalies')).text).toContain('Nothing was found');
  });
});
