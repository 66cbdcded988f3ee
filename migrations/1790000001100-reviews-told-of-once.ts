import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job that runs twice can tell what it did the first time, also where it found the review due as soon already. */
export class ReviewsToldOfOnce1790000001100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY event_of_worker ON event
        USING (did IN ('review.brought_forward', 'review.due_already') AND organisation_id = my_organisation());
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY event_of_worker ON event
        USING (did = 'review.brought_forward' AND organisation_id = my_organisation());
    `);
  }
}
