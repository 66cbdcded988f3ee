import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Undoing a sheet takes away whoever is in it, and that they were kept from somebody: whoever uploaded it proposes that, and another
 * supervisor of the team does it. Every sheet, since to ask it of those alone that hold an exclusion would tell that they do. What
 * either of the two is kept from stays.
 */
export class UndoingASheetTakesTwoPeople1790000002385 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(deciding);
    await db.query(instead('undo_batch_rows(uuid, integer, integer)', byUploader, byAnother));
    await db.query(instead('undo_batch_row(referral_batch_referral)', keptFromMe, keptFromEither));
    await db.query(instead('end_undoing(uuid)', ended, endedByAnother));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('end_undoing(uuid)', endedByAnother, ended));
    await db.query(instead('undo_batch_row(referral_batch_referral)', keptFromEither, keptFromMe));
    await db.query(instead('undo_batch_rows(uuid, integer, integer)', byAnother, byUploader));
    await db.query(`
      DROP POLICY event_of_undoing ON event; DROP FUNCTION undoing_just_decided(uuid); DROP FUNCTION refuse_undoing(uuid); DROP FUNCTION another_can_undo(uuid); DROP FUNCTION undoings_waiting();
      DROP FUNCTION may_undo(uuid, uuid); DROP TABLE referral_batch_undoing;
    `);
  }
}

const table = `
  CREATE TABLE referral_batch_undoing (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    batch_id uuid NOT NULL REFERENCES referral_batch,
    proposed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decision text CONSTRAINT undoing_is_decided CHECK (decision IN ('approved', 'refused')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT undoing_is_decided_whole CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT undoing_takes_two_people CHECK (decided_by <> proposed_by)
  );
  COMMENT ON TABLE referral_batch_undoing IS 'That a sheet be taken back: whoever uploaded it proposes it, another supervisor of its team does it or refuses';
  CREATE UNIQUE INDEX undoing_is_proposed_once ON referral_batch_undoing (batch_id) WHERE decision IS NULL;
  CALL close_to_all('referral_batch_undoing'); CALL audit.watch('referral_batch_undoing', 'values', 'id');
  GRANT SELECT, INSERT (batch_id) ON referral_batch_undoing TO casework_supervisor;
  CREATE POLICY undoing_of_own_batch ON referral_batch_undoing FOR SELECT TO casework_supervisor
    USING ((SELECT true FROM referral_batch b WHERE b.id = batch_id));
  CREATE POLICY undoing_proposed_by_uploader ON referral_batch_undoing FOR INSERT TO casework_supervisor
    WITH CHECK (proposed_by = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND decision IS NULL AND (SELECT my_step_up())
      AND (SELECT b.state = 'recorded' AND b.uploaded_by = (SELECT my_user()) AND b.ended_at > now() - interval '7 days' FROM referral_batch b WHERE b.id = batch_id));
`;

const deciding = `
  GRANT SELECT, UPDATE (decision, decided_by, decided_at) ON referral_batch_undoing TO casework_definer;
  CREATE POLICY definer_undoes ON referral_batch_undoing TO casework_definer USING (true) WITH CHECK (decided_by = (SELECT my_user()));

  CREATE FUNCTION may_undo(which uuid, who uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM referral_batch_undoing u JOIN referral_batch b ON b.id = u.batch_id JOIN team_member t ON t.team_id = b.team_id
        JOIN staff s ON s.id = t.staff_id AND s.role = 'supervisor' AND s.state = 'active'
       WHERE u.id = which AND s.id = who AND u.decision IS NULL AND u.proposed_by <> who AND b.state = 'recorded' AND b.ended_at > now() - interval '7 days'
         AND NOT lately_made_by(who) && lately_made_by(u.proposed_by)) $$;
  CREATE FUNCTION undoings_waiting() RETURNS TABLE (id uuid, batch_id uuid, sender text, uploader text, rows integer, last integer, proposed_at timestamptz)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT u.id, b.id, f.name, s.display_name, b.rows_recorded, (SELECT max(d.row_number) FROM referral_batch_referral d WHERE d.batch_id = b.id), u.proposed_at
      FROM referral_batch_undoing u JOIN referral_batch b ON b.id = u.batch_id JOIN batch_sender f ON f.id = b.sender_id JOIN staff s ON s.id = u.proposed_by
     WHERE my_role() = 'casework_supervisor' AND u.decision IS NULL AND may_undo(u.id, my_user()) $$;
  COMMENT ON FUNCTION undoings_waiting IS 'The sheets that whoever asks may take back for the colleague who uploaded them; nothing of their rows';
  -- Whether, and not who: that would tell who is in conflict.
  CREATE FUNCTION another_can_undo(which uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT EXISTS (SELECT FROM staff s WHERE s.organisation_id = my_organisation() AND may_undo(which, s.id)) $$;
  CREATE FUNCTION refuse_undoing(which uuid) RETURNS boolean VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE referral_batch_undoing u SET decision = 'refused', decided_by = my_user(), decided_at = now() WHERE u.id = which AND may_undo(u.id, my_user());
    RETURN FOUND;
  END $$;
  CREATE FUNCTION undoing_just_decided(which uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT EXISTS (SELECT FROM referral_batch_undoing u WHERE u.batch_id = which AND u.decided_by = my_user() AND u.decided_at = now()) $$;
  CREATE POLICY event_of_undoing ON event FOR INSERT TO casework_supervisor WITH CHECK (organisation_id = (SELECT my_organisation())
    AND case_id IS NULL AND did IN ('referral_batch.undone', 'referral_batch.undoing_refused') AND undoing_just_decided(record_id));
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['undoing_just_decided(uuid)', 'may_undo(uuid, uuid)', 'undoings_waiting()', 'another_can_undo(uuid)', 'refuse_undoing(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION undoing_just_decided(uuid), undoings_waiting(), another_can_undo(uuid), refuse_undoing(uuid) TO casework_supervisor;
`;

const byUploader = `b.uploaded_by = my_user() AND b.state = 'recorded'`;
const byAnother = `EXISTS (SELECT FROM referral_batch_undoing u WHERE u.batch_id = b.id AND may_undo(u.id, my_user())) AND b.state = 'recorded'`;
const keptFromMe = `IF NOT FOUND OR kept_from(client)`;
const keptFromEither = `IF NOT FOUND OR EXISTS (SELECT FROM referral_batch b WHERE b.id = d.batch_id AND (client = ANY (excluded_from(b.uploaded_by))
         OR coalesce(perpetrator = ANY (excluded_from(b.uploaded_by)), false) OR EXISTS (SELECT FROM seal s WHERE s.client_id = client AND s.lifted_at IS NULL
              AND NOT EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND m.staff_id = b.uploaded_by)))) OR kept_from(client)`;
const ended = `UPDATE referral_batch b SET state = 'undone' WHERE b.id = which;`;
const endedByAnother = `UPDATE referral_batch b SET state = 'undone' WHERE b.id = which;
    UPDATE referral_batch_undoing u SET decision = 'approved', decided_by = my_user(), decided_at = now() WHERE u.batch_id = which AND u.decision IS NULL;`;
