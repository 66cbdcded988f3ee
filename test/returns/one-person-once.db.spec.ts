import pg from 'pg';
import { machine } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { comeIn } from '../support/becoming.js';
import {
  givenAServiceUnderContract,
  givenReferred,
  type ServiceUnderContract,
} from '../support/given-returns.js';

let house: TestApp;
let program: pg.Client;
let service: ServiceUnderContract;

beforeAll(async () => {
  house = await startApp('2025-08-01T10:00:00Z');
  const { database } = house;
  service = await givenAServiceUnderContract(database.owner, { areas: ['E23000033'] });
  const people = ['2025-06-02', '2025-06-02', '2025-06-10'].map((supported) => ({
    ...{ received: '2025-05-01', supported, area: 'E23000033', relationship: 'family' },
  }));
  await givenReferred(database.owner, service, people);
  program = new pg.Client({ connectionString: database.appUrl });
  await program.connect();
});
afterAll(async () => {
  await program.end();
  await house.stop();
});

/** How many people were first supported on each day, as the counter of the service counts them. */
async function supported(): Promise<unknown> {
  await program.query('BEGIN');
  try {
    await comeIn(program, machine('counter', service.service));
    const days =
      'SELECT happened_on AS day, count(*)::int AS people FROM counted_people_supported GROUP BY 1 ORDER BY 1';
    return (await program.query(days)).rows;
  } finally {
    await program.query('ROLLBACK');
  }
}

it('a person of two records is counted once, by the earlier of their days, for as long as they are one', async () => {
  const { owner } = house.database;
  const two = [
    { day: '2025-06-02', people: 2 },
    { day: '2025-06-10', people: 1 },
  ];
  expect(await supported()).toEqual(two);
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO likeness (organisation_id, client_id, other_client_id, verdict, judged_on, decided_by)
     SELECT $1, least(a.client_id, b.client_id), greatest(a.client_id, b.client_id), 'one_person', '{}', $2
     FROM first_support a, first_support b WHERE a.supported_on = '2025-06-02' AND b.supported_on = '2025-06-10' LIMIT 1 RETURNING id`,
    [service.service, service.advocate.userId],
  );
  expect(await supported()).toEqual(two.slice(0, 1));
  const parting = 'UPDATE likeness SET ended_at = now(), ended_by = decided_by WHERE id = $1';
  await owner.query(parting, [rows[0]?.id]);
  expect(await supported()).toEqual(two);
});
