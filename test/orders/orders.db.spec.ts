import { codesOf } from '../../src/kernel/codelist.js';
import { outcomeGroupOf } from '../../src/orders/breach-outcome.rules.js';
import { breachOutcomes, crimeRecordings } from '../../src/orders/breach.codes.js';
import { earliestExpiry } from '../../src/orders/order.rules.js';
import { yesNo } from '../../src/orders/order.codes.js';
import type { Person } from '../../src/kernel/actor.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenABreach, givenAnOrder, givenATerm } from '../support/given-orders.js';
import { day } from './facts.js';

let database: TestDatabase;
let advocate: Person;
let caseId: string;
let orderId: string;
let termId: string;

beforeAll(async () => {
  database = await testDatabase();
  const given = new Given(database.owner);
  const organisation = await given.organisation();
  const team = await given.team(organisation);
  advocate = await given.staff('advocate', organisation, { teams: [team] });
  ({ caseId } = await givenACase(database.owner, { team, advocate }));
  orderId = await givenAnOrder(database.owner, { caseId, by: advocate });
  termId = await givenATerm(database.owner, orderId);
});
afterAll(() => database.drop());

/** The constraint that some SQL breaks, or null; nothing is kept. */
async function constraintBrokenBy(sql: string, values: unknown[] = []): Promise<string | null> {
  await database.owner.query('BEGIN');
  try {
    await database.owner.query(sql, values);
    await database.owner.query('SET CONSTRAINTS ALL IMMEDIATE');
    return null;
  } catch (error) {
    return (error as { constraint?: string; code: string }).constraint ?? (error as { code: string }).code;
  } finally {
    await database.owner.query('ROLLBACK');
  }
}

const breachInto = `INSERT INTO breach (case_id, order_id, state, occurred_on, of_notification, knowledge_to_be_proved,
  reported_to_police, reported_on, named_at) VALUES ($1, $2, $3, $4, $5, false, 'yes', $4, $6)`;
const breachOf = (state: string, ofNotification: boolean, namedAt: string | null) =>
  constraintBrokenBy(breachInto, [caseId, orderId, state, '2026-03-01', ofNotification, namedAt]);

describe('the database refuses a breach', () => {
  it('that is known and names neither a condition nor the notification requirement', async () => {
    expect(await breachOf('known', false, '2026-03-01T10:00:00Z')).toBe('known_breach_names_a_term');
    expect(await breachOf('known', true, '2026-03-01T10:00:00Z')).toBeNull();
    expect(await breachOf('possible', false, null)).toBeNull();
  });

  it('that names the condition of another order, or one not in force that day', async () => {
    const other = await givenAnOrder(database.owner, { caseId, by: advocate });
    const breachId = await givenABreach(database.owner, { orderId, state: 'possible' });
    const name = (term: string) =>
      constraintBrokenBy('INSERT INTO breach_term VALUES ($1, $2)', [breachId, term]);
    expect(await name(await givenATerm(database.owner, other))).toBe('breach_names_a_term_in_force');
    expect(await name(await givenATerm(database.owner, orderId, { number: 9, fromOn: '2026-02-21' }))).toBe(
      'breach_names_a_term_in_force',
    );
    expect(await name(termId)).toBeNull();
  });

  it.each([
    [`outcome = 'arrested'`, 'breach_outcome_has_a_day'],
    [
      `reported_to_police = 'no', reported_on = NULL, not_reported_reason = 'fear', outcome = 'arrested', outcome_on = occurred_on`,
      'police_outcome_needs_a_report',
    ],
    [`court_result = 'convicted', court_result_on = occurred_on`, 'court_result_needs_a_charge'],
    [
      `outcome = 'charged_or_summonsed', outcome_on = occurred_on, court_result = 'convicted'`,
      'court_result_has_a_day',
    ],
    [`reported_on = occurred_on - 1`, 'breach_comes_before_its_report'],
    [`recorded_as_crime = 'yes', recorded_on = reported_on - 1`, 'report_comes_before_the_crime_record'],
  ])('where %s', async (change, constraint) => {
    const breachId = await givenABreach(database.owner, { orderId, termId });
    expect(await constraintBrokenBy(`UPDATE breach SET ${change} WHERE id = $1`, [breachId])).toBe(
      constraint,
    );
  });

  it('told in a case that is not its order’s', async () => {
    const { rows } = await database.owner.query<{ team_id: string }>(
      'SELECT team_id FROM case_file WHERE id = $1',
      [caseId],
    );
    const other = await givenACase(database.owner, { team: rows[0]?.team_id ?? '', advocate });
    const wrong = await constraintBrokenBy(breachInto, [
      other.caseId,
      orderId,
      'possible',
      '2026-03-01',
      false,
      null,
    ]);
    expect(wrong).toBe('breach_is_in_the_case_of_its_order');
  });
});

describe('the database refuses an order', () => {
  it.each([
    [`state = 'interim'`, 'order_state_agrees_with_its_days'],
    [`refused_on = made_on`, 'application_is_determined_once'],
    [
      `interim_made_on = made_on + 1, interim_expires_on = made_on + 9`,
      'application_is_determined_after_it_is_made',
    ],
    [
      `interim_made_on = made_on - 2, interim_expires_on = made_on - 3`,
      'interim_order_ends_after_it_is_made',
    ],
    [`interim_served_on = made_on`, 'only_an_order_made_is_served'],
    [`state = 'ended', ended_on = expires_on + 1, ending = 'expired'`, 'order_ends_while_it_runs'],
    [`applied_on = '2020-01-19'`, 'spo_is_not_before_its_act'],
    [`served_on = NULL`, 'notification_needs_service'],
    [`notification_due_on = NULL, notified_on = served_on`, 'notification_needs_service'],
  ])('where %s', async (change, constraint) => {
    expect(await constraintBrokenBy(`UPDATE protection_order SET ${change} WHERE id = $1`, [orderId])).toBe(
      constraint,
    );
  });

  it.each(['2026-03-10', '2028-02-29', '2026-03-01', '2028-02-28', '2026-12-31'])(
    'made on %s that ends before the rule says it may',
    async (madeOn) => {
      const to = (shortOf: number) =>
        constraintBrokenBy(
          'UPDATE protection_order SET made_on = $2, served_on = $2, notification_due_on = NULL, expires_on = $3::date - $4::int WHERE id = $1',
          [orderId, madeOn, earliestExpiry(day(madeOn)), shortOf],
        );
      expect([await to(0), await to(1)]).toEqual([null, 'spo_lasts_two_years']);
    },
  );
});

it('the database puts every breach on the line that the rule puts it on', async () => {
  const combinations = codesOf(yesNo).flatMap((reportedToPolice) =>
    [null, ...codesOf(crimeRecordings)].flatMap((recordedAsCrime) =>
      [null, ...codesOf(breachOutcomes)].map((outcome) => ({ reportedToPolice, recordedAsCrime, outcome })),
    ),
  );
  const { rows } = await database.owner.query<{ line: string }>(
    `SELECT breach_outcome_group(c ->> 'reportedToPolice', c ->> 'recordedAsCrime', c ->> 'outcome') AS line
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS each(c, place) ORDER BY place`,
    [JSON.stringify(combinations)],
  );
  expect(combinations.length).toBe(2 * 4 * 31);
  expect(rows.map(({ line }) => line)).toEqual(combinations.map(outcomeGroupOf));
});

it.each([
  ['UPDATE order_step SET on_day = on_day', 'the steps of an order'],
  ['DELETE FROM order_step', 'the steps of an order'],
  ['UPDATE order_term SET from_on = from_on', 'the days of a condition but its last'],
  ['UPDATE order_term_wording SET wording = wording', 'the words of a condition'],
  ['DELETE FROM breach', 'that there was a breach'],
  ['DELETE FROM breach_term', 'what a breach broke'],
])('no caseworker can take back by SQL (%s) %s', async (sql) => {
  expect(await constraintBrokenBy(`SET LOCAL ROLE casework_supervisor; ${sql}`)).toBe('42501');
});
