import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many cases there are for each advocate that is paid for, over every contract that runs: a case in the area of two counts once. */
export class ASupervisorSeesTheCaseload1790000002403 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION open_cases_under_contract(today date) RETURNS bigint STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
        SELECT count(*) FROM case_file c
         WHERE my_role() = 'casework_supervisor' AND c.organisation_id = my_organisation() AND c.closed_on IS NULL AND NOT c.sealed
           AND c.client_id <> ALL (coalesce((SELECT my_excluded()), '{}'))
           AND c.police_area IN (SELECT a.police_area FROM contract k JOIN contract_area a ON a.contract_id = k.id
                WHERE k.service_id = my_organisation() AND today BETWEEN k.starts_on AND k.ends_on) $$;
      COMMENT ON FUNCTION open_cases_under_contract IS 'How many cases of a service are open in the areas of its contracts that run, for its supervisors: without what is sealed or kept from whoever asks';
      ALTER FUNCTION open_cases_under_contract(date) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION open_cases_under_contract(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION open_cases_under_contract(date) TO casework_supervisor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION open_cases_under_contract(date);');
  }
}
