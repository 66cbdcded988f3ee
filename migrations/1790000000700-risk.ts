import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Risk1790000000700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE instrument (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid REFERENCES organisation,
        code text NOT NULL,
        edition integer NOT NULL,
        title text NOT NULL,
        licence_note text NOT NULL,
        definition jsonb NOT NULL,
        retired_on date,
        CONSTRAINT instrument_edition_is_used_once UNIQUE NULLS NOT DISTINCT (organisation_id, code, edition)
      );
      COMMENT ON TABLE instrument IS 'A versioned questionnaire held as data. Never changed, only retired: an old assessment is read with its own edition';
      COMMENT ON COLUMN instrument.organisation_id IS 'The licensed service that loaded it; null for one every service may use';

      CREATE TABLE assessment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        instrument_id uuid NOT NULL REFERENCES instrument,
        state text NOT NULL DEFAULT 'draft',
        author_id uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        begun_at timestamptz NOT NULL DEFAULT now(),
        mode text NOT NULL,
        answers jsonb NOT NULL,
        tool_band text,
        professional_band text,
        final_band text,
        submitted_at timestamptz,
        submitted_on date,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT submitted_has_its_bands CHECK ((state = 'draft') = (submitted_at IS NULL)
          AND (state = 'draft' OR num_nonnulls(tool_band, professional_band, final_band, submitted_on) = 4))
      );
      COMMENT ON TABLE assessment IS 'Answers to one instrument on one day. Locked once submitted; a correction is a new one';
      CREATE INDEX assessment_of_case ON assessment (case_id, begun_at DESC);
      CREATE INDEX assessment_to_review ON assessment (submitted_at) WHERE state = 'submitted';
      CREATE TABLE assessment_narrative (
        assessment_id uuid PRIMARY KEY REFERENCES assessment,
        rationale text,
        client_view text
      );

      CREATE TABLE review (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        assessment_id uuid NOT NULL REFERENCES assessment,
        reviewer_id uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        decision text NOT NULL,
        band text,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT amending_sets_a_band CHECK ((decision = 'amended') = (band IS NOT NULL)),
        CONSTRAINT assessment_is_reviewed_once UNIQUE (assessment_id)
      );
      CREATE TABLE review_narrative (
        review_id uuid PRIMARY KEY REFERENCES review,
        reason text NOT NULL
      );

      -- Nobody reviews their own assessment, and what was submitted stays as it was: also against plain SQL.
      CREATE FUNCTION reviewer_is_not_the_author() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM assessment a WHERE a.id = NEW.assessment_id AND a.author_id = NEW.reviewer_id) THEN
          RAISE EXCEPTION 'an assessment is not reviewed by its author' USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_is_not_the_author';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER reviewer_is_not_the_author BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION reviewer_is_not_the_author();
      CREATE FUNCTION submitted_assessment_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'draft' AND (NEW.answers, NEW.tool_band, NEW.professional_band, NEW.submitted_at, NEW.author_id, NEW.instrument_id, NEW.mode)
           IS DISTINCT FROM (OLD.answers, OLD.tool_band, OLD.professional_band, OLD.submitted_at, OLD.author_id, OLD.instrument_id, OLD.mode) THEN
          RAISE EXCEPTION 'a submitted assessment is locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_assessment_is_locked';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER submitted_assessment_is_locked BEFORE UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION submitted_assessment_is_locked();
      CREATE TRIGGER version BEFORE UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION next_version();

      CALL close_to_all('instrument'); CALL close_to_all('assessment'); CALL close_to_all('assessment_narrative');
      CALL close_to_all('review'); CALL close_to_all('review_narrative');
      CALL audit.watch('instrument', 'values', 'id'); CALL audit.watch('assessment', 'values', 'id');
      CALL audit.watch('assessment_narrative', 'names', 'assessment_id'); CALL audit.watch('review', 'values', 'id');
      CALL audit.watch('review_narrative', 'names', 'review_id');
      GRANT SELECT ON instrument TO casework_advocate, casework_supervisor, casework_admin;
      GRANT SELECT, INSERT, UPDATE ON assessment, assessment_narrative TO casework_advocate, casework_supervisor;
      GRANT SELECT ON review, review_narrative TO casework_advocate;
      GRANT SELECT, INSERT ON review, review_narrative TO casework_supervisor;
      CREATE POLICY instrument_of_all_or_own ON instrument FOR SELECT USING (organisation_id IS NULL OR organisation_id = my_organisation());
      CREATE POLICY assessment_of_case ON assessment TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY narrative_of_assessment ON assessment_narrative TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM assessment a WHERE a.id = assessment_id));
      CREATE POLICY review_of_assessment ON review TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM assessment a WHERE a.id = assessment_id));
      CREATE POLICY narrative_of_review ON review_narrative TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM review r WHERE r.id = review_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE review_narrative, review, assessment_narrative, assessment, instrument;
      DROP FUNCTION reviewer_is_not_the_author(); DROP FUNCTION submitted_assessment_is_locked();
    `);
  }
}
