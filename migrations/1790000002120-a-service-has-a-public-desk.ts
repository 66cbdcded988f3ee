import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service says which forms are open to whoever has no account, who receives what comes by them, and where to ring instead. */
export class AServiceHasAPublicDesk1790000002120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_intake') THEN CREATE ROLE casework_intake NOLOGIN; END IF;
        GRANT casework_intake TO larkspur_app;
        GRANT casework_caller TO casework_intake;
        GRANT USAGE ON SCHEMA public TO casework_intake;
      END $$;

      CREATE TABLE intake_desk (
        organisation_id uuid PRIMARY KEY DEFAULT my_organisation() REFERENCES organisation,
        number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT desk_number_is_used_once UNIQUE,
        team_id uuid NOT NULL REFERENCES team,
        forms text[] NOT NULL,
        shown_name text NOT NULL,
        telephone text NOT NULL,
        closed_message text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT desk_opens_known_forms CHECK (forms <@ ARRAY['self', 'on_behalf', 'professional'])
      );
      COMMENT ON TABLE intake_desk IS 'The public forms of a service. All of it is shown to everybody, so that none of it is of anybody';
      COMMENT ON COLUMN intake_desk.number IS 'What the address of the forms says of the service, and nothing else';
      COMMENT ON COLUMN intake_desk.team_id IS 'Who receives what is of no area with a team of its own';
      COMMENT ON COLUMN intake_desk.telephone IS 'Where to ring where a form is closed or cannot be sent';
      CREATE TABLE intake_area (
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES intake_desk,
        police_area text NOT NULL,
        team_id uuid NOT NULL REFERENCES team,
        PRIMARY KEY (organisation_id, police_area)
      );
      DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE intake_area ADD CONSTRAINT desk_knows_police_areas %s', pg_get_constraintdef(c.oid)) FROM pg_constraint c
        WHERE conrelid = 'contract_area'::regclass AND contype = 'c' AND pg_get_constraintdef(c.oid) ~ 'police_area' LIMIT 1); END $$;
      COMMENT ON TABLE intake_area IS 'Which team receives what comes by a public form from a police area';
      CALL close_to_all('intake_desk'); CALL close_to_all('intake_area');
      CALL audit.watch('intake_desk', 'values', 'organisation_id'); CALL audit.watch('intake_area', 'values', 'organisation_id', 'police_area');
      CREATE TRIGGER version BEFORE UPDATE ON intake_desk FOR EACH ROW EXECUTE FUNCTION next_version();

      GRANT SELECT ON intake_desk, intake_area TO casework_admin, casework_intake;
      GRANT INSERT (team_id, forms, shown_name, telephone, closed_message), UPDATE (team_id, forms, shown_name, telephone, closed_message)
        ON intake_desk TO casework_admin;
      GRANT INSERT (police_area, team_id), UPDATE (team_id) ON intake_area TO casework_admin;
      CREATE POLICY desk_is_public ON intake_desk FOR SELECT TO casework_intake USING (true);
      CREATE POLICY area_of_own_desk ON intake_area FOR SELECT TO casework_intake USING (organisation_id = (SELECT my_organisation()));
      CREATE POLICY admin_keeps_desk ON intake_desk TO casework_admin USING (organisation_id = (SELECT my_organisation()))
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND (SELECT true FROM team t WHERE t.id = team_id));
      CREATE POLICY admin_keeps_areas ON intake_area TO casework_admin USING (organisation_id = (SELECT my_organisation()))
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND (SELECT true FROM team t WHERE t.id = team_id));
      ALTER POLICY event_of_admin ON event WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
        AND did LIKE ANY (ARRAY['staff.%', 'team.%', 'key.%', 'desk.%']));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY event_of_admin ON event WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
        AND did LIKE ANY (ARRAY['staff.%', 'team.%', 'key.%']));
      DROP TABLE intake_area, intake_desk;
      REVOKE USAGE ON SCHEMA public FROM casework_intake;
    `);
  }
}
