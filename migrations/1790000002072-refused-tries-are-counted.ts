import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefusedTriesAreCounted1790000002072 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE sign_in_attempt ADD COLUMN refused integer NOT NULL DEFAULT 0;
      COMMENT ON COLUMN sign_in_attempt.refused IS 'Tries refused while it waits: the log is told of the first, the tenth, the hundredth, and a flood does not fill it';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sign_in_attempt DROP COLUMN refused');
  }
}
