import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be counted, seen without names. */
export class Counting1790000000900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(rollUps);
    for (const { table, columns } of coded) {
      await db.query(`
        GRANT SELECT (${columns}) ON ${table} TO casework_definer;
        CREATE POLICY counting_sees_codes ON ${table} FOR SELECT TO casework_definer USING (true);
      `);
    }
    await db.query(views);
    for (const { name, on } of indexes) await db.query(`CREATE INDEX ${name} ON ${on}`);
    // Which services there are to count for, and when each quarter is cut off.
    await db.query(
      `CREATE POLICY counter_reads_contracts ON contract FOR SELECT TO casework_counter USING (true)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP POLICY counter_reads_contracts ON contract`);
    for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
    await db.query(
      `DROP VIEW counted_referrals_and_cases, counted_people_supported, counted_orders, counted_breaches`,
    );
    for (const { table, columns } of coded) {
      await db.query(`
        DROP POLICY counting_sees_codes ON ${table};
        REVOKE SELECT (${columns}) ON ${table} FROM casework_definer;
      `);
    }
    await db.query(`
      DROP FUNCTION relationship_group(text); DROP FUNCTION unknown_group(text);
      ALTER FUNCTION my_organisation() PARALLEL UNSAFE; ALTER FUNCTION breach_outcome_group(text, text, text) PARALLEL UNSAFE;
    `);
  }
}

// Written out like every code in a migration; test/returns compares both with the lists in src/codes.
const rollUps = `
  -- So that counting may use more than one processor: none of these reads anything but its arguments and the settings.
  ALTER FUNCTION my_organisation() PARALLEL SAFE;
  ALTER FUNCTION breach_outcome_group(text, text, text) PARALLEL SAFE;

  CREATE FUNCTION relationship_group(relationship text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT CASE
      WHEN relationship IN ('ex_intimate', 'current_intimate', 'dated_briefly') THEN 'intimate'
      WHEN relationship = 'family' THEN 'family'
      WHEN relationship IN ('ex_friend', 'friend', 'acquaintance', 'online_only', 'partner_of_ex_or_ex_of_partner', 'group_or_proxy', 'other')
        THEN 'acquaintance'
      WHEN relationship IN ('colleague', 'ex_colleague', 'client_or_customer', 'professional_contact') THEN 'work'
      WHEN relationship = 'neighbour' THEN 'neighbour'
      WHEN relationship IN ('stranger', 'public_figure_fan') THEN 'stranger'
    END $$;
  CREATE FUNCTION unknown_group(reason text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT CASE
      WHEN reason = 'not_asked' THEN 'unknown_not_asked'
      WHEN reason IN ('asked_declined', 'client_does_not_know', 'conflicting_sources') THEN 'unknown_not_answered'
      WHEN reason IN ('not_safe_to_ask', 'referrer_did_not_supply', 'no_contact_made', 'anonymous_contact', 'not_applicable',
        'legacy_import', 'perpetrator_unidentified') THEN 'unknown_not_obtainable'
    END $$;
`;

/** The columns the views may see, and so the most that counting could ever tell: codes, days and keys. */
const coded = [
  { table: 'referral', columns: 'organisation_id, police_area, state, received_at, recorded_at, decided_at' },
  {
    table: 'case_file',
    columns: `id, organisation_id, police_area, relationship, relationship_unknown_reason, cyber_element, cyber_unknown_reason,
      opened_on, opened_at, closed_on, closed_at`,
  },
  { table: 'client', columns: 'id, sex, sex_unknown_reason' },
  { table: 'first_support', columns: 'client_id, case_id, organisation_id, supported_on, recorded_at' },
  { table: 'protection_order', columns: 'id, case_id, measure' },
  { table: 'order_step', columns: 'order_id, act, on_day, recorded_at' },
  {
    table: 'breach',
    columns:
      'case_id, order_id, state, occurred_on, named_at, reported_to_police, recorded_as_crime, outcome',
  },
];

/**
 * From when a thing can be counted: once it has happened and has been entered, whichever is later. The day begins here at
 * midnight by UTC, which Postgres finds three times as fast as London's. The hour between them holds no cut-off.
 */
function countable(enteredAt: string, onDay: string): string {
  return `greatest(${enteredAt}, ${onDay}::timestamp AT TIME ZONE 'UTC')`;
}

// One row for each thing that may be counted: its family's dimensions under their own names, area first; the day it
// happened; from when it can be counted; and until when its last dimension stood undecided, where that can be.
// The organisation is a subquery so that it is looked up once and not for each of millions of rows.
const views = `
  CREATE VIEW counted_referrals_and_cases WITH (security_barrier) AS
    SELECT police_area AS area, 'referral_' || CASE state WHEN 'received' THEN 'undecided' ELSE state END AS stage,
           (received_at AT TIME ZONE 'Europe/London')::date AS happened_on, greatest(recorded_at, received_at) AS countable_at,
           decided_at AS settled_at
      FROM referral WHERE organisation_id = (SELECT my_organisation())
    UNION ALL
    SELECT police_area, 'case_opened', opened_on, ${countable('opened_at', 'opened_on')}, NULL
      FROM case_file WHERE organisation_id = (SELECT my_organisation())
    UNION ALL
    SELECT police_area, 'case_closed', closed_on, ${countable('closed_at', 'closed_on')}, NULL
      FROM case_file WHERE organisation_id = (SELECT my_organisation()) AND closed_on IS NOT NULL;
  COMMENT ON VIEW counted_referrals_and_cases IS 'Referrals received, cases opened and cases closed, each an entry of its own';

  CREATE VIEW counted_people_supported WITH (security_barrier) AS
    SELECT c.police_area AS area, coalesce(p.sex, unknown_group(p.sex_unknown_reason)) AS sex,
           coalesce(relationship_group(c.relationship), unknown_group(c.relationship_unknown_reason)) AS relationship,
           coalesce(c.cyber_element, unknown_group(c.cyber_unknown_reason)) AS cyber,
           s.supported_on AS happened_on, ${countable('s.recorded_at', 's.supported_on')} AS countable_at, NULL::timestamptz AS settled_at
      FROM first_support s JOIN case_file c ON c.id = s.case_id JOIN client p ON p.id = s.client_id
     WHERE s.organisation_id = (SELECT my_organisation());
  COMMENT ON VIEW counted_people_supported IS 'Each person once, at their first support';

  CREATE VIEW counted_orders WITH (security_barrier) AS
    SELECT c.police_area AS area,
           CASE t.act WHEN 'apply' THEN 'applied' WHEN 'make_interim' THEN 'interim_made' WHEN 'make_full' THEN 'full_made'
             WHEN 'refuse' THEN 'refused' WHEN 'withdraw' THEN 'withdrawn' END AS stage,
           t.on_day AS happened_on, ${countable('t.recorded_at', 't.on_day')} AS countable_at, NULL::timestamptz AS settled_at
      FROM order_step t JOIN protection_order o ON o.id = t.order_id JOIN case_file c ON c.id = o.case_id
     WHERE c.organisation_id = (SELECT my_organisation()) AND o.measure = 'spo'
       AND t.act IN ('apply', 'make_interim', 'make_full', 'refuse', 'withdraw');
  COMMENT ON VIEW counted_orders IS 'The steps of applications for stalking protection orders that change where one stands';

  CREATE VIEW counted_breaches WITH (security_barrier) AS
    SELECT c.police_area AS area, breach_outcome_group(b.reported_to_police, b.recorded_as_crime, b.outcome) AS outcome,
           b.occurred_on AS happened_on, ${countable('b.named_at', 'b.occurred_on')} AS countable_at, NULL::timestamptz AS settled_at
      FROM breach b JOIN protection_order o ON o.id = b.order_id JOIN case_file c ON c.id = b.case_id
     WHERE c.organisation_id = (SELECT my_organisation()) AND o.measure = 'spo' AND b.state = 'known';
  COMMENT ON VIEW counted_breaches IS 'Known breaches of stalking protection orders by the furthest each got';

  DO $$ DECLARE v text; BEGIN
    FOREACH v IN ARRAY ARRAY['counted_referrals_and_cases', 'counted_people_supported', 'counted_orders', 'counted_breaches'] LOOP
      EXECUTE format('ALTER VIEW %I OWNER TO casework_definer', v);
      EXECUTE format('GRANT SELECT ON %I TO casework_counter', v);
    END LOOP;
  END $$;
`;

// A quarter is a narrow slice of years of records: each view finds its own by when it became countable.
const indexes = [
  { name: 'referral_countable', on: `referral (organisation_id, greatest(recorded_at, received_at))` },
  {
    name: 'case_opening_countable',
    on: `case_file (organisation_id, (${countable('opened_at', 'opened_on')}))`,
  },
  {
    name: 'case_closing_countable',
    on: `case_file (organisation_id, (${countable('closed_at', 'closed_on')})) WHERE closed_on IS NOT NULL`,
  },
  {
    name: 'first_support_countable',
    on: `first_support (organisation_id, (${countable('recorded_at', 'supported_on')}))`,
  },
  { name: 'order_step_countable', on: `order_step ((${countable('recorded_at', 'on_day')}))` },
  {
    name: 'breach_countable',
    on: `breach ((${countable('named_at', 'occurred_on')})) WHERE state = 'known'`,
  },
];
