import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has looked at a case is also who opened the referral it came from: that says who somebody is, and what happened, as the case does. */
export class AReferralsPageIsALook1790000002086 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The case itself may be another team's.
      CREATE POLICY entry_of_referral_in_case ON audit.entry FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (actor_id = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND act = 'case.referral_opened'
          AND EXISTS (SELECT FROM referral r WHERE r.id = entry.subject_id AND r.case_id = entry.case_id));
      ${ownDetailsMet(`'case.opened', 'case.referral_opened', 'referral.opened'`)}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY entry_of_referral_in_case ON audit.entry;
      ${ownDetailsMet(`'case.opened', 'referral.opened'`)}
    `);
  }
}

const ownDetailsMet = (acts: string) => `
  CREATE OR REPLACE FUNCTION audit.own_details_met(day date, staff uuid[], surnames bytea[]) RETURNS TABLE (staff_id uuid, what text, case_id uuid)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH looked AS (
      SELECT DISTINCT e.actor_id, e.case_id, coalesce(c.client_id, r.client_id) AS client_id, coalesce(c.perpetrator_id, r.perpetrator_id) AS perpetrator_id
        FROM audit.entry e LEFT JOIN case_file c ON c.id = e.case_id LEFT JOIN referral r ON e.subject_kind = 'referral' AND r.id = e.subject_id
       WHERE e.organisation_id = my_organisation() AND e.act IN (${acts})
         AND e.at >= day::timestamp AT TIME ZONE 'Europe/London' AND e.at < (day + 1)::timestamp AT TIME ZONE 'Europe/London'),
    own AS (
      SELECT s.id, 'surname' AS kind, s.token FROM unnest(staff, surnames) AS s (id, token)
      UNION ALL SELECT d.staff_id, d.kind, d.token FROM own_detail d)
    SELECT DISTINCT l.actor_id, CASE own.kind WHEN 'surname' THEN 'surname' ELSE 'address' END, l.case_id
      FROM looked l JOIN own ON own.id = l.actor_id
     WHERE EXISTS (SELECT FROM identity_token t WHERE t.token = own.token AND t.kind = own.kind
       AND (t.client_id = l.client_id OR t.perpetrator_id = l.perpetrator_id)) $$;
`;
