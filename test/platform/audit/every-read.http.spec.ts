import type pg from 'pg';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase, type CaseIds } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { sized } from '../../support/size.js';
import { lastEntry } from './entries.js';
import { childOf, type Answer } from './killed.js';

let house: TestApp;
let service: GivenService;
let kase: CaseIds;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  kase = await givenACase(house.database.owner, { team, advocate });
});
afterAll(() => house.stop());

/** Where someone goes, and as what the log has it. */
const places = () =>
  [
    ['/cases', 'cases.list'],
    [`/cases/${kase.caseId}`, 'casefile.show'],
    [`/api/v1/cases/${kase.caseId}`, 'cases.show'],
    [`/referrals/${kase.referralId}`, 'referrals.show'],
    ['/referrals', 'referrals.list'],
    ['/home', 'home.show'],
    ['/staff', 'staff.list'],
  ] as const;

interface Asked extends Answer {
  readonly act: string;
}

/** Many people asking for many things at once. */
async function load(requests: number): Promise<Asked[]> {
  const agents = await Promise.all(
    [service.advocate, service.colleague, service.supervisor, service.outsider].map(({ userId }) =>
      house.as(userId),
    ),
  );
  const asked: Asked[] = [];
  let next = 0;
  const client = async () => {
    for (let number = next++; number < requests; number = next++) {
      const [path, act] = places()[number % 7] ?? ['/home', 'home.show'];
      const answer = await agents[Math.floor(number / 7) % 4]?.get(path);
      if (answer) asked.push({ act, status: answer.status, requestId: answer.headers['x-request-id'] ?? '' });
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return asked;
}

/** The answers that do not stand in the log exactly once, as what they were. A refusal has no number: those are counted by act. */
async function unentered(owner: pg.Client, asked: readonly Asked[]): Promise<Asked[]> {
  const { rows } = await owner.query<{ says: string; times: number }>(
    `SELECT concat_ws(' ', request_id, act, result) AS says, count(*)::int AS times FROM audit.entry GROUP BY 1`,
  );
  const times = new Map(rows.map((row) => [row.says, row.times]));
  return asked.filter(({ requestId, act, status }) => {
    if (status === 200) return times.get(`${requestId} ${act} allowed`) !== 1;
    const refused = asked.filter((each) => each.act === act && each.status === 404).length;
    return rows.filter(({ says }) => says.endsWith(` ${act} refused`)).length !== refused;
  });
}

describe('under load', () => {
  it('every answer stands in the log once, by its request, and every refusal as one', async () => {
    const requests = sized(280, 5_600);
    const asked = await load(requests);
    const statuses = new Set(asked.map(({ status }) => status));
    expect([asked.length, [...statuses].toSorted()]).toEqual([requests, [200, 404]]);
    expect(await unentered(house.database.owner, asked)).toEqual([]);
  });

  it('an answer that does not would be found', async () => {
    const { owner } = house.database;
    await owner.query(`CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER swallow BEFORE INSERT ON audit.entry FOR EACH ROW WHEN (NEW.act = 'cases.list') EXECUTE FUNCTION swallow()`);
    const missing = (await unentered(owner, await load(28))).filter(({ status }) => status === 200);
    await owner.query('DROP TRIGGER swallow ON audit.entry; DROP FUNCTION swallow()');
    expect(new Set(missing.map(({ act }) => act))).toEqual(new Set(['cases.list']));
    expect(missing).toHaveLength(4);
  });
});

/** Fifty, each later by a little more than the one before: 0, 1, 3, 6 … 1,225 ms. */
const moments = Array.from({ length: 50 }, (_, each) => (each * (each + 1)) / 2);

describe('killed at any moment', () => {
  it('the program has sent no answer that is not in the log', async () => {
    const cookies = await Promise.all(
      [service.advocate, service.supervisor, service.outsider].map(({ userId }) => house.cookieOf(userId)),
    );
    const before = await lastEntry(house.database.owner);
    const answers: Answer[] = [];
    for (const milliseconds of sized([0, 15, 40, 90, 170], moments)) {
      const child = await childOf(house);
      const paths = places().map(([path]) => path);
      answers.push(...(await child.askUntilKilled({ paths, cookies, milliseconds })));
    }
    expect(answers.length).toBeGreaterThanOrEqual(60);
    const { rows } = await house.database.owner.query<{ id: string; result: string }>(
      'SELECT DISTINCT request_id AS id, result FROM audit.entry WHERE id > $1 AND request_id IS NOT NULL AND actor_id IS NOT NULL',
      [before],
    );
    const [shown, refused] = [200, 404].map((status) => answers.filter((answer) => answer.status === status));
    const entered = new Set(rows.map(({ id }) => id));
    expect(shown?.filter(({ requestId }) => !entered.has(requestId))).toEqual([]);
    // A refusal may be entered and its answer die with the program, never the other way round.
    const refusals = rows.filter(({ result }) => result === 'refused').length;
    expect(refusals).toBeGreaterThanOrEqual(refused?.length ?? 0);
  });
});
