import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A referral whose whole team is kept from it went up, and then waited until somebody changed who works where. Now a supervisor of
 * another team, whom it went up to and who is kept from nothing of it, moves it to a team of theirs: with the client and whoever
 * stalks them, who are nobody else's.
 */
export class AReferralNobodyCanOpenIsMoved1790000002388 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(moving);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION move_referral(uuid, uuid); DROP FUNCTION may_move_referral(uuid);
      DROP POLICY definer_moves_tokens ON identity_token;
      REVOKE UPDATE (team_id) ON client, perpetrator, referral, identity_token FROM casework_definer;
    `);
  }
}

const moving = `
  GRANT UPDATE (team_id) ON client, perpetrator, referral, identity_token TO casework_definer;
  CREATE POLICY definer_moves_tokens ON identity_token FOR UPDATE TO casework_definer USING (true) WITH CHECK (true);

  CREATE FUNCTION may_move_referral(which uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM referral r WHERE r.id = which AND my_role() = 'casework_supervisor' AND r.organisation_id = my_organisation()
       AND r.state IN ('received', 'waiting') AND NOT r.sealed AND r.team_id <> ALL (my_teams())
       AND EXISTS (SELECT FROM referral_escalation e WHERE e.referral_id = r.id AND e.level = 2)
       AND NOT kept_from(r.client_id) AND NOT coalesce(kept_from(r.perpetrator_id), false)
       AND NOT EXISTS (SELECT FROM team_member m JOIN staff s ON s.id = m.staff_id AND s.role = 'supervisor' AND s.state = 'active'
             WHERE m.team_id = r.team_id AND r.client_id <> ALL (excluded_from(s.id)))
       AND NOT EXISTS (SELECT FROM referral o WHERE o.id <> r.id AND (o.client_id = r.client_id OR o.perpetrator_id = r.perpetrator_id))
       AND NOT EXISTS (SELECT FROM case_file c WHERE c.client_id = r.client_id OR c.perpetrator_id = r.perpetrator_id)) $$;
  COMMENT ON FUNCTION may_move_referral IS 'Whether it went up to whoever asks because no supervisor of its team can open it, and is of nobody who has another record';

  CREATE FUNCTION move_referral(which uuid, to_team uuid) RETURNS boolean VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    client uuid;
    perpetrator uuid;
  BEGIN
    SELECT r.client_id, r.perpetrator_id INTO client, perpetrator FROM referral r
     WHERE r.id = which AND may_move_referral(r.id) AND to_team = ANY (my_teams()) FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    UPDATE client c SET team_id = to_team WHERE c.id = client;
    UPDATE perpetrator p SET team_id = to_team WHERE p.id = perpetrator;
    UPDATE identity_token t SET team_id = to_team WHERE t.client_id = client OR t.perpetrator_id = perpetrator;
    UPDATE referral r SET team_id = to_team WHERE r.id = which;
    RETURN true;
  END $$;
  ALTER FUNCTION may_move_referral(uuid) OWNER TO casework_definer; ALTER FUNCTION move_referral(uuid, uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION may_move_referral(uuid), move_referral(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION may_move_referral(uuid) TO casework_supervisor, casework_admin;
  GRANT EXECUTE ON FUNCTION move_referral(uuid, uuid) TO casework_supervisor;
`;
