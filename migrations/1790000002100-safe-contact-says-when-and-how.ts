import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A way to reach a client says when it may be used, whether our number is to be withheld, and whether it is still theirs. What
 * was said before stays. Of what is there already nobody asked these things, so none of it may be used until somebody has.
 */
export class SafeContactSaysWhenAndHow1790000002100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(answers);
    await db.query(kept);
    await db.query(bettered);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER bettered_by_verifying ON contact_method; DROP FUNCTION bettered_by_verifying();
      DROP TRIGGER keeps_what_was_said ON contact_method; DROP FUNCTION keep_what_was_said(); DROP TABLE contact_method_version;
      REVOKE UPDATE (when_safe, say_we_are, code_word) ON contact_method_identity FROM casework_advocate, casework_supervisor;
      ALTER TABLE contact_method_identity DROP COLUMN code_question, DROP COLUMN who_may_answer, DROP COLUMN interpreter;
      ALTER TABLE contact_method DROP COLUMN withheld_number, DROP COLUMN safe_minutes, DROP COLUMN ended_at;
    `);
  }
}

const answers = `
  ALTER TABLE contact_method
    ADD COLUMN withheld_number text NOT NULL DEFAULT 'unknown'
      CONSTRAINT withheld_number_is_yes_no_or_unknown CHECK (withheld_number IN ('yes', 'no', 'unknown')),
    ADD COLUMN safe_minutes int4multirange NOT NULL DEFAULT '{}'
      CONSTRAINT safe_minutes_are_of_one_week CHECK (safe_minutes <@ '{[0,10080)}'::int4multirange),
    ADD COLUMN ended_at timestamptz;
  COMMENT ON COLUMN contact_method.withheld_number IS 'Whether our number must be withheld: yes, no or unknown; unknown is unsafe';
  COMMENT ON COLUMN contact_method.safe_minutes IS 'When it may be used: minutes from Monday 00:00 as clocks in London show them. None is not known, and so is never; the whole week is any time';
  COMMENT ON COLUMN contact_method.ended_at IS 'When it was found to be the client''s no longer; null while it is';
  GRANT UPDATE (withheld_number, safe_minutes, ended_at) ON contact_method TO casework_advocate, casework_supervisor;

  ALTER TABLE contact_method_identity ADD COLUMN code_question bytea, ADD COLUMN who_may_answer bytea, ADD COLUMN interpreter bytea;
  COMMENT ON COLUMN contact_method_identity.interpreter IS 'The language, and whether an interpreter is needed';
  -- How to go about it may change; the number or address is another's once it does.
  GRANT UPDATE (when_safe, say_we_are, code_word, code_question, who_may_answer, interpreter) ON contact_method_identity
    TO casework_advocate, casework_supervisor;
`;

const kept = `
  CREATE TABLE contact_method_version (
    contact_method_id uuid NOT NULL REFERENCES contact_method,
    version integer NOT NULL,
    safe text NOT NULL CHECK (safe IN ('yes', 'no', 'unknown')),
    voicemail_safe text NOT NULL CHECK (voicemail_safe IN ('yes', 'no', 'unknown')),
    device_watched text NOT NULL CHECK (device_watched IN ('yes', 'no', 'unknown')),
    withheld_number text NOT NULL CHECK (withheld_number IN ('yes', 'no', 'unknown')),
    safe_minutes int4multirange NOT NULL,
    verified_on date,
    recheck_on date,
    ended_at timestamptz,
    said_by uuid REFERENCES staff,
    said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (contact_method_id, version)
  );
  COMMENT ON TABLE contact_method_version IS 'What was said of a way to reach a client each time, the present included. Written by a trigger alone';
  COMMENT ON COLUMN contact_method_version.said_by IS 'Null where a program outside sent it';
  CALL close_to_all('contact_method_version');
  CALL audit.watch('contact_method_version', 'values', 'contact_method_id', 'version');
  GRANT SELECT ON contact_method_version TO casework_advocate, casework_supervisor;
  GRANT INSERT ON contact_method_version TO casework_definer;
  CREATE POLICY version_of_method ON contact_method_version FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM contact_method m WHERE m.id = contact_method_id));
  CREATE POLICY version_written_by_trigger ON contact_method_version FOR INSERT TO casework_definer WITH CHECK (true);

  CREATE FUNCTION keep_what_was_said() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO contact_method_version VALUES (NEW.id, NEW.version, NEW.safe, NEW.voicemail_safe, NEW.device_watched, NEW.withheld_number,
      NEW.safe_minutes, NEW.verified_on, NEW.recheck_on, NEW.ended_at, my_user());
    RETURN NULL;
  END $$;
  ALTER FUNCTION keep_what_was_said() OWNER TO casework_definer;
  -- Nobody knows who said what stands already, or when.
  INSERT INTO contact_method_version (contact_method_id, version, safe, voicemail_safe, device_watched, withheld_number, safe_minutes, verified_on, recheck_on)
    SELECT id, version, safe, voicemail_safe, device_watched, withheld_number, safe_minutes, verified_on, recheck_on FROM contact_method;
  CREATE TRIGGER keeps_what_was_said AFTER INSERT OR UPDATE ON contact_method FOR EACH ROW EXECUTE FUNCTION keep_what_was_said();
`;

const bettered = `
  -- Worse may be said by anybody at any time; better is what the client said when somebody verified it with them.
  CREATE FUNCTION bettered_by_verifying() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    worst_last CONSTANT text[] := ARRAY['yes', 'unknown', 'no'];
    least_last CONSTANT text[] := ARRAY['no', 'unknown', 'yes'];
    number_last CONSTANT text[] := ARRAY['no', 'yes', 'unknown'];
    better boolean := array_position(worst_last, NEW.safe) < array_position(worst_last, OLD.safe)
      OR array_position(worst_last, NEW.voicemail_safe) < array_position(worst_last, OLD.voicemail_safe)
      OR array_position(least_last, NEW.device_watched) < array_position(least_last, OLD.device_watched)
      OR array_position(number_last, NEW.withheld_number) < array_position(number_last, OLD.withheld_number)
      OR NOT NEW.safe_minutes <@ OLD.safe_minutes;
  BEGIN
    IF OLD.ended_at IS NOT NULL OR better AND NEW.verified_on IS NULL THEN
      RAISE EXCEPTION 'only what was verified with the client is safer than before' USING ERRCODE = 'check_violation', CONSTRAINT = 'bettered_by_verifying';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER bettered_by_verifying BEFORE UPDATE ON contact_method FOR EACH ROW EXECUTE FUNCTION bettered_by_verifying();
`;
