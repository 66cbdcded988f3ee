import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Orders1790000000800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE protection_order (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        measure text NOT NULL,
        state text NOT NULL,
        applied_on date NOT NULL,
        interim_made_on date,
        interim_expires_on date,
        interim_served_on date,
        made_on date,
        expires_on date,
        until_further_order boolean NOT NULL DEFAULT false,
        served_on date,
        notification_due_on date,
        notified_on date,
        ended_on date,
        ending text,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT interim_order_has_a_last_day CHECK (num_nonnulls(interim_made_on, interim_expires_on) IN (0, 2)),
        CONSTRAINT full_order_has_an_end_or_none CHECK ((made_on IS NOT NULL) = ((expires_on IS NOT NULL) <> until_further_order)),
        CONSTRAINT order_is_served_after_it_is_made CHECK (served_on >= made_on AND interim_served_on >= interim_made_on),
        CONSTRAINT order_is_made_after_it_is_applied_for CHECK (made_on >= applied_on AND interim_made_on >= applied_on),
        CONSTRAINT ending_has_a_day_and_a_kind CHECK (num_nonnulls(ended_on, ending) IN (0, 2))
      );
      COMMENT ON TABLE protection_order IS 'A protective measure sought or in force in a case';
      COMMENT ON COLUMN protection_order.expires_on IS 'Last day in force, inclusive; null where it runs until further order';
      COMMENT ON COLUMN protection_order.notification_due_on IS 'Last lawful day to give name and address: the day of service is day one of three (Stalking Protection Act 2019, s.9)';
      CREATE INDEX order_of_case ON protection_order (case_id, applied_on);

      CREATE TABLE order_step (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id uuid NOT NULL REFERENCES protection_order,
        act text NOT NULL,
        on_day date NOT NULL,
        reason text,
        recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE order_step IS 'Every act on an order with its day; what returns count. Append-only';
      COMMENT ON COLUMN order_step.reason IS 'A coded reason, where the act needs one';
      CREATE INDEX order_step_of_order ON order_step (order_id, on_day);

      CREATE TABLE order_term (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id uuid NOT NULL REFERENCES protection_order,
        number integer NOT NULL,
        edition integer NOT NULL,
        kind text NOT NULL CONSTRAINT term_is_of_a_kind CHECK (kind IN ('prohibition', 'requirement')),
        from_on date NOT NULL,
        to_on date,
        CONSTRAINT term_edition_is_used_once UNIQUE (order_id, number, edition),
        CONSTRAINT term_ends_after_it_begins CHECK (to_on >= from_on)
      );
      COMMENT ON TABLE order_term IS 'One edition of one condition; from_on and to_on are both inclusive';
      CREATE TABLE order_term_wording (
        order_term_id uuid PRIMARY KEY REFERENCES order_term,
        wording text NOT NULL
      );
      COMMENT ON TABLE order_term_wording IS 'What the court wrote: it may name places and people';

      CREATE TABLE protected_person (
        order_id uuid NOT NULL REFERENCES protection_order,
        client_id uuid NOT NULL REFERENCES client,
        PRIMARY KEY (order_id, client_id)
      );

      CREATE TABLE breach (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        case_id uuid NOT NULL REFERENCES case_file,
        order_id uuid NOT NULL REFERENCES protection_order,
        state text NOT NULL CONSTRAINT breach_is_known_or_possible CHECK (state IN ('possible', 'known', 'not_a_breach')),
        occurred_on date NOT NULL,
        of_notification boolean NOT NULL,
        knowledge_to_be_proved boolean NOT NULL,
        reported_to_police text NOT NULL CONSTRAINT breach_is_reported_or_not CHECK (reported_to_police IN ('yes', 'no')),
        not_reported_reason text,
        reported_on date,
        recorded_as_crime text,
        recorded_on date,
        outcome text,
        outcome_on date,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        named_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT not_reporting_has_a_reason CHECK ((reported_to_police = 'no') = (not_reported_reason IS NOT NULL)),
        CONSTRAINT report_has_a_day CHECK ((reported_to_police = 'yes') = (reported_on IS NOT NULL)),
        CONSTRAINT crime_recorded_has_a_day CHECK ((recorded_as_crime IS NOT DISTINCT FROM 'yes') = (recorded_on IS NOT NULL)),
        CONSTRAINT only_what_was_reported_is_recorded CHECK (recorded_as_crime IS NULL OR reported_to_police = 'yes'),
        CONSTRAINT known_breach_has_its_time CHECK ((state = 'known') = (named_at IS NOT NULL))
      );
      COMMENT ON TABLE breach IS 'A breach of an order in force that day. Possible until the terms are held and one is named';
      COMMENT ON COLUMN breach.knowledge_to_be_proved IS 'It happened before service: that the respondent knew of the order is to be proved';
      COMMENT ON COLUMN breach.named_at IS 'When it became a known breach: what decides in which quarter''s figures it is frozen';
      CREATE INDEX breach_of_order ON breach (order_id, occurred_on);
      CREATE INDEX breach_of_case ON breach (case_id, occurred_on);
      CREATE TABLE breach_term (
        breach_id uuid NOT NULL REFERENCES breach,
        order_term_id uuid NOT NULL REFERENCES order_term,
        PRIMARY KEY (breach_id, order_term_id)
      );
      CREATE TABLE breach_narrative (
        breach_id uuid PRIMARY KEY REFERENCES breach,
        what_happened text NOT NULL,
        crime_reference text
      );

      -- A known breach names a condition or the notification requirement; checked when the transaction ends.
      CREATE FUNCTION known_breach_names_a_term() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = 'known' AND NOT NEW.of_notification AND NOT EXISTS (SELECT FROM breach_term t WHERE t.breach_id = NEW.id) THEN
          RAISE EXCEPTION 'a known breach names a term' USING ERRCODE = 'check_violation', CONSTRAINT = 'known_breach_names_a_term';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER known_breach_names_a_term AFTER INSERT OR UPDATE ON breach DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION known_breach_names_a_term();

      DO $$ DECLARE t regclass; BEGIN
        FOREACH t IN ARRAY ARRAY['protection_order', 'order_step', 'order_term', 'order_term_wording', 'protected_person', 'breach', 'breach_term', 'breach_narrative']::regclass[] LOOP
          CALL close_to_all(t);
          EXECUTE format('GRANT SELECT, INSERT ON %s TO casework_advocate, casework_supervisor', t);
        END LOOP;
      END $$;
      GRANT UPDATE (state, interim_made_on, interim_expires_on, interim_served_on, made_on, expires_on, until_further_order, served_on,
        notification_due_on, notified_on, ended_on, ending) ON protection_order TO casework_advocate, casework_supervisor;
      -- A breach stays in its case, of its order, on its day.
      GRANT UPDATE (state, of_notification, knowledge_to_be_proved, reported_to_police, not_reported_reason, reported_on, recorded_as_crime,
        recorded_on, outcome, outcome_on, named_at) ON breach TO casework_advocate, casework_supervisor;
      GRANT UPDATE (crime_reference) ON breach_narrative TO casework_advocate, casework_supervisor;
      GRANT UPDATE (to_on) ON order_term TO casework_advocate, casework_supervisor;
      CREATE TRIGGER version BEFORE UPDATE ON protection_order FOR EACH ROW EXECUTE FUNCTION next_version();
      CREATE TRIGGER version BEFORE UPDATE ON breach FOR EACH ROW EXECUTE FUNCTION next_version();
      CALL audit.watch('protection_order', 'values', 'id'); CALL audit.watch('order_step', 'values', 'id');
      CALL audit.watch('order_term', 'values', 'id'); CALL audit.watch('order_term_wording', 'names', 'order_term_id');
      CALL audit.watch('protected_person', 'values', 'order_id', 'client_id'); CALL audit.watch('breach', 'values', 'id');
      CALL audit.watch('breach_term', 'values', 'breach_id', 'order_term_id'); CALL audit.watch('breach_narrative', 'names', 'breach_id');

      CREATE POLICY order_of_case ON protection_order TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY step_of_order ON order_step TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM protection_order o WHERE o.id = order_id));
      CREATE POLICY step_recorded_by_oneself ON order_step AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor WITH CHECK (recorded_by = my_user());
      CREATE POLICY term_of_order ON order_term TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM protection_order o WHERE o.id = order_id));
      CREATE POLICY wording_of_term ON order_term_wording TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM order_term t WHERE t.id = order_term_id));
      CREATE POLICY protected_by_order ON protected_person TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM protection_order o WHERE o.id = order_id))
        WITH CHECK (EXISTS (SELECT FROM protection_order o WHERE o.id = order_id) AND EXISTS (SELECT FROM client p WHERE p.id = client_id));
      CREATE POLICY breach_of_case ON breach TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      CREATE POLICY term_of_breach ON breach_term TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM breach b WHERE b.id = breach_id));
      CREATE POLICY narrative_of_breach ON breach_narrative TO casework_advocate, casework_supervisor USING (EXISTS (SELECT FROM breach b WHERE b.id = breach_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE breach_narrative, breach_term, breach, protected_person, order_term_wording, order_term, order_step, protection_order;
      DROP FUNCTION known_breach_names_a_term();
    `);
  }
}
