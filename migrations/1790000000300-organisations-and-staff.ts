import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrganisationsAndStaff1790000000300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(organisations);
    await db.query(staff);
    await db.query(sessions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION end_session(bytea); DROP FUNCTION person_of_session(bytea); DROP FUNCTION my_teams();
      DROP TABLE sign_in_attempt, session, team_member, staff_credential, staff, team, organisation_area, organisation;
      DROP FUNCTION suspended_is_signed_out();
    `);
  }
}

const organisations = `
  CREATE TABLE organisation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL,
    kind text NOT NULL CONSTRAINT organisation_is_of_a_kind CHECK (kind IN ('advocacy_service', 'commissioner', 'authority')),
    active_from date NOT NULL,
    active_to date,
    CONSTRAINT organisation_ends_after_it_begins CHECK (active_to >= active_from)
  );
  COMMENT ON TABLE organisation IS 'An advocacy service, whoever commissions services in a police area, or another public authority; dated, since commissioners come and go';
  COMMENT ON COLUMN organisation.active_to IS 'Last day, inclusive; null while it goes on';

  CREATE TABLE organisation_area (
    organisation_id uuid NOT NULL REFERENCES organisation,
    police_area text NOT NULL,
    from_on date NOT NULL,
    to_on date,
    PRIMARY KEY (organisation_id, police_area, from_on)
  );
  COMMENT ON TABLE organisation_area IS 'The police areas an organisation answers for, by ONS code, with dates';

  CREATE TABLE team (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    name text NOT NULL
  );
  COMMENT ON TABLE team IS 'Need-to-know is by team: who is not in a case''s team cannot tell that it exists';
`;

const staff = `
  CREATE TABLE staff (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    role text NOT NULL CONSTRAINT staff_has_a_role CHECK (role IN ('advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin')),
    display_name text NOT NULL,
    email text NOT NULL,
    state text NOT NULL DEFAULT 'active' CONSTRAINT staff_is_in_a_state CHECK (state IN ('active', 'suspended')),
    version integer NOT NULL DEFAULT 1
  );
  COMMENT ON TABLE staff IS 'An account. One account, one role';
  CREATE UNIQUE INDEX staff_email_is_used_once ON staff (lower(email));
  CREATE TRIGGER version BEFORE UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION next_version();

  CREATE TABLE staff_credential (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    password_hash text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    is_demo boolean NOT NULL DEFAULT false
  );
  COMMENT ON TABLE staff_credential IS 'argon2id hashes, readable by signing in alone';
  COMMENT ON COLUMN staff_credential.is_demo IS 'A password printed at start for trying Larkspur out; refused in production';

  CREATE TABLE team_member (
    team_id uuid NOT NULL REFERENCES team,
    staff_id uuid NOT NULL REFERENCES staff,
    PRIMARY KEY (team_id, staff_id)
  );
  CREATE INDEX team_member_of_staff ON team_member (staff_id);

  -- The teams of who is asking: looked up, never sent, so that leaving a team takes effect at once.
  CREATE FUNCTION my_teams() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT coalesce(array_agg(team_id), '{}') FROM team_member WHERE staff_id = my_user() $$;
  ALTER FUNCTION my_teams() OWNER TO casework_definer;

  CALL close_to_all('organisation'); CALL close_to_all('organisation_area'); CALL close_to_all('team');
  CALL close_to_all('staff'); CALL close_to_all('staff_credential'); CALL close_to_all('team_member');
  CALL audit.watch('organisation', 'values', 'id'); CALL audit.watch('team', 'values', 'id');
  CALL audit.watch('organisation_area', 'values', 'organisation_id', 'police_area', 'from_on');
  CALL audit.watch('staff', 'names', 'id'); CALL audit.watch('staff_credential', 'names', 'staff_id');
  CALL audit.watch('team_member', 'values', 'team_id', 'staff_id');

  -- Names of organisations and areas are no secret; who works where is for one's own organisation.
  GRANT SELECT ON organisation, organisation_area TO casework_advocate, casework_supervisor, casework_commissioner,
    casework_foi_officer, casework_admin, casework_sign_in, casework_counter, casework_visitor;
  CREATE POLICY organisation_is_public ON organisation FOR SELECT USING (true);
  CREATE POLICY organisation_area_is_public ON organisation_area FOR SELECT USING (true);

  GRANT SELECT ON team, team_member, staff TO casework_advocate, casework_supervisor, casework_admin, casework_definer;
  GRANT SELECT ON staff TO casework_commissioner, casework_foi_officer;
  CREATE POLICY team_of_own_organisation ON team FOR SELECT USING (organisation_id = my_organisation());
  CREATE POLICY staff_of_own_organisation ON staff FOR SELECT USING (organisation_id = my_organisation());
  CREATE POLICY member_of_own_organisation ON team_member FOR SELECT
    USING (EXISTS (SELECT FROM team WHERE team.id = team_id));
  CREATE POLICY definer_looks_up_teams ON team_member FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_looks_up_staff ON staff FOR SELECT TO casework_definer USING (true);

  GRANT INSERT, UPDATE ON team, staff TO casework_admin;
  GRANT INSERT, DELETE ON team_member TO casework_admin;
  GRANT INSERT ON staff_credential TO casework_admin;
  CREATE POLICY admin_keeps_teams ON team TO casework_admin
    USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation());
  CREATE POLICY admin_keeps_staff ON staff TO casework_admin
    USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation());
  CREATE POLICY admin_keeps_members ON team_member TO casework_admin
    USING (EXISTS (SELECT FROM team WHERE team.id = team_id))
    WITH CHECK (EXISTS (SELECT FROM team WHERE team.id = team_id) AND EXISTS (SELECT FROM staff WHERE staff.id = staff_id));
  CREATE POLICY admin_gives_a_first_password ON staff_credential FOR INSERT TO casework_admin
    WITH CHECK (EXISTS (SELECT FROM staff WHERE staff.id = staff_id));
`;

const sessions = `
  CREATE TABLE session (
    token_hash bytea PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    began_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE session IS 'A signed-in browser; the token itself is only in its cookie. Ends after 15 minutes without use, 10 hours in all, or at once when the row goes';
  CREATE INDEX session_of_staff ON session (staff_id);

  CREATE TABLE sign_in_attempt (
    key_hash bytea PRIMARY KEY,
    failures integer NOT NULL,
    last_failed_at timestamptz NOT NULL
  );
  COMMENT ON TABLE sign_in_attempt IS 'Failures in a row, by a keyed hash of the account or address tried; kept here so that no cache loses it';

  CALL close_to_all('session'); CALL close_to_all('sign_in_attempt');
  GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO casework_sign_in;
  GRANT INSERT ON session TO casework_sign_in;
  GRANT SELECT, UPDATE, DELETE ON session TO casework_definer;
  GRANT SELECT (id, organisation_id, role, display_name, email, state) ON staff TO casework_sign_in;
  GRANT SELECT ON staff_credential TO casework_sign_in;
  GRANT SELECT ON organisation TO casework_definer;
  CREATE POLICY sign_in_counts_failures ON sign_in_attempt TO casework_sign_in USING (true) WITH CHECK (true);
  CREATE POLICY sign_in_begins_sessions ON session FOR INSERT TO casework_sign_in WITH CHECK (true);
  CREATE POLICY definer_keeps_sessions ON session TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY sign_in_finds_accounts ON staff FOR SELECT TO casework_sign_in USING (true);
  CREATE POLICY sign_in_reads_credentials ON staff_credential FOR SELECT TO casework_sign_in USING (true);

  -- Who a session belongs to, if it has not ended; being asked keeps it alive. The database's own clock decides.
  CREATE FUNCTION person_of_session(token_hash bytea)
    RETURNS TABLE (user_id uuid, role text, organisation_id uuid, display_name text)
    VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
      UPDATE session SET last_seen_at = now() FROM staff
       WHERE session.token_hash = person_of_session.token_hash AND staff.id = session.staff_id AND staff.state = 'active'
         AND session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours'
      RETURNING staff.id, staff.role, staff.organisation_id, staff.display_name $$;
  CREATE FUNCTION end_session(token_hash bytea) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    LANGUAGE sql AS $$ DELETE FROM session WHERE session.token_hash = end_session.token_hash $$;
  ALTER FUNCTION person_of_session(bytea) OWNER TO casework_definer;
  ALTER FUNCTION end_session(bytea) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION person_of_session(bytea), end_session(bytea) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION person_of_session(bytea), end_session(bytea) TO casework_sign_in;

  -- An account that is suspended is signed out everywhere in the same statement.
  CREATE FUNCTION suspended_is_signed_out() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp
    LANGUAGE plpgsql AS $$ BEGIN DELETE FROM session WHERE staff_id = NEW.id; RETURN NULL; END $$;
  ALTER FUNCTION suspended_is_signed_out() OWNER TO casework_definer;
  CREATE TRIGGER suspended_is_signed_out AFTER UPDATE OF state, role ON staff FOR EACH ROW EXECUTE FUNCTION suspended_is_signed_out();
`;
