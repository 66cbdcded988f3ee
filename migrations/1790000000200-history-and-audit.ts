import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HistoryAndAudit1790000000200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        did text NOT NULL CONSTRAINT event_says_what_was_done CHECK (did ~ '^[a-z_]+\\.[a-z_]+$'),
        record_id uuid NOT NULL,
        case_id uuid,
        organisation_id uuid NOT NULL DEFAULT my_organisation(),
        actor_id uuid DEFAULT my_user(),
        relayed_at timestamptz
      );
      COMMENT ON TABLE event IS 'History: append-only, ids and codes only. The timeline, the outbox and the raw material of counts';
      COMMENT ON COLUMN event.relayed_at IS 'When the relay gave it to the jobs; null until then';
      CREATE INDEX event_of_case ON event (case_id, id);
      CREATE INDEX event_of_record ON event (record_id, id);
      CREATE INDEX event_not_relayed ON event (id) WHERE relayed_at IS NULL;
      CALL close_to_all('event');
      GRANT INSERT (did, record_id, case_id) ON event TO casework_advocate, casework_supervisor, casework_commissioner,
        casework_foi_officer, casework_admin, casework_counter, casework_worker;
      -- Outside any case, each says only what is theirs to do. What is in a case waits for the cases.
      CREATE POLICY event_of_own_password ON event FOR INSERT
        WITH CHECK (organisation_id = my_organisation() AND case_id IS NULL AND did = 'password.changed' AND record_id = my_user());
      CREATE POLICY event_of_caseworker ON event FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (organisation_id = my_organisation() AND case_id IS NULL AND did LIKE ANY (ARRAY['referral.%', 'client.%']));
      CREATE POLICY event_of_foi_officer ON event FOR INSERT TO casework_foi_officer
        WITH CHECK (organisation_id = my_organisation() AND case_id IS NULL AND did LIKE 'foi.%');
      CREATE POLICY event_of_admin ON event FOR INSERT TO casework_admin
        WITH CHECK (organisation_id = my_organisation() AND case_id IS NULL AND did LIKE ANY (ARRAY['staff.%', 'team.%']));
      CREATE POLICY event_of_counter ON event FOR INSERT TO casework_counter
        WITH CHECK (organisation_id = my_organisation() AND case_id IS NULL AND did LIKE 'return.%');
      GRANT SELECT, UPDATE (relayed_at) ON event TO casework_relay;
      -- The row as just marked must still be seen, or marking it would be refused.
      CREATE POLICY event_relayed ON event FOR SELECT TO casework_relay USING (relayed_at IS NULL OR relayed_at = now());
      CREATE POLICY event_marked_relayed ON event FOR UPDATE TO casework_relay USING (relayed_at IS NULL) WITH CHECK (true);

      CREATE SCHEMA audit;
      CREATE TABLE audit.change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor_id uuid,
        actor_role text NOT NULL,
        organisation_id uuid,
        table_name text NOT NULL,
        act text NOT NULL CONSTRAINT change_is_of_a_row CHECK (act IN ('INSERT', 'UPDATE', 'DELETE')),
        row_key jsonb NOT NULL,
        old_values jsonb,
        new_values jsonb
      );
      COMMENT ON TABLE audit.change IS 'What changed, written by row triggers. No role may change or remove a line';
      COMMENT ON COLUMN audit.change.old_values IS 'Of a table that identifies a person or tells their story: the names of the fields, each with null for its value';
      CREATE INDEX change_of_row ON audit.change (table_name, (row_key ->> 'id'), id);
      CALL close_to_all('audit.change');
      GRANT USAGE, CREATE ON SCHEMA audit TO casework_definer;
      GRANT INSERT ON audit.change TO casework_definer;
      CREATE POLICY change_written_by_trigger ON audit.change FOR INSERT TO casework_definer WITH CHECK (true);

      -- current_user is the definer in here; the role the actor took is in the setting.
      CREATE FUNCTION audit.write_change() RETURNS trigger SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      LANGUAGE plpgsql AS $$
      DECLARE
        before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
        after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
        -- The first argument says 'values' or 'names'; the rest name the columns of the row's key.
        key jsonb := (SELECT jsonb_object_agg(k, coalesce(after, before) -> k) FROM unnest(TG_ARGV[1:]) k);
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          SELECT jsonb_object_agg(k, v), jsonb_object_agg(k, after -> k) INTO before, after
            FROM jsonb_each(to_jsonb(OLD)) e(k, v) WHERE v IS DISTINCT FROM to_jsonb(NEW) -> k;
          IF before IS NULL THEN RETURN NULL; END IF;
        END IF;
        IF TG_ARGV[0] = 'names' THEN
          SELECT jsonb_object_agg(k, NULL) INTO before FROM jsonb_object_keys(before) k;
          SELECT jsonb_object_agg(k, NULL) INTO after FROM jsonb_object_keys(after) k;
        END IF;
        INSERT INTO audit.change (actor_id, actor_role, organisation_id, table_name, act, row_key, old_values, new_values)
        VALUES (nullif(current_setting('app.user_id', true), '')::uuid, current_setting('role', true),
                nullif(current_setting('app.organisation_id', true), '')::uuid, TG_TABLE_NAME, TG_OP, key, before, after);
        RETURN NULL;
      END $$;
      ALTER FUNCTION audit.write_change() OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION audit.write_change() FROM PUBLIC;

      -- CALL audit.watch('breach', 'values', 'id'); CALL audit.watch('breach_narrative', 'names', 'breach_id')
      CREATE PROCEDURE audit.watch(target regclass, keeps text, VARIADIC key text[]) LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION audit.write_change(%L, %s)',
          target, keeps, (SELECT string_agg(quote_literal(k), ', ') FROM unnest(key) k));
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP SCHEMA audit CASCADE; DROP TABLE event;`);
  }
}
