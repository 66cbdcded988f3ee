import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WhatAKeyDoesIsLogged1790000001840 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT USAGE ON SCHEMA audit TO casework_aggregates_key, casework_referrals_key;
      GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry
        TO casework_aggregates_key, casework_referrals_key;
      CREATE POLICY entry_of_key ON audit.entry FOR INSERT TO casework_aggregates_key, casework_referrals_key
        WITH CHECK (actor_id IS NULL AND case_id IS NULL AND organisation_id = (SELECT my_organisation())
          AND subject_kind = 'service_key' AND subject_id = (SELECT my_key()) AND act NOT LIKE ALL (ARRAY['row.%', 'session.%', 'credential.%']));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY entry_of_key ON audit.entry;
      REVOKE ALL ON audit.entry FROM casework_aggregates_key, casework_referrals_key;
      REVOKE USAGE ON SCHEMA audit FROM casework_aggregates_key, casework_referrals_key;
    `);
  }
}
