/** What undoing the one audit log puts back: the table of changes alone, and the trigger that wrote it. */
export const changesAsTheyWere = `
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
  CREATE INDEX change_of_row ON audit.change (table_name, (row_key ->> 'id'), id);
  INSERT INTO audit.change (at, actor_id, actor_role, organisation_id, table_name, act, row_key, old_values, new_values)
    SELECT at, actor_id, actor_role, organisation_id, table_name,
      CASE act WHEN 'row.inserted' THEN 'INSERT' WHEN 'row.updated' THEN 'UPDATE' ELSE 'DELETE' END, row_key, old_values, new_values
    FROM audit.entry WHERE table_name IS NOT NULL ORDER BY id;
  CALL close_to_all('audit.change');
  GRANT INSERT ON audit.change TO casework_definer;
  CREATE POLICY change_written_by_trigger ON audit.change FOR INSERT TO casework_definer WITH CHECK (true);

  CREATE OR REPLACE FUNCTION audit.write_change() RETURNS trigger SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
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
    VALUES (public.my_user(), coalesce(public.my_role(), session_user), public.my_organisation(), TG_TABLE_NAME, TG_OP, key, before, after);
    RETURN NULL;
  END $$;
`;
