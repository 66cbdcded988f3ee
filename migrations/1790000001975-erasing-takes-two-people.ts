import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forgetting a client is proposed by one supervisor and approved by another; nobody alone can destroy a key, in plain SQL either. */
export class ErasingTakesTwoPeople1790000001975 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(obstacles);
    await db.query(carryingOut);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const table = `
  CREATE TABLE erasure (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    client_id uuid NOT NULL REFERENCES client,
    why text NOT NULL CONSTRAINT erasure_has_a_reason CHECK (why IN ('client_asked', 'kept_long_enough', 'recorded_by_mistake')),
    proposed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    decision text CONSTRAINT erasure_is_decided CHECK (decision IN ('approved', 'refused')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT erasure_is_decided_whole CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT erasure_takes_two_people CHECK (decision IS DISTINCT FROM 'approved' OR decided_by <> proposed_by)
  );
  COMMENT ON TABLE erasure IS 'That a client be forgotten: who they are and all that was told of them. Becomes so only as a second person approves it';
  COMMENT ON COLUMN erasure.decided_by IS 'Of one refused by whoever proposed it: it was withdrawn';
  CREATE INDEX erasure_of_client ON erasure (client_id);
  CREATE INDEX erasure_waiting ON erasure (organisation_id, expires_at) WHERE decision IS NULL;
  CALL close_to_all('erasure');
  CALL audit.watch('erasure', 'values', 'id');
  GRANT SELECT, INSERT (client_id, why), UPDATE (decision, decided_by, decided_at) ON erasure TO casework_supervisor;
  CREATE POLICY erasure_of_client_seen ON erasure FOR SELECT TO casework_supervisor
    USING (EXISTS (SELECT FROM client c WHERE c.id = client_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])));
  CREATE POLICY erasure_proposed_in_own_name ON erasure FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND proposed_by = (SELECT my_user()) AND decision IS NULL AND (SELECT my_step_up())
      AND EXISTS (SELECT FROM client c WHERE c.id = client_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])));
  -- Approving is no update: only the function below approves.
  CREATE POLICY erasure_refused ON erasure FOR UPDATE TO casework_supervisor USING (decision IS NULL)
    WITH CHECK (decided_by = (SELECT my_user()) AND decision = 'refused');
`;

const obstacles = `
  GRANT SELECT, UPDATE (decision, decided_by, decided_at) ON erasure TO casework_definer;
  CREATE POLICY definer_carries_out ON erasure TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY approved_when_stepped_up ON erasure AS RESTRICTIVE FOR UPDATE TO casework_definer USING (true) WITH CHECK ((SELECT my_step_up()));
  GRANT SELECT (state) ON referral TO casework_definer;

  -- Why this account cannot approve it; null where it can. Whoever approves could open the record themself.
  CREATE FUNCTION obstacle_to_erasing(which uuid, approver uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT CASE
      WHEN e.decision IS NOT NULL OR e.expires_at <= now() THEN 'no_longer_waiting'
      WHEN EXISTS (SELECT FROM case_file k WHERE k.client_id = e.client_id AND k.closed_on IS NULL)
        OR EXISTS (SELECT FROM referral r WHERE r.client_id = e.client_id AND r.state IN ('received', 'waiting')) THEN 'still_open'
      WHEN a.id IS NULL THEN 'not_an_approver'
      WHEN a.id = e.proposed_by THEN 'own_proposal'
      WHEN lately_made_by(a.id) && lately_made_by(e.proposed_by) THEN 'lately_added' END
      FROM erasure e JOIN client c ON c.id = e.client_id
      LEFT JOIN staff a ON a.id = approver AND a.role = 'supervisor' AND a.state = 'active' AND c.id <> ALL (excluded_from(a.id))
        AND EXISTS (SELECT FROM team_member m WHERE m.staff_id = a.id AND m.team_id = c.team_id)
        AND (NOT c.sealed OR EXISTS (SELECT FROM seal s JOIN seal_member m ON m.seal_id = s.id
               WHERE s.client_id = c.id AND s.lifted_at IS NULL AND m.staff_id = a.id))
     WHERE e.id = which AND e.organisation_id = my_organisation() $$;
  CREATE FUNCTION my_obstacle_to_erasing(which uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT obstacle_to_erasing(which, my_user()) $$;
  -- Whether, and not who: that would tell who is in conflict.
  CREATE FUNCTION another_can_erase(which uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT EXISTS (SELECT FROM staff s WHERE s.organisation_id = my_organisation() AND obstacle_to_erasing(which, s.id) IS NULL) $$;
`;

const carryingOut = `
  REVOKE UPDATE (wrapped, destroyed_at) ON data_key FROM casework_supervisor;
  DROP POLICY key_is_only_destroyed ON data_key;
  GRANT SELECT (id, wrapped), UPDATE (wrapped, destroyed_at) ON data_key TO casework_definer;
  CREATE POLICY definer_finds_keys ON data_key FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_destroys_keys ON data_key FOR UPDATE TO casework_definer
    USING (wrapped IS NOT NULL) WITH CHECK (wrapped IS NULL AND (SELECT my_step_up()));
  GRANT SELECT (client_id, perpetrator_id), DELETE ON identity_token TO casework_definer;
  GRANT DELETE ON conflict_token TO casework_definer;
  CREATE POLICY definer_finds_tokens ON identity_token FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_forgets ON identity_token FOR DELETE TO casework_definer USING (true);
  CREATE POLICY definer_forgets ON conflict_token FOR DELETE TO casework_definer USING (true);

  -- The client, every case, also those of other teams, what safeguards said, and whoever is named in nobody else's record.
  CREATE FUNCTION approve_erasure(which uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    e erasure;
    obstacle text;
    people uuid[];
  BEGIN
    SELECT * INTO e FROM erasure x WHERE x.id = which AND x.organisation_id = my_organisation() FOR UPDATE;
    obstacle := CASE WHEN NOT FOUND THEN 'not_an_approver' ELSE obstacle_to_erasing(which, my_user()) END;
    IF obstacle IS NOT NULL THEN
      RAISE EXCEPTION 'someone else must approve this' USING ERRCODE = 'check_violation', CONSTRAINT = obstacle;
    END IF;
    WITH named AS (SELECT perpetrator_id AS id FROM referral WHERE client_id = e.client_id UNION SELECT perpetrator_id FROM case_file WHERE client_id = e.client_id)
    SELECT e.client_id || array_agg(id) INTO people FROM named WHERE id IS NOT NULL
       AND NOT EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = named.id AND r.client_id <> e.client_id)
       AND NOT EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = named.id AND c.client_id <> e.client_id);
    UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE wrapped IS NOT NULL AND id IN (
      SELECT unnest(people) UNION SELECT c.id FROM case_file c WHERE c.client_id = e.client_id
      UNION SELECT b.id FROM broken_glass b WHERE b.client_id = e.client_id
      UNION SELECT x.id FROM exclusion x WHERE x.client_id = ANY (people) OR x.perpetrator_id = ANY (people));
    DELETE FROM identity_token WHERE client_id = ANY (people) OR perpetrator_id = ANY (people);
    DELETE FROM conflict_token WHERE client_id = ANY (people) OR perpetrator_id = ANY (people);
    UPDATE erasure x SET decision = 'approved', decided_by = my_user(), decided_at = now() WHERE x.id = which;
  END $$;
  COMMENT ON FUNCTION approve_erasure IS 'Destroys the keys of a client, for whoever may approve that. The only thing that destroys one';

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['obstacle_to_erasing(uuid, uuid)', 'my_obstacle_to_erasing(uuid)', 'another_can_erase(uuid)', 'approve_erasure(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION my_obstacle_to_erasing(uuid), another_can_erase(uuid), approve_erasure(uuid) TO casework_supervisor;
`;

const undo = `
  DROP FUNCTION approve_erasure(uuid); DROP FUNCTION another_can_erase(uuid); DROP FUNCTION my_obstacle_to_erasing(uuid); DROP FUNCTION obstacle_to_erasing(uuid, uuid);
  DROP POLICY definer_forgets ON conflict_token; DROP POLICY definer_forgets ON identity_token; DROP POLICY definer_finds_tokens ON identity_token;
  REVOKE DELETE ON conflict_token FROM casework_definer;
  REVOKE SELECT (client_id, perpetrator_id), DELETE ON identity_token FROM casework_definer;
  DROP POLICY definer_destroys_keys ON data_key; DROP POLICY definer_finds_keys ON data_key;
  REVOKE SELECT (id, wrapped), UPDATE (wrapped, destroyed_at) ON data_key FROM casework_definer;
  CREATE POLICY key_is_only_destroyed ON data_key AS RESTRICTIVE FOR UPDATE TO casework_supervisor USING (wrapped IS NOT NULL) WITH CHECK (wrapped IS NULL);
  GRANT UPDATE (wrapped, destroyed_at) ON data_key TO casework_supervisor;
  REVOKE SELECT (state) ON referral FROM casework_definer;
  DROP TABLE erasure;
`;
