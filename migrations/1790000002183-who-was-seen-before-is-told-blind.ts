import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever enters a perpetrator who stalks somebody else too, in a team they cannot see, learns that a supervisor has to be asked,
 * and nothing more. It is judged when somebody is entered, so that no search can ask it; by the tokens conflicts are found by.
 */
export class WhoWasSeenBeforeIsToldBlind1790000002183 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(entries);
    await db.query(looks);
    await db.query(judging);
    await db.query(policies);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER perpetrator_is_entered ON conflict_token; DROP FUNCTION perpetrator_is_entered();
      DROP TABLE seen_before_notice, seen_before_look_narrative, seen_before_look, seen_before_entry;
      DROP TRIGGER marks_are_counted ON likeness; DROP FUNCTION marks_are_counted();
      DROP FUNCTION seen_before_is_looked_into(); DROP FUNCTION told_elsewhere(uuid); DROP FUNCTION seen_before(uuid); DROP FUNCTION seen_before_waiting(); DROP FUNCTION perpetrators_alike(uuid[]);
    `);
  }
}

const entries = `
  CREATE TABLE seen_before_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    perpetrator_id uuid NOT NULL REFERENCES perpetrator ON DELETE CASCADE,
    entered_by uuid REFERENCES staff,
    entered_at timestamptz NOT NULL DEFAULT now(),
    seen_before boolean NOT NULL,
    told boolean NOT NULL,
    CONSTRAINT told_of_somebody_seen CHECK (seen_before OR NOT told)
  );
  COMMENT ON TABLE seen_before_entry IS 'Each time somebody is said to stalk, or more is said of them: whether they were on record already';
  COMMENT ON COLUMN seen_before_entry.told IS 'Whether whoever entered them is told too. After so many in a day only supervisors are';
  COMMENT ON COLUMN seen_before_entry.perpetrator_id IS 'Where a batch is undone, what was judged of whom it entered goes with them';
  CREATE INDEX seen_before_entry_of_perpetrator ON seen_before_entry (perpetrator_id, entered_at);
  CREATE INDEX seen_before_entry_by ON seen_before_entry (entered_by, entered_at);
  CALL close_to_all('seen_before_entry');
  CALL audit.watch('seen_before_entry', 'values', 'id');
`;

const looks = `
  CREATE TABLE seen_before_look (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    perpetrator_id uuid NOT NULL REFERENCES perpetrator,
    looked_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    looked_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE seen_before_look IS 'That a supervisor looked where else a perpetrator is';
  CREATE INDEX seen_before_look_of_perpetrator ON seen_before_look (perpetrator_id);
  CREATE TABLE seen_before_look_narrative (
    seen_before_look_id uuid PRIMARY KEY REFERENCES seen_before_look,
    why bytea NOT NULL
  );
  COMMENT ON TABLE seen_before_look_narrative IS 'Why they looked, sealed by the key of the perpetrator';
  CREATE TABLE seen_before_notice (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    perpetrator_id uuid NOT NULL REFERENCES perpetrator ON DELETE CASCADE,
    seen_before_look_id uuid NOT NULL REFERENCES seen_before_look,
    asked_by uuid NOT NULL REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notice_is_given_once UNIQUE (seen_before_look_id, perpetrator_id)
  );
  COMMENT ON TABLE seen_before_notice IS 'To the supervisors of another team: that somebody asked where else a perpetrator of theirs is';
  COMMENT ON COLUMN seen_before_notice.perpetrator_id IS 'Of the team that is told. A batch is undone all the same: that it could not be would say that somebody asked';
  CREATE INDEX seen_before_notice_of_perpetrator ON seen_before_notice (perpetrator_id);
  CALL close_to_all('seen_before_look'); CALL close_to_all('seen_before_look_narrative'); CALL close_to_all('seen_before_notice');
  CALL audit.watch('seen_before_look', 'values', 'id'); CALL audit.watch('seen_before_look_narrative', 'names', 'seen_before_look_id');
  CALL audit.watch('seen_before_notice', 'values', 'id');
`;

const judging = `
  GRANT SELECT, INSERT ON seen_before_entry, seen_before_notice TO casework_definer;
  GRANT SELECT ON seen_before_look TO casework_definer;
  CREATE POLICY definer_enters ON seen_before_entry TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_tells_teams ON seen_before_notice TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_knows_looks ON seen_before_look FOR SELECT TO casework_definer USING (true);

  CREATE FUNCTION perpetrators_alike(which uuid[]) RETURNS TABLE (id uuid, other uuid) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT p.id, o.id FROM perpetrator p JOIN conflict_token n ON n.perpetrator_id = p.id
        JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
        JOIN perpetrator o ON o.id = k.perpetrator_id AND o.id <> p.id AND NOT o.sealed
       WHERE p.id = ANY (which) AND NOT p.sealed
         AND CASE WHEN EXISTS (SELECT FROM likeness l WHERE p.id IN (l.one, l.other) AND l.verdict = 'one_person' AND l.ended_at IS NULL)
               THEN o.id <> ALL (same_person(p.id)) ELSE true END
       GROUP BY p.id, o.id HAVING NOT EXISTS (SELECT FROM likeness l WHERE l.one = least(p.id, o.id) AND l.other = greatest(p.id, o.id) AND l.ended_at IS NULL
         AND l.marks_in_common >= count(DISTINCT n.token)) $$;
  COMMENT ON FUNCTION perpetrators_alike IS 'Who else may be each perpetrator, in any team: nobody where either is sealed, or where somebody decided and no more of them is the same since';

  CREATE FUNCTION marks_are_counted() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    NEW.marks_in_common := (SELECT count(DISTINCT n.token) FROM conflict_token n JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
      WHERE n.perpetrator_id = NEW.perpetrator_id AND k.perpetrator_id = NEW.other_perpetrator_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER marks_are_counted BEFORE INSERT ON likeness FOR EACH ROW WHEN (NEW.perpetrator_id IS NOT NULL) EXECUTE FUNCTION marks_are_counted();

  CREATE FUNCTION perpetrator_is_entered() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO seen_before_entry (organisation_id, perpetrator_id, entered_by, seen_before, told)
    SELECT p.organisation_id, p.id, my_user(), s.seen, s.seen AND my_user() IS NOT NULL
           AND (SELECT count(*) < 10 FROM seen_before_entry e WHERE e.entered_by = my_user() AND e.entered_at > now() - interval '24 hours')
      FROM (SELECT DISTINCT perpetrator_id FROM entered WHERE perpetrator_id IS NOT NULL) n JOIN perpetrator p ON p.id = n.perpetrator_id
      LEFT JOIN (SELECT DISTINCT a.id FROM perpetrators_alike(ARRAY(SELECT perpetrator_id FROM entered WHERE perpetrator_id IS NOT NULL)) a) l ON l.id = p.id,
           LATERAL (SELECT l.id IS NOT NULL) s(seen);
    RETURN NULL;
  END $$;
  CREATE TRIGGER perpetrator_is_entered AFTER INSERT ON conflict_token REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION perpetrator_is_entered();

  -- What was said last is what whoever asks is told of: who was told of one name would else be told of every later one in its place.
  -- Asked whenever it is read, and of every team, which my_excluded is not: whoever is kept from the other record since is answered as if there were none.
  CREATE FUNCTION seen_before(which uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM perpetrator p WHERE p.id = which AND p.team_id = ANY (my_teams()) AND p.id <> ALL (my_excluded()))
       AND CASE my_role() WHEN 'casework_supervisor' THEN EXISTS (SELECT FROM seen_before_entry e WHERE e.perpetrator_id = which AND e.seen_before)
           ELSE (SELECT e.told FROM seen_before_entry e WHERE e.perpetrator_id = which ORDER BY e.entered_at DESC, e.told LIMIT 1) END
       AND EXISTS (SELECT FROM perpetrators_alike(ARRAY[which]) a WHERE a.other <> ALL ((SELECT excluded_from(my_user()))::uuid[])) $$;
  COMMENT ON FUNCTION seen_before IS 'Whether whoever asks is told that this perpetrator of their team was on record already: never where, nor how often';

  CREATE FUNCTION seen_before_waiting() RETURNS TABLE (perpetrator_id uuid, at timestamptz) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH kept AS MATERIALIZED (SELECT excluded_from(my_user()) AS ids),
      waiting AS MATERIALIZED (SELECT p.id, max(e.entered_at) AS at FROM perpetrator p JOIN seen_before_entry e ON e.perpetrator_id = p.id AND e.seen_before
         WHERE my_role() = 'casework_supervisor' AND p.team_id = ANY (my_teams()) AND p.id <> ALL ((SELECT ids FROM kept)::uuid[])
           AND NOT EXISTS (SELECT FROM seen_before_look l WHERE l.perpetrator_id = p.id AND l.looked_at >= e.entered_at) GROUP BY p.id)
    SELECT w.id, w.at FROM waiting w WHERE w.id IN (
      SELECT a.id FROM perpetrators_alike(ARRAY(SELECT id FROM waiting)) a WHERE a.other <> ALL ((SELECT ids FROM kept)::uuid[])) $$;
  COMMENT ON FUNCTION seen_before_waiting IS 'The perpetrators of a supervisor''s teams of whom seen_before is true and whom nobody has looked into since';

  CREATE FUNCTION seen_before_is_looked_into() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO seen_before_notice (perpetrator_id, seen_before_look_id, asked_by)
    SELECT o.id, NEW.id, NEW.looked_by FROM perpetrators_alike(ARRAY[NEW.perpetrator_id]) l JOIN perpetrator o ON o.id = l.other
     WHERE o.team_id <> ALL (my_teams()) AND NOT kept_from(o.id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER tells_other_teams AFTER INSERT ON seen_before_look FOR EACH ROW EXECUTE FUNCTION seen_before_is_looked_into();

  CREATE FUNCTION told_elsewhere(look uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM seen_before_notice n JOIN perpetrator o ON o.id = n.perpetrator_id
      WHERE n.seen_before_look_id = look AND n.asked_by = my_user() AND NOT o.sealed AND NOT kept_from(o.id)) $$;
  COMMENT ON FUNCTION told_elsewhere IS 'Whether one''s own look told the supervisors of any other team: not of how many, nor which';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['perpetrators_alike(uuid[])', 'perpetrator_is_entered()', 'seen_before(uuid)', 'seen_before_waiting()', 'seen_before_is_looked_into()', 'marks_are_counted()',
      'told_elsewhere(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION seen_before(uuid) TO casework_advocate, casework_supervisor;
  GRANT EXECUTE ON FUNCTION told_elsewhere(uuid), seen_before_waiting() TO casework_supervisor;
`;

const ofOwnTeam =
  '(SELECT true FROM perpetrator p WHERE p.id = perpetrator_id AND p.team_id = ANY ((SELECT my_teams())::uuid[]))';

const policies = `
  GRANT SELECT, INSERT (id, perpetrator_id) ON seen_before_look TO casework_supervisor;
  GRANT SELECT, INSERT ON seen_before_look_narrative TO casework_supervisor;
  GRANT SELECT ON seen_before_notice TO casework_supervisor;
  CREATE POLICY look_of_perpetrator ON seen_before_look FOR SELECT TO casework_supervisor USING (${ofOwnTeam});
  CREATE POLICY looked_into_by_oneself ON seen_before_look FOR INSERT TO casework_supervisor
    WITH CHECK (looked_by = (SELECT my_user()) AND ${ofOwnTeam} AND seen_before(perpetrator_id));
  CREATE POLICY words_of_look ON seen_before_look_narrative FOR SELECT TO casework_supervisor
    USING ((SELECT true FROM seen_before_look l WHERE l.id = seen_before_look_id));
  CREATE POLICY words_of_own_look ON seen_before_look_narrative FOR INSERT TO casework_supervisor
    WITH CHECK ((SELECT l.looked_by = (SELECT my_user()) AND l.looked_at = now() FROM seen_before_look l WHERE l.id = seen_before_look_id));
  CREATE POLICY notice_to_own_team ON seen_before_notice FOR SELECT TO casework_supervisor USING (${ofOwnTeam});
`;
