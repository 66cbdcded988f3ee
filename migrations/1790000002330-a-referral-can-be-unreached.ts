import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is referred is tried before there is a case: such an attempt is of the referral, and of the case too once there is one.
 * Where enough was tried, that they could not be reached is decided, and is a state of its own: they declined nothing.
 */
export class AReferralCanBeUnreached1790000002330 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(attempts);
    await db.query(policies);
    await db.query(history(`${told}, 'contact_method.%', 'consent.%'`));
    await db.query(decisionsAre([...decisions, 'unable_to_contact'], [...states, 'unreached']));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE referral SET state = 'declined', decision = 'decline', decision_reason = 'no_safe_contact' WHERE state = 'unreached';
      DELETE FROM referral_amendment WHERE decision = 'unable_to_contact';
      ${decisionsAre(decisions, states)}
      ${history(told)}
      DROP POLICY attempt_of_referral ON contact_attempt; DROP POLICY attempt_on_referral ON contact_attempt;
      DROP POLICY attempt_of_both_is_of_one_client ON contact_attempt;
      DROP POLICY attempt_goes_with_its_case ON contact_attempt; DROP POLICY attempt_goes_to_no_other_case ON contact_attempt;
      DROP POLICY attempt_by_a_way_of_the_client ON contact_attempt;
      REVOKE UPDATE (case_id) ON contact_attempt FROM casework_supervisor;
      DELETE FROM contact_attempt WHERE case_id IS NULL;
      ALTER TABLE contact_attempt DROP COLUMN referral_id, ALTER COLUMN case_id SET NOT NULL;
      CREATE POLICY attempt_by_a_way_of_the_client ON contact_attempt AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (contact_method_id IS NULL OR (SELECT true FROM contact_method m JOIN case_file c ON c.client_id = m.client_id
          WHERE m.id = contact_method_id AND c.id = case_id));
    `);
  }
}

const attempts = `
  ALTER TABLE contact_attempt ALTER COLUMN case_id DROP NOT NULL, ADD COLUMN referral_id uuid REFERENCES referral,
    ADD CONSTRAINT attempt_is_of_a_case_or_a_referral CHECK (num_nonnulls(case_id, referral_id) > 0);
  COMMENT ON COLUMN contact_attempt.referral_id IS 'The referral it was made on, before there was a case; case_id then says which case that became';
  CREATE INDEX contact_attempt_of_referral ON contact_attempt (referral_id, at);
  GRANT INSERT (referral_id) ON contact_attempt TO casework_advocate, casework_supervisor;
  GRANT UPDATE (case_id) ON contact_attempt TO casework_supervisor;
`;

const policies = `
  CREATE POLICY attempt_of_referral ON contact_attempt FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM referral r WHERE r.id = referral_id));
  CREATE POLICY attempt_on_referral ON contact_attempt FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (case_id IS NULL AND (SELECT r.state IN ('received', 'waiting') FROM referral r WHERE r.id = referral_id));
  CREATE POLICY attempt_of_both_is_of_one_client ON contact_attempt AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (referral_id IS NULL OR (SELECT r.case_id IS NOT DISTINCT FROM contact_attempt.case_id FROM referral r WHERE r.id = referral_id));
  -- It goes with the case that its referral became, once, and never from one case to another.
  CREATE POLICY attempt_goes_with_its_case ON contact_attempt FOR UPDATE TO casework_supervisor
    USING (case_id IS NULL AND (SELECT true FROM referral r WHERE r.id = referral_id)) WITH CHECK (case_id IS NOT NULL);
  CREATE POLICY attempt_goes_to_no_other_case ON contact_attempt AS RESTRICTIVE FOR UPDATE TO casework_advocate, casework_supervisor
    USING (case_id IS NULL) WITH CHECK ((SELECT r.case_id = contact_attempt.case_id FROM referral r WHERE r.id = referral_id));
  DROP POLICY attempt_by_a_way_of_the_client ON contact_attempt;
  CREATE POLICY attempt_by_a_way_of_the_client ON contact_attempt AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (contact_method_id IS NULL OR (SELECT true FROM contact_method m WHERE m.id = contact_method_id AND m.client_id =
      coalesce((SELECT c.client_id FROM case_file c WHERE c.id = case_id), (SELECT r.client_id FROM referral r WHERE r.id = referral_id))));
`;

// What is learnt of a number, or answered about consent, while there is no case: its line of history is in none.
const history = (acts: string) => `
  ALTER POLICY event_of_caseworker ON event WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE ANY (ARRAY[${acts}]));
`;
const told = `'referral.%', 'client.%'`;

const states = ['received', 'waiting', 'accepted', 'redirected', 'declined', 'duplicate'];
const decisions = [
  ...['accept', 'accept_waitlist', 'advice_only', 'redirect', 'decline', 'return_to_referrer', 'duplicate'],
];

function decisionsAre(codes: readonly string[], stateCodes: readonly string[]): string {
  const listed = (all: readonly string[]) => all.map((code) => `'${code}'`).join(', ');
  return `
    ALTER TABLE referral DROP CONSTRAINT state_is_a_code, DROP CONSTRAINT decision_is_a_code, DROP CONSTRAINT state_follows_from_decision;
    ALTER TABLE referral ADD CONSTRAINT state_is_a_code CHECK (state IN (${listed(stateCodes)})),
      ADD CONSTRAINT decision_is_a_code CHECK (decision IN (${listed(codes)})),
      ADD CONSTRAINT state_follows_from_decision CHECK (decision IS NULL OR (decision, state) IN (
        ('accept', 'accepted'), ('accept_waitlist', 'waiting'), ('advice_only', 'redirected'), ('redirect', 'redirected'),
        ('return_to_referrer', 'redirected'), ('decline', 'declined'), ('duplicate', 'duplicate'), ('unable_to_contact', 'unreached')));
    ALTER TABLE referral_amendment DROP CONSTRAINT amended_decision_is_a_code,
      ADD CONSTRAINT amended_decision_is_a_code CHECK (decision IN (${listed(codes)}));
  `;
}
