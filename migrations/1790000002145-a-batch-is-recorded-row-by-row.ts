import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The job that records a batch is let in for that batch alone, in the name of whoever began it. A row of it is recorded once. */
export class ABatchIsRecordedRowByRow1790000002145 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(role);
    await db.query(entering);
    await db.query(auditOf('casework_importer'));
    await db.query(recorded);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const role = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_importer') THEN CREATE ROLE casework_importer NOLOGIN; END IF;
  END $$;
  GRANT casework_importer TO larkspur_app; GRANT casework_caller TO casework_importer;
  GRANT USAGE ON SCHEMA public TO casework_importer;
`;

/** As it was in 1310, and as it is: what follows the beginning of a batch is let in for that batch. */
const asItWas = `RETURN door.vouch(happened.actor_id, happened.organisation_id, 'casework_worker', happened.case_id);`;
const ofBatch = `
    IF happened.did = 'referral_batch.begun' THEN
      RETURN door.vouch(happened.actor_id, happened.organisation_id, 'casework_importer', happened.record_id);
    END IF;
    ${asItWas}`;

function onErrand(ending: string, columns: string): string {
  return `
    CREATE OR REPLACE FUNCTION enter_on_errand(key bytea, event_id bigint) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
    LANGUAGE plpgsql AS $$
    DECLARE happened record;
    BEGIN
      PERFORM enter_as_machine('worker', key, NULL);
      SELECT ${columns} INTO happened FROM event WHERE event.id = event_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'no such event' USING ERRCODE = 'invalid_authorization_specification';
      END IF;
      ${ending}
    END $$;
  `;
}

const teamOfKey = `SELECT k.team_id FROM service_key k WHERE k.id = my_key()`;
const sendersTeam = (query: string) => `
  CREATE OR REPLACE FUNCTION my_keys_team() RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$ ${query} $$;
`;

const entering = `
  GRANT SELECT (did, record_id) ON event TO casework_definer;
  ${onErrand(ofBatch, 'event.did, event.record_id, event.actor_id, event.organisation_id, event.case_id')}
  CREATE FUNCTION my_batch() RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT b.id FROM referral_batch b WHERE my_role() = 'casework_importer' AND b.id = my_errand() AND b.state = 'recording' $$;
  COMMENT ON FUNCTION my_batch IS 'The batch that is being recorded; null once it is over, and for everybody else';
  ALTER FUNCTION my_batch() OWNER TO casework_definer;
  ${sendersTeam(`${teamOfKey} UNION ALL SELECT b.team_id FROM referral_batch b WHERE b.id = my_batch()`)}
  COMMENT ON FUNCTION my_keys_team IS 'The team that receives what is sent with this key, or in this batch';
`;

/** Who wrote it is the job, and for whom whoever began the batch. */
function auditOf(importer: string): string {
  return `DO $$ BEGIN EXECUTE replace(pg_get_functiondef('audit.write_change()'::regprocedure),
    'errand boolean := public.my_role() = ''casework_worker''', 'errand boolean := public.my_role() IN (''casework_worker'', ''${importer}'')'); END $$`;
}

const recorded = `
  CREATE TABLE referral_batch_referral (
    batch_id uuid NOT NULL DEFAULT my_batch() REFERENCES referral_batch,
    row_number integer NOT NULL,
    referral_id uuid NOT NULL REFERENCES referral,
    made_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (batch_id, row_number),
    CONSTRAINT referral_came_in_one_row UNIQUE (referral_id),
    CONSTRAINT recorded_row_was_found FOREIGN KEY (batch_id, row_number) REFERENCES referral_batch_row
  );
  COMMENT ON TABLE referral_batch_referral IS 'Which row became which referral, written with it: a row is recorded once';
  COMMENT ON COLUMN referral_batch_referral.made_in IS 'The transaction that wrote the referral and all that hangs on it, by which undoing tells it from what came later';
  CALL close_to_all('referral_batch_referral');
  CALL audit.watch('referral_batch_referral', 'names', 'batch_id', 'row_number');
  GRANT SELECT ON referral_batch_referral TO casework_supervisor;
  -- Of a referral that its uploader was kept from since, not even that it is there.
  CREATE POLICY referral_of_batch ON referral_batch_referral FOR SELECT TO casework_supervisor
    USING ((SELECT true FROM referral_batch b WHERE b.id = batch_id) AND (SELECT true FROM referral r WHERE r.id = referral_id));

  GRANT SELECT ON referral_batch, referral_batch_sheet, referral_batch_row TO casework_importer;
  GRANT SELECT, INSERT (row_number, referral_id) ON referral_batch_referral TO casework_importer;
  CREATE POLICY batch_of_errand ON referral_batch FOR SELECT TO casework_importer USING (id = (SELECT my_batch()));
  CREATE POLICY sheet_of_errand ON referral_batch_sheet FOR SELECT TO casework_importer USING (batch_id = (SELECT my_batch()));
  CREATE POLICY row_of_errand ON referral_batch_row FOR SELECT TO casework_importer USING (batch_id = (SELECT my_batch()));
  CREATE POLICY referral_of_errand ON referral_batch_referral TO casework_importer USING (batch_id = (SELECT my_batch()))
    WITH CHECK (batch_id = (SELECT my_batch()) AND EXISTS (SELECT FROM referral r WHERE r.id = referral_id));
  GRANT SELECT (id, opens, wrapped) ON data_key TO casework_importer;
  CREATE POLICY key_of_sheet ON data_key FOR SELECT TO casework_importer USING (opens = 'referral_batch' AND id = (SELECT my_batch()));

  -- How many of a batch are on record, those its uploader is kept from among them: a count that differed would tell of them.
  CREATE FUNCTION rows_on_record(which uuid) RETURNS integer STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT count(*)::integer FROM referral_batch b JOIN referral_batch_referral r ON r.batch_id = b.id WHERE b.id = which AND b.uploaded_by = my_user() $$;
  CREATE FUNCTION end_referral_batch() RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE which uuid := my_batch();
  BEGIN
    IF EXISTS (SELECT FROM referral_batch_row r LEFT JOIN referral_batch_referral d USING (batch_id, row_number)
        WHERE r.batch_id = which AND r.finding <> 'in_error' AND d.batch_id IS NULL) THEN
      RAISE EXCEPTION 'some rows are still to be recorded';
    END IF;
    UPDATE referral_batch b SET state = 'recorded', ended_at = now(),
      rows_recorded = (SELECT count(*) FROM referral_batch_referral d WHERE d.batch_id = which) WHERE b.id = which;
    PERFORM forget_sheet(which);
  END $$;
  -- What nobody had recorded within seven days; of one that was being recorded, what is recorded by then stays.
  CREATE FUNCTION forget_old_batches() RETURNS integer VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE b record; forgotten integer := 0;
  BEGIN
    FOR b IN SELECT id, state FROM referral_batch WHERE state IN ('uploaded', 'checked', 'recording') AND uploaded_at <= now() - interval '7 days' FOR UPDATE SKIP LOCKED LOOP
      UPDATE referral_batch r SET state = CASE b.state WHEN 'recording' THEN 'recorded' ELSE 'discarded' END, ended_at = now(),
        rows_recorded = CASE b.state WHEN 'recording' THEN (SELECT count(*) FROM referral_batch_referral d WHERE d.batch_id = b.id) END WHERE r.id = b.id;
      PERFORM forget_sheet(b.id);
      forgotten := forgotten + 1;
    END LOOP;
    RETURN forgotten;
  END $$;
  GRANT SELECT ON referral_batch_row, referral_batch_referral TO casework_definer;
  CREATE POLICY definer_counts_rows ON referral_batch_row FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_counts_referrals ON referral_batch_referral FOR SELECT TO casework_definer USING (true);
  ALTER FUNCTION rows_on_record(uuid) OWNER TO casework_definer; ALTER FUNCTION end_referral_batch() OWNER TO casework_definer;
  ALTER FUNCTION forget_old_batches() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION rows_on_record(uuid), end_referral_batch(), forget_old_batches() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION rows_on_record(uuid) TO casework_supervisor;
  GRANT EXECUTE ON FUNCTION end_referral_batch() TO casework_importer;
  GRANT EXECUTE ON FUNCTION forget_old_batches() TO casework_worker;
`;

const undo = `
  DROP POLICY key_of_sheet ON data_key; REVOKE ALL ON data_key FROM casework_importer;
  DROP FUNCTION forget_old_batches(); DROP FUNCTION end_referral_batch(); DROP FUNCTION rows_on_record(uuid);
  DROP TABLE referral_batch_referral;
  DROP POLICY batch_of_errand ON referral_batch; DROP POLICY sheet_of_errand ON referral_batch_sheet; DROP POLICY row_of_errand ON referral_batch_row;
  DROP POLICY definer_counts_rows ON referral_batch_row;
  REVOKE ALL ON referral_batch, referral_batch_sheet, referral_batch_row FROM casework_importer;
  REVOKE SELECT ON referral_batch_row FROM casework_definer;
  DO $$ BEGIN EXECUTE replace(pg_get_functiondef('audit.write_change()'::regprocedure),
    'errand boolean := public.my_role() IN (''casework_worker'', ''casework_importer'')', 'errand boolean := public.my_role() = ''casework_worker'''); END $$;
  ${sendersTeam(teamOfKey)}
  DROP FUNCTION my_batch();
  ${onErrand(asItWas, 'event.actor_id, event.organisation_id, event.case_id')}
  REVOKE SELECT (did, record_id) ON event FROM casework_definer;
  REVOKE ALL ON SCHEMA public FROM casework_importer;
`;
