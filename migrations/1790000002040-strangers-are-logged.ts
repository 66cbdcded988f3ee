import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A request from nobody that was refused is in the log: of no organisation, so that each one's auditors read it. It names no
 * account, and the network it came from by a keyed hash alone.
 */
export class StrangersAreLogged1790000002040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY entry_of_stranger ON audit.entry FOR INSERT TO casework_sign_in
        WITH CHECK (actor_id IS NULL AND organisation_id IS NULL AND act = 'stranger.refused' AND result = 'refused');
      CREATE POLICY entry_of_nobody ON audit.entry FOR SELECT TO casework_auditor
        USING (organisation_id IS NULL AND act = 'stranger.refused');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP POLICY entry_of_nobody ON audit.entry; DROP POLICY entry_of_stranger ON audit.entry;',
    );
  }
}
