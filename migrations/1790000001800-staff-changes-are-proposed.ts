import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an administrator may not do alone is proposed, and the holder of an account alone sets its password. */
export class StaffChangesAreProposed1790000001800 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(origins);
    await db.query(proposals);
    await db.query(invitations);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const origins = `
  ALTER TABLE staff ADD COLUMN added_by uuid DEFAULT my_user() REFERENCES staff, ADD COLUMN added_at timestamptz NOT NULL DEFAULT now();
  COMMENT ON COLUMN staff.added_by IS 'Who added the account, or proposed it; null where whoever runs Larkspur did';
  REVOKE INSERT ON staff FROM casework_admin;
  GRANT INSERT (organisation_id, role, display_name, email) ON staff TO casework_admin;

  -- The account, whoever added it within thirty days, whoever had added them within thirty days, and so on.
  CREATE FUNCTION lately_made_by(account uuid) RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH RECURSIVE line AS (
      SELECT s.id, s.added_by, s.added_at FROM staff s WHERE s.id = account
      UNION SELECT s.id, s.added_by, s.added_at FROM staff s JOIN line ON s.id = line.added_by AND line.added_at > now() - interval '30 days')
    SELECT array_agg(id) FROM line $$;
`;

const proposals = `
  CREATE TABLE staff_proposal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    act text NOT NULL CONSTRAINT proposal_is_of_an_act CHECK (act IN ('add', 'change_teams', 'reinstate', 'reset_sign_in')),
    role text NOT NULL CONSTRAINT proposal_is_of_a_role CHECK (role IN ('advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin', 'auditor')),
    subject_id uuid REFERENCES staff,
    display_name text,
    email text,
    team_ids uuid[] NOT NULL DEFAULT '{}',
    proposer_half bytea,
    proposed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    decision text CONSTRAINT proposal_is_decided CHECK (decision IN ('approved', 'refused', 'withdrawn')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT decision_has_a_decider_and_a_time CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT approver_did_not_propose CHECK (decision IS DISTINCT FROM 'approved' OR decided_by <> proposed_by),
    CONSTRAINT approver_is_not_the_subject CHECK (decision IS DISTINCT FROM 'approved' OR decided_by IS DISTINCT FROM subject_id),
    CONSTRAINT proposal_says_whom CHECK (CASE WHEN act = 'add' THEN num_nonnulls(display_name, email) = 2 AND (decision IS DISTINCT FROM 'approved') = (subject_id IS NULL)
      ELSE num_nonnulls(display_name, email) = 0 AND subject_id IS NOT NULL END),
    CONSTRAINT teams_are_given_or_changed CHECK (act IN ('add', 'change_teams') OR team_ids = '{}'),
    CONSTRAINT invitation_is_of_two_halves CHECK ((act IN ('add', 'reset_sign_in')) = (proposer_half IS NOT NULL))
  );
  COMMENT ON TABLE staff_proposal IS 'What an administrator would do and may not do alone. Becomes so only as somebody else approves it';
  COMMENT ON COLUMN staff_proposal.subject_id IS 'Whose account; of one to be added, null until it is';
  COMMENT ON COLUMN staff_proposal.team_ids IS 'All the teams they are then in';
  COMMENT ON COLUMN staff_proposal.proposer_half IS 'SHA-256 of the half of the invitation that the proposer was shown';
  CREATE INDEX staff_proposal_waiting ON staff_proposal (organisation_id, expires_at) WHERE decision IS NULL;
  CREATE INDEX staff_proposal_of_subject ON staff_proposal (subject_id);
  CALL close_to_all('staff_proposal');
  CALL audit.watch('staff_proposal', 'names', 'id');

  GRANT SELECT (id, organisation_id, act, role, subject_id, display_name, email, team_ids, proposed_by, proposed_at, expires_at, decision, decided_by, decided_at)
    ON staff_proposal TO casework_admin, casework_supervisor, casework_foi_officer;
  GRANT INSERT (act, role, subject_id, display_name, email, team_ids, proposer_half) ON staff_proposal TO casework_admin;
  GRANT UPDATE (decision, decided_by, decided_at) ON staff_proposal TO casework_admin, casework_supervisor, casework_foi_officer;
  CREATE POLICY proposal_of_own_organisation ON staff_proposal FOR SELECT TO casework_admin, casework_supervisor, casework_foi_officer
    USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY proposal_made_in_own_name ON staff_proposal FOR INSERT TO casework_admin
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND proposed_by = (SELECT my_user()) AND decision IS NULL
      AND (subject_id IS NULL OR EXISTS (SELECT FROM staff s WHERE s.id = subject_id AND s.role = staff_proposal.role)));
  -- Approving is no update: only the function below approves.
  CREATE POLICY proposal_is_withdrawn_or_refused ON staff_proposal FOR UPDATE TO casework_admin, casework_supervisor, casework_foi_officer
    USING (organisation_id = (SELECT my_organisation()) AND decision IS NULL)
    WITH CHECK (decided_by = (SELECT my_user()) AND decision = CASE (SELECT my_role()) WHEN 'casework_admin' THEN 'withdrawn' ELSE 'refused' END);
  GRANT SELECT, UPDATE (decision, decided_by, decided_at, subject_id) ON staff_proposal TO casework_definer;
  CREATE POLICY definer_carries_out ON staff_proposal TO casework_definer USING (true) WITH CHECK (true);
`;

const invitations = `
  CREATE TABLE invitation (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    proposer_half bytea NOT NULL,
    approver_half bytea NOT NULL,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '72 hours'
  );
  COMMENT ON TABLE invitation IS 'How the holder of an account sets its password: once, with the two halves that two colleagues hand them. SHA-256 of each';
  CALL close_to_all('invitation');
  CALL audit.watch('invitation', 'names', 'staff_id');
  GRANT SELECT, INSERT, DELETE ON invitation TO casework_definer;
  CREATE POLICY definer_keeps_invitations ON invitation TO casework_definer USING (true) WITH CHECK (true);
  GRANT SELECT (staff_id), INSERT, DELETE ON staff_credential TO casework_definer;
  CREATE POLICY definer_keeps_credentials ON staff_credential TO casework_definer USING (true) WITH CHECK (true);

  CREATE FUNCTION invited(one bytea, other bytea) RETURNS TABLE (display_name text, email text) STABLE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    SELECT s.display_name, s.email FROM invitation i JOIN staff s ON s.id = i.staff_id
     WHERE i.proposer_half = one AND i.approver_half = other AND i.expires_at > now() AND s.state = 'active' $$;
  CREATE FUNCTION accept_invitation(one bytea, other bytea, password_hash text) RETURNS boolean VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE holder uuid;
  BEGIN
    DELETE FROM invitation i USING staff s WHERE s.id = i.staff_id AND s.state = 'active' AND i.expires_at > now()
       AND i.proposer_half = one AND i.approver_half = other RETURNING i.staff_id INTO holder;
    IF holder IS NULL THEN RETURN false; END IF;
    INSERT INTO staff_credential (staff_id, password_hash) VALUES (holder, accept_invitation.password_hash);
    RETURN true;
  END $$;

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['lately_made_by(uuid)', 'invited(bytea, bytea)', 'accept_invitation(bytea, bytea, text)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION invited(bytea, bytea), accept_invitation(bytea, bytea, text) TO casework_sign_in;
`;

const undo = `
  DROP FUNCTION accept_invitation(bytea, bytea, text); DROP FUNCTION invited(bytea, bytea);
  DROP POLICY definer_keeps_credentials ON staff_credential;
  REVOKE SELECT (staff_id), INSERT, DELETE ON staff_credential FROM casework_definer;
  DROP TABLE invitation, staff_proposal;
  DROP FUNCTION lately_made_by(uuid);
  REVOKE INSERT (organisation_id, role, display_name, email) ON staff FROM casework_admin;
  GRANT INSERT ON staff TO casework_admin;
  ALTER TABLE staff DROP COLUMN added_at, DROP COLUMN added_by;
`;
