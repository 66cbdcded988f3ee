import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The job that records a batch writes referrals as a referrer's key does: it sees a row only in the very transaction that wrote
 * it, and of everybody already on record nothing.
 */
export class ABatchWritesAsAKeyDoes1790000002147 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(writing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY consent_of_a_batch ON consent; DROP POLICY referral_of_a_batch ON referral;
      ${sharedWith('casework_referrals_key, casework_intake')}
      REVOKE ALL ON client, client_identity, perpetrator, perpetrator_identity, contact_method, contact_method_identity, consent, referral,
        referral_cyber_type, referral_narrative, identity_token, event, conflict_token FROM casework_importer;
      REVOKE INSERT (id, opens, organisation_id, wrapped, key_version) ON data_key FROM casework_importer;
    `);
  }
}

/** What a referrer's key may, by the same policies: but what it writes was recorded by whoever began the batch. */
const shared = {
  client: ['client_being_sent', 'client_is_sent'],
  perpetrator: ['perpetrator_being_sent', 'perpetrator_is_sent'],
  contact_method: ['contact_method_being_sent', 'contact_method_is_sent'],
  referral: ['referral_being_sent'],
  client_identity: ['client_identity_is_sent'],
  perpetrator_identity: ['perpetrator_identity_is_sent'],
  contact_method_identity: ['contact_method_identity_is_sent'],
  referral_cyber_type: ['referral_cyber_type_is_sent'],
  referral_narrative: ['referral_narrative_is_sent'],
  data_key: ['key_being_sent', 'key_is_sent'],
  identity_token: ['token_is_sent'],
  conflict_token: ['token_of_people_being_sent'],
  event: ['event_of_sending'],
} as const;

function sharedWith(roles: string): string {
  return Object.entries(shared)
    .flatMap(([table, policies]) =>
      policies.map((policy) => `ALTER POLICY ${policy} ON ${table} TO ${roles};`),
    )
    .join('\n  ');
}

const insertAll = (table: string) => `
  DO $$ BEGIN
    EXECUTE format('GRANT INSERT (%s) ON ${table} TO casework_importer', (SELECT string_agg(quote_ident(attname), ', ')
      FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('sent_with', 'by_form')));
  END $$;`;

const writing = `
  ${sharedWith('casework_referrals_key, casework_intake, casework_importer')}
  GRANT SELECT (id) ON client, perpetrator, contact_method, referral TO casework_importer;
  GRANT SELECT (team_id) ON client, perpetrator TO casework_importer;
  GRANT INSERT ON client, client_identity, perpetrator, perpetrator_identity, contact_method, contact_method_identity,
    referral_cyber_type, referral_narrative, identity_token TO casework_importer;
  GRANT INSERT (did, record_id, case_id) ON event TO casework_importer;
  GRANT INSERT (id, opens, organisation_id, wrapped, key_version) ON data_key TO casework_importer;
  GRANT INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token TO casework_importer;
  ${insertAll('referral')} ${insertAll('consent')}
  CREATE POLICY referral_of_a_batch ON referral FOR INSERT TO casework_importer
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND team_id = (SELECT my_keys_team()) AND state = 'received'
      AND recorded_by = (SELECT my_user()) AND duplicate_of IS NULL AND case_id IS NULL
      AND EXISTS (SELECT FROM client p WHERE p.id = client_id)
      AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
  CREATE POLICY consent_of_a_batch ON consent FOR INSERT TO casework_importer
    WITH CHECK (recorded_by = (SELECT my_user()) AND EXISTS (SELECT FROM client p WHERE p.id = client_id));
`;
