import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A right password only begins a pending sign-in. A session follows the second factor, says which it was, and knows when
 * its holder last proved themself, for acts that are grave.
 */
export class SecondFactorBeginsASession1790000001700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(pending);
    await db.query(sessions);
    await db.query(beginning);
    await db.query(door);
    await db.query(endings(['session', 'pending_sign_in']));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(endings(['session']));
    await db.query(undo);
  }
}

const people =
  'casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin, casework_auditor';

const pending = `
  CREATE TABLE pending_sign_in (
    token_hash bytea PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    began_at timestamptz NOT NULL DEFAULT now(),
    tries integer NOT NULL DEFAULT 0,
    proved_at timestamptz
  );
  COMMENT ON TABLE pending_sign_in IS 'A browser whose password was right and whose second factor is still to come: ten minutes, five tries, and nothing but that';
  COMMENT ON COLUMN pending_sign_in.proved_at IS 'When a second factor was right, where the account must still add a passkey before it comes in';
  CREATE INDEX pending_sign_in_of_staff ON pending_sign_in (staff_id);
  CALL close_to_all('pending_sign_in');
  GRANT SELECT, INSERT, UPDATE (tries, proved_at), DELETE ON pending_sign_in TO casework_sign_in;
  GRANT SELECT, DELETE ON pending_sign_in TO casework_definer;
  CREATE POLICY sign_in_keeps_pending ON pending_sign_in TO casework_sign_in USING (true) WITH CHECK (true);
  CREATE POLICY definer_keeps_pending ON pending_sign_in TO casework_definer USING (true) WITH CHECK (true);
`;

const sessions = `
  -- Nobody who is signed in now has shown a second factor.
  DELETE FROM session;
  ALTER TABLE session
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT session_is_named_once UNIQUE,
    ADD COLUMN method text NOT NULL CONSTRAINT session_began_by_a_second_factor CHECK (method IN ('app', 'passkey', 'recovery_code', 'sso')),
    ADD COLUMN second_factor_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN stepped_up_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN place bytea;
  COMMENT ON COLUMN session.id IS 'What its holder may call it by; the token is never shown';
  COMMENT ON COLUMN session.method IS 'The second factor that was shown last';
  COMMENT ON COLUMN session.stepped_up_at IS 'When a second factor was shown last: at sign-in, or since, before something grave';
  COMMENT ON COLUMN session.place IS 'A keyed hash of the network it began on, cut short: enough to say "where you are now" or not';
  GRANT SELECT (id, staff_id, began_at, last_seen_at, method, place), DELETE ON session TO ${people};
  GRANT INSERT ON session TO casework_definer;
  REVOKE INSERT ON session FROM casework_sign_in;
  DROP POLICY sign_in_begins_sessions ON session;
  CREATE POLICY own_sessions_are_seen ON session FOR SELECT TO ${people} USING (staff_id = (SELECT my_user()));
  CREATE POLICY own_sessions_are_ended ON session FOR DELETE TO ${people} USING (staff_id = (SELECT my_user()));

  DROP FUNCTION person_of_session(bytea);
  CREATE FUNCTION person_of_session(token_hash bytea)
    RETURNS TABLE (user_id uuid, role text, organisation_id uuid, display_name text, stepped_up boolean)
    VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
      UPDATE session SET last_seen_at = now() FROM staff
       WHERE session.token_hash = person_of_session.token_hash AND staff.id = session.staff_id AND staff.state = 'active'
         AND session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours'
      RETURNING staff.id, staff.role, staff.organisation_id, staff.display_name, session.stepped_up_at > now() - interval '5 minutes' $$;
`;

const beginning = `
  -- The only way a session begins: from a pending sign-in, which is used up. Of more than three the oldest ends.
  CREATE FUNCTION begin_session(pending_hash bytea, token_hash bytea, method text, place bytea) RETURNS uuid
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE account uuid;
  BEGIN
    DELETE FROM pending_sign_in p USING staff WHERE p.token_hash = pending_hash AND p.began_at > now() - interval '10 minutes'
       AND staff.id = p.staff_id AND staff.state = 'active' RETURNING p.staff_id INTO account;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such sign-in' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(account::text, 1700));
    INSERT INTO session (token_hash, staff_id, method, place) VALUES (begin_session.token_hash, account, begin_session.method, begin_session.place);
    DELETE FROM session WHERE staff_id = account AND id NOT IN
      (SELECT id FROM session WHERE staff_id = account ORDER BY began_at DESC, second_factor_at DESC, id LIMIT 3);
    RETURN account;
  END $$;

  -- Whoever shows a second factor again goes on under a new token; what the old one was is worth nothing.
  CREATE FUNCTION renew_session(old_hash bytea, new_hash bytea, by_method text) RETURNS boolean
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE session SET token_hash = new_hash, method = by_method, second_factor_at = now(), stepped_up_at = now()
     WHERE token_hash = old_hash AND last_seen_at > now() - interval '15 minutes' AND began_at > now() - interval '10 hours';
    RETURN FOUND;
  END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['begin_session(bytea, bytea, text, bytea)', 'renew_session(bytea, bytea, text)', 'person_of_session(bytea)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO casework_sign_in', f);
    END LOOP;
  END $$;
`;

// The session is the fifth claim: what comes after asks which one it is, and how fresh.
const vouching = (session: string) => `
  VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    claims text := concat_ws('|', coalesce(user_id::text, ''), coalesce(organisation_id::text, ''), role, coalesce(errand::text, '')${session});
  BEGIN
    PERFORM set_config('app.context', claims || '|' || door.signature_of(claims), true);
    RETURN role;
  END $$;
  GRANT CREATE ON SCHEMA door TO casework_definer;`;

const entering = (found: string, claimed: string) => `
  CREATE OR REPLACE FUNCTION enter_as_person(token text) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE person record;
  BEGIN
    SELECT staff.id, staff.organisation_id, staff.role${found} INTO person FROM session JOIN staff ON staff.id = session.staff_id
     WHERE session.token_hash = sha256(convert_to(token, 'UTF8')) AND staff.state = 'active'
       AND session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such session' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(person.id, person.organisation_id, 'casework_' || person.role${claimed});
  END $$;`;

const door = `
  DROP FUNCTION door.vouch(uuid, uuid, text, uuid);
  CREATE FUNCTION door.vouch(user_id uuid, organisation_id uuid, role text, errand uuid DEFAULT NULL, session uuid DEFAULT NULL) RETURNS text
  ${vouching(`, coalesce(session::text, '')`)}
  ALTER FUNCTION door.vouch(uuid, uuid, text, uuid, uuid) OWNER TO casework_definer;
  REVOKE CREATE ON SCHEMA door FROM casework_definer;
  REVOKE ALL ON FUNCTION door.vouch(uuid, uuid, text, uuid, uuid) FROM PUBLIC;
  ${entering(', session.id AS session_id', ', NULL, person.session_id')}

  CREATE FUNCTION my_session() RETURNS uuid STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT nullif((door.claims())[5], '')::uuid $$;
  COMMENT ON FUNCTION my_session IS 'The session of who is asking; null for machines';
  CREATE FUNCTION my_step_up() RETURNS boolean STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT EXISTS (SELECT FROM session WHERE id = my_session() AND stepped_up_at > now() - interval '5 minutes') $$;
  COMMENT ON FUNCTION my_step_up IS 'Whether who is asking showed a second factor in the last five minutes: what a policy over something grave requires';
  ALTER FUNCTION my_session() OWNER TO casework_definer;
  ALTER FUNCTION my_step_up() OWNER TO casework_definer;
`;

/** What goes when an account is suspended or takes a new password. */
const endings = (tables: readonly string[]) => {
  const gone = (account: string) =>
    tables.map((table) => `DELETE FROM ${table} WHERE staff_id = NEW.${account};`).join(' ');
  const trigger = (name: string, account: string) => `
    CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp
      LANGUAGE plpgsql AS $$ BEGIN ${gone(account)} RETURN NULL; END $$;`;
  return trigger('suspended_is_signed_out', 'id') + trigger('new_password_signs_out', 'staff_id');
};

const undo = `
  DROP FUNCTION my_step_up(); DROP FUNCTION my_session();
  DROP FUNCTION door.vouch(uuid, uuid, text, uuid, uuid);
  CREATE FUNCTION door.vouch(user_id uuid, organisation_id uuid, role text, errand uuid DEFAULT NULL) RETURNS text ${vouching('')}
  ALTER FUNCTION door.vouch(uuid, uuid, text, uuid) OWNER TO casework_definer;
  REVOKE CREATE ON SCHEMA door FROM casework_definer;
  REVOKE ALL ON FUNCTION door.vouch(uuid, uuid, text, uuid) FROM PUBLIC;
  ${entering('', '')}
  DROP FUNCTION renew_session(bytea, bytea, text); DROP FUNCTION begin_session(bytea, bytea, text, bytea);
  DROP FUNCTION person_of_session(bytea);
  CREATE FUNCTION person_of_session(token_hash bytea)
    RETURNS TABLE (user_id uuid, role text, organisation_id uuid, display_name text)
    VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
      UPDATE session SET last_seen_at = now() FROM staff
       WHERE session.token_hash = person_of_session.token_hash AND staff.id = session.staff_id AND staff.state = 'active'
         AND session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours'
      RETURNING staff.id, staff.role, staff.organisation_id, staff.display_name $$;
  ALTER FUNCTION person_of_session(bytea) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION person_of_session(bytea) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION person_of_session(bytea) TO casework_sign_in;
  DROP POLICY own_sessions_are_ended ON session; DROP POLICY own_sessions_are_seen ON session;
  CREATE POLICY sign_in_begins_sessions ON session FOR INSERT TO casework_sign_in WITH CHECK (true);
  GRANT INSERT ON session TO casework_sign_in;
  REVOKE INSERT ON session FROM casework_definer;
  REVOKE SELECT (id, staff_id, began_at, last_seen_at, method, place), DELETE ON session FROM ${people};
  ALTER TABLE session DROP COLUMN place, DROP COLUMN stepped_up_at, DROP COLUMN second_factor_at, DROP COLUMN method, DROP COLUMN id;
  DROP TABLE pending_sign_in;
`;
