import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a session ends is said once; whose it was is known for a while after, so that nothing typed is lost with it. */
export class ASessionSaysWhenItEnds1790000002074 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION session_ends_at(began_at timestamptz, last_seen_at timestamptz) RETURNS timestamptz IMMUTABLE PARALLEL SAFE
      LANGUAGE sql AS $$ SELECT least(last_seen_at + interval '15 minutes', began_at + interval '10 hours') $$;
      COMMENT ON FUNCTION session_ends_at IS 'Fifteen minutes after it was last used, and in any case ten hours after it began';
      DROP FUNCTION person_of_session(bytea);
      ${person(', ends_at timestamptz', live, ', session_ends_at(session.began_at, now())')}
      ${entering(live)}
      ${renewing('now() < session_ends_at(began_at, last_seen_at)')}
      CREATE FUNCTION holder_of_session(token_hash bytea) RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
        AS $$ SELECT staff_id FROM session WHERE session.token_hash = holder_of_session.token_hash $$;
      COMMENT ON FUNCTION holder_of_session IS 'Whose session it is, or was before it ended by itself; it lets nobody in';
      ALTER FUNCTION holder_of_session(bytea) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION holder_of_session(bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION holder_of_session(bytea) TO casework_sign_in;

      CREATE TABLE carried_form (
        holder_hash bytea PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        sealed bytea NOT NULL,
        kept_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE carried_form IS 'A form sent just after its sender''s session had ended, for them alone to send again when they have signed in: an hour, and once';
      COMMENT ON COLUMN carried_form.holder_hash IS 'The hash of a token that only the sender''s browser has';
      COMMENT ON COLUMN carried_form.sealed IS 'Sealed under a key made of the program''s secret and of that token';
      CREATE INDEX carried_form_of_staff ON carried_form (staff_id);
      CALL close_to_all('carried_form');
      GRANT SELECT, INSERT, DELETE ON carried_form TO casework_sign_in;
      CREATE POLICY sign_in_carries_forms ON carried_form TO casework_sign_in USING (true) WITH CHECK (true);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE carried_form;
      DROP FUNCTION holder_of_session(bytea);
      ${renewing(liveBefore.replaceAll('session.', ''))}
      ${entering(liveBefore)}
      DROP FUNCTION person_of_session(bytea);
      ${person('', liveBefore, '')}
      DROP FUNCTION session_ends_at(timestamptz, timestamptz);
    `);
  }
}

const live = 'now() < session_ends_at(session.began_at, session.last_seen_at)';
const liveBefore = `session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours'`;

const person = (column: string, isLive: string, value: string) => `
  CREATE FUNCTION person_of_session(token_hash bytea)
    RETURNS TABLE (user_id uuid, role text, organisation_id uuid, display_name text, stepped_up boolean${column})
    VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
      UPDATE session SET last_seen_at = now() FROM staff
       WHERE session.token_hash = person_of_session.token_hash AND staff.id = session.staff_id AND staff.state = 'active' AND ${isLive}
      RETURNING staff.id, staff.role, staff.organisation_id, staff.display_name, session.stepped_up_at > now() - interval '5 minutes'${value} $$;
  ALTER FUNCTION person_of_session(bytea) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION person_of_session(bytea) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION person_of_session(bytea) TO casework_sign_in;`;

const entering = (isLive: string) => `
  CREATE OR REPLACE FUNCTION enter_as_person(token text) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE person record;
  BEGIN
    SELECT staff.id, staff.organisation_id, staff.role, session.id AS session_id INTO person FROM session JOIN staff ON staff.id = session.staff_id
     WHERE session.token_hash = sha256(convert_to(token, 'UTF8')) AND staff.state = 'active' AND ${isLive};
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such session' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(person.id, person.organisation_id, 'casework_' || person.role, NULL, person.session_id);
  END $$;`;

const renewing = (isLive: string) => `
  CREATE OR REPLACE FUNCTION renew_session(old_hash bytea, new_hash bytea, by_method text) RETURNS boolean
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE session SET token_hash = new_hash, method = by_method, second_factor_at = now(), stepped_up_at = now(),
       factor_since = factor_since(staff_id, by_method)
     WHERE token_hash = old_hash AND ${isLive};
    RETURN FOUND;
  END $$;`;
