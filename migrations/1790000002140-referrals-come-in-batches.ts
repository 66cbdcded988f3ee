import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sheet of referrals waits, sealed, with whoever uploaded it until it is recorded. Nobody else sees a batch: a colleague in
 * conflict with somebody in it must not.
 */
export class ReferralsComeInBatches1790000002140 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kindOfKey(['referral_batch', 'batch_sender']));
    await db.query(senders);
    await db.query(batches);
    await db.query(rows);
    await db.query(ending);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION discard_referral_batch(uuid); DROP FUNCTION forget_sheet(uuid);
      DROP POLICY event_of_batch ON event; DROP POLICY definer_forgets_sheets ON data_key;
      DROP POLICY key_of_batch ON data_key; DROP POLICY key_of_sender ON data_key;
      DROP TABLE referral_batch_row, referral_batch_sheet, referral_batch, batch_sender_mapping, batch_sender;
      DELETE FROM data_key WHERE opens IN ('referral_batch', 'batch_sender');
      REVOKE DELETE ON data_key FROM casework_definer;
    `);
    await db.query(kindOfKey([]));
  }
}

/** The check as it stands, with these kinds at its end: other migrations add theirs. */
function kindOfKey(more: readonly string[]): string {
  return `
    DO $$ DECLARE
      kinds text[] := ARRAY(SELECT m[1] FROM pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''(\\w+)''::text', 'g') m
        WHERE c.conname = 'key_opens_a_kind_of_record' AND m[1] NOT IN ('referral_batch', 'batch_sender'));
    BEGIN
      ALTER TABLE data_key DROP CONSTRAINT key_opens_a_kind_of_record;
      EXECUTE format('ALTER TABLE data_key ADD CONSTRAINT key_opens_a_kind_of_record CHECK (opens IN (%s))',
        (SELECT string_agg(quote_literal(kind), ', ') FROM unnest(kinds || '{${more.join(',')}}'::text[]) kind));
    END $$;
  `;
}

const senders = `
  CREATE TABLE batch_sender (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    team_id uuid NOT NULL REFERENCES team,
    name text NOT NULL CONSTRAINT sender_has_a_name CHECK (name <> ''),
    CONSTRAINT sender_is_known_once UNIQUE (team_id, name)
  );
  COMMENT ON TABLE batch_sender IS 'Who sends sheets of referrals to a team, such as a police force, one for each form its sheets have';
  CREATE TABLE batch_sender_mapping (
    sender_id uuid PRIMARY KEY REFERENCES batch_sender,
    mapping bytea NOT NULL
  );
  COMMENT ON TABLE batch_sender_mapping IS 'Which column of theirs is which field, and which word of theirs which code, as last recorded';
  CALL close_to_all('batch_sender'); CALL close_to_all('batch_sender_mapping');
  CALL audit.watch('batch_sender', 'values', 'id'); CALL audit.watch('batch_sender_mapping', 'names', 'sender_id');
  GRANT SELECT, INSERT (team_id, name) ON batch_sender TO casework_supervisor;
  GRANT SELECT, INSERT, UPDATE (mapping) ON batch_sender_mapping TO casework_supervisor;
  CREATE POLICY sender_to_own_team ON batch_sender TO casework_supervisor USING (team_id = ANY ((SELECT my_teams())::uuid[]))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND team_id = ANY ((SELECT my_teams())::uuid[]));
  CREATE POLICY mapping_of_sender ON batch_sender_mapping TO casework_supervisor
    USING ((SELECT true FROM batch_sender s WHERE s.id = sender_id));
  CREATE POLICY key_of_sender ON data_key TO casework_supervisor
    USING (opens = 'batch_sender' AND (SELECT true FROM batch_sender s WHERE s.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'batch_sender' AND EXISTS (SELECT FROM batch_sender s WHERE s.id = data_key.id));
`;

const batches = `
  CREATE TABLE referral_batch (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    team_id uuid NOT NULL REFERENCES team,
    sender_id uuid NOT NULL REFERENCES batch_sender,
    uploaded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    uploaded_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    source text NOT NULL CONSTRAINT batch_is_from_the_police CHECK (source IN ('police', 'police_digital_auto')),
    encoding text NOT NULL CONSTRAINT batch_encoding_is_known CHECK (encoding IN ('utf8', 'windows1252')),
    separator text NOT NULL CONSTRAINT batch_separator_is_known CHECK (separator IN ('comma', 'semicolon')),
    row_count integer NOT NULL CONSTRAINT batch_is_of_five_thousand_rows_at_most CHECK (row_count BETWEEN 1 AND 5000),
    state text NOT NULL DEFAULT 'uploaded' CONSTRAINT batch_is_in_a_state
      CHECK (state IN ('uploaded', 'checked', 'recording', 'recorded', 'discarded', 'undone')),
    begun_at timestamptz,
    ended_at timestamptz,
    rows_recorded integer,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT batch_recorded_says_when CHECK (state NOT IN ('recorded', 'undone') OR num_nonnulls(begun_at, ended_at, rows_recorded) = 3)
  );
  COMMENT ON TABLE referral_batch IS 'A sheet of referrals from one sender: uploaded, checked, then recorded row by row';
  COMMENT ON COLUMN referral_batch.received_at IS 'When the sheet reached the service: every referral of it was received then';
  COMMENT ON COLUMN referral_batch.rows_recorded IS 'How many became referrals, whatever became of those';
  COMMENT ON COLUMN referral_batch.ended_at IS 'When its last row was recorded, or it was discarded';
  CREATE INDEX referral_batch_of_uploader ON referral_batch (uploaded_by, uploaded_at DESC);
  CREATE TRIGGER version BEFORE UPDATE ON referral_batch FOR EACH ROW EXECUTE FUNCTION next_version();
  CREATE TABLE referral_batch_sheet (
    batch_id uuid PRIMARY KEY REFERENCES referral_batch,
    sheet bytea NOT NULL,
    mapping bytea NOT NULL
  );
  COMMENT ON TABLE referral_batch_sheet IS 'What was uploaded, while it waits to be recorded: seven days at most';
  CALL close_to_all('referral_batch'); CALL close_to_all('referral_batch_sheet');
  CALL audit.watch('referral_batch', 'values', 'id'); CALL audit.watch('referral_batch_sheet', 'names', 'batch_id');
  GRANT SELECT, INSERT (id, team_id, sender_id, uploaded_at, received_at, source, encoding, separator, row_count), UPDATE (state, begun_at)
    ON referral_batch TO casework_supervisor;
  GRANT SELECT, INSERT, UPDATE (mapping) ON referral_batch_sheet TO casework_supervisor;
  CREATE POLICY batch_is_its_uploaders ON referral_batch FOR SELECT TO casework_supervisor
    USING (uploaded_by = (SELECT my_user()) AND team_id = ANY ((SELECT my_teams())::uuid[]));
  CREATE POLICY batch_uploaded_in_own_name ON referral_batch FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND uploaded_by = (SELECT my_user()) AND state = 'uploaded'
      AND team_id = ANY ((SELECT my_teams())::uuid[]) AND EXISTS (SELECT FROM batch_sender s WHERE s.id = sender_id AND s.team_id = referral_batch.team_id));
  -- Whoever uploaded it has it checked and begun; that it ended is for what ends it to say.
  CREATE POLICY batch_goes_on ON referral_batch FOR UPDATE TO casework_supervisor
    USING (uploaded_by = (SELECT my_user()) AND team_id = ANY ((SELECT my_teams())::uuid[]) AND state IN ('uploaded', 'checked'))
    WITH CHECK (state IN ('uploaded', 'checked', 'recording'));
  CREATE POLICY sheet_of_batch ON referral_batch_sheet TO casework_supervisor USING ((SELECT true FROM referral_batch b WHERE b.id = batch_id));
  CREATE POLICY key_of_batch ON data_key TO casework_supervisor
    USING (opens = 'referral_batch' AND (SELECT true FROM referral_batch b WHERE b.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'referral_batch' AND EXISTS (SELECT FROM referral_batch b WHERE b.id = data_key.id));
  CREATE POLICY event_of_batch ON event FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE 'referral_batch.%'
      AND EXISTS (SELECT FROM referral_batch b WHERE b.id = record_id));
`;

const rows = `
  CREATE TABLE referral_batch_row (
    batch_id uuid NOT NULL REFERENCES referral_batch,
    row_number integer NOT NULL CONSTRAINT batch_row_comes_after_its_header CHECK (row_number > 1),
    finding text NOT NULL CONSTRAINT batch_row_is_found CHECK (finding IN ('ready', 'likely_duplicate', 'in_error')),
    faults text[] NOT NULL,
    PRIMARY KEY (batch_id, row_number),
    CONSTRAINT error_has_a_reason CHECK ((finding = 'in_error') = (cardinality(faults) > 0))
  );
  COMMENT ON TABLE referral_batch_row IS 'What checking found of each row, before any was recorded';
  COMMENT ON COLUMN referral_batch_row.row_number IS 'As a spreadsheet numbers it: the header is row 1';
  COMMENT ON COLUMN referral_batch_row.faults IS 'Which field, and what to do about it, in our own words: never what the sheet says there';
  CALL close_to_all('referral_batch_row');
  CALL audit.watch('referral_batch_row', 'names', 'batch_id', 'row_number');
  GRANT SELECT, INSERT, DELETE ON referral_batch_row TO casework_supervisor;
  CREATE POLICY row_of_batch ON referral_batch_row TO casework_supervisor USING ((SELECT true FROM referral_batch b WHERE b.id = batch_id));
`;

const ending = `
  GRANT SELECT, UPDATE (state, ended_at, rows_recorded) ON referral_batch TO casework_definer;
  GRANT SELECT, DELETE ON referral_batch_sheet TO casework_definer;
  GRANT DELETE ON data_key TO casework_definer;
  CREATE POLICY definer_ends_batches ON referral_batch TO casework_definer USING (true) WITH CHECK (state IN ('recorded', 'discarded', 'undone'));
  CREATE POLICY definer_forgets_sheets ON referral_batch_sheet TO casework_definer USING (true);
  CREATE POLICY definer_forgets_sheets ON data_key FOR DELETE TO casework_definer USING (opens = 'referral_batch');

  CREATE FUNCTION forget_sheet(which uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM referral_batch_sheet s WHERE s.batch_id = which;
    DELETE FROM data_key k WHERE k.id = which AND k.opens = 'referral_batch';
  END $$;
  CREATE FUNCTION discard_referral_batch(which uuid) RETURNS boolean VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE referral_batch b SET state = 'discarded', ended_at = now()
     WHERE b.id = which AND b.uploaded_by = my_user() AND b.team_id = ANY (my_teams()) AND b.state IN ('uploaded', 'checked');
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM forget_sheet(which);
    RETURN true;
  END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['forget_sheet(uuid)', 'discard_referral_batch(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION discard_referral_batch(uuid) TO casework_supervisor;
`;
