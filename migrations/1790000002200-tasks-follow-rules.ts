import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each kind of task is due is an administrator's to say, within bounds; what is to be done follows from the facts and is
 * kept nowhere. Only what somebody asks for by hand is a row of its own.
 */
export class TasksFollowRules1790000002200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(rules);
    await db.query(tasks);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY event_of_task_rules ON event;
      DROP TABLE task_narrative, task, task_rule;
    `);
  }
}

const kinds = [
  ...['breach', 'emergency_review', 'first_contact', 'contact_lapsed', 'first_assessment', 'risk_review'],
  ...[
    'safe_contact',
    'notification',
    'order_expiry',
    'consent_expiry',
    'referral_waiting',
    'place_waited_for',
  ],
];

const rules = `
  CREATE TABLE task_rule (
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    kind text NOT NULL CONSTRAINT task_rule_is_of_a_kind CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})),
    days integer NOT NULL CONSTRAINT task_rule_is_of_days CHECK (days BETWEEN 0 AND 90),
    for_whom text NOT NULL CONSTRAINT task_rule_is_for_somebody CHECK (for_whom IN ('advocate', 'supervisor', 'both')),
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (organisation_id, kind),
    CONSTRAINT some_tasks_are_the_supervisors CHECK (for_whom = 'supervisor' OR kind NOT IN ('emergency_review', 'referral_waiting', 'place_waited_for'))
  );
  COMMENT ON TABLE task_rule IS 'When a kind of task is due in a service, and whose it is, where an administrator said otherwise than task.rules.ts does';
  COMMENT ON COLUMN task_rule.days IS 'Calendar days: after the fact by which it is due, or before its end from which it is shown; of which, task.rules.ts says';
  CREATE TRIGGER version BEFORE UPDATE ON task_rule FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('task_rule');
  CALL audit.watch('task_rule', 'values', 'organisation_id', 'kind');
  GRANT SELECT ON task_rule TO casework_advocate, casework_supervisor, casework_admin;
  GRANT INSERT (kind, days, for_whom), UPDATE (days, for_whom) ON task_rule TO casework_admin;
  CREATE POLICY task_rule_of_own_organisation ON task_rule FOR SELECT TO casework_advocate, casework_supervisor, casework_admin
    USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY task_rule_set_by_admin ON task_rule FOR INSERT TO casework_admin WITH CHECK (organisation_id = (SELECT my_organisation()));
  CREATE POLICY task_rule_changed_by_admin ON task_rule FOR UPDATE TO casework_admin USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY event_of_task_rules ON event FOR INSERT TO casework_admin
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did = 'task_rule.changed');
`;

const ofOwnTeam = `(SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)`;

const tasks = `
  CREATE TABLE task (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    for_staff uuid NOT NULL REFERENCES staff,
    due_on date NOT NULL,
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    done_at timestamptz,
    done_by uuid REFERENCES staff,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT task_is_done_by_somebody CHECK (num_nonnulls(done_at, done_by) IN (0, 2))
  );
  COMMENT ON TABLE task IS 'What somebody asked to be done in a case, beside what its facts ask for';
  COMMENT ON COLUMN task.due_on IS 'The day by which it is to be done, inclusive';
  COMMENT ON COLUMN task.for_staff IS 'Who is to do it';
  CREATE INDEX task_to_do ON task (for_staff, due_on) WHERE done_at IS NULL;
  CREATE INDEX task_of_case ON task (case_id, due_on);
  CREATE TABLE task_narrative (task_id uuid PRIMARY KEY REFERENCES task, title bytea NOT NULL);
  COMMENT ON TABLE task_narrative IS 'What is to be done, in the words of whoever asked';
  CREATE TRIGGER version BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('task'); CALL close_to_all('task_narrative');
  CALL audit.watch('task', 'values', 'id'); CALL audit.watch('task_narrative', 'names', 'task_id');

  GRANT SELECT, INSERT (id, case_id, for_staff, due_on, made_at), UPDATE (done_at, done_by) ON task TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON task_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY task_of_case ON task FOR SELECT TO casework_advocate, casework_supervisor USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY task_made_in_own_team ON task FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (made_by = (SELECT my_user()) AND done_at IS NULL AND ${ofOwnTeam}
      AND (SELECT true FROM case_file c JOIN team_member m ON m.team_id = c.team_id WHERE c.id = case_id AND m.staff_id = for_staff));
  CREATE POLICY task_done_in_own_team ON task FOR UPDATE TO casework_advocate, casework_supervisor
    USING (done_at IS NULL AND ${ofOwnTeam}) WITH CHECK (done_by = (SELECT my_user()));
  CREATE POLICY words_of_task ON task_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM task t WHERE t.id = task_id));
  CREATE POLICY words_of_own_task ON task_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT t.made_by = (SELECT my_user()) AND t.done_at IS NULL FROM task t WHERE t.id = task_id));
`;
