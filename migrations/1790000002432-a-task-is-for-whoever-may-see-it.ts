import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody asks for by hand is asked of nobody who is kept from the client, or is not named for one that is sealed. It is refused
 * as for anybody who is not of the team, as a case is: why is not told.
 */
export class ATaskIsForWhoeverMaySeeIt1790000002432 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(asking);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER task_is_for_whoever_may_see_it ON task; DROP TRIGGER task_goes_to_whoever_may_see_it ON task;
      DROP FUNCTION task_is_for_whoever_may_see_it(); DROP FUNCTION who_may_be_asked(uuid);
    `);
  }
}

const asking = `
  CREATE FUNCTION who_may_be_asked(of_case uuid) RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(s.id), '{}') FROM case_file c JOIN team_member m ON m.team_id = c.team_id JOIN staff s ON s.id = m.staff_id
     WHERE c.id = of_case AND s.role IN ('advocate', 'supervisor') AND s.state = 'active' AND may_take(s.id, c.client_id)
       AND my_role() IN ('casework_advocate', 'casework_supervisor') AND c.team_id = ANY (my_teams()) AND may_take(my_user(), c.client_id) $$;
  COMMENT ON FUNCTION who_may_be_asked IS 'Whoever of the team of a case can be asked to do something in it, for somebody of it who may see the client';

  CREATE FUNCTION task_is_for_whoever_may_see_it() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT (SELECT may_take(NEW.for_staff, c.client_id) FROM case_file c WHERE c.id = NEW.case_id) THEN
      RAISE EXCEPTION 'a task is for somebody of the team of its case' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_is_for_the_team';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER task_is_for_whoever_may_see_it BEFORE INSERT ON task FOR EACH ROW EXECUTE FUNCTION task_is_for_whoever_may_see_it();
  CREATE TRIGGER task_goes_to_whoever_may_see_it BEFORE UPDATE ON task FOR EACH ROW WHEN (NEW.for_staff <> OLD.for_staff)
    EXECUTE FUNCTION task_is_for_whoever_may_see_it();
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['who_may_be_asked(uuid)', 'task_is_for_whoever_may_see_it()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION who_may_be_asked(uuid) TO casework_advocate, casework_supervisor;
`;
