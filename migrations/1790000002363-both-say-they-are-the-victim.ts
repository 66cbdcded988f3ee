import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two clients of a service, where somebody in the record of the one is likely said to stalk the other. A supervisor who may see both
 * decides, in a form that is kept each time; where nobody may see both, one who may see either and is kept from neither.
 */
export class BothSayTheyAreTheVictim1790000002363 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kindOfKey(['counter_allegation']));
    await db.query(tables);
    await db.query(deciders);
    await db.query(policies);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY key_made_for_counter_allegation ON data_key; DROP POLICY key_of_counter_allegation ON data_key;
      DROP TABLE counter_allegation_decision_narrative, counter_allegation_decision, counter_allegation;
      DROP FUNCTION my_counter_allegations(); DROP FUNCTION deciders_of(uuid, uuid);
      DELETE FROM data_key WHERE opens = 'counter_allegation';
      ${kindOfKey([])}`);
  }
}

/** The check as it stands, with these kinds at its end: other migrations add theirs. */
const kindOfKey = (more: readonly string[]) => `
  DO $$ DECLARE
    kinds text[] := ARRAY(SELECT m[1] FROM pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''(\\w+)''::text', 'g') m
      WHERE c.conname = 'key_opens_a_kind_of_record' AND m[1] <> 'counter_allegation');
  BEGIN
    ALTER TABLE data_key DROP CONSTRAINT key_opens_a_kind_of_record;
    EXECUTE format('ALTER TABLE data_key ADD CONSTRAINT key_opens_a_kind_of_record CHECK (opens IN (%s))',
      (SELECT string_agg(quote_literal(kind), ', ') FROM unnest(kinds || '{${more.join(',')}}'::text[]) kind));
  END $$;`;

const outcomes = `('both_stand', 'earlier_is_perpetrator', 'later_is_perpetrator', 'unclear', 'not_the_same')`;

const tables = `
  CREATE TABLE counter_allegation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    earlier_client_id uuid NOT NULL REFERENCES client,
    later_client_id uuid NOT NULL REFERENCES client,
    found_by text NOT NULL CONSTRAINT counter_allegation_is_found_by CHECK (found_by IN ('name', 'contact')),
    found_at timestamptz NOT NULL DEFAULT now(),
    outcome text CONSTRAINT counter_allegation_has_an_outcome CHECK (outcome IN ${outcomes}),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT counter_allegation_is_of_two_clients CHECK (earlier_client_id <> later_client_id),
    CONSTRAINT counter_allegation_is_found_once UNIQUE (earlier_client_id, later_client_id)
  );
  COMMENT ON TABLE counter_allegation IS 'Two clients, where somebody in the record of the one is likely said to stalk the other';
  COMMENT ON COLUMN counter_allegation.outcome IS 'As last decided; null while it waits for a supervisor. Not the same: a namesake';
  CREATE INDEX counter_allegation_of_later ON counter_allegation (later_client_id);
  CREATE INDEX counter_allegation_of_organisation ON counter_allegation (organisation_id, found_at);
  CREATE TABLE counter_allegation_decision (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    counter_allegation_id uuid NOT NULL REFERENCES counter_allegation,
    edition integer NOT NULL,
    considerations jsonb NOT NULL,
    outcome text NOT NULL CONSTRAINT decision_has_an_outcome CHECK (outcome IN ${outcomes}),
    decided_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    decided_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE counter_allegation_decision IS 'What a supervisor considered of who is the victim, and decided. The last stands; none is changed';
  COMMENT ON COLUMN counter_allegation_decision.edition IS 'Of which list of considerations: counter-allegation.codes.ts';
  COMMENT ON COLUMN counter_allegation_decision.considerations IS 'To whom each consideration points, by the code of the consideration';
  CREATE INDEX counter_allegation_decision_of ON counter_allegation_decision (counter_allegation_id, decided_at DESC);
  CREATE TABLE counter_allegation_decision_narrative (
    counter_allegation_decision_id uuid PRIMARY KEY REFERENCES counter_allegation_decision,
    account bytea NOT NULL,
    reason bytea NOT NULL
  );
  COMMENT ON TABLE counter_allegation_decision_narrative IS 'What was found in both records, and why it was decided so, sealed by a key of the counter-allegation''s own';
  CREATE TRIGGER version BEFORE UPDATE ON counter_allegation FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('counter_allegation'); CALL close_to_all('counter_allegation_decision'); CALL close_to_all('counter_allegation_decision_narrative');
  CALL audit.watch('counter_allegation', 'values', 'id'); CALL audit.watch('counter_allegation_decision', 'values', 'id');
  CALL audit.watch('counter_allegation_decision_narrative', 'names', 'counter_allegation_decision_id');
  GRANT SELECT, INSERT, UPDATE, DELETE ON counter_allegation TO casework_definer;
  CREATE POLICY definer_finds ON counter_allegation TO casework_definer USING (true) WITH CHECK (true);
`;

const deciders = `
  -- Who is kept from either, or is not named where one is sealed, decides nothing: nor do they learn that there is anything.
  CREATE FUNCTION deciders_of(one uuid, other uuid) RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH able AS (
      SELECT s.id, count(m.staff_id) AS seen FROM client c
        JOIN staff s ON s.organisation_id = c.organisation_id AND s.role = 'supervisor' AND s.state = 'active'
        LEFT JOIN team_member m ON m.team_id = c.team_id AND m.staff_id = s.id
       WHERE c.id IN (one, other) GROUP BY s.id
      HAVING bool_and(c.id <> ALL (excluded_from(s.id)) AND (NOT c.sealed OR EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
        WHERE l.client_id = c.id AND l.lifted_at IS NULL AND n.staff_id = s.id))))
    SELECT coalesce(array_agg(id), '{}') FROM able WHERE seen > 0 AND seen = (SELECT max(seen) FROM able) $$;
  COMMENT ON FUNCTION deciders_of IS 'The supervisors at work who may see both clients; where there are none, those who may see one and are kept from neither';
  CREATE FUNCTION my_counter_allegations() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(k.id), '{}') FROM counter_allegation k WHERE my_role() = 'casework_supervisor'
       AND k.organisation_id = my_organisation() AND my_user() = ANY (deciders_of(k.earlier_client_id, k.later_client_id)) $$;
  COMMENT ON FUNCTION my_counter_allegations IS 'Those that are whoever asks'' to decide';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['deciders_of(uuid, uuid)', 'my_counter_allegations()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION my_counter_allegations() TO casework_supervisor;
`;

const own = 'id = ANY ((SELECT my_counter_allegations())::uuid[])';

const policies = `
  GRANT SELECT, UPDATE (outcome) ON counter_allegation TO casework_supervisor;
  GRANT SELECT, INSERT (id, counter_allegation_id, edition, considerations, outcome) ON counter_allegation_decision TO casework_supervisor;
  GRANT SELECT, INSERT ON counter_allegation_decision_narrative TO casework_supervisor;
  CREATE POLICY counter_allegation_to_decide ON counter_allegation FOR SELECT TO casework_supervisor USING (${own});
  CREATE POLICY counter_allegation_decided ON counter_allegation FOR UPDATE TO casework_supervisor
    USING (${own}) WITH CHECK (outcome IS NOT NULL AND (SELECT my_step_up()));
  CREATE POLICY decision_of_counter_allegation ON counter_allegation_decision FOR SELECT TO casework_supervisor
    USING ((SELECT true FROM counter_allegation k WHERE k.id = counter_allegation_id));
  CREATE POLICY decision_by_oneself ON counter_allegation_decision FOR INSERT TO casework_supervisor
    WITH CHECK (decided_by = (SELECT my_user()) AND (SELECT my_step_up())
      AND (SELECT true FROM counter_allegation k WHERE k.id = counter_allegation_id));
  CREATE POLICY words_of_decision ON counter_allegation_decision_narrative FOR SELECT TO casework_supervisor
    USING ((SELECT true FROM counter_allegation_decision d WHERE d.id = counter_allegation_decision_id));
  CREATE POLICY words_of_own_decision ON counter_allegation_decision_narrative FOR INSERT TO casework_supervisor
    WITH CHECK ((SELECT d.decided_by = (SELECT my_user()) AND d.decided_at = now() FROM counter_allegation_decision d WHERE d.id = counter_allegation_decision_id));
  CREATE POLICY key_of_counter_allegation ON data_key FOR SELECT TO casework_supervisor
    USING (opens = 'counter_allegation' AND (SELECT true FROM counter_allegation k WHERE k.id = data_key.id));
  CREATE POLICY key_made_for_counter_allegation ON data_key FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'counter_allegation' AND (SELECT true FROM counter_allegation k WHERE k.id = data_key.id));
`;
