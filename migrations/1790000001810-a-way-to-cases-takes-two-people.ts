import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever keeps the accounts gives nobody a way to a case alone: what they propose, somebody else approves. */
export class AWayToCasesTakesTwoPeople1790000001810 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(approving);
    await db.query(aloneNoMore);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const approving = `
  -- Why this account cannot approve this proposal; null where it can.
  CREATE FUNCTION obstacle_to_approving(proposal uuid, approver uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    SELECT CASE
      WHEN p.decision IS NOT NULL OR p.expires_at <= now() THEN 'no_longer_waiting'
      WHEN a.id IS NULL THEN 'not_an_approver'
      WHEN a.id = p.subject_id THEN 'own_account'
      WHEN lately_made_by(a.id) && lately_made_by(p.proposed_by) THEN 'made_by_proposer'
      WHEN EXISTS (SELECT FROM unnest(p.team_ids) joined (id)
         WHERE NOT EXISTS (SELECT FROM team_member m WHERE m.team_id = joined.id AND m.staff_id IN (a.id, p.subject_id))
           AND EXISTS (SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id
                        WHERE m.team_id = joined.id AND s.role = 'supervisor' AND s.state = 'active')) THEN 'another_team' END
      FROM staff_proposal p JOIN organisation o ON o.id = p.organisation_id
      LEFT JOIN staff a ON a.id = approver AND a.organisation_id = o.id AND a.state = 'active'
        AND a.role = CASE o.kind WHEN 'advocacy_service' THEN 'supervisor' ELSE 'foi_officer' END
     WHERE p.id = proposal AND p.organisation_id = (SELECT my_organisation()) $$;
  CREATE FUNCTION approvers_of(proposal uuid) RETURNS bigint STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT count(*) FROM staff s WHERE s.organisation_id = my_organisation() AND obstacle_to_approving(proposal, s.id) IS NULL $$;

  -- Nothing of the old sign-in stands: the holder begins anew. Whatever else signs in is forgotten here too.
  CREATE FUNCTION forget_sign_in(account uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    DELETE FROM invitation WHERE staff_id = account;
    DELETE FROM staff_credential WHERE staff_id = account;
    DELETE FROM session WHERE staff_id = account $$;

  CREATE FUNCTION approve_staff_proposal(proposal uuid, approver_half bytea) RETURNS uuid VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
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
      PERFORM forget_sign_in(account);
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
  COMMENT ON FUNCTION approve_staff_proposal IS 'Carries out what was proposed, for whoever may approve it. The only thing that gives anyone a way to cases';
`;

// What is left to an administrator alone: closing accounts, leaving teams, and the roles that read no case.
const aloneNoMore = `
  CREATE FUNCTION address_is_free(address text) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT NOT EXISTS (SELECT FROM staff s WHERE lower(s.email) = lower(address)) $$;
  GRANT INSERT (organisation_id, role, display_name, email, added_by), UPDATE (state) ON staff TO casework_definer;
  GRANT INSERT, DELETE ON team_member TO casework_definer;
  CREATE POLICY definer_adds_staff ON staff FOR INSERT TO casework_definer WITH CHECK (true);
  CREATE POLICY definer_reinstates_staff ON staff FOR UPDATE TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_puts_in_teams ON team_member FOR INSERT TO casework_definer WITH CHECK (true);
  CREATE POLICY definer_takes_out_of_teams ON team_member FOR DELETE TO casework_definer USING (true);

  REVOKE INSERT ON team_member FROM casework_admin;
  CREATE POLICY admin_adds_who_reads_no_case ON staff AS RESTRICTIVE FOR INSERT TO casework_admin
    WITH CHECK (role IN ('commissioner', 'admin') AND state = 'active' AND added_by = (SELECT my_user()));
  CREATE POLICY admin_reinstates_who_reads_no_case ON staff AS RESTRICTIVE FOR UPDATE TO casework_admin
    USING (true) WITH CHECK (state = 'suspended' OR role IN ('commissioner', 'admin'));
  -- In the transaction that adds the account: whose password is forgotten later has an invitation instead.
  ALTER POLICY admin_gives_a_first_password ON staff_credential
    WITH CHECK (EXISTS (SELECT FROM staff s WHERE s.id = staff_id AND s.role IN ('commissioner', 'admin')
      AND s.added_by = (SELECT my_user()) AND s.added_at = now()));
  -- Whoever approves reads which teams somebody would join.
  GRANT SELECT ON team, team_member TO casework_foi_officer;
  CREATE POLICY event_of_approver ON event FOR INSERT TO casework_supervisor, casework_foi_officer
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
      AND did IN ('staff.approved', 'staff.refused', 'staff.added', 'staff.teams_changed', 'staff.reinstated', 'staff.sign_in_reset'));

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY[
      'obstacle_to_approving(uuid, uuid)', 'approvers_of(uuid)', 'forget_sign_in(uuid)', 'approve_staff_proposal(uuid, bytea)', 'address_is_free(text)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION obstacle_to_approving(uuid, uuid) TO casework_admin, casework_supervisor, casework_foi_officer;
  GRANT EXECUTE ON FUNCTION approvers_of(uuid), address_is_free(text) TO casework_admin;
  GRANT EXECUTE ON FUNCTION approve_staff_proposal(uuid, bytea) TO casework_supervisor, casework_foi_officer;
`;

const undo = `
  DROP POLICY event_of_approver ON event;
  REVOKE SELECT ON team, team_member FROM casework_foi_officer;
  ALTER POLICY admin_gives_a_first_password ON staff_credential WITH CHECK (EXISTS (SELECT FROM staff WHERE staff.id = staff_id));
  DROP POLICY admin_reinstates_who_reads_no_case ON staff; DROP POLICY admin_adds_who_reads_no_case ON staff;
  GRANT INSERT ON team_member TO casework_admin;
  DROP POLICY definer_takes_out_of_teams ON team_member; DROP POLICY definer_puts_in_teams ON team_member;
  DROP POLICY definer_reinstates_staff ON staff; DROP POLICY definer_adds_staff ON staff;
  REVOKE INSERT, DELETE ON team_member FROM casework_definer;
  REVOKE INSERT (organisation_id, role, display_name, email, added_by), UPDATE (state) ON staff FROM casework_definer;
  DROP FUNCTION address_is_free(text); DROP FUNCTION approve_staff_proposal(uuid, bytea); DROP FUNCTION forget_sign_in(uuid);
  DROP FUNCTION approvers_of(uuid); DROP FUNCTION obstacle_to_approving(uuid, uuid);
`;
