import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cases1790000000500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE case_reference;
      CREATE TABLE case_file (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        team_id uuid NOT NULL REFERENCES team,
        reference text NOT NULL,
        client_id uuid NOT NULL REFERENCES client,
        perpetrator_id uuid REFERENCES perpetrator,
        advocate_id uuid NOT NULL REFERENCES staff,
        police_area text NOT NULL,
        relationship text,
        relationship_unknown_reason text,
        cyber_element text,
        cyber_unknown_reason text,
        age_at_referral integer CONSTRAINT age_is_in_whole_years CHECK (age_at_referral BETWEEN 0 AND 120),
        age_unknown_reason text,
        opened_on date NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT now(),
        closed_on date,
        closed_at timestamptz,
        closure_reason text,
        risk_band text,
        review_due_on date,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT case_reference_is_used_once UNIQUE (reference),
        CONSTRAINT case_closes_after_it_opens CHECK (closed_on >= opened_on),
        CONSTRAINT closure_has_a_day_a_time_and_a_reason CHECK (num_nonnulls(closed_on, closed_at, closure_reason) IN (0, 3)),
        CONSTRAINT relationship_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(relationship, relationship_unknown_reason) = 1),
        CONSTRAINT cyber_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(cyber_element, cyber_unknown_reason) = 1),
        CONSTRAINT age_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(age_at_referral, age_unknown_reason) = 1)
      );
      COMMENT ON TABLE case_file IS 'The spine: one client, one course of conduct, one advocate. Coded facts only';
      COMMENT ON COLUMN case_file.opened_at IS 'When it was entered: what decides in which quarter''s figures it is frozen';
      COMMENT ON COLUMN case_file.risk_band IS 'Of the latest submitted assessment; null before the first';
      COMMENT ON COLUMN case_file.review_due_on IS 'The next risk review, inclusive; null before the first assessment and once closed';
      CREATE INDEX case_of_team ON case_file (team_id, opened_on DESC);
      CREATE INDEX case_of_advocate ON case_file (advocate_id, opened_on DESC);
      CREATE INDEX case_of_client ON case_file (client_id);

      CREATE TABLE case_cyber_type (
        case_id uuid NOT NULL REFERENCES case_file,
        cyber_type text NOT NULL,
        PRIMARY KEY (case_id, cyber_type)
      );

      -- The advocates a case has had, with days; the latest without an end is the present one.
      CREATE TABLE allocation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        staff_id uuid NOT NULL REFERENCES staff,
        from_on date NOT NULL,
        to_on date
      );
      CREATE INDEX allocation_of_case ON allocation (case_id, from_on);

      CREATE TABLE contact_attempt (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        at timestamptz NOT NULL,
        channel text NOT NULL,
        outcome text NOT NULL,
        recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX contact_attempt_of_case ON contact_attempt (case_id, at);

      CREATE TABLE first_support (
        client_id uuid PRIMARY KEY REFERENCES client,
        case_id uuid NOT NULL REFERENCES case_file,
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        supported_on date NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE first_support IS 'The first two-way contact with a client after acceptance. Written once, never moved: a person is counted as supported once, here';
      CREATE INDEX first_support_of_case ON first_support (case_id);

      CREATE TABLE case_note (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        kind text NOT NULL,
        written_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        written_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX case_note_of_case ON case_note (case_id, written_at DESC);
      CREATE TABLE case_note_narrative (
        case_note_id uuid PRIMARY KEY REFERENCES case_note,
        words text NOT NULL
      );

      DO $$ DECLARE t regclass; BEGIN
        FOREACH t IN ARRAY ARRAY['case_file', 'case_cyber_type', 'allocation', 'contact_attempt', 'first_support', 'case_note', 'case_note_narrative']::regclass[] LOOP
          CALL close_to_all(t);
          EXECUTE format('GRANT SELECT, INSERT ON %s TO casework_advocate, casework_supervisor', t);
        END LOOP;
      END $$;
      GRANT UPDATE (advocate_id, closed_on, closed_at, closure_reason, risk_band, review_due_on) ON case_file TO casework_advocate, casework_supervisor;
      GRANT UPDATE (to_on) ON allocation TO casework_advocate, casework_supervisor;
      -- Who wrote it is never said by the statement: it is whoever makes it.
      REVOKE INSERT ON allocation, contact_attempt, first_support, case_note FROM casework_advocate, casework_supervisor;
      GRANT INSERT (case_id, staff_id, from_on) ON allocation TO casework_advocate, casework_supervisor;
      GRANT INSERT (case_id, at, channel, outcome, recorded_at) ON contact_attempt TO casework_advocate, casework_supervisor;
      GRANT INSERT (client_id, case_id, supported_on, recorded_at) ON first_support TO casework_advocate, casework_supervisor;
      GRANT INSERT (case_id, kind, written_at) ON case_note TO casework_advocate, casework_supervisor;
      GRANT USAGE ON SEQUENCE case_reference TO casework_advocate, casework_supervisor;
      CREATE TRIGGER version BEFORE UPDATE ON case_file FOR EACH ROW EXECUTE FUNCTION next_version();
      CALL audit.watch('case_file', 'values', 'id'); CALL audit.watch('case_cyber_type', 'values', 'case_id', 'cyber_type');
      CALL audit.watch('allocation', 'values', 'id'); CALL audit.watch('contact_attempt', 'values', 'id');
      CALL audit.watch('first_support', 'values', 'client_id'); CALL audit.watch('case_note', 'values', 'id');
      CALL audit.watch('case_note_narrative', 'names', 'case_note_id');

      CREATE POLICY case_of_own_team ON case_file TO casework_advocate, casework_supervisor
        USING (team_id = ANY ((SELECT my_teams())::uuid[]))
        WITH CHECK (organisation_id = my_organisation() AND team_id = ANY ((SELECT my_teams())::uuid[]));
      CREATE POLICY cyber_type_of_case ON case_cyber_type TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY allocation_of_case ON allocation TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY attempt_of_case ON contact_attempt TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY support_of_case ON first_support TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id))
        WITH CHECK (organisation_id = my_organisation() AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id AND c.client_id = first_support.client_id));
      CREATE POLICY note_of_case ON case_note TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY narrative_of_note ON case_note_narrative TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_note n WHERE n.id = case_note_id));

      -- A case is of people whom its caseworkers may see, and its advocate is of its team. Who has left it since may stay named.
      CREATE POLICY case_begins_in_own_team ON case_file AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (EXISTS (SELECT FROM client p WHERE p.id = client_id)
          AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id))
          AND EXISTS (SELECT FROM team_member m WHERE m.team_id = case_file.team_id AND m.staff_id = advocate_id));
      CREATE POLICY allocation_begins_in_team ON allocation AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (EXISTS (SELECT FROM case_file c JOIN team_member m ON m.team_id = c.team_id WHERE c.id = case_id AND m.staff_id = allocation.staff_id));
      CREATE FUNCTION advocate_is_of_the_team() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM team_member m WHERE m.team_id = NEW.team_id AND m.staff_id = NEW.advocate_id) THEN
          RAISE EXCEPTION 'a case is given to somebody of its team' USING ERRCODE = 'check_violation', CONSTRAINT = 'advocate_is_of_the_team';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER advocate_is_of_the_team BEFORE UPDATE ON case_file FOR EACH ROW
        WHEN (NEW.advocate_id IS DISTINCT FROM OLD.advocate_id) EXECUTE FUNCTION advocate_is_of_the_team();

      -- The story of a case is for those who may see the case, and told by them; what a job did is told by the job alone.
      GRANT SELECT ON event TO casework_advocate, casework_supervisor;
      CREATE POLICY event_of_case ON event FOR SELECT TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY event_told_in_case ON event FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (organisation_id = my_organisation() AND did NOT LIKE 'review.%' AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY event_told_by_worker ON event FOR INSERT TO casework_worker
        WITH CHECK (organisation_id = my_organisation() AND did LIKE 'review.%' AND EXISTS (SELECT FROM case_file c WHERE c.id = case_id));

      -- What the jobs may see and do of a case: bring its review forward, in the organisation they work for.
      GRANT SELECT (id, organisation_id, closed_on, risk_band, review_due_on, version), UPDATE (review_due_on) ON case_file TO casework_worker;
      CREATE POLICY case_of_worker ON case_file TO casework_worker USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation());
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY event_of_case ON event; DROP POLICY event_told_in_case ON event; DROP POLICY event_told_by_worker ON event;
      REVOKE SELECT ON event FROM casework_advocate, casework_supervisor;
      DROP TABLE case_note_narrative, case_note, first_support, contact_attempt, allocation, case_cyber_type, case_file;
      DROP FUNCTION advocate_is_of_the_team(); DROP SEQUENCE case_reference;
    `);
  }
}
