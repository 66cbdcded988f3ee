import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contracts1790000000320 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE contract (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        commissioner_id uuid NOT NULL REFERENCES organisation,
        service_id uuid NOT NULL REFERENCES organisation,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        cut_off_days integer NOT NULL CONSTRAINT contract_cuts_off_within_a_quarter CHECK (cut_off_days BETWEEN 1 AND 60),
        return_due_days integer NOT NULL,
        annual_cost_pounds integer NOT NULL CONSTRAINT contract_costs_something CHECK (annual_cost_pounds > 0),
        eligibility text NOT NULL CONSTRAINT contract_says_who_is_eligible CHECK (eligibility IN ('any_relationship', 'ex_partner_only')),
        CONSTRAINT contract_ends_after_it_begins CHECK (ends_on > starts_on),
        CONSTRAINT contract_return_is_due_after_cut_off CHECK (return_due_days > cut_off_days)
      );
      COMMENT ON TABLE contract IS 'Who funds whom, where, until when, to which targets';
      COMMENT ON COLUMN contract.ends_on IS 'Last day, inclusive';
      COMMENT ON COLUMN contract.cut_off_days IS 'Calendar days after a quarter ends on which its figures are frozen';
      COMMENT ON COLUMN contract.return_due_days IS 'Calendar days after a quarter ends by which its return is due';
      CREATE TABLE contract_area (
        contract_id uuid NOT NULL REFERENCES contract,
        police_area text NOT NULL,
        PRIMARY KEY (contract_id, police_area)
      );
      CREATE TABLE contract_target (
        contract_id uuid NOT NULL REFERENCES contract,
        measure text NOT NULL CONSTRAINT target_is_measured CHECK (measure IN ('triage', 'first_attempt', 'first_contact', 'assessment')),
        within_hours integer NOT NULL CONSTRAINT target_is_some_hours CHECK (within_hours > 0),
        share_percent integer NOT NULL CONSTRAINT target_is_a_share CHECK (share_percent BETWEEN 1 AND 100),
        PRIMARY KEY (contract_id, measure)
      );
      COMMENT ON TABLE contract_target IS 'In what share of referrals something is to be done within so many hours';

      CALL close_to_all('contract'); CALL close_to_all('contract_area'); CALL close_to_all('contract_target');
      CALL audit.watch('contract', 'values', 'id'); CALL audit.watch('contract_area', 'values', 'contract_id', 'police_area');
      CALL audit.watch('contract_target', 'values', 'contract_id', 'measure');
      GRANT SELECT ON contract, contract_area, contract_target TO casework_advocate, casework_supervisor, casework_commissioner,
        casework_foi_officer, casework_admin, casework_counter;
      CREATE POLICY contract_of_either_side ON contract FOR SELECT USING (my_organisation() IN (commissioner_id, service_id));
      CREATE POLICY contract_area_of_contract ON contract_area FOR SELECT USING (EXISTS (SELECT FROM contract WHERE contract.id = contract_id));
      CREATE POLICY contract_target_of_contract ON contract_target FOR SELECT USING (EXISTS (SELECT FROM contract WHERE contract.id = contract_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE contract_target, contract_area, contract;`);
  }
}
