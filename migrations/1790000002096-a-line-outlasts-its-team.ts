import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody of another line judges an emergency and lifts an exclusion. An administrator alone could make that less: taking
 * somebody out of a team made their supervisor another line, and suspending the only other supervisor let the own line lift.
 * And a supervisor could, by keeping the other from the same client first. Whoever left a team is of its line for thirty days
 * more, and a supervisor who is suspended, or kept away by a colleague's hand, is still another: then it waits for a new one, whom
 * two people add.
 */
export class ALineOutlastsItsTeam1790000002096 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(`
      CREATE FUNCTION of_one_line(one uuid, other uuid) RETURNS boolean ${definer} AS $$
        WITH line AS (${line}) SELECT EXISTS (SELECT FROM line a JOIN line b USING (team_id) WHERE a.staff_id = one AND b.staff_id = other) $$;
      ALTER FUNCTION of_one_line(uuid, uuid) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION of_one_line(uuid, uuid) FROM PUBLIC;
      ${myColleagues(`(${line})`)}
      ${exclusionsToJudge('of_one_line', '', `(${notKept} OR ${keptByHand})`)}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${exclusionsToJudge('share_a_team', `AND s.state = 'active'`, notKept)}
      ${myColleagues('team_member')}
      DROP FUNCTION of_one_line(uuid, uuid);
      DROP TRIGGER line_goes_on ON team_member; DROP FUNCTION line_goes_on();
      DROP TABLE left_team;
    `);
  }
}

const definer = 'STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql';

const line = `SELECT team_id, staff_id FROM team_member UNION SELECT team_id, staff_id FROM left_team WHERE left_at > now() - interval '30 days'`;

const table = `
  CREATE TABLE left_team (
    team_id uuid NOT NULL REFERENCES team,
    staff_id uuid NOT NULL REFERENCES staff,
    left_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (team_id, staff_id)
  );
  COMMENT ON TABLE left_team IS 'Who was taken out of a team: for thirty days more they are of its line, and judge nothing of it as if from outside';
  COMMENT ON COLUMN left_team.left_at IS 'The last time, where they had come back';
  CREATE INDEX left_team_of_staff ON left_team (staff_id);
  CALL close_to_all('left_team');
  CALL audit.watch('left_team', 'values', 'team_id', 'staff_id');
  GRANT SELECT, INSERT, UPDATE (left_at) ON left_team TO casework_definer;
  CREATE POLICY definer_keeps_lines ON left_team TO casework_definer USING (true) WITH CHECK (true);

  CREATE FUNCTION line_goes_on() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO left_team (team_id, staff_id) VALUES (OLD.team_id, OLD.staff_id) ON CONFLICT (team_id, staff_id) DO UPDATE SET left_at = now();
    RETURN NULL;
  END $$;
  ALTER FUNCTION line_goes_on() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION line_goes_on() FROM PUBLIC;
  CREATE TRIGGER line_goes_on AFTER DELETE ON team_member FOR EACH ROW EXECUTE FUNCTION line_goes_on();
`;

const myColleagues = (members: string) => `
  CREATE OR REPLACE FUNCTION my_colleagues() RETURNS uuid[] ${definer} AS $$
    SELECT array_agg(DISTINCT b.staff_id) || (SELECT my_user())
      FROM ${members} a JOIN ${members} b ON b.team_id = a.team_id WHERE a.staff_id = (SELECT my_user()) $$;`;

const notKept = 'coalesce(e.client_id, e.perpetrator_id) <> ALL (excluded_from(s.id))';

const keptByHand = `EXISTS (SELECT FROM exclusion x WHERE x.staff_id = s.id AND x.lifted_at IS NULL AND x.why = 'supervisor'
                     AND (x.client_id = e.client_id OR e.client_id IS NULL))`;

/** As it was in 1790000002088, but for whose line is whose and who is another. */
const exclusionsToJudge = (near: string, active: string, free: string) => `
  CREATE OR REPLACE FUNCTION exclusions_to_judge() RETURNS uuid[] ${definer} AS $$
    SELECT coalesce(array_agg(e.id), '{}') FROM exclusion e LEFT JOIN client c ON c.id = e.client_id
     WHERE my_role() = 'casework_supervisor' AND e.organisation_id = my_organisation() AND e.staff_id <> my_user()
       AND coalesce(e.client_id, e.perpetrator_id) <> ALL (excluded_from(my_user()))
       AND (NOT coalesce(c.sealed, false) OR c.id = ANY (my_seals()))
       AND (NOT ${near}(e.staff_id, my_user()) OR NOT EXISTS (
             SELECT FROM staff s WHERE s.organisation_id = e.organisation_id AND s.role = 'supervisor' ${active}
                AND s.id <> e.staff_id AND NOT share_a_team(e.staff_id, s.id)
                AND ${free})) $$;`;
