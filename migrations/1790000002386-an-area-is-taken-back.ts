import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The team of an area could be changed and never taken back, so that forms went on to whoever had it before. */
export class AnAreaIsTakenBack1790000002386 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('GRANT DELETE ON intake_area TO casework_admin');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('REVOKE DELETE ON intake_area FROM casework_admin');
  }
}
