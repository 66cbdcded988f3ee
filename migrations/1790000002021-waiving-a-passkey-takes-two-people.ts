import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An administrator requires passkeys alone; that a role need none any more is approved by somebody else. */
export class WaivingAPasskeyTakesTwoPeople1790000002021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(constraints(`, 'waive_passkey'`, waiverNamesNobody));
    await db.query(approving(waiver));
    await db.query(`
      ALTER POLICY event_of_approver ON event WITH CHECK (${eventsOfApprover(`, 'staff.passkey_waived'`)});
      GRANT SELECT, UPDATE (passkey_roles) ON sign_in_policy TO casework_definer;
      CREATE POLICY definer_waives ON sign_in_policy TO casework_definer USING (true) WITH CHECK (true);
      -- No policy sees what a row was, so a trigger asks. What carries out an approval runs as another role.
      CREATE FUNCTION refuse_waiver() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'somebody else must approve this' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER nobody_waives_alone BEFORE UPDATE ON sign_in_policy FOR EACH ROW
        WHEN (current_user = 'casework_admin' AND NOT OLD.passkey_roles <@ NEW.passkey_roles) EXECUTE FUNCTION refuse_waiver();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER nobody_waives_alone ON sign_in_policy;
      DROP FUNCTION refuse_waiver();
      DROP POLICY definer_waives ON sign_in_policy;
      REVOKE SELECT, UPDATE (passkey_roles) ON sign_in_policy FROM casework_definer;
      ALTER POLICY event_of_approver ON event WITH CHECK (${eventsOfApprover('')});
      DELETE FROM staff_proposal WHERE act = 'waive_passkey';
    `);
    await db.query(approving(''));
    await db.query(constraints('', ''));
  }
}

const waiverNamesNobody = `WHEN act = 'waive_passkey' THEN num_nonnulls(display_name, email, subject_id) = 0`;

const constraints = (act: string, named: string) => `
  ALTER TABLE staff_proposal DROP CONSTRAINT proposal_is_of_an_act, DROP CONSTRAINT proposal_says_whom,
    ADD CONSTRAINT proposal_is_of_an_act CHECK (act IN ('add', 'change_teams', 'reinstate', 'reset_sign_in'${act})),
    ADD CONSTRAINT proposal_says_whom CHECK (CASE
      WHEN act = 'add' THEN num_nonnulls(display_name, email) = 2 AND (decision IS DISTINCT FROM 'approved') = (subject_id IS NULL) ${named}
      ELSE num_nonnulls(display_name, email) = 0 AND subject_id IS NOT NULL END);
`;

const eventsOfApprover = (did: string) => `
  organisation_id = (SELECT my_organisation()) AND case_id IS NULL
  AND did IN ('staff.approved', 'staff.refused', 'staff.added', 'staff.teams_changed', 'staff.reinstated', 'staff.sign_in_reset'${did})`;

const waiver = `
    ELSIF p.act = 'waive_passkey' THEN
      UPDATE sign_in_policy SET passkey_roles = array_remove(passkey_roles, p.role) WHERE organisation_id = p.organisation_id;
      UPDATE staff_proposal s SET decision = 'approved', decided_by = my_user(), decided_at = now() WHERE s.id = p.id;
      RETURN p.organisation_id; -- of nobody's account: of everyone's with the role`;

/** As it was in 1790000001810, with one act more. */
const approving = (more: string) => `
  CREATE OR REPLACE FUNCTION approve_staff_proposal(proposal uuid, approver_half bytea) RETURNS uuid VOLATILE SECURITY DEFINER
  SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    p staff_proposal;
    obstacle text;
    account uuid;
  BEGIN
    SELECT * INTO p FROM staff_proposal s WHERE s.id = proposal AND s.organisation_id = my_organisation() FOR UPDATE;
    obstacle := CASE WHEN NOT FOUND THEN 'not_an_approver' ELSE obstacle_to_approving(proposal, my_user()) END;
    IF obstacle IS NOT NULL THEN
      RAISE EXCEPTION 'someone else must approve this' USING ERRCODE = 'check_violation', CONSTRAINT = obstacle;
    END IF;
    account := p.subject_id;
    IF p.act = 'add' THEN
      INSERT INTO staff (organisation_id, role, display_name, email, added_by)
      VALUES (p.organisation_id, p.role, p.display_name, p.email, p.proposed_by) RETURNING id INTO account;
    ELSIF p.act = 'reinstate' THEN
      UPDATE staff SET state = 'active' WHERE id = account AND state = 'suspended';
    ELSIF p.act = 'reset_sign_in' THEN
      PERFORM forget_sign_in(account);${more}
    END IF;
    IF p.act IN ('add', 'change_teams') THEN
      DELETE FROM team_member WHERE staff_id = account AND team_id <> ALL (p.team_ids);
      INSERT INTO team_member (team_id, staff_id)
      SELECT t.id, account FROM team t WHERE t.id = ANY (p.team_ids) AND t.organisation_id = p.organisation_id ON CONFLICT DO NOTHING;
    END IF;
    IF p.act IN ('add', 'reset_sign_in') THEN
      INSERT INTO invitation (staff_id, proposer_half, approver_half) VALUES (account, p.proposer_half, approve_staff_proposal.approver_half);
    END IF;
    UPDATE staff_proposal s SET decision = 'approved', decided_by = my_user(), decided_at = now(), subject_id = account WHERE s.id = p.id;
    RETURN account;
  END $$;
`;
