import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be counted, seen without names; and what was counted, frozen. */
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
    await db.query(frozen);
    await db.query(readers);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY counter_reads_contracts ON contract;
      DROP TABLE held_over, frozen_cell, snapshot;
      DROP FUNCTION frozen_stays_as_it_is();
    `);
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
    await db.query(`DROP FUNCTION relationship_group(text); DROP FUNCTION unknown_group(text);`);
  }
}

// Written out like every code in a migration; test/returns compares both with the lists in src/codes.
const rollUps = `
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

const frozen = `
  CREATE TABLE snapshot (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    service_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    quarter text NOT NULL CONSTRAINT snapshot_is_of_a_quarter CHECK (quarter ~ '^\\d{4}-Q[1-4]$'),
    cut_off_at timestamptz NOT NULL,
    frozen_at timestamptz NOT NULL,
    policy_version text NOT NULL,
    hash text NOT NULL CONSTRAINT snapshot_hash_is_sha_256 CHECK (hash ~ '^[0-9a-f]{64}$'),
    attacked_counts integer NOT NULL,
    attack_findings integer NOT NULL CONSTRAINT snapshot_withstood_the_attack CHECK (attack_findings = 0),
    CONSTRAINT quarter_is_frozen_once UNIQUE (service_id, quarter)
  );
  COMMENT ON TABLE snapshot IS 'A quarter of a service, counted and rounded once. Never changed: what was entered late is counted with the next';
  COMMENT ON COLUMN snapshot.cut_off_at IS 'The midnight in London that ends the cut-off day: what was entered before it is counted';
  COMMENT ON COLUMN snapshot.hash IS 'SHA-256 over what is printed; the true counts are not in it, or they could be found by trying';
  COMMENT ON COLUMN snapshot.attacked_counts IS 'How many printed counts of this and earlier quarters the attacker read before this was frozen';

  CREATE TABLE frozen_cell (
    snapshot_id uuid NOT NULL REFERENCES snapshot,
    family text NOT NULL,
    quarter text NOT NULL CONSTRAINT cell_is_of_a_quarter CHECK (quarter ~ '^\\d{4}-Q[1-4]$'),
    cell text[] NOT NULL,
    exact integer NOT NULL CONSTRAINT frozen_cell_counts_something CHECK (exact > 0),
    rounded integer NOT NULL CONSTRAINT frozen_cell_is_rounded CHECK (rounded >= 0 AND rounded % 5 = 0 AND abs(rounded - exact) < 5),
    PRIMARY KEY (snapshot_id, family, quarter, cell)
  );
  COMMENT ON TABLE frozen_cell IS 'One count of a snapshot. Without an audit trigger: it is its own record, and the trigger would write the true count elsewhere';
  COMMENT ON COLUMN frozen_cell.quarter IS 'The quarter it happened in; earlier than the snapshot''s where it was entered late';
  COMMENT ON COLUMN frozen_cell.cell IS 'One code for each dimension of the family, the police area first';
  COMMENT ON COLUMN frozen_cell.exact IS 'The true count, readable by the counter alone';

  CREATE TABLE held_over (
    snapshot_id uuid NOT NULL REFERENCES snapshot,
    family text NOT NULL,
    area text NOT NULL,
    PRIMARY KEY (snapshot_id, family, area)
  );
  COMMENT ON TABLE held_over IS 'A family left out of a snapshot in one area: its records are counted with the next';

  CREATE FUNCTION frozen_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what is frozen stays as it is' USING ERRCODE = 'restrict_violation'; END $$;
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['snapshot', 'frozen_cell', 'held_over'] LOOP
      EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen_stays_as_it_is()', t);
      CALL close_to_all(t::regclass);
      EXECUTE format('GRANT SELECT, INSERT ON %I TO casework_counter', t);
    END LOOP;
  END $$;
  CALL audit.watch('snapshot', 'values', 'id'); CALL audit.watch('held_over', 'values', 'snapshot_id', 'family', 'area');
`;

// A count rounded to 0 is not even a row to whoever reads: a row would say that there was something.
const readers = `
  CREATE POLICY snapshot_of_own_service ON snapshot TO casework_counter
    USING (service_id = my_organisation()) WITH CHECK (service_id = my_organisation());
  CREATE POLICY cell_of_own_service ON frozen_cell TO casework_counter
    USING (snapshot_id IN (SELECT id FROM snapshot)) WITH CHECK (snapshot_id IN (SELECT id FROM snapshot));
  CREATE POLICY held_over_of_own_service ON held_over TO casework_counter
    USING (snapshot_id IN (SELECT id FROM snapshot)) WITH CHECK (snapshot_id IN (SELECT id FROM snapshot));
  -- Which services there are to count for, and when each quarter is cut off.
  CREATE POLICY counter_reads_contracts ON contract FOR SELECT TO casework_counter USING (true);

  GRANT SELECT ON snapshot, held_over TO casework_commissioner, casework_foi_officer;
  GRANT SELECT (snapshot_id, family, quarter, cell, rounded) ON frozen_cell TO casework_commissioner, casework_foi_officer;
  CREATE POLICY snapshot_of_funded_service ON snapshot FOR SELECT TO casework_commissioner, casework_foi_officer
    USING (service_id IN (SELECT c.service_id FROM contract c WHERE c.commissioner_id = my_organisation()));
  CREATE POLICY cell_of_funded_area ON frozen_cell FOR SELECT TO casework_commissioner, casework_foi_officer
    USING (rounded > 0 AND (snapshot_id, cell[1]) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
  CREATE POLICY held_over_in_funded_area ON held_over FOR SELECT TO casework_commissioner, casework_foi_officer
    USING ((snapshot_id, area) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
`;
