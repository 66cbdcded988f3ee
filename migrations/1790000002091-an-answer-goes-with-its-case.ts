import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sending a change again told somebody of a case that had been sealed, or kept from them, since: its answer is kept with its case. */
export class AnAnswerGoesWithItsCase1790000002091 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE kept_answer ADD COLUMN case_id uuid REFERENCES case_file;
      COMMENT ON COLUMN kept_answer.case_id IS 'The case the change was made in; the answer is given again to whoever may still see it';
      CREATE INDEX kept_answer_of_case ON kept_answer (case_id) WHERE case_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE kept_answer DROP COLUMN case_id');
  }
}
