import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Whoever made a message is told nothing of it once they are kept from its client. Whom a late referral goes up to is told that there
 * is a message, and not only shown it on a page that they may not be looking at.
 */
export class WhoIsToldMayKnow1790000002387 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(instead('address_of_maker(uuid)', maker, makerWhoMayKnow));
    await db.query(told);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION told_of_escalation(uuid); DROP FUNCTION address_of_supervisor(uuid)');
    await db.query(instead('address_of_maker(uuid)', makerWhoMayKnow, maker));
  }
}

const maker = `AND s.state = 'active' AND s.id IS DISTINCT FROM my_user()`;
const makerWhoMayKnow = `${maker} AND EXISTS (SELECT FROM case_file c WHERE c.id = o.case_id AND c.client_id <> ALL (excluded_from(s.id))
       AND (NOT c.sealed OR EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
              WHERE l.client_id = c.client_id AND l.lifted_at IS NULL AND n.staff_id = s.id AND NOT n.silently)))`;

// As escalated_referrals shows it to them.
const told = `
  CREATE FUNCTION told_of_escalation(which uuid) RETURNS TABLE (staff_id uuid) STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT s.id FROM referral r JOIN staff s ON s.organisation_id = r.organisation_id AND s.role = 'supervisor' AND s.state = 'active'
     WHERE r.id = which AND r.state IN ('received', 'waiting') AND r.client_id <> ALL (excluded_from(s.id))
       AND (EXISTS (SELECT FROM referral_escalation e WHERE e.referral_id = r.id AND e.level = 2)
         OR EXISTS (SELECT FROM team_member m WHERE m.team_id = r.team_id AND m.staff_id = s.id))
       AND (NOT r.sealed OR EXISTS (SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id
              WHERE l.client_id = r.client_id AND l.lifted_at IS NULL AND n.staff_id = s.id AND NOT n.silently)) $$;
  COMMENT ON FUNCTION told_of_escalation IS 'The supervisors whom a late referral goes up to';
  CREATE FUNCTION address_of_supervisor(who uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT s.email FROM staff s WHERE s.id = who AND s.role = 'supervisor' AND s.state = 'active' $$;
  ALTER FUNCTION told_of_escalation(uuid) OWNER TO casework_definer; ALTER FUNCTION address_of_supervisor(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION told_of_escalation(uuid), address_of_supervisor(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION told_of_escalation(uuid), address_of_supervisor(uuid) TO casework_worker;
`;
