import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever asked about an erasure that is not theirs to see was told that it waits, or that it is decided, and of one that there is
 * not nothing: so by an id that leaked they learnt of a client who is hidden from them. Both are answered alike now.
 */
export class AHiddenErasureIsNoErasure1790000002095 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION obstacle_to_erasing(which uuid, approver uuid) RETURNS text ${definer} LANGUAGE sql AS $$
        SELECT CASE
          WHEN a.id IS NULL THEN 'not_an_approver'
          ${whileItWaits}
          FROM (SELECT which AS id) asked
          LEFT JOIN erasure e ON e.id = asked.id AND e.organisation_id = my_organisation()
          LEFT JOIN client c ON c.id = e.client_id
          ${approving} $$;
      ${anotherCan(`obstacle_to_erasing(which, my_user()) IS DISTINCT FROM 'not_an_approver' AND `)}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION obstacle_to_erasing(which uuid, approver uuid) RETURNS text ${definer} LANGUAGE sql AS $$
        SELECT CASE
          ${whileItWaits.replace("THEN 'still_open'", `$&\n          WHEN a.id IS NULL THEN 'not_an_approver'`)}
          FROM erasure e JOIN client c ON c.id = e.client_id
          ${approving}
         WHERE e.id = which AND e.organisation_id = my_organisation() $$;
      ${anotherCan('')}
    `);
  }
}

const definer = 'STABLE SECURITY DEFINER SET search_path = public, pg_temp';

const whileItWaits = `WHEN e.decision IS NOT NULL OR e.expires_at <= now() THEN 'no_longer_waiting'
          WHEN EXISTS (SELECT FROM case_file k WHERE k.client_id = e.client_id AND k.closed_on IS NULL)
            OR EXISTS (SELECT FROM referral r WHERE r.client_id = e.client_id AND r.state IN ('received', 'waiting')) THEN 'still_open'
          WHEN a.id = e.proposed_by THEN 'own_proposal'
          WHEN lately_made_by(a.id) && lately_made_by(e.proposed_by) THEN 'lately_added' END`;

/** Whoever approves could open the record themself. */
const approving = `LEFT JOIN staff a ON a.id = approver AND a.role = 'supervisor' AND a.state = 'active' AND c.id <> ALL (excluded_from(a.id))
            AND EXISTS (SELECT FROM team_member m WHERE m.staff_id = a.id AND m.team_id = c.team_id)
            AND (NOT c.sealed OR EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
                   WHERE s.client_id = c.id AND s.lifted_at IS NULL AND m.staff_id = a.id))`;

const anotherCan = (seen: string) => `
      CREATE OR REPLACE FUNCTION another_can_erase(which uuid) RETURNS boolean ${definer} LANGUAGE sql AS $$
        SELECT ${seen}EXISTS (SELECT FROM staff s WHERE s.organisation_id = my_organisation() AND obstacle_to_erasing(which, s.id) IS NULL) $$;`;
