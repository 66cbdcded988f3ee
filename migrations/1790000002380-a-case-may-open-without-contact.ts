import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case may be opened of somebody who does not want to be contacted, where whoever accepts the referral answers for it by a basis. */
export class ACaseMayOpenWithoutContact1790000002380 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE referral ADD COLUMN without_contact text
        CONSTRAINT without_contact_on_a_basis CHECK (without_contact IN ('serious_harm', 'safeguarding', 'legal_duty'));
      ALTER TABLE referral ADD CONSTRAINT without_contact_opens_a_case CHECK (without_contact IS NULL OR case_id IS NOT NULL);
      COMMENT ON COLUMN referral.without_contact IS 'On what basis a case was opened of somebody who had said that we are not to contact them';
      GRANT UPDATE (without_contact) ON referral TO casework_supervisor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE referral DROP COLUMN without_contact');
  }
}
