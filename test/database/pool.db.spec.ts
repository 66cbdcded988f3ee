import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { machine, type Machine, type Person } from '../../src/kernel/actor.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { testSecrets } from '../support/becoming.js';
import { testSeals } from '../support/sealing.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { givenACase } from '../support/given-cases.js';
import { Given } from '../support/given.js';
import { sized } from '../support/size.js';

/** How many units of work are done at once, over how many connections, and how many in all. */
const size = {
  atOnce: 64,
  connections: 5,
  units: sized(2_000, 20_000),
} as const;

let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof dataSource>['initialize']>>;
let people: Person[];

beforeAll(async () => {
  database = await testDatabase();
  source = await dataSource(database.appUrl, [], size.connections).initialize();
  const given = new Given(database.owner);
  people = [];
  for (let each = 0; each < 4; each += 1) {
    const organisation = await given.organisation();
    const team = await given.team(organisation);
    const advocate = await given.staff('advocate', organisation, { teams: [team] });
    await givenACase(database.owner, { team, advocate });
    people.push(advocate);
  }
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

/** The organisations of the cases someone sees. One unit in ten throws, one in a hundred loses its connection. */
async function unit(db: UnitOfWork, number: number, seen: string[]): Promise<void> {
  const actor: Person | Machine = people[number % people.length] ?? machine('visitor');
  const organisations = await db.run(actor, async (tx) => {
    const rows = await organisationsSeen(tx);
    if (number % 100 === 99) await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    if (number % 10 === 9) throw new Error('This unit fails');
    return rows;
  });
  seen.push(...organisations.filter((organisation) => organisation !== actor.organisationId));
  if (organisations.length !== 1) seen.push('not one case');
}

async function organisationsSeen(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>('SELECT organisation_id AS id FROM case_file');
  return rows.map(({ id }) => id);
}

/** Does all units, so many at once; what was seen that should not have been. */
async function strangersSeen(work: (number: number, seen: string[]) => Promise<void>): Promise<string[]> {
  const seen: string[] = [];
  let next = 0;
  const worker = async () => {
    while (next < size.units) {
      next += 1;
      await work(next, seen).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: size.atOnce }, worker));
  return seen;
}

it('nobody sees another’s cases, however many share a few connections that fail', async () => {
  const db = new UnitOfWork(source, testSecrets, testSeals);
  expect(await strangersSeen((number, seen) => unit(db, number, seen))).toEqual([]);
});

it('a context set for the session and not the transaction would be seen by the next', async () => {
  await database.owner.query(`CREATE POLICY leaky ON case_file FOR SELECT TO casework_advocate
    USING (organisation_id::text = current_setting('app.leaky', true))`);
  await database.owner.query('DROP POLICY case_of_own_team ON case_file');
  await database.owner.query('ALTER POLICY only_who_was_let_in ON case_file USING (true)');
  const leaking = await strangersSeen(async (number, seen) => {
    const actor = people[number % people.length];
    await source.query(
      `SELECT set_config('app.leaky', $1, false), set_config('role', 'casework_advocate', false)`,
      [actor?.organisationId],
    );
    await delay(0);
    const rows = await source.query<{ id: string }[]>('SELECT organisation_id AS id FROM case_file');
    seen.push(...rows.map(({ id }) => id).filter((id) => id !== actor?.organisationId));
  });
  expect(leaking.length).toBeGreaterThan(0);
});
