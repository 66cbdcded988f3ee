import fc from 'fast-check';
import type pg from 'pg';
import { become } from '../support/becoming.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { fullSize } from '../support/size.js';
import { acts, allowed, type Act } from './oracle.js';
import { make } from './made-world.js';
import { worlds, type World } from './world.js';

/** T2: what the database lets somebody do is what the design says, in worlds drawn at random. */
const [decisions, ofAWorld] = [fullSize ? 10_000 : 500, 20];
const options = { numRuns: decisions / ofAWorld, seed: 20_260_303, endOnFailure: true };

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  ({ owner } = database);
});
afterAll(() => database.drop());

interface Decision {
  readonly staff: number;
  readonly act: Act;
  readonly referral: number;
}
const decision = fc.record({
  staff: fc.nat({ max: 4 }),
  act: fc.constantFrom(...acts),
  referral: fc.nat({ max: 5 }),
});
const drawn = fc.tuple(worlds, fc.array(decision, { minLength: ofAWorld, maxLength: ofAWorld }));

/** The statement of an act: done where it comes to a row. */
function statementOf(world: World, { act, referral }: Decision): [string, (string | undefined)[]] {
  const about = world.referrals[referral];
  const [client, perpetrator] = [
    world.clients[about?.client ?? 0]?.id,
    world.perpetrators[about?.perpetrator ?? 0]?.id,
  ];
  const statements: Record<Act, [string, (string | undefined)[]]> = {
    'read case': ['SELECT FROM case_file WHERE id = $1', [about?.caseId]],
    'read note': ['SELECT FROM case_note WHERE case_id = $1', [about?.caseId]],
    'read referral': ['SELECT FROM referral WHERE id = $1', [about?.id]],
    'read client': ['SELECT FROM client WHERE id = $1', [client]],
    'read name': ['SELECT FROM client_identity WHERE client_id = $1', [client]],
    'read perpetrator': ['SELECT FROM perpetrator WHERE id = $1', [perpetrator]],
    'write note': [`INSERT INTO case_note (case_id, kind) VALUES ($1, 'client')`, [about?.caseId]],
    'change case': [`UPDATE case_file SET risk_band = 'high' WHERE id = $1`, [about?.caseId]],
    'add contact': [
      `INSERT INTO contact_method (client_id, channel, safe, voicemail_safe, device_watched) VALUES ($1, 'phone', 'no', 'no', 'no')`,
      [client],
    ],
  };
  return statements[act];
}

async function done(world: World, organisation: string, asked: Decision): Promise<boolean> {
  const person = world.staff[asked.staff];
  await owner.query('SAVEPOINT decision');
  try {
    await become(owner, { role: `casework_${person?.role ?? ''}`, user: person?.id ?? '', organisation });
    const [statement, values] = statementOf(world, asked);
    return ((await owner.query(statement, values)).rowCount ?? 0) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return false;
    throw error;
  } finally {
    await owner.query('ROLLBACK TO SAVEPOINT decision');
  }
}

/** Where the database and the oracle part, in the words of the test; null where they never do. */
async function disagreement(mutation = ''): Promise<string | null> {
  const tally = { yes: 0, no: 0 };
  const property = fc.asyncProperty(drawn, async ([world, asked]) => {
    await owner.query('BEGIN');
    try {
      await owner.query(mutation);
      const organisation = await make(owner, world);
      for (const each of asked) {
        const expected = allowed(world, each.staff, each);
        tally[expected ? 'yes' : 'no'] += 1;
        expect([each, await done(world, organisation, each)]).toEqual([each, expected]);
      }
    } finally {
      await owner.query('ROLLBACK');
    }
  });
  // A policy taken away is looked for longer than it takes to find any of them.
  const numRuns = mutation === '' ? options.numRuns : 150;
  const { failed, errorInstance } = await fc.check(property, { ...options, numRuns });
  if (failed) return String(errorInstance);
  // A world in which nothing is allowed, or everything, would show nothing.
  expect(Math.min(tally.yes, tally.no)).toBeGreaterThan(decisions / 10);
  return null;
}

it(`${String(decisions)} decisions drawn at random are as the design says`, async () => {
  expect(await disagreement()).toBeNull();
});

describe('the oracle parts with a database', () => {
  const records = ['case_file', 'referral', 'client', 'perpetrator'];
  const opening = records.map(
    (table) => `ALTER POLICY ${table.replace('_file', '')}_of_own_team ON ${table}`,
  );
  it.each([
    ...records.map((table) => `DROP POLICY never_of_the_excluded ON ${table}`),
    ...records.map((table) => `DROP POLICY sealed_is_for_the_named ON ${table}`),
    ...opening.map((policy) => `${policy} USING (team_id = ANY ((SELECT my_teams())::uuid[]))`),
    ...opening.map((policy) => `${policy} USING (true)`),
    'ALTER POLICY case_of_own_team ON case_file WITH CHECK (true)',
    'ALTER POLICY method_of_client ON contact_method WITH CHECK (true)',
    'ALTER TABLE case_file DISABLE TRIGGER as_sealed_as_its_client; ALTER TABLE seal DISABLE TRIGGER closes_the_record',
  ])('after %s', async (mutation) => {
    expect(await disagreement(mutation)).not.toBeNull();
  });
});
