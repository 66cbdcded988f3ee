import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In plain SQL somebody could ask from whom they are kept: the ids of clients of every team, and how many; and a supervisor, which
 * cases of their team are sealed from them. A list of ids that is asked for holds what would be reached otherwise and no more;
 * what must know of the rest asks of one id at a time.
 */
export class WhoIsKeptAwayCountsNothing1790000002088 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION kept_from(someone uuid) RETURNS boolean STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
        LANGUAGE sql AS $$ SELECT someone = ANY (excluded_from(my_user())) $$;
      COMMENT ON FUNCTION kept_from IS 'Whether whoever asks may see nothing of this client or perpetrator, of whatever team';
      ALTER FUNCTION kept_from(uuid) OWNER TO casework_definer;
      GRANT SELECT (team_id) ON referral TO casework_definer;
      ${myExcluded(within)}
      COMMENT ON FUNCTION my_excluded IS 'The clients and perpetrators within reach of whoever asks of whom they may see nothing';
      ALTER POLICY never_of_the_excluded ON broken_glass USING (NOT kept_from(client_id));
      ALTER POLICY seal_lifted_by_the_named ON seal
        USING (lifted_at IS NULL AND client_id = ANY ((SELECT my_seals())::uuid[]) AND NOT kept_from(client_id));
      ALTER POLICY named_by_the_named ON seal_member WITH CHECK (EXISTS (SELECT FROM seal s WHERE s.id = seal_id AND s.lifted_at IS NULL
        AND s.client_id = ANY ((SELECT my_seals())::uuid[]) AND NOT kept_from(s.client_id)));
      ${exclusionsToJudge('excluded_from(my_user())')}
      ${needingAnotherWorker('AND (NOT c.sealed OR c.client_id = ANY (my_seals())) AND c.client_id <> ALL (my_excluded())')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${needingAnotherWorker('')}
      ${exclusionsToJudge('my_excluded()')}
      ALTER POLICY named_by_the_named ON seal_member WITH CHECK (EXISTS (SELECT FROM seal s WHERE s.id = seal_id AND s.lifted_at IS NULL
        AND s.client_id = ANY ((SELECT my_seals())::uuid[]) AND s.client_id <> ALL ((SELECT my_excluded())::uuid[])));
      ALTER POLICY seal_lifted_by_the_named ON seal
        USING (lifted_at IS NULL AND client_id = ANY ((SELECT my_seals())::uuid[]) AND client_id <> ALL ((SELECT my_excluded())::uuid[]));
      ALTER POLICY never_of_the_excluded ON broken_glass USING (client_id <> ALL ((SELECT my_excluded())::uuid[]));
      ${myExcluded('')}
      COMMENT ON FUNCTION my_excluded IS 'The clients and perpetrators of whom whoever asks may see nothing';
      REVOKE SELECT (team_id) ON referral FROM casework_definer;
      DROP FUNCTION kept_from(uuid);
    `);
  }
}

/** Nearly everybody is kept from nothing, which is found out without the long way. */
const myExcluded = (reach: string) => `
  CREATE OR REPLACE FUNCTION my_excluded() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE me uuid := my_user(); teams uuid[] := my_teams(); opened uuid[] := my_live_grants();
  BEGIN
    IF NOT EXISTS (SELECT FROM exclusion e WHERE e.staff_id = me AND e.lifted_at IS NULL) THEN RETURN '{}'; END IF;
    RETURN ARRAY(SELECT x.id FROM unnest(excluded_from(me)) AS x(id) ${reach});
  END $$;
`;

const within = `WHERE x.id = ANY (opened)
      OR EXISTS (SELECT FROM client c WHERE c.id = x.id AND c.team_id = ANY (teams))
      OR EXISTS (SELECT FROM perpetrator p WHERE p.id = x.id AND p.team_id = ANY (teams))
      OR EXISTS (SELECT FROM case_file c WHERE c.client_id = x.id AND c.team_id = ANY (teams))
      OR EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = x.id AND c.team_id = ANY (teams))
      OR EXISTS (SELECT FROM referral r WHERE r.client_id = x.id AND r.team_id = ANY (teams))
      OR EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = x.id AND r.team_id = ANY (teams))`;

const exclusionsToJudge = (excluded: string) => `
  CREATE OR REPLACE FUNCTION exclusions_to_judge() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(e.id), '{}') FROM exclusion e LEFT JOIN client c ON c.id = e.client_id
     WHERE my_role() = 'casework_supervisor' AND e.organisation_id = my_organisation() AND e.staff_id <> my_user()
       AND coalesce(e.client_id, e.perpetrator_id) <> ALL (${excluded})
       AND (NOT coalesce(c.sealed, false) OR c.id = ANY (my_seals()))
       AND (NOT share_a_team(e.staff_id, my_user()) OR NOT EXISTS (
             SELECT FROM staff s WHERE s.organisation_id = e.organisation_id AND s.role = 'supervisor' AND s.state = 'active'
                AND s.id <> e.staff_id AND NOT share_a_team(e.staff_id, s.id)
                AND coalesce(e.client_id, e.perpetrator_id) <> ALL (excluded_from(s.id)))) $$;
`;

const needingAnotherWorker = (seen: string) => `
  CREATE OR REPLACE FUNCTION cases_needing_another_worker() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(c.id), '{}') FROM case_file c
     WHERE my_role() = 'casework_supervisor' AND c.team_id = ANY (my_teams()) AND c.closed_on IS NULL ${seen} AND (
         c.sealed AND NOT EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
             WHERE s.client_id = c.client_id AND s.lifted_at IS NULL AND m.staff_id = c.advocate_id)
      OR EXISTS (SELECT FROM exclusion e WHERE e.staff_id = c.advocate_id AND e.lifted_at IS NULL
             AND (e.client_id = c.client_id OR e.perpetrator_id = c.perpetrator_id))) $$;
`;
