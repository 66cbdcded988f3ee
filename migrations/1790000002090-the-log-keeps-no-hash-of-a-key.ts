import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a service key the log says what was changed, not to what: its secret's hash went into every export, to whoever reads those. */
export class TheLogKeepsNoHashOfAKey1790000002090 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER audit ON service_key; CALL audit.watch('service_key', 'names', 'id')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER audit ON service_key; CALL audit.watch('service_key', 'values', 'id')`);
  }
}
