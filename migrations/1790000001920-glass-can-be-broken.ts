import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In an emergency whoever works here may open a case of another team for some hours. Two people are told at once, and one of
 * them, of another line, says afterwards whether it was right. It never opens what is sealed, or what one is excluded from.
 */
export class GlassCanBeBroken1790000001920 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(breaking);
    await db.query(reviewing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION escalate_broken_glass(date); DROP FUNCTION break_glass(text, text, integer, date); DROP FUNCTION my_live_grants();
      DROP TABLE broken_glass_notice, broken_glass_narrative, broken_glass;
    `);
  }
}

const table = `
  CREATE TABLE broken_glass (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    case_id uuid NOT NULL REFERENCES case_file,
    client_id uuid NOT NULL REFERENCES client,
    staff_id uuid NOT NULL REFERENCES staff,
    why text NOT NULL CONSTRAINT broken_glass_has_a_code CHECK (why IN ('danger_now', 'client_in_contact', 'cover', 'other')),
    began_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL,
    review_due_on date NOT NULL,
    escalated_at timestamptz,
    decision text CONSTRAINT broken_glass_is_judged CHECK (decision IN ('justified', 'not_justified')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT broken_glass_ends_within_a_day CHECK (ends_at > began_at AND ends_at <= began_at + interval '24 hours'),
    CONSTRAINT broken_glass_is_judged_by_another CHECK (decided_by <> staff_id),
    CONSTRAINT broken_glass_is_decided_whole CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3))
  );
  COMMENT ON TABLE broken_glass IS 'Someone opened a case of another team in an emergency, for some hours';
  COMMENT ON COLUMN broken_glass.review_due_on IS 'Last day for its review, inclusive: two working days after it began';
  CREATE INDEX broken_glass_of_staff ON broken_glass (staff_id, ends_at);
  CREATE INDEX broken_glass_of_case ON broken_glass (case_id);
  CREATE INDEX broken_glass_to_review ON broken_glass (organisation_id, review_due_on) WHERE decision IS NULL;
  CREATE TABLE broken_glass_narrative (
    broken_glass_id uuid PRIMARY KEY REFERENCES broken_glass,
    why text NOT NULL,
    judgement text
  );
  CREATE TABLE broken_glass_notice (
    broken_glass_id uuid NOT NULL REFERENCES broken_glass,
    staff_id uuid NOT NULL REFERENCES staff,
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (broken_glass_id, staff_id)
  );
  COMMENT ON TABLE broken_glass_notice IS 'Who was told: supervisors of the case, and somebody outside the line of whoever broke the glass';
  CREATE INDEX broken_glass_notice_of_staff ON broken_glass_notice (staff_id);
  CALL close_to_all('broken_glass'); CALL close_to_all('broken_glass_narrative'); CALL close_to_all('broken_glass_notice');
  CALL audit.watch('broken_glass', 'values', 'id'); CALL audit.watch('broken_glass_narrative', 'names', 'broken_glass_id');
  CALL audit.watch('broken_glass_notice', 'values', 'broken_glass_id', 'staff_id');

  -- The reason is the program's to write, and may be sealed: it is asked for when the transaction ends.
  ALTER TABLE broken_glass ADD CONSTRAINT broken_glass_has_a_reason FOREIGN KEY (id) REFERENCES broken_glass_narrative DEFERRABLE INITIALLY DEFERRED;
`;

const breaking = `
  GRANT SELECT, INSERT ON broken_glass, broken_glass_notice TO casework_definer;
  GRANT UPDATE (escalated_at) ON broken_glass TO casework_definer;
  CREATE POLICY definer_breaks ON broken_glass TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_tells ON broken_glass_notice TO casework_definer USING (true) WITH CHECK (true);

  CREATE FUNCTION my_live_grants() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(opened.id), '{}') FROM broken_glass b JOIN case_file c ON c.id = b.case_id,
           unnest(ARRAY[c.id, c.client_id, c.perpetrator_id]) AS opened(id)
     WHERE b.staff_id = my_user() AND b.ends_at > now() AND opened.id IS NOT NULL $$;
  COMMENT ON FUNCTION my_live_grants IS 'The cases that whoever asks has opened in an emergency and still may, with their clients and perpetrators';

  -- Null for a reference that is nobody's, hidden, sealed or excluded, and where fewer than two could be told: one answer.
  CREATE FUNCTION break_glass(case_reference text, reason text, hours integer, due_on date) RETURNS uuid VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE
    excluded uuid[] := my_excluded(); wanted record; told uuid[]; outside boolean; made uuid;
  BEGIN
    IF my_role() NOT IN ('casework_advocate', 'casework_supervisor') THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(my_user()::text, 1));
    IF (SELECT count(*) FROM broken_glass b WHERE b.staff_id = my_user() AND b.ends_at > now()) >= 3 THEN
      RAISE EXCEPTION 'three emergencies at once' USING ERRCODE = 'check_violation', CONSTRAINT = 'broken_glass_is_rare';
    END IF;
    SELECT c.id, c.organisation_id, c.client_id, c.team_id INTO wanted FROM case_file c
     WHERE c.reference = case_reference AND c.organisation_id = my_organisation() AND NOT c.sealed AND c.client_id <> ALL (excluded)
       AND c.team_id <> ALL (my_teams());
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
  ALTER FUNCTION my_live_grants() OWNER TO casework_definer;
  ALTER FUNCTION break_glass(text, text, integer, date) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION break_glass(text, text, integer, date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION break_glass(text, text, integer, date) TO casework_advocate, casework_supervisor;
`;

const reviewing = `
  -- The nightly job's: whoever supervises anything here is told of what nobody judged in time, and the administrator sees that it is so.
  CREATE FUNCTION escalate_broken_glass(today date) RETURNS integer VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH late AS (UPDATE broken_glass SET escalated_at = now() WHERE decision IS NULL AND escalated_at IS NULL
        AND (review_due_on < today OR began_at < now() - interval '7 days') RETURNING *),
      told AS (INSERT INTO broken_glass_notice (broken_glass_id, staff_id)
        SELECT late.id, s.id FROM late JOIN staff s ON s.organisation_id = late.organisation_id
         WHERE s.role = 'supervisor' AND s.state = 'active' AND s.id <> late.staff_id AND late.client_id <> ALL (excluded_from(s.id))
        ON CONFLICT DO NOTHING)
    SELECT count(*)::integer FROM late $$;
  ALTER FUNCTION escalate_broken_glass(date) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION escalate_broken_glass(date) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION escalate_broken_glass(date) TO casework_worker;

  GRANT SELECT ON broken_glass, broken_glass_notice, broken_glass_narrative TO casework_advocate, casework_supervisor;
  GRANT INSERT (broken_glass_id, why) ON broken_glass_narrative TO casework_advocate, casework_supervisor;
  GRANT UPDATE (judgement) ON broken_glass_narrative TO casework_supervisor;
  GRANT UPDATE (decision, decided_by, decided_at) ON broken_glass TO casework_supervisor;
  GRANT SELECT (id, organisation_id, staff_id, began_at, review_due_on, escalated_at, decision) ON broken_glass TO casework_admin;
  CREATE POLICY notice_to_oneself ON broken_glass_notice FOR SELECT TO casework_advocate, casework_supervisor USING (staff_id = (SELECT my_user()));
  CREATE POLICY glass_broken_by_or_told ON broken_glass FOR SELECT TO casework_advocate, casework_supervisor
    USING (staff_id = (SELECT my_user()) OR EXISTS (SELECT FROM broken_glass_notice n WHERE n.broken_glass_id = id));
  CREATE POLICY never_of_the_excluded ON broken_glass AS RESTRICTIVE TO casework_advocate, casework_supervisor
    USING (client_id <> ALL ((SELECT my_excluded())::uuid[]));
  CREATE POLICY glass_judged_from_outside ON broken_glass FOR UPDATE TO casework_supervisor
    USING (decision IS NULL AND staff_id <> ALL ((SELECT my_colleagues())::uuid[]) AND EXISTS (SELECT FROM broken_glass_notice n WHERE n.broken_glass_id = id))
    WITH CHECK (decided_by = (SELECT my_user()));
  CREATE POLICY overdue_glass_of_organisation ON broken_glass FOR SELECT TO casework_admin
    USING (escalated_at IS NOT NULL AND decision IS NULL AND organisation_id = (SELECT my_organisation()));
  CREATE POLICY narrative_of_glass ON broken_glass_narrative TO casework_advocate, casework_supervisor
    USING (EXISTS (SELECT FROM broken_glass b WHERE b.id = broken_glass_id));
`;
