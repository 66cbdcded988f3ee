import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever leaves sees nothing from that moment: one function ends what they had, in the transaction that gives their cases to
 * others. Whoever is suspended, by whichever way, is rung by nobody and covers nothing.
 */
export class ALeaverKeepsNothing1790000002312 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(grants);
    await db.query(leaving);
    await db.query(suspended);
    await db.query(following);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER tasks_follow_the_case ON case_file; DROP FUNCTION tasks_follow_the_case();
      DROP TRIGGER suspended_stands_for_nobody ON staff; DROP FUNCTION suspended_stands_for_nobody(); DROP FUNCTION let_go(uuid, date);
      DROP POLICY definer_ends_turns ON on_call_turn; DROP POLICY definer_ends_cover ON cover;
      DROP POLICY definer_finds_tasks ON task; DROP POLICY definer_hands_on_tasks ON task;
      DROP POLICY definer_finds_allocations ON allocation; DROP POLICY definer_ends_allocations ON allocation;
      DROP POLICY definer_tells_of_leaving ON event;
      REVOKE UPDATE (cancelled_at) ON on_call_turn FROM casework_definer;
      REVOKE SELECT (id, case_id, for_staff, done_at), UPDATE (for_staff) ON task FROM casework_definer;
      REVOKE SELECT (id, case_id, staff_id, from_on, to_on), UPDATE (to_on) ON allocation FROM casework_definer;
    `);
  }
}

const grants = `
  GRANT UPDATE (cancelled_at) ON on_call_turn TO casework_definer;
  GRANT UPDATE (ended_at) ON cover TO casework_definer;
  GRANT SELECT (id, case_id, for_staff, done_at, taken_back_at), UPDATE (for_staff) ON task TO casework_definer;
  GRANT SELECT (id, case_id, staff_id, from_on, to_on), UPDATE (to_on) ON allocation TO casework_definer;
  CREATE POLICY definer_ends_turns ON on_call_turn FOR UPDATE TO casework_definer USING (true) WITH CHECK (cancelled_at IS NOT NULL);
  CREATE POLICY definer_ends_cover ON cover FOR UPDATE TO casework_definer USING (true) WITH CHECK (ended_at IS NOT NULL);
  CREATE POLICY definer_finds_tasks ON task FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_hands_on_tasks ON task FOR UPDATE TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_finds_allocations ON allocation FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_ends_allocations ON allocation FOR UPDATE TO casework_definer USING (true) WITH CHECK (to_on IS NOT NULL);
  CREATE POLICY definer_tells_of_leaving ON event FOR INSERT TO casework_definer WITH CHECK (did IN ('case.left_with_nobody', 'cover.ended'));
`;

const leaving = `
  -- What is still theirs then is with nobody, in whichever team, also where whoever asks may not see it: it is on the board of those who may.
  CREATE FUNCTION let_go(leaver uuid, on_day date) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM staff s WHERE s.id = leaver AND s.id <> my_user() AND s.organisation_id = my_organisation() AND s.role = 'advocate'
       AND s.state = 'active' AND my_role() = 'casework_supervisor' AND my_step_up() AND share_a_team(s.id, my_user()) FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'nobody to let go' USING ERRCODE = 'check_violation', CONSTRAINT = 'leaver_is_a_colleague';
    END IF;
    UPDATE task t SET for_staff = c.advocate_id FROM case_file c
     WHERE c.id = t.case_id AND t.for_staff = leaver AND num_nonnulls(t.done_at, t.taken_back_at) = 0 AND c.advocate_id <> leaver;
    WITH ended AS (UPDATE allocation a SET to_on = greatest(a.from_on, on_day) WHERE a.staff_id = leaver AND a.to_on IS NULL RETURNING a.id, a.case_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'case.left_with_nobody', id, case_id, my_organisation() FROM ended;
    UPDATE staff SET state = 'suspended' WHERE id = leaver;
    DELETE FROM team_member WHERE staff_id = leaver;
  END $$;
  COMMENT ON FUNCTION let_go IS 'Ends all that an advocate of one''s team had: sessions, teams, allocations, cover, and what was asked of them by hand';
  ALTER FUNCTION let_go(uuid, date) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION let_go(uuid, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION let_go(uuid, date) TO casework_supervisor;
`;

const suspended = `
  CREATE FUNCTION suspended_stands_for_nobody() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE on_call_turn SET cancelled_at = now() WHERE staff_id = NEW.id AND cancelled_at IS NULL AND to_at > now();
    WITH ended AS (UPDATE cover v SET ended_at = now() FROM absence a
       WHERE a.id = v.absence_id AND v.ended_at IS NULL AND NEW.id IN (v.staff_id, a.staff_id) RETURNING v.id, v.case_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'cover.ended', id, case_id, NEW.organisation_id FROM ended;
    RETURN NULL;
  END $$;
  ALTER FUNCTION suspended_stands_for_nobody() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION suspended_stands_for_nobody() FROM PUBLIC;
  CREATE TRIGGER suspended_stands_for_nobody AFTER UPDATE OF state ON staff FOR EACH ROW
    WHEN (NEW.state = 'suspended' AND OLD.state <> 'suspended') EXECUTE FUNCTION suspended_stands_for_nobody();
`;

const following = `
  -- What was asked by hand of somebody who does not work in the team any more is for whoever has the case next.
  CREATE FUNCTION tasks_follow_the_case() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE task t SET for_staff = NEW.advocate_id WHERE t.case_id = NEW.id AND num_nonnulls(t.done_at, t.taken_back_at) = 0
       AND NOT EXISTS (SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id
         WHERE m.team_id = NEW.team_id AND m.staff_id = t.for_staff AND s.state = 'active');
    RETURN NULL;
  END $$;
  ALTER FUNCTION tasks_follow_the_case() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION tasks_follow_the_case() FROM PUBLIC;
  CREATE TRIGGER tasks_follow_the_case AFTER UPDATE ON case_file FOR EACH ROW
    WHEN (NEW.advocate_id IS DISTINCT FROM OLD.advocate_id) EXECUTE FUNCTION tasks_follow_the_case();
`;
