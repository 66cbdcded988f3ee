import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sealed record stays on a supervisor's board. Whoever answers for it alone is not let go before another is named; where a
 * conflict takes them, which is never to be refused nor told, the seal passes to another of their team.
 */
export class ASealKeepsASupervisor1790000001970 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(hands);
    await db.query(leaving);
    await db.query(conflicts);
    await db.query(naming);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
    await db.query(handsAsTheyWere);
    await db.query('DROP FUNCTION safe_hands_of(uuid)');
  }
}

const hands = `
  -- The lock is for two who leave at once: the second waits, and then finds the first gone.
  CREATE FUNCTION safe_hands_of(which uuid) RETURNS uuid[] VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(which::text, 2));
    RETURN ARRAY(SELECT p.id FROM seal s JOIN client c ON c.id = s.client_id JOIN seal_member m ON m.seal_id = s.id
        JOIN team_member t ON t.staff_id = m.staff_id AND t.team_id = c.team_id JOIN staff p ON p.id = m.staff_id
       WHERE s.id = which AND p.role = 'supervisor' AND p.state = 'active' AND p.id <> s.sealed_by
         AND s.client_id <> ALL (excluded_from(p.id)));
  END $$;
  COMMENT ON FUNCTION safe_hands_of IS 'The supervisors named who answer for a sealed record: at work, of its team, in no conflict, and not whoever sealed it';
  ALTER FUNCTION safe_hands_of(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION safe_hands_of(uuid) FROM PUBLIC;

  CREATE OR REPLACE FUNCTION seal_is_in_safe_hands() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE unsafe boolean;
  BEGIN
    SELECT (s.sealed_at = now() AND cardinality(safe_hands_of(s.id)) = 0)
        OR NOT EXISTS (SELECT FROM team_member t WHERE t.staff_id = NEW.staff_id AND t.team_id = c.team_id)
      INTO unsafe FROM seal s JOIN client c ON c.id = s.client_id WHERE s.id = NEW.seal_id AND s.lifted_at IS NULL;
    IF unsafe THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    RETURN NULL;
  END $$;
`;

const leaving = `
  CREATE FUNCTION seals_keep_a_supervisor(leaver uuid, of_team uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE held uuid;
  BEGIN
    FOR held IN SELECT s.id FROM seal_member m JOIN seal s ON s.id = m.seal_id JOIN client c ON c.id = s.client_id
       WHERE m.staff_id = leaver AND s.lifted_at IS NULL AND c.team_id = coalesce(of_team, c.team_id)
         AND s.client_id <> ALL (excluded_from(leaver)) ORDER BY s.id LOOP
      IF cardinality(safe_hands_of(held)) = 0 THEN
        RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
      END IF;
    END LOOP;
  END $$;
  CREATE FUNCTION supervisor_stops() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM seals_keep_a_supervisor(OLD.id, NULL); RETURN NULL; END $$;
  CREATE FUNCTION supervisor_leaves_a_team() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM staff p WHERE p.id = OLD.staff_id AND p.role = 'supervisor' AND p.state = 'active') THEN
      PERFORM seals_keep_a_supervisor(OLD.staff_id, OLD.team_id);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keeps_seals AFTER UPDATE ON staff FOR EACH ROW
    WHEN (OLD.role = 'supervisor' AND OLD.state = 'active' AND (NEW.role <> 'supervisor' OR NEW.state <> 'active')) EXECUTE FUNCTION supervisor_stops();
  CREATE TRIGGER keeps_seals AFTER DELETE ON team_member FOR EACH ROW EXECUTE FUNCTION supervisor_leaves_a_team();
`;

const conflicts = `
  -- To a supervisor of the team; to whoever sealed it where there is no other. Where there is none at all, the next night tries again.
  CREATE FUNCTION hand_on_seal(which uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF cardinality(safe_hands_of(which)) > 0 THEN RETURN; END IF;
    INSERT INTO seal_member (seal_id, staff_id)
    SELECT s.id, p.id FROM seal s JOIN client c ON c.id = s.client_id JOIN team_member t ON t.team_id = c.team_id JOIN staff p ON p.id = t.staff_id
     WHERE s.id = which AND s.lifted_at IS NULL AND p.role = 'supervisor' AND p.state = 'active' AND s.client_id <> ALL (excluded_from(p.id))
     ORDER BY p.id = s.sealed_by, random() LIMIT 1
    ON CONFLICT DO NOTHING;
  END $$;
  CREATE FUNCTION hand_on_seals() RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT hand_on_seal(s.id) FROM seal s WHERE s.lifted_at IS NULL ORDER BY s.id $$;

  -- What a supervisor decides can wait until another is named. What is found cannot, and nobody is told of it.
  CREATE FUNCTION supervisor_is_kept_from_sealed() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE held uuid;
  BEGIN
    FOR held IN SELECT s.id FROM seal_member m JOIN seal s ON s.id = m.seal_id JOIN staff p ON p.id = m.staff_id
       WHERE m.staff_id = NEW.staff_id AND p.role = 'supervisor' AND p.state = 'active' AND s.lifted_at IS NULL
         AND s.client_id = ANY (excluded_from(NEW.staff_id)) ORDER BY s.id LOOP
      IF NEW.why = 'supervisor' AND cardinality(safe_hands_of(held)) = 0 THEN
        RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
      END IF;
      PERFORM hand_on_seal(held);
    END LOOP;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keeps_seals_made AFTER INSERT ON exclusion FOR EACH ROW EXECUTE FUNCTION supervisor_is_kept_from_sealed();
  CREATE TRIGGER keeps_seals_revived AFTER UPDATE ON exclusion FOR EACH ROW
    WHEN (OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS NULL) EXECUTE FUNCTION supervisor_is_kept_from_sealed();
  GRANT INSERT ON seal_member TO casework_definer;
  CREATE POLICY definer_hands_on ON seal_member FOR INSERT TO casework_definer WITH CHECK (true);

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['seals_keep_a_supervisor(uuid, uuid)', 'supervisor_stops()', 'supervisor_leaves_a_team()', 'hand_on_seal(uuid)',
      'hand_on_seals()', 'supervisor_is_kept_from_sealed()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION hand_on_seals() TO casework_worker;
`;

const naming = `
  -- A supervisor who is named names another, without the record being open to the team in between.
  CREATE POLICY named_by_the_named ON seal_member FOR INSERT TO casework_supervisor
    WITH CHECK (EXISTS (SELECT FROM seal s WHERE s.id = seal_id AND s.lifted_at IS NULL AND s.client_id = ANY ((SELECT my_seals())::uuid[])
      AND s.client_id <> ALL ((SELECT my_excluded())::uuid[])));
`;

const undo = `
  DROP POLICY named_by_the_named ON seal_member; DROP POLICY definer_hands_on ON seal_member;
  REVOKE INSERT ON seal_member FROM casework_definer;
  DROP TRIGGER keeps_seals_revived ON exclusion; DROP TRIGGER keeps_seals_made ON exclusion;
  DROP TRIGGER keeps_seals ON team_member; DROP TRIGGER keeps_seals ON staff;
  DROP FUNCTION supervisor_is_kept_from_sealed(); DROP FUNCTION hand_on_seals(); DROP FUNCTION hand_on_seal(uuid);
  DROP FUNCTION supervisor_leaves_a_team(); DROP FUNCTION supervisor_stops(); DROP FUNCTION seals_keep_a_supervisor(uuid, uuid);
`;

const handsAsTheyWere = `
  CREATE OR REPLACE FUNCTION seal_is_in_safe_hands() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE unsafe boolean;
  BEGIN
    SELECT NOT EXISTS (SELECT FROM seal_member m JOIN staff p ON p.id = m.staff_id
               WHERE m.seal_id = s.id AND p.role = 'supervisor' AND p.state = 'active' AND p.id <> s.sealed_by
                 AND NOT s.client_id = ANY (excluded_from(p.id)))
        OR EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND NOT EXISTS (
               SELECT FROM team_member t WHERE t.staff_id = m.staff_id AND t.team_id = c.team_id))
      INTO unsafe FROM seal s JOIN client c ON c.id = s.client_id WHERE s.id = NEW.seal_id AND s.lifted_at IS NULL;
    IF unsafe THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    RETURN NULL;
  END $$;
`;
