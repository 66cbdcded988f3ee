import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody is in danger now: each thing that is done about it is a row of its own, at the moment it is done. Nothing is changed
 * afterwards; what was wrong is put right by another row. What stays undone goes up to whoever is on call.
 */
export class DangerIsFollowedStepByStep1790000002241 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(policies);
    await db.query(covering);
    await db.query(leads);
    await db.query(escalating);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION addresses_of_told(uuid); DROP FUNCTION dangers_told_of(); DROP FUNCTION escalate_danger(uuid, integer, timestamptz);
      DROP FUNCTION dangers_not_over(); DROP FUNCTION leads_for(uuid, timestamptz); DROP FUNCTION leads_of(uuid, timestamptz);
      DROP POLICY definer_tells_of_dangers ON event; DROP POLICY definer_finds_turns ON on_call_turn;
      REVOKE SELECT ON on_call_turn FROM casework_definer;
      DROP POLICY address_told_in_danger ON address; DROP POLICY identity_told_in_danger ON address_identity; DROP POLICY token_told_in_danger ON identity_token;
      DROP TABLE danger_notice, danger_escalation, danger_step_narrative, danger_step, danger_narrative, danger;
    `);
  }
}

const tables = `
  CREATE TABLE danger (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    began_at timestamptz NOT NULL,
    began_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    ended_at timestamptz,
    ended_by uuid REFERENCES staff,
    decision text CONSTRAINT danger_ends_by_a_decision CHECK (decision IN ('person_safe', 'with_police', 'no_danger')),
    CONSTRAINT danger_ends_whole CHECK (num_nonnulls(ended_at, ended_by, decision) IN (0, 3)),
    CONSTRAINT danger_ends_after_it_begins CHECK (ended_at >= began_at)
  );
  COMMENT ON TABLE danger IS 'The client of a case, or somebody near them, is in danger now; until a supervisor decides that it is over';
  CREATE UNIQUE INDEX one_danger_at_a_time ON danger (case_id) WHERE ended_at IS NULL;
  CREATE INDEX danger_of_case ON danger (case_id, began_at DESC);
  CREATE TABLE danger_narrative (danger_id uuid PRIMARY KEY REFERENCES danger, why bytea NOT NULL);
  COMMENT ON TABLE danger_narrative IS 'Why it was decided that the danger is over';

  CREATE TABLE danger_step (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    danger_id uuid NOT NULL REFERENCES danger,
    step text NOT NULL CONSTRAINT step_of_danger_is_a_code CHECK (step IN ('police', 'lead', 'agreed', 'whereabouts')),
    standing text NOT NULL CONSTRAINT step_is_done_or_not CHECK (standing IN ('done', 'not_done')),
    told_id uuid REFERENCES staff,
    safe text CONSTRAINT safe_now_is_yes_no_or_unknown CHECK (safe IN ('yes', 'no', 'unknown')),
    address_id uuid REFERENCES address,
    taken_at timestamptz NOT NULL,
    taken_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    CONSTRAINT lead_told_is_named CHECK ((told_id IS NOT NULL) = (step = 'lead' AND standing = 'done')),
    CONSTRAINT whereabouts_say_whether_safe CHECK ((safe IS NOT NULL) = (step = 'whereabouts')),
    CONSTRAINT an_address_is_of_whereabouts CHECK (address_id IS NULL OR step = 'whereabouts')
  );
  COMMENT ON TABLE danger_step IS 'What was done about a danger, as it was done. Never changed: a second row of a step adds to the first, or puts it right';
  COMMENT ON COLUMN danger_step.taken_at IS 'By the program''s clock; nobody types it';
  COMMENT ON COLUMN danger_step.address_id IS 'Where the person is, opened as any address is';
  CREATE INDEX step_of_danger ON danger_step (danger_id, taken_at);
  CREATE TABLE danger_step_narrative (danger_step_id uuid PRIMARY KEY REFERENCES danger_step, words bytea NOT NULL);
  COMMENT ON TABLE danger_step_narrative IS 'An incident number, what was agreed, or why something was not done';

  CREATE TABLE danger_escalation (
    danger_id uuid NOT NULL REFERENCES danger,
    level integer NOT NULL CONSTRAINT danger_goes_up_twice CHECK (level BETWEEN 1 AND 2),
    escalated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (danger_id, level)
  );
  COMMENT ON TABLE danger_escalation IS 'A danger that stayed unfinished: 1 went up to whoever is on call, 2 to every supervisor of the service who may know';
  CREATE TABLE danger_notice (
    danger_id uuid NOT NULL REFERENCES danger,
    staff_id uuid NOT NULL REFERENCES staff,
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (danger_id, staff_id)
  );
  COMMENT ON TABLE danger_notice IS 'Who was told that a danger stayed unfinished';
  CREATE INDEX danger_notice_of_staff ON danger_notice (staff_id);

  DO $$ DECLARE t regclass; BEGIN
    FOREACH t IN ARRAY ARRAY['danger', 'danger_narrative', 'danger_step', 'danger_step_narrative', 'danger_escalation', 'danger_notice']::regclass[] LOOP
      CALL close_to_all(t);
    END LOOP;
  END $$;
  CALL audit.watch('danger', 'values', 'id'); CALL audit.watch('danger_narrative', 'names', 'danger_id');
  CALL audit.watch('danger_step', 'values', 'id'); CALL audit.watch('danger_step_narrative', 'names', 'danger_step_id');
  CALL audit.watch('danger_escalation', 'values', 'danger_id', 'level'); CALL audit.watch('danger_notice', 'values', 'danger_id', 'staff_id');
`;

// Whoever may see the case may do what there is to do, also who opened it in an emergency: that is what they opened it for.
const policies = `
  GRANT SELECT, INSERT (id, case_id, began_at) ON danger TO casework_advocate, casework_supervisor;
  GRANT UPDATE (ended_at, ended_by, decision) ON danger TO casework_supervisor;
  GRANT SELECT ON danger_narrative, danger_escalation TO casework_advocate, casework_supervisor;
  GRANT INSERT ON danger_narrative TO casework_supervisor;
  GRANT SELECT, INSERT (id, danger_id, step, standing, told_id, safe, address_id, taken_at) ON danger_step TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON danger_step_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY danger_of_case ON danger FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY danger_begun_by_oneself ON danger FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (began_by = (SELECT my_user()) AND ended_at IS NULL AND (SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY danger_ended_by_oneself ON danger FOR UPDATE TO casework_supervisor
    USING (ended_at IS NULL AND (SELECT true FROM case_file c WHERE c.id = case_id)) WITH CHECK (ended_by = (SELECT my_user()));
  CREATE POLICY words_of_danger ON danger_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
  CREATE POLICY words_of_own_decision ON danger_narrative FOR INSERT TO casework_supervisor
    WITH CHECK ((SELECT d.ended_by = (SELECT my_user()) FROM danger d WHERE d.id = danger_id));
  CREATE POLICY step_of_danger ON danger_step FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
  CREATE POLICY step_taken_by_oneself ON danger_step FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (taken_by = (SELECT my_user()) AND (told_id IS NULL OR (SELECT true FROM staff s WHERE s.id = told_id))
      AND (SELECT d.ended_at IS NULL FROM danger d WHERE d.id = danger_id)
      AND (address_id IS NULL OR (SELECT true FROM danger d JOIN case_file c ON c.id = d.case_id JOIN address a ON a.client_id = c.client_id
        WHERE d.id = danger_id AND a.id = address_id)));
  CREATE POLICY words_of_step ON danger_step_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger_step s WHERE s.id = danger_step_id));
  CREATE POLICY words_of_own_step ON danger_step_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT s.taken_by = (SELECT my_user()) FROM danger_step s WHERE s.id = danger_step_id));
  CREATE POLICY escalation_of_danger ON danger_escalation FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
`;

// Where somebody went is learnt once, by whoever is on the phone: whoever covers may write it down as the case's own team may.
const covering = `
  CREATE POLICY address_told_in_danger ON address FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (kind = 'staying' AND client_id = ANY ((SELECT my_live_grants())::uuid[]));
  CREATE POLICY identity_told_in_danger ON address_identity FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT a.kind = 'staying' AND a.client_id = ANY ((SELECT my_live_grants())::uuid[]) FROM address a WHERE a.id = address_id));
  CREATE POLICY token_told_in_danger ON identity_token FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (kind = 'postcode' AND client_id = ANY ((SELECT my_live_grants())::uuid[])
      AND (SELECT c.team_id = identity_token.team_id FROM client c WHERE c.id = client_id));
`;

// Who may be told of it is whoever would be let see it if it were of their team: not who is kept from the client, and of what is
// sealed the named alone.
const leads = `
  GRANT SELECT ON on_call_turn TO casework_definer;
  CREATE POLICY definer_finds_turns ON on_call_turn FOR SELECT TO casework_definer USING (true);
  CREATE FUNCTION leads_of(wanted uuid, moment timestamptz) RETURNS TABLE (staff_id uuid, on_call boolean) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT s.id, EXISTS (SELECT FROM on_call_turn t WHERE t.staff_id = s.id AND t.cancelled_at IS NULL AND t.from_at <= moment AND t.to_at > moment)
      FROM case_file c JOIN staff s ON s.organisation_id = c.organisation_id AND s.role = 'supervisor' AND s.state = 'active'
     WHERE c.id = wanted AND c.client_id <> ALL (excluded_from(s.id))
       AND (NOT c.sealed OR EXISTS (SELECT FROM seal l JOIN seal_member m ON m.seal_id = l.id
             WHERE l.client_id = c.client_id AND l.lifted_at IS NULL AND m.staff_id = s.id)) $$;
  CREATE FUNCTION leads_for(wanted uuid, moment timestamptz) RETURNS TABLE (staff_id uuid, on_call boolean) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT l.staff_id, l.on_call FROM case_file c, leads_of(c.id, moment) l
     WHERE c.id = wanted AND my_role() IN ('casework_advocate', 'casework_supervisor') AND c.organisation_id = my_organisation()
       AND c.client_id <> ALL (my_excluded()) AND (NOT c.sealed OR c.client_id = ANY (my_seals()))
       AND (c.team_id = ANY (my_teams()) OR c.id = ANY (my_live_grants())) $$;
  COMMENT ON FUNCTION leads_for IS 'The supervisors who may be told of a danger in a case one sees, and who of them is on call now';
`;

const escalating = `
  GRANT SELECT, INSERT ON danger_escalation, danger_notice TO casework_definer;
  GRANT SELECT ON danger, danger_step TO casework_definer;
  CREATE POLICY definer_finds_dangers ON danger FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_finds_steps ON danger_step FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_escalates ON danger_escalation TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_tells ON danger_notice TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_tells_of_dangers ON event FOR INSERT TO casework_definer WITH CHECK (did = 'danger.escalated');

  CREATE FUNCTION dangers_not_over() RETURNS TABLE (id uuid, began_at timestamptz, steps jsonb, level integer)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT d.id, d.began_at,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'safe', s.safe) ORDER BY s.taken_at, s.id), '[]') FROM danger_step s WHERE s.danger_id = d.id),
      (SELECT coalesce(max(e.level), 0) FROM danger_escalation e WHERE e.danger_id = d.id)
    FROM danger d WHERE d.ended_at IS NULL $$;
  COMMENT ON FUNCTION dangers_not_over IS 'Of each danger when it began and which steps were taken; nothing of anyone';
  -- Where nobody who may know is on call, all who may know are told at once.
  CREATE FUNCTION escalate_danger(late uuid, to_level integer, moment timestamptz) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO danger_escalation (danger_id, level) SELECT d.id, to_level FROM danger d WHERE d.id = late AND d.ended_at IS NULL ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN; END IF;
    INSERT INTO danger_notice (danger_id, staff_id)
    SELECT d.id, l.staff_id FROM danger d, leads_of(d.case_id, moment) l
     WHERE d.id = late AND (to_level = 2 OR l.on_call OR NOT EXISTS (SELECT FROM leads_of(d.case_id, moment) o WHERE o.on_call)) ON CONFLICT DO NOTHING;
    INSERT INTO event (did, record_id, case_id, organisation_id)
    SELECT 'danger.escalated', d.id, c.id, c.organisation_id FROM danger d JOIN case_file c ON c.id = d.case_id WHERE d.id = late;
  END $$;
  CREATE FUNCTION dangers_told_of() RETURNS TABLE (id uuid, case_id uuid, reference text, began_at timestamptz, own boolean)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT d.id, c.id, c.reference, d.began_at, c.team_id = ANY (my_teams()) OR c.id = ANY (my_live_grants())
      FROM danger_notice n JOIN danger d ON d.id = n.danger_id JOIN case_file c ON c.id = d.case_id
     WHERE n.staff_id = my_user() AND my_role() = 'casework_supervisor' AND d.ended_at IS NULL AND c.organisation_id = my_organisation()
       AND c.client_id <> ALL (excluded_from(n.staff_id)) AND (NOT c.sealed OR c.client_id = ANY (my_seals())) $$;
  COMMENT ON FUNCTION dangers_told_of IS 'What went up to whoever asks and is not over, by reference';
  CREATE FUNCTION addresses_of_told(late uuid) RETURNS TABLE (email text) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT s.email FROM danger_notice n JOIN staff s ON s.id = n.staff_id JOIN danger d ON d.id = n.danger_id
     WHERE d.id = late AND d.ended_at IS NULL AND s.state = 'active' $$;
  COMMENT ON FUNCTION addresses_of_told IS 'Work addresses of those who are to look at a danger: they are told that there is a message, and not what';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['leads_of(uuid, timestamptz)', 'leads_for(uuid, timestamptz)', 'dangers_not_over()', 'escalate_danger(uuid, integer, timestamptz)', 'dangers_told_of()',
      'addresses_of_told(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION leads_for(uuid, timestamptz) TO casework_advocate, casework_supervisor;
  GRANT EXECUTE ON FUNCTION dangers_told_of() TO casework_supervisor;
  GRANT EXECUTE ON FUNCTION dangers_not_over(), escalate_danger(uuid, integer, timestamptz), addresses_of_told(uuid) TO casework_worker;
`;
