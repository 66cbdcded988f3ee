import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under row security an index that leads with a day is a trap: whoever sees little of it walks through all of it. */
export class ReviewsFoundByTeam1790000001330 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX case_review_due;
      CREATE INDEX case_review_due ON case_file (team_id, review_due_on) WHERE closed_on IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX case_review_due;
      CREATE INDEX case_review_due ON case_file (review_due_on) WHERE closed_on IS NULL;
    `);
  }
}
