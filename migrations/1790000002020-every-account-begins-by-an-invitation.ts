import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody ever knows another's password: also who reads no record sets their own, with the one code their administrator hands them. */
export class EveryAccountBeginsByAnInvitation1790000002020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE invitation ALTER approver_half DROP NOT NULL;
      COMMENT ON COLUMN invitation.approver_half IS 'Null where one person alone may add the account, and so hands over all there is';
      ${takenBy('i.approver_half IS NOT DISTINCT FROM other')}

      DROP POLICY stepped_up_to_insert ON staff_credential; DROP POLICY admin_gives_a_first_password ON staff_credential;
      REVOKE INSERT ON staff_credential FROM casework_admin;
      GRANT INSERT (staff_id, proposer_half) ON invitation TO casework_admin;
      -- In the transaction that adds the account: whose sign-in is reset later has two halves instead.
      CREATE POLICY admin_invites_who_reads_no_case ON invitation FOR INSERT TO casework_admin WITH CHECK (${newlyAdded});
      CREATE POLICY stepped_up_to_insert ON invitation AS RESTRICTIVE FOR INSERT TO casework_admin WITH CHECK ((SELECT my_step_up()));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY stepped_up_to_insert ON invitation; DROP POLICY admin_invites_who_reads_no_case ON invitation;
      REVOKE INSERT (staff_id, proposer_half) ON invitation FROM casework_admin;
      GRANT INSERT ON staff_credential TO casework_admin;
      CREATE POLICY admin_gives_a_first_password ON staff_credential FOR INSERT TO casework_admin WITH CHECK (${newlyAdded});
      CREATE POLICY stepped_up_to_insert ON staff_credential AS RESTRICTIVE FOR INSERT TO casework_admin WITH CHECK ((SELECT my_step_up()));
      ${takenBy('i.approver_half = other')}
      DELETE FROM invitation WHERE approver_half IS NULL;
      ALTER TABLE invitation ALTER approver_half SET NOT NULL;
    `);
  }
}

const newlyAdded = `EXISTS (SELECT FROM staff s WHERE s.id = staff_id AND s.role IN ('commissioner', 'admin')
  AND s.added_by = (SELECT my_user()) AND s.added_at = now())`;

const takenBy = (otherIsRight: string) => `
  CREATE OR REPLACE FUNCTION invited(one bytea, other bytea) RETURNS TABLE (display_name text, email text) STABLE SECURITY DEFINER
  SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT s.display_name, s.email FROM invitation i JOIN staff s ON s.id = i.staff_id
     WHERE i.proposer_half = one AND ${otherIsRight} AND i.expires_at > now() AND s.state = 'active' $$;
  CREATE OR REPLACE FUNCTION accept_invitation(one bytea, other bytea, password_hash text) RETURNS boolean VOLATILE SECURITY DEFINER
  SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE holder uuid;
  BEGIN
    DELETE FROM invitation i USING staff s WHERE s.id = i.staff_id AND s.state = 'active' AND i.expires_at > now()
       AND i.proposer_half = one AND ${otherIsRight} RETURNING i.staff_id INTO holder;
    IF holder IS NULL THEN RETURN false; END IF;
    INSERT INTO staff_credential (staff_id, password_hash) VALUES (holder, accept_invitation.password_hash);
    RETURN true;
  END $$;
`;
