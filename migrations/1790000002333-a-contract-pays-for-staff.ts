import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many people a contract pays for, by what they do, and from which day to which: what a caseload is held against. */
export class AContractPaysForStaff1790000002333 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(caseload);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION open_cases_of_contract(uuid);
      DROP TABLE contract_staffing;
    `);
  }
}

const table = `
  CREATE TABLE contract_staffing (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    contract_id uuid NOT NULL REFERENCES contract,
    post text NOT NULL CONSTRAINT staffing_is_of_a_post CHECK (post IN ('advocate', 'supervisor', 'manager', 'helpline', 'administrator', 'other')),
    hundredths integer NOT NULL CONSTRAINT staffing_is_of_somebody CHECK (hundredths BETWEEN 1 AND 10000),
    from_on date NOT NULL,
    to_on date,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ended_by uuid REFERENCES staff,
    ended_at timestamptz,
    CONSTRAINT staffing_ends_after_it_begins CHECK (to_on >= from_on),
    CONSTRAINT staffing_ended_says_by_whom CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2) AND (ended_at IS NULL OR to_on IS NOT NULL))
  );
  COMMENT ON TABLE contract_staffing IS 'How many full-time equivalents a contract pays for in a post, from a day to a day. Never changed: it is ended, and another recorded';
  COMMENT ON COLUMN contract_staffing.hundredths IS 'Hundredths of one full-time equivalent: 250 are two and a half';
  COMMENT ON COLUMN contract_staffing.to_on IS 'Last day, inclusive; null while no end is known';
  CREATE INDEX staffing_of_contract ON contract_staffing (contract_id, from_on);
  CALL close_to_all('contract_staffing');
  CALL audit.watch('contract_staffing', 'values', 'id');
  GRANT SELECT ON contract_staffing TO casework_admin, casework_supervisor, casework_commissioner;
  GRANT INSERT (contract_id, post, hundredths, from_on, to_on), UPDATE (to_on, ended_by, ended_at) ON contract_staffing TO casework_admin;
  CREATE POLICY staffing_of_contract_seen ON contract_staffing FOR SELECT TO casework_admin, casework_supervisor, casework_commissioner
    USING ((SELECT true FROM contract k WHERE k.id = contract_id));
  CREATE POLICY staffing_of_own_service ON contract_staffing FOR INSERT TO casework_admin
    WITH CHECK (recorded_by = (SELECT my_user()) AND ended_at IS NULL AND (SELECT k.service_id = (SELECT my_organisation()) FROM contract k WHERE k.id = contract_id));
  CREATE POLICY staffing_ends ON contract_staffing FOR UPDATE TO casework_admin
    USING (ended_at IS NULL AND (SELECT k.service_id = (SELECT my_organisation()) FROM contract k WHERE k.id = contract_id))
    WITH CHECK (ended_by = (SELECT my_user()) AND to_on IS NOT NULL);
`;

// A number and nobody: without what is sealed, and without whatever whoever asks is kept from, so that no difference tells of those.
const caseload = `
  GRANT SELECT (closed_on, police_area) ON case_file TO casework_definer;
  CREATE FUNCTION open_cases_of_contract(which uuid) RETURNS bigint STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT count(*) FROM case_file c JOIN contract k ON k.service_id = c.organisation_id JOIN contract_area a ON a.contract_id = k.id AND a.police_area = c.police_area
     WHERE k.id = which AND my_role() = 'casework_supervisor' AND k.service_id = my_organisation() AND c.closed_on IS NULL AND NOT c.sealed
       AND c.client_id <> ALL (coalesce((SELECT my_excluded()), '{}')) $$;
  COMMENT ON FUNCTION open_cases_of_contract IS 'How many cases of a service are open in the areas of a contract, for its supervisors: without what is sealed or kept from whoever asks';
  ALTER FUNCTION open_cases_of_contract(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION open_cases_of_contract(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION open_cases_of_contract(uuid) TO casework_supervisor;
`;
