import { policeAreas } from '../../src/codes/police-area.codes.js';
import { relationshipGroupOf, relationships } from '../../src/codes/relationship.codes.js';
import { unknownGroupOf, unknownReasons } from '../../src/codes/unknown-reason.codes.js';
import { familiesFor } from '../../src/disclosure/families.js';
import { referralStates } from '../../src/referrals/triage.codes.js';
import { outcomeGroups } from '../../src/orders/breach.codes.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const families = familiesFor(policeAreas);

async function rolledUp(name: string, codes: readonly string[]): Promise<Record<string, string | null>> {
  const { rows } = await database.owner.query<{ code: string; group: string | null }>(
    `SELECT code, ${name}(code) AS group FROM unnest($1::text[]) AS code`,
    [codes],
  );
  return Object.fromEntries(rows.map(({ code, group }) => [code, group]));
}

function categories(family: string, dimension: string): string[] {
  const found = families
    .find(({ name }) => name === family)
    ?.dimensions.find(({ name }) => name === dimension);
  return (found?.categories ?? []).map(({ code }) => code);
}

it('the database rolls up each relationship as the program does', async () => {
  const expected = Object.fromEntries(relationships.map(({ code }) => [code, relationshipGroupOf(code)]));
  expect(await rolledUp('relationship_group', codesOf(relationships))).toEqual(expected);
});

it('and each reason for not knowing', async () => {
  const expected = Object.fromEntries(unknownReasons.map(({ code }) => [code, unknownGroupOf(code)]));
  expect(await rolledUp('unknown_group', codesOf(unknownReasons))).toEqual(expected);
});

it('and knows no group for what is no code, which the rounding then refuses', async () => {
  expect(await rolledUp('relationship_group', ['invented'])).toEqual({ invented: null });
});

it('every roll-up is a category of the families that are published', () => {
  const published = new Set([...categories('people_supported', 'relationship')]);
  const groups = [
    ...codesOf(relationships).map(relationshipGroupOf),
    ...codesOf(unknownReasons).map(unknownGroupOf),
  ];
  expect(groups.filter((group) => !published.has(group))).toEqual([]);
});

it('every state of a referral and every outcome of a breach has its line', () => {
  const fates = codesOf(referralStates).map(
    (state) => `referral_${state === 'received' ? 'undecided' : state}`,
  );
  expect(categories('referrals_and_cases', 'stage')).toEqual(expect.arrayContaining(fates));
  expect(categories('breaches', 'outcome').sort()).toEqual(codesOf(outcomeGroups).sort());
});

it.each(families.map(({ name, dimensions }) => [name, dimensions.map((each) => each.name)] as const))(
  'the view of %s has its dimensions, area first, and no column that could name anybody',
  async (name, dimensions) => {
    const { rows } = await database.owner.query<{ column: string }>(
      `SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position`,
      [`counted_${name}`],
    );
    expect(rows.map(({ column }) => column)).toEqual([
      ...dimensions,
      'happened_on',
      'countable_at',
      'settled_at',
    ]);
  },
);
