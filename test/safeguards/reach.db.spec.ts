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

it.each(['auditor', 'aggregates_key', 'referrals_key', 'commissioner', 'foi_officer'])(
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
