import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom a program outside names is compared in the transaction that writes the referral: there is no moment in which it is seen
 * by a colleague in conflict. A key writes what is compared of whom it is sending, and reads nothing back.
 */
export class WhomAKeyNamesIsComparedAtOnce1790000001965 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY token_of_people_sent ON conflict_token;
      REVOKE INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token FROM casework_worker;
      GRANT INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token TO casework_referrals_key;
      CREATE POLICY token_of_people_being_sent ON conflict_token FOR INSERT TO casework_referrals_key
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND staff_id IS NULL
          AND (client_id IS NULL OR EXISTS (SELECT FROM client p WHERE p.id = client_id))
          AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY token_of_people_being_sent ON conflict_token;
      REVOKE INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token FROM casework_referrals_key;
      GRANT INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token TO casework_worker;
      CREATE POLICY token_of_people_sent ON conflict_token FOR INSERT TO casework_worker
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND staff_id IS NULL);
    `);
  }
}
