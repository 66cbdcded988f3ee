import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeopleCodes1790000000350 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE organisation_area ADD CONSTRAINT area_is_a_police_area CHECK (police_area IN (${policeAreas}));
      ALTER TABLE contract_area ADD CONSTRAINT area_is_a_police_area CHECK (police_area IN (${policeAreas}));

      -- An account keeps its role, its name and its address: an administrator opens it and closes it.
      REVOKE UPDATE ON team, staff FROM casework_admin;
      GRANT UPDATE (state) ON staff TO casework_admin;

      -- Everyone changes their own password, and nobody another's. To see which row is one's own is to see its key alone.
      GRANT SELECT (staff_id), UPDATE (password_hash, changed_at, is_demo) ON staff_credential
        TO casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin;
      CREATE POLICY own_credential_is_known ON staff_credential FOR SELECT
        TO casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin
        USING (staff_id = my_user());
      CREATE POLICY own_password_is_changed ON staff_credential FOR UPDATE
        TO casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin
        USING (staff_id = my_user()) WITH CHECK (staff_id = my_user());

      -- A password that changed signs its account out everywhere: whoever had the old one is gone too.
      CREATE FUNCTION new_password_signs_out() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp
        LANGUAGE plpgsql AS $$ BEGIN DELETE FROM session WHERE staff_id = NEW.staff_id; RETURN NULL; END $$;
      ALTER FUNCTION new_password_signs_out() OWNER TO casework_definer;
      CREATE TRIGGER new_password_signs_out AFTER UPDATE ON staff_credential FOR EACH ROW EXECUTE FUNCTION new_password_signs_out();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER new_password_signs_out ON staff_credential;
      DROP FUNCTION new_password_signs_out();
      DROP POLICY own_password_is_changed ON staff_credential;
      DROP POLICY own_credential_is_known ON staff_credential;
      REVOKE SELECT (staff_id), UPDATE (password_hash, changed_at, is_demo) ON staff_credential
        FROM casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin;
      REVOKE UPDATE (state) ON staff FROM casework_admin;
      GRANT UPDATE ON team, staff TO casework_admin;
      ALTER TABLE contract_area DROP CONSTRAINT area_is_a_police_area;
      ALTER TABLE organisation_area DROP CONSTRAINT area_is_a_police_area;
    `);
  }
}

const numbered = (last: number) =>
  Array.from({ length: last }, (_, index) => `'E${String(23_000_001 + index)}'`);

/** Written out: what a migration did must not move with a list in the program. */
const policeAreas = [
  ...numbered(39),
  "'W15000001'",
  "'W15000002'",
  "'W15000003'",
  "'W15000004'",
  "'btp'",
].join(', ');
