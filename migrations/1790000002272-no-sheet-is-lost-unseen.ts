import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * A sheet that nobody recorded went after a week, and one whose job had failed was called recorded. Now the other supervisors of
 * its team are told that it waits, and for as long that it went; and one that is being recorded stays until every row is on record.
 */
export class NoSheetIsLostUnseen1790000002272 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(instead('forget_old_batches()', asItWas, asItIs));
    await db.query(instead('forget_old_batches()', endedAsItWas, endedAsItIs));
    await db.query(learning);
    await db.query(
      `COMMENT ON TABLE referral_batch_sheet IS 'What was uploaded, while it waits to be begun, 28 days at most; then until every row is on record'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `COMMENT ON TABLE referral_batch_sheet IS 'What was uploaded, while it waits to be recorded: seven days at most'`,
    );
    await db.query(
      `DROP FUNCTION batches_left_recording(); DROP FUNCTION rows_left(uuid); DROP FUNCTION sheets_waiting();
       DROP POLICY definer_names_senders ON batch_sender; REVOKE SELECT ON batch_sender FROM casework_definer;`,
    );
    await db.query(instead('forget_old_batches()', endedAsItIs, endedAsItWas));
    await db.query(instead('forget_old_batches()', asItIs, asItWas));
  }
}

const asItWas = `state IN ('uploaded', 'checked', 'recording') AND uploaded_at <= now() - interval '7 days'`;
const asItIs = `state IN ('uploaded', 'checked') AND uploaded_at <= now() - interval '28 days'`;
const endedAsItWas = `SET state = CASE b.state WHEN 'recording' THEN 'recorded' ELSE 'discarded' END, ended_at = now(),
        rows_recorded = CASE b.state WHEN 'recording' THEN (SELECT count(*) FROM referral_batch_referral d WHERE d.batch_id = b.id) END WHERE`;
const endedAsItIs = `SET state = 'discarded', ended_at = now() WHERE`;

const learning = `
  -- That there is one, from whom it came and who has it: nothing of its rows, which whoever is told may have to be kept from.
  CREATE FUNCTION sheets_waiting() RETURNS TABLE (id uuid, sender text, uploader text, own boolean, went boolean, uploaded_at timestamptz)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT b.id, f.name, s.display_name, b.uploaded_by = my_user(), b.state = 'discarded', b.uploaded_at
      FROM referral_batch b JOIN batch_sender f ON f.id = b.sender_id JOIN staff s ON s.id = b.uploaded_by
     WHERE my_role() = 'casework_supervisor' AND b.team_id = ANY (my_teams())
       AND (b.state IN ('uploaded', 'checked', 'recording') AND coalesce(b.begun_at, b.uploaded_at) <= now() - interval '1 day'
         OR b.state = 'discarded' AND b.ended_at > now() - interval '28 days'
            AND NOT EXISTS (SELECT FROM event e WHERE e.record_id = b.id AND e.did = 'referral_batch.discarded')) $$;
  COMMENT ON FUNCTION sheets_waiting IS 'Sheets of the teams of whoever asks that waited for a day, or went without being recorded';
  -- A row its uploader is kept from is on record, and is not left: so it is not counted as they would count it.
  CREATE FUNCTION rows_left(which uuid) RETURNS integer[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(r.row_number ORDER BY r.row_number), '{}') FROM referral_batch b JOIN referral_batch_row r ON r.batch_id = b.id
      LEFT JOIN referral_batch_referral d ON d.batch_id = r.batch_id AND d.row_number = r.row_number
     WHERE b.id = which AND b.uploaded_by = my_user() AND b.team_id = ANY (my_teams()) AND b.state = 'recording'
       AND b.begun_at <= now() - interval '1 hour' AND r.finding <> 'in_error' AND d.batch_id IS NULL $$;
  COMMENT ON FUNCTION rows_left IS 'The rows of one''s own sheet that are still not on record an hour after it was begun';
  CREATE FUNCTION batches_left_recording() RETURNS TABLE (event_id bigint) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT max(e.id) FROM referral_batch b JOIN event e ON e.record_id = b.id AND e.did = 'referral_batch.begun'
     WHERE b.state = 'recording' AND b.begun_at <= now() - interval '1 hour' GROUP BY b.id $$;
  COMMENT ON FUNCTION batches_left_recording IS 'The beginnings of batches that are still not recorded an hour later';
  GRANT SELECT ON batch_sender TO casework_definer;
  CREATE POLICY definer_names_senders ON batch_sender FOR SELECT TO casework_definer USING (true);
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['sheets_waiting()', 'rows_left(uuid)', 'batches_left_recording()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION sheets_waiting(), rows_left(uuid) TO casework_supervisor;
  GRANT EXECUTE ON FUNCTION batches_left_recording() TO casework_worker;
`;
