import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A program outside is let in by a key of one act. What each may do stands in the migrations that follow. */
export class KeysOfOneActEach1790000001820 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(roles);
    await db.query(keys);
    await db.query(approving);
    await db.query(entering);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION my_keys_team(); DROP FUNCTION my_key(); DROP FUNCTION enter_with_service_key(text); DROP FUNCTION count_key_use(text);
      DROP FUNCTION live_key(text); DROP FUNCTION approve_service_key(uuid); DROP FUNCTION obstacle_to_approving_key(uuid, uuid);
      DROP POLICY event_of_key_approver ON event;
      REVOKE SELECT (id, name) ON team FROM casework_commissioner;
      ALTER POLICY event_of_admin ON event
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE ANY (ARRAY['staff.%', 'team.%']));
      DROP TABLE service_key_use, service_key;
      REVOKE ALL ON SCHEMA public FROM casework_aggregates_key, casework_referrals_key;
    `);
  }
}

const roles = `
  DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['casework_aggregates_key', 'casework_referrals_key'] LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', name);
      END IF;
      EXECUTE format('GRANT %I TO larkspur_app', name);
      EXECUTE format('GRANT casework_caller TO %I', name);
      EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', name);
    END LOOP;
  END $$;
`;

const keys = `
  CREATE TABLE service_key (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    scope text NOT NULL CONSTRAINT key_is_of_a_scope CHECK (scope IN ('aggregates', 'send_referrals')),
    name text NOT NULL,
    team_id uuid REFERENCES team,
    secret_hash bytea NOT NULL,
    replaces uuid REFERENCES service_key,
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    approved_by uuid REFERENCES staff,
    approved_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT key_lives_ninety_days_at_most CHECK (expires_at <= made_at + interval '90 days'),
    CONSTRAINT referrals_go_to_a_team CHECK ((scope = 'send_referrals') = (team_id IS NOT NULL)),
    CONSTRAINT approval_has_a_person_and_a_time CHECK (num_nonnulls(approved_by, approved_at) IN (0, 2)),
    CONSTRAINT approver_did_not_make_it CHECK (approved_by <> made_by)
  );
  COMMENT ON TABLE service_key IS 'A key for one act, of a program outside. Worth nothing until somebody other than its maker approves it';
  COMMENT ON COLUMN service_key.name IS 'Who holds it, such as a police force';
  COMMENT ON COLUMN service_key.team_id IS 'The team that receives what is sent with it';
  COMMENT ON COLUMN service_key.secret_hash IS 'SHA-256 of its 256 random bits; the key itself was shown once';
  CREATE INDEX service_key_of_organisation ON service_key (organisation_id, made_at);
  CREATE TABLE service_key_use (
    key_id uuid PRIMARY KEY REFERENCES service_key,
    minute_began_at timestamptz NOT NULL,
    uses integer NOT NULL,
    last_used_at timestamptz NOT NULL
  );
  COMMENT ON TABLE service_key_use IS 'How often a key was used in the minute that goes on. Without an audit trigger: it is written at every use';
  CALL close_to_all('service_key'); CALL close_to_all('service_key_use');
  CALL audit.watch('service_key', 'values', 'id');
  REVOKE ALL ON service_key, service_key_use FROM PUBLIC;

  GRANT SELECT (id, organisation_id, scope, name, team_id, replaces, made_by, made_at, expires_at, approved_by, approved_at, revoked_at)
    ON service_key TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer;
  GRANT SELECT (id, organisation_id, name) ON service_key TO casework_advocate;
  GRANT SELECT ON service_key_use TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer;
  GRANT INSERT (scope, name, team_id, secret_hash, replaces, expires_at) ON service_key TO casework_admin;
  GRANT UPDATE (revoked_at) ON service_key TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer;
  CREATE POLICY key_of_own_organisation ON service_key FOR SELECT
    TO casework_advocate, casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer
    USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY use_of_own_key ON service_key_use FOR SELECT TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer
    USING (EXISTS (SELECT FROM service_key k WHERE k.id = key_id));
  CREATE POLICY key_made_in_own_name ON service_key FOR INSERT TO casework_admin
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND made_by = (SELECT my_user()) AND approved_by IS NULL AND revoked_at IS NULL
      AND (team_id IS NULL OR EXISTS (SELECT FROM team t WHERE t.id = team_id))
      AND EXISTS (SELECT FROM organisation o WHERE o.id = organisation_id
        AND o.kind = CASE scope WHEN 'aggregates' THEN 'commissioner' ELSE 'advocacy_service' END));
  CREATE POLICY key_is_revoked_for_good ON service_key FOR UPDATE TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer
    USING (organisation_id = (SELECT my_organisation()) AND revoked_at IS NULL) WITH CHECK (revoked_at <= now());
  GRANT SELECT, UPDATE (approved_by, approved_at, expires_at) ON service_key TO casework_definer;
  GRANT SELECT, INSERT, UPDATE ON service_key_use TO casework_definer;
  CREATE POLICY definer_knows_keys ON service_key TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_counts_uses ON service_key_use TO casework_definer USING (true) WITH CHECK (true);

  GRANT SELECT (id, name) ON team TO casework_commissioner;
  ALTER POLICY event_of_admin ON event
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE ANY (ARRAY['staff.%', 'team.%', 'key.%']));
  CREATE POLICY event_of_key_approver ON event FOR INSERT TO casework_supervisor, casework_commissioner, casework_foi_officer
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did IN ('key.approved', 'key.revoked'));
`;

const approving = `
  -- Why this account cannot approve this key; null where it can. Whoever reads the figures, or receives the referrals, may.
  CREATE FUNCTION obstacle_to_approving_key(key uuid, approver uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    SELECT CASE
      WHEN k.approved_at IS NOT NULL OR k.revoked_at IS NOT NULL OR k.expires_at <= now() OR k.made_at <= now() - interval '7 days' THEN 'no_longer_waiting'
      WHEN a.id IS NULL THEN 'not_an_approver'
      WHEN lately_made_by(a.id) && lately_made_by(k.made_by) THEN 'made_by_proposer'
      WHEN k.team_id IS NOT NULL AND NOT EXISTS (SELECT FROM team_member m WHERE m.team_id = k.team_id AND m.staff_id = a.id) THEN 'another_team' END
      FROM service_key k LEFT JOIN staff a ON a.id = approver AND a.organisation_id = k.organisation_id AND a.state = 'active'
        AND a.role = ANY (CASE k.scope WHEN 'aggregates' THEN ARRAY['commissioner', 'foi_officer'] ELSE ARRAY['supervisor'] END)
     WHERE k.id = key AND k.organisation_id = (SELECT my_organisation()) $$;

  -- One that replaces another of the same act leaves it seven days, in which whoever holds it changes over.
  CREATE FUNCTION approve_service_key(key uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    k service_key;
    obstacle text;
  BEGIN
    SELECT * INTO k FROM service_key s WHERE s.id = key AND s.organisation_id = my_organisation() FOR UPDATE;
    obstacle := CASE WHEN NOT FOUND THEN 'not_an_approver' ELSE obstacle_to_approving_key(key, my_user()) END;
    IF obstacle IS NOT NULL THEN
      RAISE EXCEPTION 'someone else must approve this' USING ERRCODE = 'check_violation', CONSTRAINT = obstacle;
    END IF;
    UPDATE service_key s SET approved_by = my_user(), approved_at = now() WHERE s.id = key;
    UPDATE service_key s SET expires_at = now() + interval '7 days' WHERE s.id = k.replaces AND s.organisation_id = k.organisation_id
       AND s.scope = k.scope AND s.team_id IS NOT DISTINCT FROM k.team_id AND s.expires_at > now() + interval '7 days';
  END $$;
`;

const entering = `
  -- 'lk_', the key's id, '_', its secret: the key that is this and may be used now.
  CREATE FUNCTION live_key(key text) RETURNS SETOF service_key STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT k.* FROM service_key k WHERE k.id::text = substring(key FROM '^lk_([0-9a-f-]{36})_[A-Za-z0-9_-]{43}$')
       AND k.secret_hash = sha256(convert_to(right(key, 43), 'UTF8'))
       AND k.approved_at IS NOT NULL AND k.revoked_at IS NULL AND k.expires_at > now() $$;

  -- Counts a use, in a transaction of its own, so that an act that fails was a use all the same.
  CREATE FUNCTION count_key_use(key text) RETURNS TABLE (key_id uuid, organisation_id uuid, scope text, uses integer)
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH live AS (SELECT * FROM live_key(key)), counted AS (
      INSERT INTO service_key_use AS u (key_id, minute_began_at, uses, last_used_at) SELECT live.id, now(), 1, now() FROM live
      ON CONFLICT ON CONSTRAINT service_key_use_pkey DO UPDATE SET last_used_at = now(),
        uses = CASE WHEN u.minute_began_at <= now() - interval '1 minute' THEN 1 ELSE u.uses + 1 END,
        minute_began_at = CASE WHEN u.minute_began_at <= now() - interval '1 minute' THEN now() ELSE u.minute_began_at END
      RETURNING u.uses)
    SELECT live.id, live.organisation_id, live.scope, counted.uses FROM live, counted $$;

  CREATE FUNCTION enter_with_service_key(key text) RETURNS text VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE live service_key;
  BEGIN
    SELECT * INTO live FROM live_key(key);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such key' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN door.vouch(NULL, live.organisation_id, CASE live.scope WHEN 'aggregates' THEN 'casework_aggregates_key' ELSE 'casework_referrals_key' END, live.id);
  END $$;
  COMMENT ON FUNCTION enter_with_service_key IS 'Lets in a program outside that holds a key, for the one act the key is of';

  -- What a job's errand is to a job, its own id is to a key.
  CREATE FUNCTION my_key() RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT my_errand() WHERE my_role() LIKE 'casework\\_%\\_key' $$;
  CREATE FUNCTION my_keys_team() RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
    AS $$ SELECT k.team_id FROM service_key k WHERE k.id = my_key() $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['obstacle_to_approving_key(uuid, uuid)', 'approve_service_key(uuid)', 'live_key(text)', 'count_key_use(text)',
      'enter_with_service_key(text)', 'my_key()', 'my_keys_team()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      IF f::text !~ '^my_' THEN EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f); END IF;
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION obstacle_to_approving_key(uuid, uuid) TO casework_admin, casework_supervisor, casework_commissioner, casework_foi_officer;
  GRANT EXECUTE ON FUNCTION approve_service_key(uuid) TO casework_supervisor, casework_commissioner, casework_foi_officer;
  GRANT EXECUTE ON FUNCTION count_key_use(text) TO casework_sign_in;
  GRANT EXECUTE ON FUNCTION enter_with_service_key(text) TO larkspur_app;
`;
