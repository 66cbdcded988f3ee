import pg from 'pg';
import { machine, type Machine, type Person } from '../../src/kernel/actor.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { Freezing } from '../../src/returns/freezing.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { comeIn } from '../support/becoming.js';
import { Given } from '../support/given.js';
import {
  givenAServiceUnderContract,
  givenReferred,
  type ServiceUnderContract,
} from '../support/given-returns.js';

let house: TestApp;
let program: pg.Client;
let sussex: ServiceUnderContract;
let stranger: Person;
let admin: Person;

/** Plain SQL as somebody, through the program's own sign-in and the way in the database gives it. */
async function as(person: Person | Machine, sql: string): Promise<Record<string, unknown>[]> {
  await program.query('BEGIN');
  try {
    await comeIn(program, person);
    return (await program.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await program.query('ROLLBACK');
  }
}
const counter = () => machine('counter', sussex.service);
const denied = /permission denied/;

beforeAll(async () => {
  house = await startApp('2025-08-01T10:00:00Z');
  const { owner } = house.database;
  sussex = await givenAServiceUnderContract(owner, { areas: ['E23000033'] });
  const given = new Given(owner);
  stranger = await given.staff(
    'commissioner',
    await given.organisation('commissioner', 'Invented other commissioner'),
  );
  admin = await given.staff('admin', sussex.service);
  const people = Array.from({ length: 60 }, (_, i) => ({
    received: `2025-05-${String(1 + (i % 28)).padStart(2, '0')}`,
    supported: '2025-06-02',
    // A second area, that nobody has a contract for.
    area: i % 3 === 0 ? 'E23000031' : 'E23000033',
    relationship: ['ex_intimate', 'stranger', 'colleague'][i % 5] ?? 'family',
  }));
  // One of a kind each: however the key falls, some of them are rounded to nothing.
  const few = ['family', 'neighbour', 'friend', 'colleague', 'stranger'].flatMap((relationship) =>
    ['male', null].map((sex) => ({
      received: '2025-06-03',
      supported: '2025-06-10',
      sex,
      relationship,
      cyber: 'no',
    })),
  );
  await givenReferred(owner, sussex, [...people, ...few]);
  await house.app.get(Freezing).freezeUpTo(sussex.service, plainDate('2025-08-01'));
  program = new pg.Client({ connectionString: house.database.appUrl });
  await program.connect();
});
afterAll(async () => {
  await program.end();
  await house.stop();
});

describe.each(['reader', 'foiOfficer'] as const)('a %s', (who) => {
  it('reads rounded figures of the areas of their contracts, and no others', async () => {
    const rows = await as(sussex[who], 'SELECT DISTINCT cell[1] AS area FROM frozen_cell');
    expect(rows).toEqual([{ area: 'E23000033' }]);
    const areas = await house.database.owner.query(
      'SELECT DISTINCT cell[1] AS area FROM frozen_cell ORDER BY 1',
    );
    expect(areas.rows).toEqual([{ area: 'E23000031' }, { area: 'E23000033' }]);
  });

  it('is denied the true counts, by name and by star', async () => {
    await expect(as(sussex[who], 'SELECT exact FROM frozen_cell')).rejects.toThrow(denied);
    await expect(as(sussex[who], 'SELECT * FROM frozen_cell')).rejects.toThrow(denied);
    await expect(as(sussex[who], 'SELECT rounded FROM frozen_cell WHERE exact < 3')).rejects.toThrow(denied);
  });

  it('cannot tell a count rounded to nothing from none at all', async () => {
    const hidden = await house.database.owner.query(
      `SELECT FROM frozen_cell WHERE rounded = 0 AND cell[1] = 'E23000033'`,
    );
    expect(hidden.rowCount).toBeGreaterThan(0);
    expect(await as(sussex[who], 'SELECT rounded FROM frozen_cell WHERE rounded = 0')).toEqual([]);
  });

  it.each([
    'case_file',
    'client',
    'client_identity',
    'case_note',
    'referral',
    'first_support',
    'order_step',
    'breach',
    'perpetrator',
  ])('is denied %s', async (table) => {
    await expect(as(sussex[who], `SELECT FROM ${table}`)).rejects.toThrow(denied);
  });

  it.each(['counted_referrals_and_cases', 'counted_people_supported', 'counted_orders', 'counted_breaches'])(
    'is denied %s',
    async (view) => {
      await expect(as(sussex[who], `SELECT FROM ${view}`)).rejects.toThrow(denied);
    },
  );
});

it('a commissioner without a contract with the service reads nothing of it', async () => {
  for (const table of ['snapshot', 'held_over'])
    expect(await as(stranger, `SELECT FROM ${table}`)).toEqual([]);
  expect(await as(stranger, 'SELECT rounded FROM frozen_cell')).toEqual([]);
});

it.each(['snapshot', 'frozen_cell', 'held_over', 'counted_people_supported'])(
  '%s is denied to the service’s advocates and administrators',
  async (table) => {
    await expect(as(sussex.advocate, `SELECT FROM ${table}`)).rejects.toThrow(denied);
    await expect(as(admin, `SELECT FROM ${table}`)).rejects.toThrow(denied);
  },
);

describe('the counter', () => {
  it('counts the records of the service it works for, and of no other', async () => {
    expect(await as(counter(), 'SELECT count(*) AS n FROM counted_people_supported')).toEqual([{ n: 70 }]);
    const elsewhere = { ...counter(), organisationId: stranger.organisationId };
    expect(await as(elsewhere, 'SELECT count(*) AS n FROM counted_people_supported')).toEqual([{ n: 0 }]);
    expect(
      await as({ ...counter(), organisationId: null }, 'SELECT count(*) AS n FROM counted_people_supported'),
    ).toEqual([{ n: 0 }]);
  });

  it.each([
    'case_file',
    'client',
    'client_identity',
    'referral',
    'first_support',
    'order_step',
    'breach',
    'case_note',
    'staff',
  ])('is itself denied %s: it sees only views without names', async (table) => {
    await expect(as(counter(), `SELECT FROM ${table}`)).rejects.toThrow(denied);
  });

  it('cannot freeze for another service', async () => {
    const sql = `INSERT INTO snapshot (service_id, quarter, cut_off_at, frozen_at, policy_version, hash, attacked_counts)
      VALUES ('${stranger.organisationId}', '2025-Q1', now(), now(), 'R-1', repeat('a', 64), 0)`;
    await expect(as(counter(), sql)).rejects.toThrow(/row-level security/);
  });

  it('cannot change or remove what is frozen', async () => {
    for (const sql of [
      'UPDATE snapshot SET hash = hash',
      'UPDATE frozen_cell SET rounded = 0',
      'DELETE FROM frozen_cell',
      'DELETE FROM held_over',
    ])
      await expect(as(counter(), sql)).rejects.toThrow(denied);
  });
});

it.each([
  'UPDATE snapshot SET hash = hash',
  'UPDATE frozen_cell SET rounded = 0',
  'DELETE FROM frozen_cell',
  'TRUNCATE frozen_cell',
])('not even the owner of the database can: %s', async (sql) => {
  await expect(house.database.owner.query(sql)).rejects.toThrow(/stays as it is/);
});

it('nobody can store a count with a print that is not its rounding', async () => {
  const { rows } = await house.database.owner.query<{ id: string }>('SELECT id FROM snapshot LIMIT 1');
  const insert = (exact: number, rounded: number) =>
    house.database.owner.query(
      `INSERT INTO frozen_cell VALUES ($1, 'orders', '2025-Q1', '{E23000033,applied}', $2, $3)`,
      [rows[0]?.id, exact, rounded],
    );
  for (const [exact, rounded] of [
    [3, 3],
    [3, 10],
    [11, 5],
    [0, 0],
  ] as const)
    await expect(insert(exact, rounded)).rejects.toThrow(/frozen_cell/);
});
