import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Many clients say who it is only once they trust somebody: a case that names nobody can name a perpetrator later, once. */
export class ACaseNamesItsPerpetratorLater1790000002184 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT UPDATE (perpetrator_id) ON case_file TO casework_advocate, casework_supervisor;
      CREATE FUNCTION perpetrator_is_named_once() RETURNS trigger SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      BEGIN
        -- Of whoever row security holds: the owner of the database mends what it must.
        IF row_security_active('case_file') AND (OLD.perpetrator_id IS NOT NULL OR (SELECT p.team_id FROM perpetrator p WHERE p.id = NEW.perpetrator_id AND p.recorded_at >= OLD.opened_at) IS DISTINCT FROM NEW.team_id) THEN
          RAISE EXCEPTION 'a case names its perpetrator once' USING ERRCODE = 'check_violation', CONSTRAINT = 'perpetrator_is_named_once';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER perpetrator_is_named_once BEFORE UPDATE ON case_file FOR EACH ROW
        WHEN (OLD.perpetrator_id IS DISTINCT FROM NEW.perpetrator_id) EXECUTE FUNCTION perpetrator_is_named_once();
      -- Whom a sealed case alone names is sealed with it.
      CREATE TRIGGER names_somebody_later AFTER UPDATE ON case_file FOR EACH ROW
        WHEN (NEW.sealed AND OLD.perpetrator_id IS DISTINCT FROM NEW.perpetrator_id) EXECUTE FUNCTION names_somebody_sealed();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER names_somebody_later ON case_file;
      DROP TRIGGER perpetrator_is_named_once ON case_file; DROP FUNCTION perpetrator_is_named_once();
      REVOKE UPDATE (perpetrator_id) ON case_file FROM casework_advocate, casework_supervisor;
    `);
  }
}
