import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case is opened in an emergency, sealed and unsealed only within five minutes of a second step: a screen left unlocked is not enough. */
export class EmergenciesAndSealsNeedAStepUp1790000002060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY stepped_up_to_insert ON seal AS RESTRICTIVE FOR INSERT TO casework_supervisor WITH CHECK ((SELECT my_step_up()));
      CREATE POLICY stepped_up_to_update ON seal AS RESTRICTIVE FOR UPDATE TO casework_supervisor
        USING ((SELECT my_step_up())) WITH CHECK ((SELECT my_step_up()));
      -- What breaks the glass writes as this role.
      CREATE POLICY stepped_up_to_insert ON broken_glass AS RESTRICTIVE FOR INSERT TO casework_definer WITH CHECK ((SELECT my_step_up()));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY stepped_up_to_insert ON seal; DROP POLICY stepped_up_to_update ON seal;
      DROP POLICY stepped_up_to_insert ON broken_glass;
    `);
  }
}
