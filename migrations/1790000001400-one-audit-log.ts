import type { MigrationInterface, QueryRunner } from 'typeorm';
import { changesAsTheyWere } from './changes-as-they-were.js';

export class OneAuditLog1790000001400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(leaves);
    await db.query(changes);
    await db.query(whoMaySay);
    await db.query(whoMayLook);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER audit ON session; DROP FUNCTION audit.write_session();
      ALTER TABLE audit.entry NO FORCE ROW LEVEL SECURITY;
      ${changesAsTheyWere}
      DROP FUNCTION audit.texts(audit.entry);
      DROP TABLE audit.entry, audit.unsealed;
      DROP FUNCTION audit.write_leaf(); DROP FUNCTION audit.leaf(text[]);
      REVOKE USAGE ON SCHEMA audit FROM ${people}, casework_sign_in;
    `);
  }
}

const people =
  'casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin';

const table = `
  CREATE TABLE audit.entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    form smallint NOT NULL DEFAULT 1,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id uuid DEFAULT my_user(),
    actor_role text NOT NULL DEFAULT current_setting('role'),
    on_behalf_of uuid,
    organisation_id uuid DEFAULT my_organisation(),
    act text NOT NULL CONSTRAINT entry_says_what_was_done CHECK (act ~ '^[a-z_]+\\.[a-z_]+$'),
    result text NOT NULL DEFAULT 'allowed' CONSTRAINT entry_has_a_result CHECK (result IN ('allowed', 'refused', 'failed')),
    subject_kind text,
    subject_id uuid,
    case_id uuid,
    reason text CONSTRAINT reason_is_a_code CHECK (reason ~ '^[a-z_-]+$'),
    request_id uuid DEFAULT nullif(current_setting('app.request_id', true), '')::uuid,
    ids uuid[] NOT NULL DEFAULT '{}' CONSTRAINT entry_names_at_most_fifty CHECK (cardinality(ids) <= 50),
    fields text[] NOT NULL DEFAULT '{}',
    fingerprint text CONSTRAINT fingerprint_is_a_hash CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
    table_name text,
    row_key jsonb,
    old_values jsonb,
    new_values jsonb,
    leaf bytea NOT NULL,
    CONSTRAINT subject_is_of_a_kind CHECK (num_nonnulls(subject_kind, subject_id) IN (0, 2)),
    CONSTRAINT change_is_of_a_row CHECK ((table_name IS NULL) = (act NOT IN ('row.inserted', 'row.updated', 'row.deleted')))
  );
  COMMENT ON TABLE audit.entry IS 'The log: every read, search, refusal, export, sign-in and change, in the transaction that did it. Ids, codes and names of fields. No role may change or remove a line';
  COMMENT ON COLUMN audit.entry.form IS 'How the row was written out for its leaf: see audit.texts()';
  COMMENT ON COLUMN audit.entry.ids IS 'Those a request named in its path, or a list showed';
  COMMENT ON COLUMN audit.entry.fingerprint IS 'Of a search, a keyed hash of its terms; of an export, the SHA-256 of the file';
  COMMENT ON COLUMN audit.entry.old_values IS 'Of a table that identifies a person or tells their story: the names of the fields, each with null for its value';
  COMMENT ON COLUMN audit.entry.leaf IS 'SHA-256 of a nought byte and the row written out: what the batches are made of';
  CREATE INDEX entry_of_case ON audit.entry (case_id, id) WHERE case_id IS NOT NULL;
  CREATE INDEX entry_of_organisation ON audit.entry (organisation_id, at, id);
  CREATE INDEX entry_of_actor ON audit.entry (actor_id, id);
  CREATE INDEX entry_of_row ON audit.entry (table_name, (row_key ->> 'id'), id) WHERE table_name IS NOT NULL;
  CREATE INDEX entry_not_allowed ON audit.entry (organisation_id, id) WHERE result <> 'allowed';

  CREATE TABLE audit.unsealed (entry_id bigint PRIMARY KEY);
  COMMENT ON TABLE audit.unsealed IS 'Entries in no batch yet, written by the transaction that wrote the entry: one that commits late is not missed';
`;

/** Written out for its leaf, a row is its columns as text, each with its length before it: nothing runs into the next. */
const leaves = `
  CREATE FUNCTION audit.texts(e audit.entry) RETURNS text[] STABLE SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT ARRAY[e.form::text, e.id::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      e.actor_id::text, e.actor_role, e.on_behalf_of::text, e.organisation_id::text, e.act, e.result, e.subject_kind,
      e.subject_id::text, e.case_id::text, e.reason, e.request_id::text, e.ids::text, e.fields::text, e.fingerprint,
      e.table_name, e.row_key::text, e.old_values::text, e.new_values::text] $$;
  CREATE FUNCTION audit.leaf(texts text[]) RETURNS bytea IMMUTABLE SET search_path = pg_catalog, pg_temp LANGUAGE sql
    AS $$ SELECT sha256('\\x00'::bytea || convert_to(string_agg(coalesce(octet_length(t) || ':' || t, '-'), ',' ORDER BY place), 'UTF8'))
          FROM unnest(texts) WITH ORDINALITY AS each(t, place) $$;

  CREATE FUNCTION audit.write_leaf() RETURNS trigger SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    NEW.leaf := audit.leaf(audit.texts(NEW));
    INSERT INTO audit.unsealed VALUES (NEW.id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER leaf BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.write_leaf();

  -- What changed before there was one log goes into it, in its order.
  ALTER TABLE audit.change NO FORCE ROW LEVEL SECURITY;
  INSERT INTO audit.entry (at, actor_id, actor_role, organisation_id, act, table_name, row_key, old_values, new_values)
    SELECT at, actor_id, actor_role, organisation_id, 'row.' || CASE act WHEN 'INSERT' THEN 'inserted' WHEN 'UPDATE' THEN 'updated' ELSE 'deleted' END,
      table_name, row_key, old_values, new_values FROM audit.change ORDER BY id;
  DROP TABLE audit.change;
  CALL close_to_all('audit.entry'); CALL close_to_all('audit.unsealed');
  GRANT INSERT, SELECT ON audit.entry TO casework_definer;
  GRANT INSERT ON audit.unsealed TO casework_definer;
  CREATE POLICY entry_written_by_trigger ON audit.entry FOR INSERT TO casework_definer WITH CHECK (true);
  CREATE POLICY definer_tells_entries ON audit.entry FOR SELECT TO casework_definer USING (true);
  CREATE POLICY entry_waits_for_its_batch ON audit.unsealed FOR INSERT TO casework_definer WITH CHECK (true);
  ALTER FUNCTION audit.write_leaf() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION audit.write_leaf(), audit.texts(audit.entry), audit.leaf(text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit.texts(audit.entry), audit.leaf(text[]) TO casework_definer;
`;

const changes = `
  CREATE OR REPLACE FUNCTION audit.write_change() RETURNS trigger SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    whole jsonb := coalesce(after, before);
    -- The first argument says 'values' or 'names'; the rest name the columns of the row's key.
    key jsonb := (SELECT jsonb_object_agg(k, whole -> k) FROM unnest(TG_ARGV[1:]) k);
    names text[];
    errand boolean := public.my_role() = 'casework_worker';
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      SELECT jsonb_object_agg(k, v), jsonb_object_agg(k, after -> k) INTO before, after
        FROM jsonb_each(to_jsonb(OLD)) e(k, v) WHERE v IS DISTINCT FROM to_jsonb(NEW) -> k;
      IF before IS NULL THEN RETURN NULL; END IF;
    END IF;
    SELECT array_agg(k ORDER BY k) INTO names FROM jsonb_object_keys(coalesce(after, before)) k;
    IF TG_ARGV[0] = 'names' THEN
      SELECT jsonb_object_agg(k, NULL) INTO before FROM jsonb_object_keys(before) k;
      SELECT jsonb_object_agg(k, NULL) INTO after FROM jsonb_object_keys(after) k;
    END IF;
    INSERT INTO audit.entry (actor_id, on_behalf_of, actor_role, organisation_id, act, case_id, fields, table_name, row_key, old_values, new_values)
    VALUES (CASE WHEN errand THEN NULL ELSE public.my_user() END, CASE WHEN errand THEN public.my_user() END, current_setting('role'), public.my_organisation(),
            'row.' || CASE TG_OP WHEN 'INSERT' THEN 'inserted' WHEN 'UPDATE' THEN 'updated' ELSE 'deleted' END,
            (whole ->> CASE TG_TABLE_NAME WHEN 'case_file' THEN 'id' ELSE 'case_id' END)::uuid,
            names, TG_TABLE_NAME, key, before, after);
    RETURN NULL;
  END $$;

  -- Signing in and out, and being signed out, is what becomes of a session. Whoever holds it is the actor.
  CREATE FUNCTION audit.write_session() RETURNS trigger SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    whose uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.staff_id ELSE OLD.staff_id END;
  BEGIN
    INSERT INTO audit.entry (actor_id, actor_role, organisation_id, act, subject_kind, subject_id)
    VALUES (coalesce(public.my_user(), whose), current_setting('role'), (SELECT organisation_id FROM public.staff WHERE id = whose),
            CASE WHEN TG_OP = 'INSERT' THEN 'session.begun' ELSE 'session.ended' END, 'staff', whose);
    RETURN NULL;
  END $$;
  ALTER FUNCTION audit.write_session() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION audit.write_session() FROM PUBLIC;
  CREATE TRIGGER audit AFTER INSERT OR DELETE ON session FOR EACH ROW EXECUTE FUNCTION audit.write_session();
`;

/** Who did it, when and for whom is never said by the statement: it is whoever makes it, now. */
const whoMaySay = `
  GRANT USAGE ON SCHEMA audit TO ${people}, casework_sign_in;
  GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry
    TO ${people}, casework_sign_in;
  CREATE POLICY entry_of_oneself ON audit.entry FOR INSERT TO ${people}
    WITH CHECK (actor_id = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND case_id IS NULL
      AND act NOT LIKE ALL (ARRAY['row.%', 'session.%', 'credential.%']));
  CREATE POLICY entry_in_case ON audit.entry FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (actor_id = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND act LIKE 'case.%'
      AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
  CREATE POLICY entry_of_sign_in ON audit.entry FOR INSERT TO casework_sign_in
    WITH CHECK (actor_id IS NULL AND act LIKE 'credential.%');
`;

const whoMayLook = `
  -- Who has looked at a case is for its advocate and for the supervisors of its team.
  GRANT SELECT (id, at, actor_id, actor_role, organisation_id, act, case_id, request_id) ON audit.entry TO casework_advocate, casework_supervisor;
  CREATE POLICY entry_of_own_case ON audit.entry FOR SELECT TO casework_advocate
    USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id AND c.advocate_id = (SELECT my_user())));
  CREATE POLICY entry_of_teams_case ON audit.entry FOR SELECT TO casework_supervisor
    USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
`;
