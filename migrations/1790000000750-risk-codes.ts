import type { MigrationInterface, QueryRunner } from 'typeorm';
import { larkspurScreen1 } from './larkspur-screen-1.js';

/** The codes of risk and of reviews, what plain SQL may not do to them, and the first edition of our own instrument. */
export class RiskCodes1790000000750 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(codes);
    await db.query(locks);
    await db.query(job);
    // The owner of a hosted database is no superuser, and row security is forced on owners.
    await db.query('ALTER TABLE instrument NO FORCE ROW LEVEL SECURITY');
    await db.query(
      `INSERT INTO instrument (organisation_id, code, edition, title, licence_note, definition) VALUES (NULL, $1, $2, $3, $4, $5)`,
      ['larkspur_screen', 1, 'Larkspur screen 1', 'MIT licence', JSON.stringify(larkspurScreen1)],
    );
    await db.query('ALTER TABLE instrument FORCE ROW LEVEL SECURITY');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE instrument NO FORCE ROW LEVEL SECURITY;
      DELETE FROM instrument WHERE code = 'larkspur_screen' AND edition = 1 AND organisation_id IS NULL;
      ALTER TABLE instrument FORCE ROW LEVEL SECURITY;
      DROP POLICY event_of_worker ON event;
      REVOKE SELECT (did, record_id, organisation_id) ON event FROM casework_worker;
      DROP TRIGGER only_a_review_ends_the_wait ON assessment;
      DROP FUNCTION only_a_review_ends_the_wait();
      DROP TRIGGER correction_is_in_the_same_case ON assessment;
      DROP FUNCTION correction_is_in_the_same_case();
      DROP POLICY reviewer_is_oneself ON review;
      DROP POLICY assessment_begins_as_own_draft ON assessment;
      DROP POLICY narrative_begins_in_draft ON assessment_narrative;
      DROP POLICY narrative_changes_in_draft ON assessment_narrative;
      ALTER TABLE assessment DROP COLUMN corrects_id, DROP CONSTRAINT assessment_is_in_a_state, DROP CONSTRAINT assessment_was_made_in_a_way,
        DROP CONSTRAINT tool_band_is_a_code, DROP CONSTRAINT professional_band_is_a_code, DROP CONSTRAINT final_band_is_a_code;
      ALTER TABLE review DROP CONSTRAINT review_decides_one_way, DROP CONSTRAINT amended_band_is_a_code;
      DROP INDEX case_review_due;
      ALTER TABLE case_file DROP CONSTRAINT case_risk_band_is_a_code;
      COMMENT ON COLUMN case_file.review_due_on IS 'The next risk review, inclusive; null before the first assessment and once closed';
    `);
  }
}

const codes = `
  ALTER TABLE assessment
    ADD COLUMN corrects_id uuid CONSTRAINT assessment_is_corrected_once UNIQUE REFERENCES assessment,
    ADD CONSTRAINT assessment_is_in_a_state CHECK (state IN ('draft', 'submitted', 'agreed', 'amended', 'returned')),
    ADD CONSTRAINT assessment_was_made_in_a_way CHECK (mode IN ('in_person', 'phone', 'video', 'proxy')),
    ADD CONSTRAINT tool_band_is_a_code CHECK (tool_band IN ('standard', 'medium', 'high', 'none_set')),
    ADD CONSTRAINT professional_band_is_a_code CHECK (professional_band IN ('standard', 'medium', 'high')),
    ADD CONSTRAINT final_band_is_a_code CHECK (final_band IN ('standard', 'medium', 'high'));
  COMMENT ON COLUMN assessment.corrects_id IS 'The returned assessment that this one does again';
  COMMENT ON COLUMN assessment.tool_band IS 'What the instrument''s arithmetic gave; none_set where it publishes no cut-off';
  COMMENT ON COLUMN assessment.final_band IS 'The professional''s, or the reviewer''s where it was amended';
  ALTER TABLE review
    ADD CONSTRAINT review_decides_one_way CHECK (decision IN ('agreed', 'amended', 'returned')),
    ADD CONSTRAINT amended_band_is_a_code CHECK (band IN ('standard', 'medium', 'high'));
  CREATE INDEX case_review_due ON case_file (review_due_on) WHERE closed_on IS NULL;
  ALTER TABLE case_file ADD CONSTRAINT case_risk_band_is_a_code CHECK (risk_band IN ('standard', 'medium', 'high'));
  COMMENT ON COLUMN case_file.review_due_on IS 'The next risk review, inclusive; null once closed, and before the first assessment unless something such as a breach has called for one';
`;

// A submitted assessment leaves its state only by a review that says so, and nobody signs as somebody else.
const locks = `
  CREATE FUNCTION only_a_review_ends_the_wait() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.case_id, NEW.author_id, NEW.instrument_id, NEW.begun_at, NEW.corrects_id)
       IS DISTINCT FROM (OLD.case_id, OLD.author_id, OLD.instrument_id, OLD.begun_at, OLD.corrects_id) THEN
      RAISE EXCEPTION 'an assessment keeps its case, its author and its instrument' USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_keeps_its_origin';
    END IF;
    IF (OLD.state = 'draft' AND NEW.state IN ('draft', 'submitted'))
       OR (NEW.state, NEW.final_band, NEW.submitted_on) IS NOT DISTINCT FROM (OLD.state, OLD.final_band, OLD.submitted_on) THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'submitted' AND NEW.submitted_on = OLD.submitted_on AND EXISTS (SELECT FROM review r WHERE r.assessment_id = NEW.id
       AND r.decision = NEW.state AND NEW.final_band = coalesce(r.band, OLD.final_band)) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'only a review changes a submitted assessment' USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_review_ends_the_wait';
  END $$;
  CREATE TRIGGER only_a_review_ends_the_wait BEFORE UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION only_a_review_ends_the_wait();
  CREATE FUNCTION correction_is_in_the_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM assessment a WHERE a.id = NEW.corrects_id AND a.case_id = NEW.case_id) THEN
      RAISE EXCEPTION 'an assessment corrects one of its own case' USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_is_in_the_same_case';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER correction_is_in_the_same_case BEFORE INSERT ON assessment FOR EACH ROW
    WHEN (NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION correction_is_in_the_same_case();
  CREATE POLICY assessment_begins_as_own_draft ON assessment AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (state = 'draft' AND author_id = my_user());
  CREATE POLICY narrative_begins_in_draft ON assessment_narrative AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (EXISTS (SELECT FROM assessment a WHERE a.id = assessment_id AND a.state = 'draft'));
  CREATE POLICY narrative_changes_in_draft ON assessment_narrative AS RESTRICTIVE FOR UPDATE TO casework_advocate, casework_supervisor
    USING (true) WITH CHECK (EXISTS (SELECT FROM assessment a WHERE a.id = assessment_id AND a.state = 'draft'));
  CREATE POLICY reviewer_is_oneself ON review AS RESTRICTIVE FOR INSERT TO casework_supervisor WITH CHECK (reviewer_id = my_user());
`;

// So that a job that runs twice can tell: the second time, a new assessment may have set a later day meanwhile.
const job = `
  GRANT SELECT (did, record_id, organisation_id) ON event TO casework_worker;
  CREATE POLICY event_of_worker ON event FOR SELECT TO casework_worker
    USING (did = 'review.brought_forward' AND organisation_id = my_organisation());
`;
