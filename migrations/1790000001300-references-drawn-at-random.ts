import type { MigrationInterface, QueryRunner } from 'typeorm';

/** References of cases and referrals are drawn by the program: a number in order would tell how many asked for help. */
export class ReferencesDrawnAtRandom1790000001300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP SEQUENCE case_reference; DROP SEQUENCE referral_reference;');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE case_reference;
      CREATE SEQUENCE referral_reference;
      GRANT USAGE ON SEQUENCE case_reference, referral_reference TO casework_advocate, casework_supervisor;
    `);
  }
}
