import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That somebody is in no conflict that was found says nothing where nobody could have found one. An auditor is told of whom that is so. */
export class AuditorsSeeWhoCannotBeCompared1790000002082 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION caseworkers_not_comparable() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
        SELECT coalesce(array_agg(s.id), '{}') FROM staff s
         WHERE s.organisation_id = my_organisation() AND s.role IN ('advocate', 'supervisor') AND s.state = 'active'
           AND NOT EXISTS (SELECT FROM conflict_token t WHERE t.staff_id = s.id AND t.how = 'matched_name')
           AND NOT EXISTS (SELECT FROM declared_conflict d WHERE d.staff_id = s.id AND d.relation = 'own_other_name') $$;
      COMMENT ON FUNCTION caseworkers_not_comparable IS 'Who works with cases here and by whose name nobody is compared';
      GRANT SELECT (id, staff_id, relation) ON declared_conflict TO casework_definer;
      CREATE POLICY definer_counts_names ON declared_conflict FOR SELECT TO casework_definer USING (true);
      ALTER FUNCTION caseworkers_not_comparable() OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION caseworkers_not_comparable() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION caseworkers_not_comparable() TO casework_auditor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION caseworkers_not_comparable();
      DROP POLICY definer_counts_names ON declared_conflict;
      REVOKE SELECT (id, staff_id, relation) ON declared_conflict FROM casework_definer;
    `);
  }
}
