import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Three at once is no limit where each lasts an hour: somebody could read a service's cases in turn, three by three, faster than
 * anybody reviews it. Six begin in a day at most, and none while two of one's own were not reviewed in time. And one that comes
 * while its case is being sealed waits for that, and finds it sealed.
 */
export class EmergenciesAreFew1790000002085 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(breakGlass(limits, 'FOR SHARE OF c'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(breakGlass('', ''));
  }
}

const limits = `
    IF (SELECT count(*) FROM broken_glass b WHERE b.staff_id = my_user() AND b.began_at > now() - interval '24 hours') >= 6 THEN
      RAISE EXCEPTION 'six emergencies in a day' USING ERRCODE = 'check_violation', CONSTRAINT = 'broken_glass_is_rare_in_a_day';
    END IF;
    IF (SELECT count(*) FROM broken_glass b WHERE b.staff_id = my_user() AND b.decision IS NULL AND b.escalated_at IS NOT NULL) >= 2 THEN
      RAISE EXCEPTION 'two emergencies nobody reviewed' USING ERRCODE = 'check_violation', CONSTRAINT = 'broken_glass_is_reviewed';
    END IF;`;

/** As it was in 1790000001920, with its limits and the lock on the case. */
const breakGlass = (limits: string, lock: string) => `
  CREATE OR REPLACE FUNCTION break_glass(case_reference text, reason text, hours integer, due_on date) RETURNS uuid VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    excluded uuid[] := excluded_from(my_user()); wanted record; told uuid[]; outside boolean; made uuid;
  BEGIN
    IF my_role() NOT IN ('casework_advocate', 'casework_supervisor') THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(my_user()::text, 1));
    IF (SELECT count(*) FROM broken_glass b WHERE b.staff_id = my_user() AND b.ends_at > now()) >= 3 THEN
      RAISE EXCEPTION 'three emergencies at once' USING ERRCODE = 'check_violation', CONSTRAINT = 'broken_glass_is_rare';
    END IF;
    ${limits}
    SELECT c.id, c.organisation_id, c.client_id, c.team_id INTO wanted FROM case_file c
     WHERE c.reference = case_reference AND c.organisation_id = my_organisation() AND NOT c.sealed AND c.client_id <> ALL (excluded)
       AND c.team_id <> ALL (my_teams()) ${lock};
    IF NOT FOUND THEN RETURN NULL; END IF;
    -- Every supervisor of its team, and two at most of those outside the line of whoever asks.
    SELECT array_agg(s.id), coalesce(bool_or(NOT near), false) INTO told, outside FROM (
      SELECT s.id, near, of_case, row_number() OVER (PARTITION BY near ORDER BY of_case DESC, random()) AS place
        FROM staff s, LATERAL (SELECT share_a_team(s.id, my_user()) AS near,
               EXISTS (SELECT FROM team_member m WHERE m.staff_id = s.id AND m.team_id = wanted.team_id) AS of_case) t
       WHERE s.organisation_id = wanted.organisation_id AND s.role = 'supervisor' AND s.state = 'active' AND s.id <> my_user()
         AND wanted.client_id <> ALL (excluded_from(s.id))) s
     WHERE of_case OR (place <= 2 AND NOT near);
    IF NOT outside OR cardinality(told) < 2 THEN RETURN NULL; END IF;
    INSERT INTO broken_glass (organisation_id, case_id, client_id, staff_id, why, ends_at, review_due_on)
    VALUES (wanted.organisation_id, wanted.id, wanted.client_id, my_user(), reason, now() + make_interval(hours => hours), due_on)
    RETURNING id INTO made;
    INSERT INTO broken_glass_notice (broken_glass_id, staff_id) SELECT made, unnest(told);
    RETURN made;
  END $$;
`;
