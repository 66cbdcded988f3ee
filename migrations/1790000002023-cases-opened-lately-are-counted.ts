import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many cases somebody opened in the last hour is known at once, so that nobody copies them all out. */
export class CasesOpenedLatelyAreCounted1790000002023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX entry_of_opening ON audit.entry (actor_id, at) WHERE act = 'case.opened';
      -- Not counting this one, which whoever opened it a moment ago goes on with.
      CREATE FUNCTION others_opened_lately(this_case uuid) RETURNS bigint STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
        SELECT CASE WHEN bool_or(e.case_id = this_case) THEN 0 ELSE count(DISTINCT e.case_id) END
          FROM audit.entry e WHERE e.actor_id = (SELECT my_user()) AND e.act = 'case.opened' AND e.at > now() - interval '1 hour' $$;
      COMMENT ON FUNCTION others_opened_lately IS 'How many other cases the person asking opened in the last hour; none where they opened this one too';
      ALTER FUNCTION others_opened_lately(uuid) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION others_opened_lately(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION others_opened_lately(uuid) TO casework_advocate, casework_supervisor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION others_opened_lately(uuid); DROP INDEX audit.entry_of_opening');
  }
}
