import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Complaints of the service under a contract: what of, from what kind of person, and what was done on which day. No name, no
 * case and no word of anybody's. Nothing is changed: what is wrong is struck out with a reason, and recorded anew.
 */
export class ComplaintsAreCounted1790000002402 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(people);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE complaint_step, complaint;');
  }
}

const struck = (of: string) => `
    struck_because text CONSTRAINT ${of}_struck_for_a_reason CHECK (struck_because IN ('wrong_day', 'wrong_answer', 'wrong_contract', 'recorded_twice', 'no_complaint')),
    struck_by uuid REFERENCES staff,
    struck_at timestamptz,
    CONSTRAINT ${of}_struck_says_by_whom CHECK (num_nonnulls(struck_because, struck_by, struck_at) IN (0, 3))`;

const tables = `
  CREATE TABLE complaint (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    contract_id uuid NOT NULL REFERENCES contract,
    subject text NOT NULL CONSTRAINT complaint_is_about_something
      CHECK (subject IN ('waiting', 'conduct', 'decision', 'personal_data', 'safety', 'access', 'other')),
    complainant text NOT NULL CONSTRAINT complainant_is_a_code CHECK (complainant IN ('client', 'around_client', 'accused', 'professional', 'public', 'anonymous')),
    received_on date NOT NULL,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ${struck('complaint')}
  );
  COMMENT ON TABLE complaint IS 'A complaint of the service under a contract. Who made it is of a kind and has no name here, and it is of no case';
  CREATE INDEX complaint_of_contract ON complaint (contract_id, received_on);
  CREATE TABLE complaint_step (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    complaint_id uuid NOT NULL REFERENCES complaint,
    step text NOT NULL CONSTRAINT complaint_step_is_known CHECK (step IN ('acknowledged', 'answered', 'withdrawn')),
    on_day date NOT NULL,
    outcome text CONSTRAINT complaint_outcome_is_known CHECK (outcome IN ('upheld', 'partly_upheld', 'not_upheld')),
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT complaint_answered_says_how CHECK ((step = 'answered') = (outcome IS NOT NULL)),
    ${struck('complaint_step')}
  );
  COMMENT ON TABLE complaint_step IS 'What was done about a complaint, on which day: acknowledged once, and answered or withdrawn once';
  CREATE UNIQUE INDEX complaint_takes_each_step_once ON complaint_step (complaint_id, (step = 'acknowledged')) WHERE struck_at IS NULL;
  CALL close_to_all('complaint'); CALL close_to_all('complaint_step');
  CALL audit.watch('complaint', 'values', 'id'); CALL audit.watch('complaint_step', 'values', 'id');
`;

const people = `
  GRANT SELECT ON complaint, complaint_step TO casework_admin, casework_supervisor;
  GRANT INSERT (contract_id, subject, complainant, received_on), UPDATE (struck_because, struck_by, struck_at) ON complaint TO casework_admin, casework_supervisor;
  GRANT INSERT (complaint_id, step, on_day, outcome), UPDATE (struck_because, struck_by, struck_at) ON complaint_step TO casework_admin, casework_supervisor;
  CREATE POLICY complaint_of_own_service ON complaint FOR SELECT TO casework_admin, casework_supervisor
    USING ((SELECT k.service_id = (SELECT my_organisation()) FROM contract k WHERE k.id = contract_id));
  CREATE POLICY complaint_recorded_in_own_name ON complaint FOR INSERT TO casework_admin, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND struck_at IS NULL
      AND (SELECT k.service_id = (SELECT my_organisation()) AND k.starts_on <= received_on FROM contract k WHERE k.id = contract_id));
  CREATE POLICY complaint_struck_in_own_name ON complaint FOR UPDATE TO casework_admin, casework_supervisor
    USING (struck_at IS NULL AND (SELECT k.service_id = (SELECT my_organisation()) FROM contract k WHERE k.id = contract_id))
    WITH CHECK (struck_by = (SELECT my_user()));
  CREATE POLICY step_of_complaint ON complaint_step FOR SELECT TO casework_admin, casework_supervisor
    USING ((SELECT true FROM complaint c WHERE c.id = complaint_id));
  CREATE POLICY step_recorded_in_own_name ON complaint_step FOR INSERT TO casework_admin, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND complaint_step.struck_at IS NULL
      AND (SELECT c.struck_at IS NULL AND c.received_on <= on_day FROM complaint c WHERE c.id = complaint_id));
  CREATE POLICY step_struck_in_own_name ON complaint_step FOR UPDATE TO casework_admin, casework_supervisor
    USING (struck_at IS NULL AND (SELECT true FROM complaint c WHERE c.id = complaint_id)) WITH CHECK (struck_by = (SELECT my_user()));
`;
