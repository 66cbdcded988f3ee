import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeptAnswers1790000001500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE kept_answer (
        staff_id uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        key_hash bytea NOT NULL CONSTRAINT kept_answer_has_a_hashed_key CHECK (length(key_hash) = 32),
        request_hash bytea NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT now(),
        took_effect boolean NOT NULL DEFAULT false,
        sealed bytea,
        PRIMARY KEY (staff_id, key_hash)
      );
      COMMENT ON TABLE kept_answer IS 'What was answered to a change that came with a key, so that the same one sent again is not done again. Kept a day';
      COMMENT ON COLUMN kept_answer.took_effect IS 'Set in the transaction of the change itself: whether it was committed, even where its answer was lost';
      COMMENT ON COLUMN kept_answer.sealed IS 'The answer, encrypted under a key made of the one that came with the change. Null until there is one';

      CALL close_to_all('kept_answer');
      GRANT SELECT, INSERT, UPDATE, DELETE ON kept_answer TO casework_advocate, casework_supervisor, casework_commissioner,
        casework_foi_officer, casework_admin, casework_auditor;
      CREATE POLICY kept_answer_is_ones_own ON kept_answer
        TO casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin, casework_auditor
        USING (staff_id = (SELECT my_user())) WITH CHECK (staff_id = (SELECT my_user()));

      -- The worker clears them without being able to read one.
      GRANT SELECT (begun_at), DELETE ON kept_answer TO casework_definer;
      CREATE POLICY definer_clears_old_answers ON kept_answer TO casework_definer
        USING (begun_at < now() - interval '24 hours');
      CREATE FUNCTION clear_kept_answers() RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
        LANGUAGE sql AS $$ DELETE FROM kept_answer WHERE begun_at < now() - interval '24 hours' $$;
      ALTER FUNCTION clear_kept_answers() OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION clear_kept_answers() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION clear_kept_answers() TO casework_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION clear_kept_answers(); DROP TABLE kept_answer');
  }
}
