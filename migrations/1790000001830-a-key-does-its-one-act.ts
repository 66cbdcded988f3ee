import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A commissioner's key reads printed figures; a referrer's writes a referral and reads nothing but what it is writing. */
export class AKeyDoesItsOneAct1790000001830 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(aggregates);
    await db.query(sent);
    await db.query(sending);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const figures = [
  'snapshot_of_funded_service ON snapshot',
  'cell_of_funded_area ON frozen_cell',
  'held_over_in_funded_area ON held_over',
];
const readers = 'casework_commissioner, casework_foi_officer';

const aggregates = `
  GRANT SELECT (id, name) ON organisation TO casework_aggregates_key;
  GRANT SELECT (id, commissioner_id, service_id, starts_on, ends_on, cut_off_days, return_due_days) ON contract TO casework_aggregates_key;
  GRANT SELECT ON contract_area, snapshot, held_over TO casework_aggregates_key;
  GRANT SELECT (snapshot_id, family, quarter, cell, rounded) ON frozen_cell TO casework_aggregates_key;
  ${figures.map((policy) => `ALTER POLICY ${policy} TO ${readers}, casework_aggregates_key;`).join(' ')}
`;

/** Said by a person, or sent with a key: which of the two is never the statement's to say. */
const sent = `
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['referral', 'consent'] LOOP
      EXECUTE format('ALTER TABLE %I ALTER COLUMN recorded_by DROP NOT NULL', t);
      EXECUTE format('REVOKE INSERT ON %I FROM casework_advocate, casework_supervisor', t);
      EXECUTE format('GRANT INSERT (%s) ON %I TO casework_advocate, casework_supervisor, casework_referrals_key',
        (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = t::regclass AND attnum > 0 AND NOT attisdropped), t);
      EXECUTE format('ALTER TABLE %I ADD COLUMN sent_with uuid DEFAULT my_key() REFERENCES service_key', t);
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT said_by_a_person_or_sent_with_a_key CHECK (num_nonnulls(recorded_by, sent_with) = 1)', t);
      EXECUTE format('COMMENT ON COLUMN %I.sent_with IS %L', t, 'The key it was sent with, where nobody here recorded it');
    END LOOP;
  END $$;
`;

/** A row is a key's to refer to only within the very transaction that wrote it: to any other it has no rows at all. */
const parents = ['client', 'perpetrator', 'contact_method', 'referral'] as const;
const parts = {
  client_identity: 'EXISTS (SELECT FROM client p WHERE p.id = client_id)',
  perpetrator_identity: 'EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)',
  contact_method: 'EXISTS (SELECT FROM client p WHERE p.id = client_id) AND verified_on IS NULL',
  contact_method_identity: 'EXISTS (SELECT FROM contact_method p WHERE p.id = contact_method_id)',
  consent: 'recorded_by IS NULL AND EXISTS (SELECT FROM client p WHERE p.id = client_id)',
  referral_cyber_type: 'EXISTS (SELECT FROM referral p WHERE p.id = referral_id)',
  referral_narrative: 'EXISTS (SELECT FROM referral p WHERE p.id = referral_id)',
} as const;
const inOwnTeam = 'organisation_id = (SELECT my_organisation()) AND team_id = (SELECT my_keys_team())';

const sending = `
  ${parents
    .map(
      (table) => `GRANT SELECT (id) ON ${table} TO casework_referrals_key;
  CREATE POLICY ${table}_being_sent ON ${table} FOR SELECT TO casework_referrals_key USING (xmin = (SELECT pg_current_xact_id_if_assigned()::xid));`,
    )
    .join('\n  ')}
  GRANT INSERT ON client, client_identity, perpetrator, perpetrator_identity, contact_method, contact_method_identity,
    referral_cyber_type, referral_narrative TO casework_referrals_key;
  GRANT INSERT (did, record_id, case_id) ON event TO casework_referrals_key;
  CREATE POLICY client_is_sent ON client FOR INSERT TO casework_referrals_key WITH CHECK (${inOwnTeam});
  CREATE POLICY perpetrator_is_sent ON perpetrator FOR INSERT TO casework_referrals_key WITH CHECK (${inOwnTeam});
  CREATE POLICY referral_is_sent ON referral FOR INSERT TO casework_referrals_key
    WITH CHECK (${inOwnTeam} AND state = 'received' AND recorded_by IS NULL AND duplicate_of IS NULL AND case_id IS NULL
      AND EXISTS (SELECT FROM client p WHERE p.id = client_id)
      AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
  ${Object.entries(parts)
    .map(
      ([table, check]) =>
        `CREATE POLICY ${table}_is_sent ON ${table} FOR INSERT TO casework_referrals_key WITH CHECK (${check});`,
    )
    .join('\n  ')}
  CREATE POLICY event_of_sending ON event FOR INSERT TO casework_referrals_key
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did IN ('client.recorded', 'referral.received'));
`;

const undo = `
  DROP POLICY event_of_sending ON event;
  ${[...Object.keys(parts), 'client', 'perpetrator', 'referral'].map((table) => `DROP POLICY ${table}_is_sent ON ${table};`).join(' ')}
  ${parents.map((table) => `DROP POLICY ${table}_being_sent ON ${table};`).join(' ')}
  REVOKE ALL ON client, client_identity, perpetrator, perpetrator_identity, contact_method, contact_method_identity, consent, referral,
    referral_cyber_type, referral_narrative, event FROM casework_referrals_key;
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['referral', 'consent'] LOOP
      EXECUTE format('ALTER TABLE %I DROP COLUMN sent_with', t);
      EXECUTE format('ALTER TABLE %I ALTER COLUMN recorded_by SET NOT NULL', t);
      EXECUTE format('REVOKE INSERT ON %I FROM casework_advocate, casework_supervisor', t);
      EXECUTE format('GRANT INSERT ON %I TO casework_advocate, casework_supervisor', t);
    END LOOP;
  END $$;
  ${figures.map((policy) => `ALTER POLICY ${policy} TO ${readers};`).join(' ')}
  REVOKE ALL ON organisation, contract, contract_area, snapshot, held_over, frozen_cell FROM casework_aggregates_key;
`;
