import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a policy lets somebody see, an exclusion or a seal takes away again. Restrictive policies stand on the four tables that
 * everything else hangs on; the exact form was measured (security.md, 4): an array asked once, compared by plain equality.
 */
export class RecordsFollowExclusionsAndSeals1790000001910 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const { table, client } of records) {
      await db.query(`
        CREATE POLICY never_of_the_excluded ON ${table} AS RESTRICTIVE TO casework_advocate, casework_supervisor
          USING (${client} <> ALL ((SELECT my_excluded())::uuid[]));
        CREATE POLICY sealed_is_for_the_named ON ${table} AS RESTRICTIVE TO casework_advocate, casework_supervisor
          USING (NOT sealed OR ${client} = ANY ((SELECT my_seals())::uuid[]));
      `);
    }
    await db.query(judging);
    await db.query(sealing);
    await db.query(board);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION cases_needing_another_worker();
      DROP POLICY seal_of_the_named ON seal; DROP POLICY seal_by_oneself ON seal; DROP POLICY seal_lifted_by_the_named ON seal;
      DROP POLICY member_of_own_seal ON seal_member; DROP POLICY named_by_the_sealer ON seal_member;
      DROP POLICY narrative_of_seal ON seal_narrative;
      DROP POLICY event_of_safeguards ON event;
      DROP POLICY exclusion_to_judge ON exclusion; DROP POLICY exclusion_lifted ON exclusion; DROP POLICY narrative_of_exclusion ON exclusion_narrative;
      DROP FUNCTION exclude(uuid, uuid); DROP FUNCTION exclusions_to_judge(); DROP FUNCTION my_colleagues(); DROP FUNCTION share_a_team(uuid, uuid);
      REVOKE ALL ON exclusion, exclusion_narrative, seal, seal_member, seal_narrative FROM casework_advocate, casework_supervisor;
      REVOKE INSERT ON exclusion FROM casework_definer;
      REVOKE UPDATE (lifted_at, lifted_by, why, made_by, made_at) ON exclusion FROM casework_definer;
      DROP POLICY definer_excludes ON exclusion; DROP POLICY definer_excludes_anew ON exclusion;
    `);
    for (const { table } of records)
      await db.query(
        `DROP POLICY never_of_the_excluded ON ${table}; DROP POLICY sealed_is_for_the_named ON ${table};`,
      );
  }
}

const records = [
  { table: 'case_file', client: 'client_id' },
  { table: 'referral', client: 'client_id' },
  { table: 'client', client: 'id' },
  { table: 'perpetrator', client: 'id' },
] as const;

const judging = `
  CREATE FUNCTION share_a_team(one uuid, other uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM team_member a JOIN team_member b ON b.team_id = a.team_id WHERE a.staff_id = one AND b.staff_id = other) $$;
  CREATE FUNCTION my_colleagues() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT array_agg(DISTINCT b.staff_id) || my_user()
      FROM team_member a JOIN team_member b ON b.team_id = a.team_id WHERE a.staff_id = my_user() $$;
  COMMENT ON FUNCTION my_colleagues IS 'Whoever is in a team of one''s own, oneself among them: one''s line';

  -- A supervisor of another line, in no conflict themself; of the same line only where the service has no other.
  CREATE FUNCTION exclusions_to_judge() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(e.id), '{}') FROM exclusion e LEFT JOIN client c ON c.id = e.client_id
     WHERE my_role() = 'casework_supervisor' AND e.organisation_id = my_organisation() AND e.staff_id <> my_user()
       AND coalesce(e.client_id, e.perpetrator_id) <> ALL (my_excluded())
       AND (NOT coalesce(c.sealed, false) OR c.id = ANY (my_seals()))
       AND (NOT share_a_team(e.staff_id, my_user()) OR NOT EXISTS (
             SELECT FROM staff s WHERE s.organisation_id = e.organisation_id AND s.role = 'supervisor' AND s.state = 'active'
                AND s.id <> e.staff_id AND NOT share_a_team(e.staff_id, s.id)
                AND coalesce(e.client_id, e.perpetrator_id) <> ALL (excluded_from(s.id)))) $$;

  -- Answers nothing: whether it was there already is not the asker's to know.
  CREATE FUNCTION exclude(whom uuid, from_client uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
    SELECT c.organisation_id, s.id, c.id, 'supervisor', my_user() FROM client c JOIN staff s ON s.organisation_id = c.organisation_id
     WHERE my_role() = 'casework_supervisor' AND c.id = from_client AND s.id = whom AND s.id <> my_user() AND c.team_id = ANY (my_teams())
       AND c.id <> ALL (my_excluded()) AND (NOT c.sealed OR c.id = ANY (my_seals()))
    ON CONFLICT (staff_id, client_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = 'supervisor', made_by = my_user(), made_at = now() $$;
  GRANT INSERT ON exclusion TO casework_definer;
  GRANT UPDATE (lifted_at, lifted_by, why, made_by, made_at) ON exclusion TO casework_definer;
  CREATE POLICY definer_excludes ON exclusion FOR INSERT TO casework_definer WITH CHECK (true);
  CREATE POLICY definer_excludes_anew ON exclusion FOR UPDATE TO casework_definer USING (true) WITH CHECK (true);
  ALTER FUNCTION share_a_team(uuid, uuid) OWNER TO casework_definer; ALTER FUNCTION my_colleagues() OWNER TO casework_definer;
  ALTER FUNCTION exclusions_to_judge() OWNER TO casework_definer; ALTER FUNCTION exclude(uuid, uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION share_a_team(uuid, uuid), exclude(uuid, uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION exclude(uuid, uuid) TO casework_supervisor;

  GRANT SELECT, UPDATE (lifted_by, lifted_at) ON exclusion TO casework_supervisor;
  GRANT SELECT, INSERT, UPDATE (why_lifted) ON exclusion_narrative TO casework_supervisor;
  CREATE POLICY event_of_safeguards ON event FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE ANY (ARRAY['glass.%', 'exclusion.%', 'seal.%', 'conflict.%']));
  CREATE POLICY exclusion_to_judge ON exclusion FOR SELECT TO casework_supervisor USING (id = ANY ((SELECT exclusions_to_judge())::uuid[]));
  CREATE POLICY exclusion_lifted ON exclusion FOR UPDATE TO casework_supervisor USING (lifted_at IS NULL AND id = ANY ((SELECT exclusions_to_judge())::uuid[]))
    WITH CHECK (lifted_by = (SELECT my_user()));
  CREATE POLICY narrative_of_exclusion ON exclusion_narrative TO casework_supervisor USING (EXISTS (SELECT FROM exclusion e WHERE e.id = exclusion_id));
`;

const sealing = `
  GRANT SELECT ON seal, seal_member TO casework_advocate;
  GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at) ON seal TO casework_supervisor;
  GRANT SELECT, INSERT ON seal_member, seal_narrative TO casework_supervisor;
  CREATE POLICY seal_of_the_named ON seal FOR SELECT TO casework_advocate, casework_supervisor
    USING (client_id = ANY ((SELECT my_seals())::uuid[]) OR sealed_by = (SELECT my_user()));
  CREATE POLICY seal_by_oneself ON seal FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND sealed_by = (SELECT my_user()) AND lifted_at IS NULL
      AND EXISTS (SELECT FROM client p WHERE p.id = client_id AND p.team_id = ANY ((SELECT my_teams())::uuid[])));
  CREATE POLICY seal_lifted_by_the_named ON seal FOR UPDATE TO casework_supervisor
    USING (lifted_at IS NULL AND client_id = ANY ((SELECT my_seals())::uuid[]) AND client_id <> ALL ((SELECT my_excluded())::uuid[]))
    WITH CHECK (lifted_by = (SELECT my_user()));
  CREATE POLICY member_of_own_seal ON seal_member FOR SELECT TO casework_advocate, casework_supervisor
    USING (EXISTS (SELECT FROM seal s WHERE s.id = seal_id));
  -- Whom it is for is said when it is made. Later only a new seal says otherwise.
  CREATE POLICY named_by_the_sealer ON seal_member FOR INSERT TO casework_supervisor
    WITH CHECK (EXISTS (SELECT FROM seal s WHERE s.id = seal_id AND s.sealed_by = (SELECT my_user()) AND s.sealed_at = now()));
  CREATE POLICY narrative_of_seal ON seal_narrative TO casework_supervisor USING (EXISTS (SELECT FROM seal s WHERE s.id = seal_id));
`;

const board = `
  -- Ids alone, and of those only the cases its reader may see come to a page: their advocate may no longer see them.
  CREATE FUNCTION cases_needing_another_worker() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(c.id), '{}') FROM case_file c
     WHERE my_role() = 'casework_supervisor' AND c.team_id = ANY (my_teams()) AND c.closed_on IS NULL AND (
         c.sealed AND NOT EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
             WHERE s.client_id = c.client_id AND s.lifted_at IS NULL AND m.staff_id = c.advocate_id)
      OR EXISTS (SELECT FROM exclusion e WHERE e.staff_id = c.advocate_id AND e.lifted_at IS NULL
             AND (e.client_id = c.client_id OR e.perpetrator_id = c.perpetrator_id))) $$;
  ALTER FUNCTION cases_needing_another_worker() OWNER TO casework_definer;
`;
