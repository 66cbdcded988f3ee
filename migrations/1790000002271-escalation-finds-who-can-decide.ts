import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * The list of what went up asked from whom one is kept in one's own teams alone, and shows other teams too. And a referral that no
 * supervisor of its team can open went up to that team first, which is to nobody: the job learns how many can.
 */
export class EscalationFindsWhoCanDecide1790000002271 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      instead('escalated_referrals()', `(${asItWas}`, `NOT kept_from(r.client_id) AND (${asItIs}`),
    );
    await db.query(referralsInTime(deciders));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(referralsInTime());
    await db.query(
      instead('escalated_referrals()', `NOT kept_from(r.client_id) AND (${asItIs}`, `(${asItWas}`),
    );
  }
}

const asItIs = `my_role() = 'casework_supervisor' AND (e.level = 2`;
const asItWas = `my_role() = 'casework_supervisor' AND r.client_id <> ALL (my_excluded()) AND (e.level = 2`;

/** One more thing that the job learns of each referral. */
export interface Learnt {
  readonly column: string;
  readonly value: string;
}

/** Supervisors at work in its team who are kept from nothing of it and, where it is sealed, are named. */
export const deciders: Learnt = {
  column: 'deciders integer',
  value: `(SELECT count(*)::integer FROM team_member m JOIN staff s ON s.id = m.staff_id AND s.role = 'supervisor' AND s.state = 'active'
        WHERE m.team_id = r.team_id AND r.client_id <> ALL (excluded_from(s.id)) AND (NOT r.sealed OR EXISTS (
          SELECT FROM seal l JOIN seal_member n ON n.seal_id = l.id WHERE l.client_id = r.client_id AND l.lifted_at IS NULL AND n.staff_id = s.id)))`,
};

/** The function as it was in 2162, with more that it says; a function that says more is another to Postgres. */
export function referralsInTime(...more: readonly Learnt[]): string {
  return `
  DROP FUNCTION referrals_in_time();
  CREATE FUNCTION referrals_in_time() RETURNS TABLE (id uuid, organisation_id uuid, received_at timestamptz, taken_up_at timestamptz, terms jsonb, pauses jsonb,
    level integer${more.map(({ column }) => `, ${column}`).join('')})
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT r.id, r.organisation_id, r.received_at,
      (SELECT d.from_at FROM referral_decider d WHERE d.referral_id = r.id AND d.to_at IS NULL),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('contractId', k.id, 'measure', t.measure, 'hours', t.within_hours, 'countedIn', t.counted_in, 'risk', t.risk_band)), '[]')
         FROM contract k JOIN contract_area a ON a.contract_id = k.id AND a.police_area = r.police_area JOIN contract_target t ON t.contract_id = k.id AND t.measure = 'triage'
        WHERE k.service_id = r.organisation_id AND (r.received_at AT TIME ZONE 'Europe/London')::date BETWEEN k.starts_on AND k.ends_on),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('beganAt', p.began_at, 'untilOn', p.until_on, 'endedAt', p.ended_at)), '[]')
         FROM referral_pause p WHERE p.referral_id = r.id),
      (SELECT coalesce(max(e.level), 0) FROM referral_escalation e WHERE e.referral_id = r.id)${more.map(({ value }) => `,\n      ${value}`).join('')}
    FROM referral r WHERE r.state = 'received' $$;
  COMMENT ON FUNCTION referrals_in_time IS 'Of each undecided referral when it came, who has it since when, and what the contracts of its area ask; nothing of anyone';
  ALTER FUNCTION referrals_in_time() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION referrals_in_time() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION referrals_in_time() TO casework_worker;
`;
}
