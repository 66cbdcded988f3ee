import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody asked to be done can be moved to another day or person, and taken back, by whoever asked, whom it is for, or a
 * supervisor. What it was before stays: the database writes it down, whoever moves it.
 */
export class WhatIsAskedCanBeMoved1790000002301 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
    await db.query(moves);
    await db.query(policies);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const columns = `
  ALTER TABLE task ADD COLUMN taken_back_at timestamptz, ADD COLUMN taken_back_by uuid REFERENCES staff,
    ADD CONSTRAINT task_is_taken_back_by_somebody CHECK (num_nonnulls(taken_back_at, taken_back_by) IN (0, 2)),
    ADD CONSTRAINT task_is_done_or_taken_back CHECK (num_nonnulls(done_at, taken_back_at) < 2);
  COMMENT ON COLUMN task.taken_back_at IS 'When it was said that it need not be done';
  DROP INDEX task_to_do;
  CREATE INDEX task_to_do ON task (for_staff, due_on) WHERE done_at IS NULL AND taken_back_at IS NULL;
`;

const moves = `
  CREATE TABLE task_move (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES task,
    due_on date NOT NULL,
    for_staff uuid NOT NULL REFERENCES staff,
    moved_by uuid NOT NULL REFERENCES staff,
    moved_at timestamptz NOT NULL
  );
  COMMENT ON TABLE task_move IS 'What a task asked for by hand was before it was moved: by when and for whom. Written by the database, never changed';
  CREATE INDEX move_of_task ON task_move (task_id, moved_at);
  CALL close_to_all('task_move');
  CALL audit.watch('task_move', 'values', 'id');
  GRANT SELECT ON task_move TO casework_advocate, casework_supervisor;
  GRANT INSERT ON task_move TO casework_definer;
  CREATE POLICY move_of_task ON task_move FOR SELECT TO casework_advocate, casework_supervisor USING ((SELECT true FROM task t WHERE t.id = task_id));
  CREATE POLICY definer_keeps_moves ON task_move FOR INSERT TO casework_definer WITH CHECK (true);

  ALTER TABLE task ADD COLUMN moved_at timestamptz;
  COMMENT ON COLUMN task.moved_at IS 'When it was last moved';
  CREATE FUNCTION keep_move() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO task_move (task_id, due_on, for_staff, moved_by, moved_at) VALUES (OLD.id, OLD.due_on, OLD.for_staff, my_user(), NEW.moved_at);
    RETURN NULL;
  END $$;
  ALTER FUNCTION keep_move() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION keep_move() FROM PUBLIC;
  CREATE TRIGGER keep_move AFTER UPDATE ON task FOR EACH ROW
    WHEN ((OLD.due_on, OLD.for_staff) IS DISTINCT FROM (NEW.due_on, NEW.for_staff)) EXECUTE FUNCTION keep_move();
`;

const ofOwnTeam = `(SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)`;
const inItsTeam = `(SELECT true FROM case_file c JOIN team_member m ON m.team_id = c.team_id WHERE c.id = case_id AND m.staff_id = for_staff)`;

// A policy does not see what a row was: whose it was to move is asked here. Others than advocates are held by their own policies.
const policies = `
  CREATE FUNCTION task_takes_its_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  DECLARE moves boolean := (OLD.due_on, OLD.for_staff) IS DISTINCT FROM (NEW.due_on, NEW.for_staff);
  BEGIN
    IF num_nonnulls(OLD.done_at, OLD.taken_back_at) > 0 OR moves AND num_nonnulls(NEW.done_at, NEW.taken_back_at) > 0 THEN
      RAISE EXCEPTION 'a task is moved, or done, or taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_takes_its_steps';
    END IF;
    IF (moves OR NEW.taken_back_at IS NOT NULL) AND my_role() = 'casework_advocate' AND my_user() NOT IN (OLD.made_by, OLD.for_staff) THEN
      RAISE EXCEPTION 'a task is moved by those it concerns' USING ERRCODE = 'check_violation', CONSTRAINT = 'task_is_moved_by_the_concerned';
    END IF;
    IF moves AND NEW.moved_at IS NOT DISTINCT FROM OLD.moved_at THEN NEW.moved_at := now(); END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER takes_its_steps BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_takes_its_steps();
  GRANT UPDATE (due_on, for_staff, moved_at, taken_back_at, taken_back_by) ON task TO casework_advocate, casework_supervisor;
  DROP POLICY task_done_in_own_team ON task;
  CREATE POLICY task_changed_in_own_team ON task FOR UPDATE TO casework_advocate, casework_supervisor
    USING (done_at IS NULL AND taken_back_at IS NULL AND ${ofOwnTeam})
    WITH CHECK (done_by = (SELECT my_user()) OR taken_back_by = (SELECT my_user()) OR done_at IS NULL AND taken_back_at IS NULL AND ${inItsTeam});
`;

const undo = `
  DROP POLICY task_changed_in_own_team ON task;
  REVOKE UPDATE (due_on, for_staff, moved_at, taken_back_at, taken_back_by) ON task FROM casework_advocate, casework_supervisor;
  DROP TRIGGER takes_its_steps ON task; DROP FUNCTION task_takes_its_steps();
  DROP TRIGGER keep_move ON task; DROP FUNCTION keep_move(); DROP TABLE task_move;
  DROP INDEX task_to_do; CREATE INDEX task_to_do ON task (for_staff, due_on) WHERE done_at IS NULL;
  -- What was taken back was not done, and is not to be: without these columns nothing could say so.
  DELETE FROM task_narrative n USING task t WHERE t.id = n.task_id AND t.taken_back_at IS NOT NULL;
  DELETE FROM task WHERE taken_back_at IS NOT NULL;
  ALTER TABLE task DROP COLUMN taken_back_at, DROP COLUMN taken_back_by, DROP COLUMN moved_at;
  CREATE POLICY task_done_in_own_team ON task FOR UPDATE TO casework_advocate, casework_supervisor
    USING (done_at IS NULL AND ${ofOwnTeam}) WITH CHECK (done_by = (SELECT my_user()));
`;
