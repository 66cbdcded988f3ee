import fc from 'fast-check';
import type pg from 'pg';
import { maySend } from '../../src/sending/sending.rules.js';
import { storedHours } from '../../src/parties/safe-hours.rules.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sized } from '../support/size.js';
import { anyRecord, mayGoOut, type AnyConsent, type AnyRecord } from './any-record.js';

/** The rule in TypeScript, the rule in the database, and what a third reading of it says: each of every record alike. */
let database: TestDatabase;
let owner: pg.Client;
let records: AnyRecord[];

beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
  records = fc.sample(anyRecord, { numRuns: sized(3_000, 20_000), seed: 2_105 });
  await owner.query(
    `SET session_replication_role = replica; CREATE TABLE judged (number integer, at timestamptz)`,
  );
  await put(records);
  await owner.query('SET session_replication_role = origin');
});
afterAll(() => database.drop());

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Each record's client, method, case and consents have its number for an id. */
async function put(all: readonly AnyRecord[]): Promise<void> {
  const numbered = all.map((record, number) => ({
    ...record,
    id: id(number),
    number,
    minutes: storedHours(record.hours),
  }));
  const rows = JSON.stringify(numbered);
  await owner.query(
    `INSERT INTO contact_method (id, client_id, channel, safe, voicemail_safe, device_watched, withheld_number, safe_minutes, verified_on, recheck_on, ended_at)
     SELECT r.id, r.id, channel, safe, 'no', "deviceWatched", "withheldNumber", minutes::int4multirange, "verifiedOn", "recheckOn", CASE WHEN ended THEN now() END
     FROM json_to_recordset($1) r (id uuid, channel text, safe text, "deviceWatched" text, "withheldNumber" text, minutes text, "verifiedOn" date, "recheckOn" date, ended boolean)`,
    [rows],
  );
  await owner.query(
    `INSERT INTO address (client_id, kind, refuge, recorded_at, doubted_at)
     SELECT r.id, 'home', 'no', now(), now() FROM json_to_recordset($1) r (id uuid, "inDoubt" boolean) WHERE "inDoubt"`,
    [rows],
  );
  await owner.query(
    `INSERT INTO case_file (id, organisation_id, team_id, reference, client_id, advocate_id, police_area, relationship, cyber_element, age_at_referral, opened_on, closed_on, closed_at, closure_reason)
     SELECT r.id, r.id, r.id, r.id, r.id, r.id, 'E23000033', 'stranger', 'no', 30, '2025-01-01', CASE WHEN closed THEN '2026-01-01'::date END, CASE WHEN closed THEN now() END, CASE WHEN closed THEN 'other' END
     FROM json_to_recordset($1) r (id uuid, closed boolean)`,
    [rows],
  );
  await owner.query(
    `INSERT INTO consent (client_id, purpose, value, how, given_on, until_on, recorded_by, recorded_at)
     SELECT r.id, 'contact', c ->> 'value', CASE WHEN c ->> 'value' <> 'not_asked' THEN CASE WHEN (c ->> 'heard')::boolean THEN 'through_referrer' ELSE 'by_phone' END END, (c ->> 'givenOn')::date, (c ->> 'untilOn')::date, r.id,
            timestamptz '2026-01-01' + make_interval(secs => place)
     FROM json_to_recordset($1) r (id uuid, consents jsonb), jsonb_array_elements(consents) WITH ORDINALITY e (c, place)`,
    [rows],
  );
  await owner.query(
    `INSERT INTO outgoing (id, case_id, contact_method_id, kind, message, use_at, state, made_by, made_at)
     SELECT r.id, r.id, r.id, kind, CASE WHEN kind IN ('letter', 'text', 'email') THEN 'please_ring' END, at, 'made', r.id, now()
     FROM json_to_recordset($1) r (id uuid, kind text, at timestamptz)`,
    [rows],
  );
}

function saysTheProgram(record: AnyRecord): boolean {
  const { kind, at, ended, closed, consents, inDoubt, ...method } = record;
  const facts = {
    method: { ...method, voicemailSafe: 'no', endedAt: ended ? at : null, addressInDoubt: inDoubt } as const,
    caseClosedOn: closed ? record.at.toISOString().slice(0, 10) : null,
    consents: consents.map((each, place) => ({
      ...{ ...each, purpose: 'contact', how: howOf(each) },
      recordedAt: new Date(place),
    })),
  };
  return maySend(kind, facts as never, at).maySend; // as the program has them
}

const howOf = ({ value, heard }: AnyConsent) =>
  value === 'not_asked' ? null : heard ? 'through_referrer' : 'by_phone';

async function saysTheDatabase(): Promise<boolean[]> {
  const { rows } = await owner.query<{ may: boolean | null }>(
    'SELECT may_be_sent(o) AS may FROM outgoing o ORDER BY id',
  );
  return rows.map(({ may }) => may === true);
}

const differing = (one: readonly boolean[], other: readonly boolean[]) =>
  records.filter((_, number) => one[number] !== other[number]);

it('the program, the database and a third reading of the rule judge every record alike', async () => {
  const third = records.map(mayGoOut);
  expect(differing(records.map(saysTheProgram), third)).toEqual([]);
  expect(differing(await saysTheDatabase(), third)).toEqual([]);
  const may = third.filter(Boolean).length;
  expect(may).toBeGreaterThan(records.length / 20);
  expect(may).toBeLessThan(records.length / 2);
});

it.each([
  ['consent', `k.value = 'given'`, 'true'],
  ['a refusal that stands', 'stands_against_giving(k) DESC, ', ''],
  ['hours', 'm.safe_minutes @> london_minute_of_week(at)', 'true'],
  ['a number that is theirs no longer', 'm.ended_at IS NULL', 'true'],
  ['a former address in doubt', `NOT (m.channel = 'post' AND address_in_doubt(m.client_id))`, 'true'],
  ['what is not known', `m.safe = 'yes'`, `m.safe <> 'no'`],
  ['a watched device', `m.device_watched = 'no'`, 'true'],
  ['London', `'Europe/London'`, `'UTC'`],
])('a rule of the database that forgot about %s would be found', async (_, says, instead) => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT oid::regprocedure::text AS name FROM pg_proc WHERE proname IN ('may_be_sent', 'may_be_used', 'london_minute_of_week')`,
  );
  await owner.query('BEGIN');
  for (const { name } of rows)
    await owner.query(
      `DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('${name}'::regprocedure), $q$${says}$q$, $q$${instead}$q$); END $do$`,
    );
  const faulty = await saysTheDatabase();
  await owner.query('ROLLBACK');
  expect(differing(faulty, records.map(mayGoOut))).not.toEqual([]);
});
