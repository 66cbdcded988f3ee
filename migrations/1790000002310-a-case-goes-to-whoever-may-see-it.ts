import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is kept from a client, or is not named for one that is sealed, is given none of their cases: until now the case was
 * theirs, and nobody saw it on their own list. It is refused as for anybody who is not of the team: why is not told.
 */
export class ACaseGoesToWhoeverMaySeeIt1790000002310 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION may_take(whom uuid, of_client uuid) RETURNS boolean ${definer} LANGUAGE sql AS $$
        SELECT NOT EXISTS (SELECT FROM exclusion e WHERE e.staff_id = whom AND e.lifted_at IS NULL AND of_client = ANY (excluded_from(whom)))
           AND (NOT c.sealed OR EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
             WHERE s.client_id = of_client AND s.lifted_at IS NULL AND m.staff_id = whom))
          FROM client c WHERE c.id = of_client $$;
      COMMENT ON FUNCTION may_take IS 'Whether somebody may see a client at all. No role of the program may ask it of a colleague';
      CREATE FUNCTION who_may_take(of_client uuid, of_team uuid) RETURNS uuid[] ${definer} LANGUAGE sql AS $$
        SELECT coalesce(array_agg(s.id), '{}') FROM team_member m JOIN staff s ON s.id = m.staff_id
         WHERE m.team_id = of_team AND s.role = 'advocate' AND s.state = 'active' AND may_take(s.id, of_client)
           AND my_role() = 'casework_supervisor' AND of_team = ANY (my_teams()) AND may_take(my_user(), of_client) $$;
      COMMENT ON FUNCTION who_may_take IS 'The advocates of a team to whom a case of this client can go, for a supervisor of it who may see the client';
      ALTER FUNCTION may_take(uuid, uuid) OWNER TO casework_definer; ALTER FUNCTION who_may_take(uuid, uuid) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION may_take(uuid, uuid), who_may_take(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION who_may_take(uuid, uuid) TO casework_supervisor;

      CREATE FUNCTION advocate_may_see_it() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT may_take(NEW.advocate_id, NEW.client_id) THEN
          RAISE EXCEPTION 'a case is given to somebody of its team' USING ERRCODE = 'check_violation', CONSTRAINT = 'advocate_is_of_the_team';
        END IF;
        RETURN NEW;
      END $$;
      ALTER FUNCTION advocate_may_see_it() OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION advocate_may_see_it() FROM PUBLIC;
      CREATE TRIGGER advocate_may_see_it_first BEFORE INSERT ON case_file FOR EACH ROW EXECUTE FUNCTION advocate_may_see_it();
      CREATE TRIGGER advocate_may_see_it BEFORE UPDATE ON case_file FOR EACH ROW
        WHEN (NEW.advocate_id IS DISTINCT FROM OLD.advocate_id) EXECUTE FUNCTION advocate_may_see_it();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER advocate_may_see_it ON case_file; DROP TRIGGER advocate_may_see_it_first ON case_file;
      DROP FUNCTION advocate_may_see_it(); DROP FUNCTION who_may_take(uuid, uuid); DROP FUNCTION may_take(uuid, uuid);
    `);
  }
}

const definer = 'STABLE SECURITY DEFINER SET search_path = public, pg_temp';
