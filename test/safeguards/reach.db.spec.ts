import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const safeguards =
  'exclusion exclusion_narrative seal seal_member seal_narrative broken_glass broken_glass_narrative broken_glass_notice declared_conflict declared_conflict_identity conflict_token'.split(
    ' ',
  );

it('a key that sends referrals enters whom it sends to be compared, and reads nothing of that', async () => {
  const held = async (table: string, what: string) =>
    (
      await database.owner.query<{ held: boolean }>(
        `SELECT has_any_column_privilege('casework_referrals_key', $1, $2) AS held`,
        [table, what],
      )
    ).rows[0]?.held;
  expect(await held('conflict_token', 'INSERT')).toBe(true);
  expect(await held('conflict_token', 'SELECT, UPDATE')).toBe(false);
  for (const table of safeguards.filter((each) => each !== 'conflict_token'))
    expect([table, await held(table, 'SELECT, INSERT, UPDATE')]).toEqual([table, false]);
});

it.each(['auditor', 'partner', 'aggregates_key', 'commissioner', 'foi_officer'])(
  'as %s nobody reads or writes anything of exclusions, seals, emergencies and conflicts',
  async (role) => {
    const { rows } = await database.owner.query<{ held: boolean }>(
      `SELECT has_any_column_privilege('casework_' || $1, t, 'SELECT, INSERT, UPDATE') OR has_table_privilege('casework_' || $1, t, 'DELETE, TRUNCATE') AS held
       FROM unnest($2::text[]) t`,
      [role, safeguards],
    );
    expect(rows).toEqual(safeguards.map(() => ({ held: false })));
  },
);
