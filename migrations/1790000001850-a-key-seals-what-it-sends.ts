import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A referrer's key seals what it sends. It makes the keys and the tokens of whom it writes, and sees them only within the very
 * transaction that wrote the person: to any other, the person is not there.
 */
export class AKeySealsWhatItSends1790000001850 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT (team_id) ON client, perpetrator TO casework_referrals_key;
      GRANT SELECT (id, wrapped), INSERT (id, opens, organisation_id, wrapped, key_version) ON data_key TO casework_referrals_key;
      GRANT INSERT ON identity_token TO casework_referrals_key;
      CREATE POLICY key_being_sent ON data_key FOR SELECT TO casework_referrals_key USING (${ofWhoIsSent});
      CREATE POLICY key_is_sent ON data_key FOR INSERT TO casework_referrals_key
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND wrapped IS NOT NULL AND (${ofWhoIsSent}));
      CREATE POLICY token_is_sent ON identity_token FOR INSERT TO casework_referrals_key
        WITH CHECK (team_id = (SELECT my_keys_team())
          AND (client_id IS NULL OR EXISTS (SELECT FROM client p WHERE p.id = client_id))
          AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY token_is_sent ON identity_token; DROP POLICY key_is_sent ON data_key; DROP POLICY key_being_sent ON data_key;
      REVOKE ALL ON identity_token, data_key FROM casework_referrals_key;
      REVOKE SELECT (team_id) ON client, perpetrator FROM casework_referrals_key;
    `);
  }
}

const ofWhoIsSent = `opens = 'client' AND EXISTS (SELECT FROM client p WHERE p.id = data_key.id)
  OR opens = 'perpetrator' AND EXISTS (SELECT FROM perpetrator p WHERE p.id = data_key.id)`;
