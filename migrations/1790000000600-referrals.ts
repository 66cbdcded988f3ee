import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Referrals1790000000600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SEQUENCE referral_reference;
      CREATE TABLE referral (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        team_id uuid NOT NULL REFERENCES team,
        reference text NOT NULL,
        client_id uuid NOT NULL REFERENCES client,
        perpetrator_id uuid REFERENCES perpetrator,
        received_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        source text,
        source_unknown_reason text,
        police_area text NOT NULL,
        relationship text,
        relationship_unknown_reason text,
        cyber_element text,
        cyber_unknown_reason text,
        age_at_referral integer CONSTRAINT age_is_in_whole_years CHECK (age_at_referral BETWEEN 0 AND 120),
        age_unknown_reason text,
        reported_to_police text,
        reported_unknown_reason text,
        police_recorded_as text,
        state text NOT NULL DEFAULT 'received',
        decision text,
        decision_reason text,
        decided_at timestamptz,
        decided_by uuid REFERENCES staff,
        duplicate_of uuid REFERENCES referral,
        case_id uuid REFERENCES case_file,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT referral_reference_is_used_once UNIQUE (reference),
        CONSTRAINT source_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(source, source_unknown_reason) = 1),
        CONSTRAINT relationship_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(relationship, relationship_unknown_reason) = 1),
        CONSTRAINT cyber_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(cyber_element, cyber_unknown_reason) = 1),
        CONSTRAINT age_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(age_at_referral, age_unknown_reason) = 1),
        CONSTRAINT report_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(reported_to_police, reported_unknown_reason) = 1),
        CONSTRAINT decision_has_a_decider_and_a_time CHECK (num_nonnulls(decision, decided_at, decided_by) IN (0, 3)),
        CONSTRAINT undecided_is_received CHECK ((state = 'received') = (decision IS NULL)),
        CONSTRAINT accepted_opens_a_case CHECK ((state = 'accepted') = (case_id IS NOT NULL)),
        CONSTRAINT turning_away_has_a_reason CHECK (state NOT IN ('redirected', 'declined') OR decision_reason IS NOT NULL),
        CONSTRAINT duplicate_names_the_first CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL))
      );
      COMMENT ON TABLE referral IS 'One asking for help for one person, as it came in: coded facts only. A duplicate still counts as received';
      COMMENT ON COLUMN referral.received_at IS 'When it reached the service, which may be before it was entered';
      COMMENT ON COLUMN referral.recorded_at IS 'When it was entered: what decides in which quarter''s figures it is frozen';
      CREATE INDEX referral_of_team ON referral (team_id, received_at DESC);
      CREATE INDEX referral_undecided ON referral (team_id, received_at) WHERE state IN ('received', 'waiting');
      CREATE INDEX referral_of_client ON referral (client_id);
      CREATE INDEX referral_of_case ON referral (case_id);

      CREATE TABLE referral_cyber_type (
        referral_id uuid NOT NULL REFERENCES referral,
        cyber_type text NOT NULL,
        PRIMARY KEY (referral_id, cyber_type)
      );
      CREATE TABLE referral_narrative (
        referral_id uuid PRIMARY KEY REFERENCES referral,
        what_happened text NOT NULL
      );

      DO $$ DECLARE t regclass; BEGIN
        FOREACH t IN ARRAY ARRAY['referral', 'referral_cyber_type', 'referral_narrative']::regclass[] LOOP
          CALL close_to_all(t);
          EXECUTE format('GRANT SELECT, INSERT ON %s TO casework_advocate, casework_supervisor', t);
        END LOOP;
      END $$;
      GRANT UPDATE (state, decision, decision_reason, decided_at, decided_by, duplicate_of, case_id) ON referral TO casework_advocate, casework_supervisor;
      GRANT USAGE ON SEQUENCE referral_reference TO casework_advocate, casework_supervisor;
      CREATE TRIGGER version BEFORE UPDATE ON referral FOR EACH ROW EXECUTE FUNCTION next_version();
      CALL audit.watch('referral', 'values', 'id'); CALL audit.watch('referral_cyber_type', 'values', 'referral_id', 'cyber_type');
      CALL audit.watch('referral_narrative', 'names', 'referral_id');

      CREATE POLICY referral_of_own_team ON referral TO casework_advocate, casework_supervisor
        USING (team_id = ANY ((SELECT my_teams())::uuid[]))
        WITH CHECK (organisation_id = my_organisation() AND team_id = ANY ((SELECT my_teams())::uuid[]));
      -- It is of people whom its recorder may see, and is recorded, decided and made a case in nobody else's name.
      CREATE POLICY referral_begins_in_own_name ON referral AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (recorded_by = my_user() AND (decided_by IS NULL OR decided_by = my_user())
          AND EXISTS (SELECT FROM client p WHERE p.id = client_id)
          AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id))
          AND (case_id IS NULL OR EXISTS (SELECT FROM case_file c WHERE c.id = case_id AND c.client_id = referral.client_id)));
      CREATE POLICY referral_is_decided_in_own_name ON referral AS RESTRICTIVE FOR UPDATE TO casework_advocate, casework_supervisor
        USING (true) WITH CHECK (decided_by = my_user()
          AND (case_id IS NULL OR EXISTS (SELECT FROM case_file c WHERE c.id = case_id AND c.client_id = referral.client_id)));
      -- A policy may not look at its own table.
      CREATE FUNCTION referral_repeats_one_seen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM referral r WHERE r.id = NEW.duplicate_of) THEN
          RAISE EXCEPTION 'a duplicate repeats a referral that can be seen' USING ERRCODE = 'check_violation', CONSTRAINT = 'referral_repeats_one_seen';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER referral_repeats_one_seen BEFORE INSERT OR UPDATE OF duplicate_of ON referral FOR EACH ROW
        WHEN (NEW.duplicate_of IS NOT NULL) EXECUTE FUNCTION referral_repeats_one_seen();
      CREATE POLICY cyber_type_of_referral ON referral_cyber_type TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM referral r WHERE r.id = referral_id));
      CREATE POLICY narrative_of_referral ON referral_narrative TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM referral r WHERE r.id = referral_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE referral_narrative, referral_cyber_type, referral; DROP SEQUENCE referral_reference; DROP FUNCTION referral_repeats_one_seen();`,
    );
  }
}
