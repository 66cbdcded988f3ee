import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a case was called a repeat or not stands in a row beside its referral, and whoever left that row out gave no reason at all. */
export class APanelReferralSaysItsWords1790000002350 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE panel_referral ADD CONSTRAINT panel_referral_says_its_words FOREIGN KEY (id) REFERENCES panel_referral_narrative
        DEFERRABLE INITIALLY DEFERRED;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE panel_referral DROP CONSTRAINT panel_referral_says_its_words');
  }
}
