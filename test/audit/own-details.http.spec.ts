import { Anomalies } from '../../src/audit/anomalies.service.js';
import type { Person } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenACase, givenAReferral } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

/** Whoever opens a record of somebody with their own surname, postcode or number is asked about it the next morning. */
let house: TestApp;
let service: GivenService;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
});
afterAll(() => house.stop());
beforeEach(() => house.database.owner.query('DELETE FROM audit.anomaly'));

const aCase = (given: { name?: string; phone?: string }) =>
  givenACase(house.database.owner, { team: service.team, advocate: service.advocate, ...given });
const tell = async (userId: string, fields: object) =>
  (await house.as(userId)).post('/own-details').type('form').send(fields);

/** What is found of today, which in the log is the database's own day. */
async function found(kind: string, { userId }: Person) {
  const row = await service.row(`SELECT (now() AT TIME ZONE 'Europe/London')::date::text AS day`);
  await house.app.get(Anomalies).find(plainDate(String(row?.['day'])));
  const { rows } = await house.database.owner.query<Record<string, unknown>>(
    'SELECT kind, case_ids, times FROM audit.anomaly WHERE kind = $1 AND staff_id = $2',
    [kind, userId],
  );
  return rows;
}

describe('a record of somebody with one’s own surname', () => {
  it('is asked about, without the name being written anywhere', async () => {
    const [namesake, other] = [await aCase({ name: 'Fern Campion' }), await aCase({ name: 'Fern Larch' })];
    const advocate = await house.as(service.advocate.userId);
    await advocate.get(`/cases/${other.caseId}`).expect(200);
    expect(await found('own_surname', service.advocate)).toEqual([]);
    await advocate.get(`/cases/${namesake.caseId}`).expect(200);
    expect(await found('own_surname', service.advocate)).toEqual([
      { kind: 'own_surname', case_ids: [namesake.caseId], times: 1 },
    ]);
    const { rows } = await house.database.owner.query<{ row: string }>(
      'SELECT e::text AS row FROM audit.entry e UNION ALL SELECT a::text FROM audit.anomaly a',
    );
    expect(rows.filter(({ row }) => /campion/i.test(row) && !row.includes(',staff,'))).toEqual([]);
  });

  it('is asked about where it is a referral yet, and where it was a name one had before', async () => {
    const { supervisor, team } = service;
    const { referralId } = await givenAReferral(house.database.owner, {
      ...{ team, by: supervisor, name: 'Fern Bracken' },
    });
    const agent = await house.as(supervisor.userId);
    await agent.get(`/referrals/${referralId}`).expect(200);
    expect(await found('own_surname', supervisor)).toEqual([]);
    expect((await tell(supervisor.userId, { surname: 'Bracken' })).status).toBe(303);
    expect(await found('own_surname', supervisor)).toEqual([{ kind: 'own_surname', case_ids: [], times: 1 }]);
  });
});

describe('a record of somebody with one’s own postcode or number', () => {
  it.each([
    ['postcode', 'zz1 1zz', 'Flat 2, 12 Demo Street, ZZ11ZZ', 'Flat 2, 12 Demo Street, ZZ1 1ZY'],
    ['phone', '+44 7700 900456', '07700 900456', '07700 900457'],
  ])('is asked about: %s', async (field, own, same, near) => {
    const { colleague } = service;
    const [neighbour, stranger] = [await aCase({ phone: same }), await aCase({ phone: near })];
    expect((await tell(colleague.userId, { [field]: own })).status).toBe(303);
    const agent = await house.as(colleague.userId);
    await agent.get(`/cases/${stranger.caseId}`).expect(200);
    expect(await found('own_address', colleague)).toEqual([]);
    await agent.get(`/cases/${neighbour.caseId}`).expect(200);
    expect(await found('own_address', colleague)).toMatchObject([{ case_ids: [neighbour.caseId], times: 1 }]);
  });
});

describe('what one tells of oneself', () => {
  const told = async (userId: string) => (await (await house.as(userId)).get('/own-details')).text;

  it('takes the place of what was told before, and an empty form forgets it', async () => {
    const { userId } = service.colleague;
    await tell(userId, { postcode: 'ZZ1 1ZZ' });
    await tell(userId, { phone: '07700 900456' });
    expect(await told(userId)).toMatch(/A telephone number, /);
    expect(await told(userId)).not.toMatch(/A postcode, /);
    await tell(userId, {});
    expect(await told(userId)).not.toContain('What you have told');
  });

  it('is refused where it could never be found', async () => {
    const { userId } = service.colleague;
    expect((await tell(userId, { postcode: 'near the church' })).text).toContain('Enter a whole postcode');
    expect((await tell(userId, { phone: '12' })).text).toContain('Enter a whole telephone number');
  });

  it('stands nowhere in the clear, and its tokens are read by nobody', async () => {
    const { colleague } = service;
    await tell(colleague.userId, { postcode: 'ZZ1 1ZZ' });
    const row = await service.row(
      'SELECT t::text AS whole, length(token) AS bytes FROM own_detail t WHERE staff_id = $1',
      colleague.userId,
    );
    expect(row?.['whole']).not.toMatch(/zz1/i);
    expect(row?.['bytes']).toBe(8);
    const { rows } = await house.database.owner.query<{ role: string }>(
      `SELECT rolname AS role FROM pg_roles WHERE rolname ~ '^(casework_|larkspur_app|larkspur_jobs)' AND rolname <> 'casework_definer'
         AND has_column_privilege(oid, 'own_detail', 'token', 'SELECT')`,
    );
    expect(rows).toEqual([]);
  });
});
