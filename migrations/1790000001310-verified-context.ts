import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database itself verifies who is asking. A session's token, or a machine's key, is turned into a context that is
 * signed for this connection and this transaction only.
 */
export class VerifiedContext1790000001310 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(signing);
    await db.query(waysIn);
    await db.query(whoIsAsking);
    await db.query(auditSays(['session', 'context']));
    await db.query(errands);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(auditSays(['context', 'session']));
    await db.query(undo);
  }
}

const signing = `
  CREATE SCHEMA door;
  COMMENT ON SCHEMA door IS 'What vouches for who is asking. No role of the program may look inside';

  -- Two independent keys, as HMAC uses them; made here, told to nobody, and of this database alone.
  CREATE TABLE door.signing_key (
    only_one boolean PRIMARY KEY DEFAULT true CONSTRAINT there_is_one_signing_key CHECK (only_one),
    inner_key bytea NOT NULL,
    outer_key bytea NOT NULL
  );
  CREATE TABLE door.machine_key (
    role text PRIMARY KEY,
    key_hash bytea NOT NULL
  );
  COMMENT ON TABLE door.machine_key IS 'Work without a person proves itself by a key derived from the root secret; its SHA-256 stands here';
  CREATE FUNCTION door.random_key() RETURNS bytea LANGUAGE sql
    AS $$ SELECT string_agg(uuid_send(gen_random_uuid()), ''::bytea) FROM generate_series(1, 4) $$;
  INSERT INTO door.signing_key (inner_key, outer_key) VALUES (door.random_key(), door.random_key());
  DROP FUNCTION door.random_key();
  GRANT USAGE ON SCHEMA door TO casework_definer;
  GRANT SELECT ON door.signing_key, door.machine_key TO casework_definer;
  GRANT INSERT, UPDATE ON door.machine_key TO casework_definer;
  -- What decides who is let in cannot itself ask whether someone was.
  CALL close_to_all('door.signing_key'); CALL close_to_all('door.machine_key');
  CREATE POLICY definer_signs ON door.signing_key FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_knows_machines ON door.machine_key TO casework_definer USING (true) WITH CHECK (true);

  -- Signs claims for this connection and this transaction: elsewhere, and a moment later, the same words are worth nothing.
  CREATE FUNCTION door.signature_of(claims text) RETURNS text STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  LANGUAGE sql AS $$
    SELECT encode(sha256(k.outer_key || sha256(k.inner_key
        || convert_to(concat_ws('|', claims, pg_backend_pid(), extract(epoch FROM transaction_timestamp())), 'UTF8'))), 'hex')
      FROM door.signing_key k $$;

  CREATE FUNCTION door.vouch(user_id uuid, organisation_id uuid, role text, errand uuid DEFAULT NULL) RETURNS text
  VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    claims text := concat_ws('|', coalesce(user_id::text, ''), coalesce(organisation_id::text, ''), role, coalesce(errand::text, ''));
  BEGIN
    PERFORM set_config('app.context', claims || '|' || door.signature_of(claims), true);
    RETURN role;
  END $$;

  -- The claims of this transaction: user, organisation, role, errand. Null where nobody came in, or where the role is no longer
  -- the one they were given: in a definer's function the setting still says which the caller took. An error where they were made up.
  CREATE FUNCTION door.claims() RETURNS text[] STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    context text := nullif(current_setting('app.context', true), '');
    claims text := substring(context FROM '^(.*)\\|[0-9a-f]{64}$');
  BEGIN
    IF context IS NULL THEN RETURN NULL; END IF;
    IF claims IS NULL OR right(context, 64) <> door.signature_of(claims) THEN
      RAISE EXCEPTION 'this context was not given by the door' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN CASE WHEN split_part(claims, '|', 3) = current_setting('role') THEN string_to_array(claims, '|') END;
  END $$;

  ALTER FUNCTION door.signature_of(text) OWNER TO casework_definer;
  GRANT CREATE ON SCHEMA door TO casework_definer;
  ALTER FUNCTION door.vouch(uuid, uuid, text, uuid) OWNER TO casework_definer;
  ALTER FUNCTION door.claims() OWNER TO casework_definer;
  REVOKE CREATE ON SCHEMA door FROM casework_definer;
  REVOKE ALL ON ALL FUNCTIONS IN SCHEMA door FROM PUBLIC;
`;

// Each answers with the database role to take. A context says nothing of one that was refused, so they raise.
const waysIn = `
  CREATE FUNCTION enter_as_person(token text) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE person record;
  BEGIN
    SELECT staff.id, staff.organisation_id, staff.role INTO person FROM session JOIN staff ON staff.id = session.staff_id
     WHERE session.token_hash = sha256(convert_to(token, 'UTF8')) AND staff.state = 'active'
       AND session.last_seen_at > now() - interval '15 minutes' AND session.began_at > now() - interval '10 hours';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such session' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(person.id, person.organisation_id, 'casework_' || person.role);
  END $$;
  COMMENT ON FUNCTION enter_as_person IS 'Lets in whoever holds a live session''s token, as the person the session is of';

  CREATE FUNCTION enter_as_machine(machine text, key bytea, organisation uuid) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM door.machine_key k WHERE k.role = machine AND k.key_hash = sha256(key)) THEN
      RAISE EXCEPTION 'no such machine' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(NULL, organisation, 'casework_' || machine);
  END $$;
  COMMENT ON FUNCTION enter_as_machine IS 'Lets in work without a person, for the organisation it works for';

  -- A job acts for the person whose act it follows, in the case that act was in, and can be for no other.
  CREATE FUNCTION enter_on_errand(key bytea, event_id bigint) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE happened record;
  BEGIN
    PERFORM enter_as_machine('worker', key, NULL);
    SELECT event.actor_id, event.organisation_id, event.case_id INTO happened FROM event WHERE event.id = event_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such event' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(happened.actor_id, happened.organisation_id, 'casework_worker', happened.case_id);
  END $$;
  COMMENT ON FUNCTION enter_on_errand IS 'Lets in the job that follows an event, for whoever caused it';
  GRANT SELECT (id, actor_id, organisation_id, case_id) ON event TO casework_definer;
  CREATE POLICY definer_finds_errands ON event FOR SELECT TO casework_definer USING (true);

  ALTER FUNCTION enter_as_person(text) OWNER TO casework_definer;
  ALTER FUNCTION enter_as_machine(text, bytea, uuid) OWNER TO casework_definer;
  ALTER FUNCTION enter_on_errand(bytea, bigint) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION enter_as_person(text), enter_as_machine(text, bytea, uuid), enter_on_errand(bytea, bigint) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION enter_as_person(text), enter_as_machine(text, bytea, uuid), enter_on_errand(bytea, bigint) TO larkspur_app;
`;

const whoIsAsking = `
  CREATE OR REPLACE FUNCTION my_user() RETURNS uuid STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT nullif((door.claims())[1], '')::uuid $$;
  CREATE OR REPLACE FUNCTION my_organisation() RETURNS uuid STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT nullif((door.claims())[2], '')::uuid $$;
  CREATE FUNCTION my_role() RETURNS text STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT (door.claims())[3] $$;
  CREATE FUNCTION my_errand() RETURNS uuid STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT nullif((door.claims())[4], '')::uuid $$;
  COMMENT ON FUNCTION my_errand IS 'The case a job was sent to; null for people, and for work that is in no case';
  CREATE FUNCTION let_in() RETURNS boolean STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT door.claims() IS NOT NULL $$;
  COMMENT ON FUNCTION let_in IS 'Whether who is asking came in by the door, and is still in the role it gave them';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['my_user()', 'my_organisation()', 'my_role()', 'my_errand()', 'let_in()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
    END LOOP;
  END $$;


  -- A line of history that a job wrote has no author: whose act it followed, the act before it says.
  ALTER TABLE event ALTER COLUMN actor_id SET DEFAULT CASE WHEN my_role() = 'casework_worker' THEN NULL ELSE my_user() END;
`;

/** Who did it, as the audit's trigger asks: of the settings anyone could make, or of the verified context. */
const whoDidIt = {
  session: [
    `nullif(current_setting('app.user_id', true), '')::uuid`,
    `current_setting('role', true)`,
    `nullif(current_setting('app.organisation_id', true), '')::uuid`,
  ],
  context: [`public.my_user()`, `coalesce(public.my_role(), session_user)`, `public.my_organisation()`],
} as const;

function auditSays([from, to]: readonly [keyof typeof whoDidIt, keyof typeof whoDidIt]): string {
  const replaced = whoDidIt[from].reduce(
    (text, asks, which) => `replace(${text}, $q$${asks}$q$, $q$${whoDidIt[to][which] ?? asks}$q$)`,
    `pg_get_functiondef('audit.write_change()'::regprocedure)`,
  );
  return `DO $$ BEGIN EXECUTE ${replaced}; END $$`;
}

const errands = `
  -- A job reaches the case it was sent to, not its organisation's.
  ALTER POLICY case_of_worker ON case_file USING (id = (SELECT my_errand())) WITH CHECK (id = (SELECT my_errand()));
`;

const undo = `
  ALTER POLICY case_of_worker ON case_file USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation());
  DROP FUNCTION enter_on_errand(bytea, bigint); DROP FUNCTION enter_as_machine(text, bytea, uuid); DROP FUNCTION enter_as_person(text);
  DROP POLICY definer_finds_errands ON event;
  REVOKE SELECT (id, actor_id, organisation_id, case_id) ON event FROM casework_definer;
  ALTER TABLE event ALTER COLUMN actor_id SET DEFAULT my_user();
  DROP FUNCTION let_in(); DROP FUNCTION my_errand(); DROP FUNCTION my_role();
  CREATE OR REPLACE FUNCTION my_user() RETURNS uuid STABLE LANGUAGE sql
    AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
  CREATE OR REPLACE FUNCTION my_organisation() RETURNS uuid STABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT nullif(current_setting('app.organisation_id', true), '')::uuid $$;
  DO $$ BEGIN
    EXECUTE format('ALTER FUNCTION my_user() OWNER TO %I', current_user);
    EXECUTE format('ALTER FUNCTION my_organisation() OWNER TO %I', current_user);
  END $$;
  DROP SCHEMA door CASCADE;
`;
