import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { Parties1790000000400 } from '../../migrations/1790000000400-parties.js';
import { AnAddressIsOpenedWithAReason1790000002220 } from '../../migrations/1790000002220-an-address-is-opened-with-a-reason.js';
import { consentValues } from '../../src/parties/consent.codes.js';
import { safeties } from '../../src/parties/contact.codes.js';
import { worstLast } from '../../src/parties/safe-contact.rules.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { codedColumns } from './coded-columns.js';

/**
 * A migration may make what was said of a client's safety less safe, and never safer. Every migration since there are contact
 * methods is run on a database that holds each code, and each row is looked at before and after. A migration of somebody else's
 * once turned every stored "no message" into "safe" (cla_backend 0026, January 2020).
 */
const orders: Readonly<Record<string, readonly string[]>> = {
  'contact_method.safe': worstLast.safe,
  'contact_method.voicemail_safe': worstLast.voicemailSafe,
  'contact_method.device_watched': worstLast.deviceWatched,
  'contact_method.withheld_number': worstLast.withheldNumber,
  'address.refuge': worstLast.deviceWatched,
  'danger_step.safe': worstLast.safe,
  'consent.value': ['given', 'not_asked', 'withdrawn', 'refused'],
};

/** Of a column that was not there nobody had said anything: it begins as not known, or worse. */
const nothingSaid: Readonly<Record<string, string>> = {
  'contact_method.withheld_number': 'unknown',
};

type Source = ReturnType<typeof dataSource>;
type Codes = ReadonlyMap<string, ReadonlyMap<string, string>>;

let database: TestDatabase;
let number = 0;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Where a stored answer is safer after a migration than before it, of all the migrations in turn. */
async function risen(all: readonly (new () => MigrationInterface)[]): Promise<string[]> {
  const name = `codes_${String((number += 1))}`;
  await database.owner.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href;
  const source = await dataSource(url, [], 1).initialize();
  try {
    return await riseOf(source, all);
  } finally {
    await source.destroy();
    await database.owner.query(`DROP DATABASE ${name}`);
  }
}

async function riseOf(source: Source, all: readonly (new () => MigrationInterface)[]): Promise<string[]> {
  const runner = source.createQueryRunner();
  const found: string[] = [];
  for (const each of all) {
    const filled = all.indexOf(each) > all.indexOf(Parties1790000000400);
    const before = filled ? await codesIn(runner) : null;
    await new each().up(runner);
    if (each === Parties1790000000400) await holdEachCode(runner);
    if (each === AnAddressIsOpenedWithAReason1790000002220) await holdEachRefuge(runner);
    if (before) found.push(...safer(before, await codesIn(runner)).map((what) => `${each.name}: ${what}`));
  }
  await runner.release();
  return found;
}

/** One method for each way the three answers can be together, and one consent for each answer. */
async function holdEachCode(db: QueryRunner): Promise<void> {
  await db.query(`
    SET session_replication_role = replica;
    INSERT INTO client (id, organisation_id, team_id, sex) VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'female');
    INSERT INTO contact_method (client_id, channel, safe, voicemail_safe, device_watched, verified_on)
      SELECT client.id, 'phone', a, b, c, '2026-02-02' FROM client, unnest(ARRAY['yes', 'no', 'unknown']) a, unnest(ARRAY['yes', 'no', 'unknown']) b, unnest(ARRAY['yes', 'no', 'unknown']) c;
    INSERT INTO consent (client_id, purpose, value, how, given_on, recorded_by)
      SELECT client.id, 'contact', v, 'by_phone', '2026-02-02', gen_random_uuid() FROM client, unnest(ARRAY['given', 'refused', 'withdrawn']) v;
    SET session_replication_role = origin`);
}

async function holdEachRefuge(db: QueryRunner): Promise<void> {
  await db.query(`
    INSERT INTO address (client_id, kind, refuge, recorded_at)
      SELECT client.id, 'home', r, '2026-02-02' FROM client, unnest(ARRAY['yes', 'no', 'unknown']) r`);
}

async function codesIn(db: QueryRunner): Promise<Codes> {
  const found = new Map<string, Map<string, string>>();
  for (const place of Object.keys(orders)) {
    const [table = '', column = ''] = place.split('.');
    const [is] = await db.manager.query<[{ there: boolean }]>('SELECT to_regclass($1) IS NOT NULL AS there', [
      table,
    ]);
    if (!is.there) continue;
    const rows = await db.manager.query<{ id: string; code: string | null }[]>(
      `SELECT id, to_jsonb(t) ->> '${column}' AS code FROM ${table} t`,
    );
    for (const { id, code } of rows)
      found.set(
        id,
        (found.get(id) ?? new Map<string, string>()).set(place, code ?? nothingSaid[place] ?? 'gone'),
      );
  }
  return found;
}

function safer(before: Codes, after: Codes): string[] {
  return [...before].flatMap(([id, places]) =>
    [...places].flatMap(([place, code]) => {
      const now = after.get(id)?.get(place) ?? 'gone';
      const rank = (each: string) => orders[place]?.indexOf(each) ?? -1;
      return rank(now) < rank(code) ? [`${place} went from ${code} to ${now}`] : [];
    }),
  );
}

/** A migration that does what its statement says, after all the others. */
function planted(statement: string): new () => MigrationInterface {
  return class Planted implements MigrationInterface {
    async up(db: Parameters<MigrationInterface['up']>[0]): Promise<void> {
      await db.query(
        `SET session_replication_role = replica; ${statement}; SET session_replication_role = origin`,
      );
    }
    down(): Promise<void> {
      return Promise.resolve();
    }
  };
}

it('no migration makes any stored answer about safety a safer one', async () => {
  expect(await risen(migrations)).toEqual([]);
});

it.each([
  [
    'turns no into yes',
    `UPDATE contact_method SET safe = 'yes' WHERE safe = 'no'`,
    'contact_method.safe went from no to yes',
  ],
  [
    'turns what is not known into no danger',
    `UPDATE contact_method SET device_watched = 'no' WHERE device_watched = 'unknown'`,
    'contact_method.device_watched went from unknown to no',
  ],
  [
    'adds an answer that nobody gave',
    `ALTER TABLE contact_method DROP COLUMN withheld_number CASCADE; ALTER TABLE contact_method ADD COLUMN withheld_number text NOT NULL DEFAULT 'no'`,
    'contact_method.withheld_number went from unknown to no',
  ],
  [
    'revives consent',
    `UPDATE consent SET value = 'given' WHERE value = 'withdrawn'`,
    'consent.value went from withdrawn to given',
  ],
  [
    'loses an answer',
    `UPDATE contact_method SET safe = NULL WHERE false; ALTER TABLE contact_method DROP COLUMN safe CASCADE`,
    'contact_method.safe went from no to gone',
  ],
])('a migration that %s is found', async (_, statement, found) => {
  const rises = await risen([...migrations, planted(statement)]);
  expect(new Set(rises)).toContain(`Planted: ${found}`);
  expect(rises.every((rise) => rise.startsWith('Planted'))).toBe(true);
});

it('a migration that makes an answer less safe is let through', async () => {
  const narrower = planted(`UPDATE contact_method SET safe = 'no' WHERE safe = 'unknown'`);
  expect(await risen([...migrations, narrower])).toEqual([]);
});

it('every column of such answers has its order, the safest first', () => {
  const kept = Object.entries(codedColumns).filter(
    // What was said before decides nothing any more.
    ([place, list]) => !/_version\./.test(place) && (list === safeties || list === consentValues),
  );
  expect(kept.map(([place]) => place).toSorted()).toEqual(Object.keys(orders).toSorted());
  for (const [place, list] of kept) expect(orders[place]?.toSorted()).toEqual(codesOf(list).toSorted());
});
