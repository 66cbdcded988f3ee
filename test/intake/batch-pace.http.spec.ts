import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { Given } from '../support/given.js';
import { startApp, type TestApp } from '../support/app.js';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { sized } from '../support/size.js';
import { aRow, batchDesk, sheet } from './batch-desk.js';

/** How many rows a second, beside the plain INSERT of the very same rows, each referral's in a transaction of their own. */
const rows = sized(60, 5_000);

let house: TestApp;
let service: GivenService;
let deputy: Person;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  const ofTeam = { teams: [service.team], name: 'Demo Deputy' };
  deputy = await new Given(house.database.owner).staff('supervisor', service.organisation, ofTeam);
});
afterAll(() => house.stop());

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** What a row wrote, by table, in the order it can be written again. */
const written = {
  client: 'id = $1',
  client_identity: 'client_id = $1',
  perpetrator: 'id = $2',
  perpetrator_identity: 'perpetrator_id = $2',
  data_key: 'id IN ($1, $2)',
  identity_token: 'client_id = $1 OR perpetrator_id = $2',
  conflict_token: 'client_id = $1 OR perpetrator_id = $2',
  contact_method: 'client_id = $1',
  contact_method_identity: 'contact_method_id IN (SELECT id FROM contact_method WHERE client_id = $1)',
  consent: 'client_id = $1',
  referral: 'client_id = $1',
  referral_narrative: 'referral_id = (SELECT id FROM referral WHERE client_id = $1)',
};

async function sameRows(owner: pg.Client): Promise<Record<string, string>[]> {
  const { rows: referrals } = await owner.query<{ client: string; perpetrator: string }>(
    'SELECT client_id AS client, perpetrator_id AS perpetrator FROM referral',
  );
  const all: Record<string, string>[] = [];
  for (const { client, perpetrator } of referrals) {
    const each: Record<string, string> = {};
    for (const [table, where] of Object.entries(written)) {
      const { rows: found } = await owner.query<{ whole: unknown }>(
        `SELECT coalesce(jsonb_agg(t), '[]') AS whole FROM ${table} t WHERE coalesce($1, $2) IS NOT NULL AND (${where})`.replace(
          '$1, $2)',
          '$1::uuid, $2::uuid)',
        ),
        [client, perpetrator],
      );
      each[table] = JSON.stringify(found[0]?.whole);
    }
    all.push(each);
  }
  return all;
}

async function insertPlainly(owner: pg.Client, all: readonly Record<string, string>[]): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  for (const each of all) {
    await owner.query('BEGIN');
    for (const [table, whole] of Object.entries(each))
      await owner.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`,
        [whole],
      );
    await owner.query('COMMIT');
  }
  await owner.query('SET session_replication_role = origin');
}

it('a sheet is checked, recorded and undone at a pace beside plain INSERTs', async () => {
  const { owner } = house.database;
  const desk = batchDesk(house, service.supervisor);
  const file = sheet(Array.from({ length: rows }, (_, index) => aRow(index + 1)));
  let id = '';
  const checking = await seconds(async () => ({ id } = await desk.checked(file)));
  const eventId = await desk.begin(id);
  const recording = await seconds(() =>
    house.app.get(BatchRecordingService).record(eventId, () => Promise.resolve()),
  );
  const same = await sameRows(owner);
  const undoing = await seconds(() => desk.undone(id, deputy));
  expect(same).toHaveLength(rows);
  expect((await service.row('SELECT count(*) AS n FROM referral'))?.['n']).toBe(0);
  const plainly = await seconds(() => insertPlainly(owner, same));
  const pace = (time: number) => `${(rows / time).toFixed(0)} rows/s`;
  process.stdout.write(
    `${String(rows)} rows: checked ${pace(checking)}, recorded ${pace(recording)}, undone ${pace(undoing)}; plain INSERT ${pace(plainly)}, ratio ${(recording / plainly).toFixed(1)}\n`,
  );
  // Each row is twelve tables, sealed, compared and logged: a multiple, and never more than a few tens.
  expect(recording / plainly).toBeLessThan(40);
});
