import type { Person } from '../../src/kernel/actor.js';
import { dataSource } from '../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { testSecrets } from '../support/becoming.js';
import { testSeals } from '../support/sealing.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { givenACase, givenAReferral } from '../support/given-cases.js';
import { givenABreach, givenAnOrder, givenATerm } from '../support/given-orders.js';
import { givenAnAssessment } from '../support/given-risk.js';
import { Given } from '../support/given.js';

/** What plain SQL of a caseworker meets where a policy cannot look. */
let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof dataSource>['initialize']>>;
let db: UnitOfWork;
let advocate: Person;
let colleague: Person;
let outsider: Person;
let caseId: string;
let referralId: string;
let earlierReferralId: string;
let otherCaseId: string;
let otherReferralId: string;

beforeAll(async () => {
  database = await testDatabase();
  source = await dataSource(database.appUrl, [], 2).initialize();
  db = new UnitOfWork(source, testSecrets, testSeals);
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  const [team, otherTeam] = [await given.team(organisation), await given.team(organisation, 'Other team')];
  advocate = await given.staff('advocate', organisation, { teams: [team] });
  colleague = await given.staff('advocate', organisation, { teams: [team] });
  outsider = await given.staff('advocate', organisation, { teams: [otherTeam] });
  ({ caseId, referralId: earlierReferralId } = await givenACase(database.owner, { team, advocate }));
  ({ referralId } = await givenAReferral(database.owner, { team, by: advocate }));
  const others = { team: otherTeam, advocate: outsider };
  ({ caseId: otherCaseId, referralId: otherReferralId } = await givenACase(database.owner, others));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const sql = (statement: string, ...values: unknown[]) =>
  db.run(advocate, (tx) => tx.query(statement, values));

it('a case is given to somebody of its team', async () => {
  const give = ({ userId }: Person) =>
    sql('UPDATE case_file SET advocate_id = $2 WHERE id = $1', caseId, userId);
  await expect(give(outsider)).rejects.toThrow('somebody of its team');
  await give(colleague);
});

it('a referral repeats one that can be seen', async () => {
  const repeat = (first: string) =>
    sql(
      `UPDATE referral SET state = 'duplicate', decision = 'duplicate', decided_at = now(), decided_by = my_user(), duplicate_of = $2
       WHERE id = $1`,
      referralId,
      first,
    );
  await expect(repeat(otherReferralId)).rejects.toThrow('can be seen');
  await repeat(earlierReferralId);
});

it('an assessment corrects one of its own case', async () => {
  const theirs = await givenAnAssessment(database.owner, { caseId: otherCaseId, author: outsider });
  const own = await givenAnAssessment(database.owner, { caseId, author: advocate });
  const correct = (corrected: string) =>
    sql(
      `INSERT INTO assessment (case_id, instrument_id, mode, answers, corrects_id)
       SELECT $1, instrument.id, 'phone', '{}', $2 FROM instrument`,
      caseId,
      corrected,
    );
  await expect(correct(theirs)).rejects.toThrow('of its own case');
  await correct(own);
});

describe('a condition that a breach of 20 February names', () => {
  let orderId: string;
  let termId: string;
  const end = (on: string) => sql('UPDATE order_term SET to_on = $2 WHERE id = $1', termId, on);
  beforeEach(async () => {
    orderId = await givenAnOrder(database.owner, { caseId, by: advocate });
    termId = await givenATerm(database.owner, orderId);
  });

  it('ends no earlier than that day', async () => {
    await givenABreach(database.owner, { orderId, termId });
    await expect(end('2026-02-19')).rejects.toThrow('before a breach that names it');
    await end('2026-02-20');
  });

  it('ends as early as anybody likes where it was found to be none', async () => {
    await givenABreach(database.owner, { orderId, termId, state: 'not_a_breach' });
    await end('2026-02-12');
  });
});
