import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is still to be done about a danger goes up to whoever is on call, and then to every supervisor who may know of it. */
export class WhatStaysUndoneGoesUp1790000002242 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(leads);
    await db.query(escalating);
    await db.query(telling);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION addresses_of_told(uuid); DROP FUNCTION dangers_told_of(); DROP FUNCTION escalate_danger(uuid, integer, timestamptz);
      DROP FUNCTION dangers_not_over(); DROP FUNCTION leads_for(uuid, timestamptz); DROP FUNCTION leads_of(uuid, timestamptz);
      DROP POLICY definer_tells_of_dangers ON event; DROP POLICY definer_finds_turns ON on_call_turn;
      DROP POLICY definer_finds_dangers ON danger; DROP POLICY definer_finds_steps ON danger_step;
      REVOKE SELECT ON on_call_turn, danger, danger_step FROM casework_definer;
      DROP TABLE danger_notice, danger_escalation;
    `);
  }
}

const tables = `
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

  CALL close_to_all('danger_escalation'); CALL close_to_all('danger_notice');
  CALL audit.watch('danger_escalation', 'values', 'danger_id', 'level'); CALL audit.watch('danger_notice', 'values', 'danger_id', 'staff_id');
  GRANT SELECT ON danger_escalation TO casework_advocate, casework_supervisor;
  CREATE POLICY escalation_of_danger ON danger_escalation FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
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
`;

const telling = `
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
