import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody is away, and who has which of their cases meanwhile: from a day to a day, after which it is over by itself. */
export class SomebodyCoversWhoeverIsAway1790000002311 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(absences);
    await db.query(covers);
    await db.query(holding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY event_of_workers ON event;
      DROP FUNCTION covered_on(date); DROP TABLE cover; DROP FUNCTION coverer_may_take_it(); DROP TABLE absence;
    `);
  }
}

const ofOwnTeam = (whom: string) =>
  `EXISTS (SELECT FROM team_member m WHERE m.staff_id = ${whom} AND m.team_id = ANY ((SELECT my_teams())::uuid[]))`;

const absences = `
  CREATE TABLE absence (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    staff_id uuid NOT NULL REFERENCES staff,
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CONSTRAINT absence_has_a_reason CHECK (reason IN ('leave', 'unplanned', 'training', 'other_work')),
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    cancelled_at timestamptz,
    CONSTRAINT absence_ends_after_it_begins CHECK (to_on >= from_on)
  );
  COMMENT ON TABLE absence IS 'The days on which somebody who works with cases is away';
  COMMENT ON COLUMN absence.to_on IS 'The last day, inclusive';
  COMMENT ON COLUMN absence.reason IS 'Never why somebody is ill, nor that they are: what is not planned is unplanned. For supervisors alone';
  CREATE INDEX absence_of_staff ON absence (staff_id, to_on) WHERE cancelled_at IS NULL;
  CALL close_to_all('absence');
  CALL audit.watch('absence', 'values', 'id');
  GRANT SELECT (id, organisation_id, staff_id, from_on, to_on, made_by, made_at, cancelled_at) ON absence TO casework_advocate;
  GRANT SELECT, INSERT (staff_id, from_on, to_on, reason), UPDATE (cancelled_at) ON absence TO casework_supervisor;
  CREATE POLICY absence_of_colleague ON absence FOR SELECT TO casework_advocate, casework_supervisor
    USING (organisation_id = (SELECT my_organisation()) AND (staff_id = (SELECT my_user()) OR ${ofOwnTeam('absence.staff_id')}));
  CREATE POLICY absence_in_own_team ON absence FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND made_by = (SELECT my_user()) AND cancelled_at IS NULL AND ${ofOwnTeam('absence.staff_id')});
  CREATE POLICY absence_is_cancelled ON absence FOR UPDATE TO casework_supervisor
    USING (cancelled_at IS NULL AND ${ofOwnTeam('absence.staff_id')}) WITH CHECK (cancelled_at IS NOT NULL);
  CREATE POLICY event_of_workers ON event FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
      AND did IN ('absence.recorded', 'absence.cancelled', 'capacity.set', 'abilities.set', 'staff.left'));
`;

const covers = `
  CREATE TABLE cover (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    absence_id uuid NOT NULL REFERENCES absence,
    case_id uuid NOT NULL REFERENCES case_file,
    staff_id uuid NOT NULL REFERENCES staff,
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  );
  COMMENT ON TABLE cover IS 'Who has a case while its advocate is away, on the days of the absence and no others';
  COMMENT ON COLUMN cover.ended_at IS 'When somebody else took it over, or they stopped working here: before the absence was over';
  CREATE UNIQUE INDEX case_is_covered_by_one ON cover (absence_id, case_id) WHERE ended_at IS NULL;
  CREATE INDEX cover_by_staff ON cover (staff_id) WHERE ended_at IS NULL;
  CREATE INDEX cover_of_case ON cover (case_id);
  CALL close_to_all('cover');
  CALL audit.watch('cover', 'values', 'id');
  GRANT SELECT ON cover TO casework_advocate, casework_supervisor;
  GRANT INSERT (absence_id, case_id, staff_id), UPDATE (ended_at) ON cover TO casework_supervisor;
  CREATE POLICY cover_of_case ON cover FOR SELECT TO casework_advocate, casework_supervisor USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY cover_in_own_team ON cover FOR INSERT TO casework_supervisor
    WITH CHECK (made_by = (SELECT my_user()) AND ended_at IS NULL
      AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) AND c.closed_on IS NULL AND c.advocate_id = a.staff_id FROM case_file c, absence a
            WHERE c.id = case_id AND a.id = absence_id AND a.cancelled_at IS NULL));
  CREATE POLICY cover_is_ended ON cover FOR UPDATE TO casework_supervisor
    USING (ended_at IS NULL AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)) WITH CHECK (ended_at IS NOT NULL);

  -- Of the team and in no conflict, as whoever is given the case; refused with one answer.
  CREATE FUNCTION coverer_may_take_it() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM case_file c JOIN team_member m ON m.team_id = c.team_id JOIN staff s ON s.id = m.staff_id
         WHERE c.id = NEW.case_id AND m.staff_id = NEW.staff_id AND s.state = 'active' AND s.role = 'advocate' AND may_take(s.id, c.client_id)) THEN
      RAISE EXCEPTION 'a case is given to somebody of its team' USING ERRCODE = 'check_violation', CONSTRAINT = 'advocate_is_of_the_team';
    END IF;
    RETURN NEW;
  END $$;
  ALTER FUNCTION coverer_may_take_it() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION coverer_may_take_it() FROM PUBLIC;
  CREATE TRIGGER coverer_may_take_it BEFORE INSERT ON cover FOR EACH ROW EXECUTE FUNCTION coverer_may_take_it();
`;

const holding = `
  GRANT SELECT ON cover, absence TO casework_definer;
  CREATE POLICY definer_looks_up_cover ON cover FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_looks_up_absences ON absence FOR SELECT TO casework_definer USING (true);
  -- Asked anew each time: who was kept from the client since, or left, covers nothing. Ids alone; which cases are seen is for row security.
  CREATE FUNCTION covered_on(day date) RETURNS TABLE (case_id uuid, staff_id uuid, away_id uuid, absence_id uuid, until_on date)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT v.case_id, v.staff_id, a.staff_id, a.id, a.to_on FROM absence a JOIN cover v ON v.absence_id = a.id JOIN case_file c ON c.id = v.case_id
      JOIN team_member m ON m.team_id = c.team_id AND m.staff_id = v.staff_id JOIN staff s ON s.id = v.staff_id
     WHERE a.organisation_id = (SELECT my_organisation()) AND c.team_id = ANY ((SELECT my_teams())::uuid[]) AND a.cancelled_at IS NULL AND v.ended_at IS NULL
       AND day BETWEEN a.from_on AND a.to_on AND c.advocate_id = a.staff_id AND s.state = 'active' AND may_take(s.id, c.client_id) $$;
  COMMENT ON FUNCTION covered_on IS 'The cases of one''s teams that are covered on a day, by whom, and for whom';
  ALTER FUNCTION covered_on(date) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION covered_on(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION covered_on(date) TO casework_advocate, casework_supervisor;
`;
