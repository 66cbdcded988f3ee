import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an account proves itself by besides its password, and what it is told when that changes. */
export class SecondFactorsOfStaff1790000001710 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(factors);
    await db.query(whoKeepsThem);
    await db.query(notices);
    await db.query(reset);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION second_factor_reset(uuid);
      DROP POLICY event_of_sign_in ON event; DROP POLICY event_of_own_sign_in ON event;
      REVOKE INSERT (did, record_id, case_id) ON event FROM casework_sign_in;
      DROP TABLE sign_in_notice, factor_challenge, recovery_code, passkey, authenticator_app, sign_in_policy;
      DROP FUNCTION tell_account();
      DROP FUNCTION may_enrol(uuid); DROP FUNCTION has_recovery_codes(uuid);
    `);
  }
}

const people =
  'casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin, casework_auditor';

const factors = `
  CREATE TABLE authenticator_app (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    sealed_secret bytea NOT NULL,
    last_step bigint NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
  );
  COMMENT ON TABLE authenticator_app IS 'The secret of an account''s one-time codes (RFC 6238), sealed by the program and bound to the account';
  COMMENT ON COLUMN authenticator_app.last_step IS 'The half-minute of the last code that was taken; no code of it or before is taken again';

  CREATE TABLE passkey (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    staff_id uuid NOT NULL REFERENCES staff,
    name text NOT NULL,
    credential_id text NOT NULL CONSTRAINT passkey_is_of_one_account UNIQUE,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
  );
  COMMENT ON TABLE passkey IS 'A WebAuthn credential; only its public key is here';
  COMMENT ON COLUMN passkey.name IS 'What its holder calls it';
  COMMENT ON COLUMN passkey.counter IS 'How often the authenticator says it was used; 0 where it does not count';
  CREATE INDEX passkey_of_staff ON passkey (staff_id);

  CREATE TABLE recovery_code (
    code_hash bytea PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff
  );
  COMMENT ON TABLE recovery_code IS 'SHA-256 of codes of more than 128 random bits, each of which opens its account once and is then gone';
  CREATE INDEX recovery_code_of_staff ON recovery_code (staff_id);

  CREATE TABLE factor_challenge (
    holder_hash bytea NOT NULL,
    purpose text NOT NULL CONSTRAINT challenge_is_for_a_purpose CHECK (purpose IN ('offer_app', 'add_passkey', 'use_passkey')),
    held bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (holder_hash, purpose)
  );
  COMMENT ON TABLE factor_challenge IS 'What one browser must answer, once and within ten minutes: a passkey''s challenge, or the sealed secret of an app offered to it';
  COMMENT ON COLUMN factor_challenge.holder_hash IS 'The hash of the token, of a session or a pending sign-in, of the browser it was given to';

  CREATE TABLE sign_in_policy (
    organisation_id uuid PRIMARY KEY REFERENCES organisation,
    passkey_roles text[] NOT NULL CONSTRAINT passkey_is_required_of_roles
      CHECK (passkey_roles <@ ARRAY['advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin', 'auditor'])
  );
  COMMENT ON TABLE sign_in_policy IS 'The roles of an organisation that must use a passkey; none where it has no row';

  CALL close_to_all('authenticator_app'); CALL close_to_all('passkey'); CALL close_to_all('recovery_code');
  CALL close_to_all('factor_challenge'); CALL close_to_all('sign_in_policy');
  CALL audit.watch('authenticator_app', 'names', 'staff_id'); CALL audit.watch('passkey', 'names', 'id');
  CALL audit.watch('recovery_code', 'names', 'staff_id'); CALL audit.watch('sign_in_policy', 'values', 'organisation_id');
  GRANT SELECT, DELETE ON authenticator_app, passkey, recovery_code TO casework_definer;
  CREATE POLICY definer_resets ON authenticator_app TO casework_definer USING (true);
  CREATE POLICY definer_resets ON passkey TO casework_definer USING (true);
  CREATE POLICY definer_resets ON recovery_code TO casework_definer USING (true);
`;

/** Signing in adds an account's first factor and no other: whoever has one already must have shown it. */
const whoKeepsThem = `
  CREATE FUNCTION may_enrol(account uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT NOT EXISTS (SELECT FROM authenticator_app WHERE staff_id = account) AND NOT EXISTS (SELECT FROM passkey WHERE staff_id = account)
        OR EXISTS (SELECT FROM pending_sign_in WHERE staff_id = account AND proved_at > now() - interval '10 minutes') $$;
  CREATE FUNCTION has_recovery_codes(account uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM recovery_code WHERE staff_id = account) $$;
  ALTER FUNCTION may_enrol(uuid) OWNER TO casework_definer; ALTER FUNCTION has_recovery_codes(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION may_enrol(uuid), has_recovery_codes(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION may_enrol(uuid), has_recovery_codes(uuid) TO casework_sign_in;

  GRANT SELECT, INSERT, UPDATE (last_step, last_used_at) ON authenticator_app TO casework_sign_in;
  GRANT SELECT, INSERT, UPDATE (counter, last_used_at) ON passkey TO casework_sign_in;
  GRANT SELECT, INSERT, DELETE ON recovery_code TO casework_sign_in;
  GRANT SELECT, INSERT, UPDATE, DELETE ON factor_challenge TO casework_sign_in;
  GRANT SELECT ON sign_in_policy TO casework_sign_in, ${people};
  GRANT INSERT, UPDATE (passkey_roles) ON sign_in_policy TO casework_admin;
  CREATE POLICY sign_in_asks ON authenticator_app FOR SELECT TO casework_sign_in USING (true);
  CREATE POLICY sign_in_takes_once ON authenticator_app FOR UPDATE TO casework_sign_in USING (true);
  CREATE POLICY sign_in_adds_the_first ON authenticator_app FOR INSERT TO casework_sign_in WITH CHECK (may_enrol(staff_id));
  CREATE POLICY sign_in_asks ON passkey FOR SELECT TO casework_sign_in USING (true);
  CREATE POLICY sign_in_takes_once ON passkey FOR UPDATE TO casework_sign_in USING (true);
  CREATE POLICY sign_in_adds_the_first ON passkey FOR INSERT TO casework_sign_in WITH CHECK (may_enrol(staff_id));
  CREATE POLICY sign_in_takes ON recovery_code FOR SELECT TO casework_sign_in USING (true);
  CREATE POLICY sign_in_takes_once ON recovery_code FOR DELETE TO casework_sign_in USING (true);
  CREATE POLICY sign_in_gives_the_first ON recovery_code FOR INSERT TO casework_sign_in WITH CHECK (NOT has_recovery_codes(staff_id));
  CREATE POLICY sign_in_challenges ON factor_challenge TO casework_sign_in USING (true) WITH CHECK (true);
  CREATE POLICY sign_in_knows_policies ON sign_in_policy FOR SELECT TO casework_sign_in USING (true);

  -- One's own, and no secret of it. To change any is grave: a browser left open must not add a stranger's key.
  GRANT SELECT (staff_id, added_at, last_used_at), INSERT (staff_id, sealed_secret, last_step), DELETE ON authenticator_app TO ${people};
  GRANT SELECT (id, staff_id, name, credential_id, added_at, last_used_at),
    INSERT (staff_id, name, credential_id, public_key, counter, transports), DELETE ON passkey TO ${people};
  GRANT SELECT (staff_id), INSERT (staff_id, code_hash), DELETE ON recovery_code TO ${people};
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['authenticator_app', 'passkey', 'recovery_code'] LOOP
      EXECUTE format('CREATE POLICY own_is_seen ON %I FOR SELECT TO ${people} USING (staff_id = (SELECT my_user()))', t);
      EXECUTE format('CREATE POLICY own_is_added ON %I FOR INSERT TO ${people} WITH CHECK (staff_id = (SELECT my_user()) AND (SELECT my_step_up()))', t);
      EXECUTE format('CREATE POLICY own_is_removed ON %I FOR DELETE TO ${people} USING (staff_id = (SELECT my_user()) AND (SELECT my_step_up()))', t);
    END LOOP;
  END $$;
  CREATE POLICY policy_of_own_organisation ON sign_in_policy FOR SELECT TO ${people} USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY admin_requires_passkeys ON sign_in_policy TO casework_admin
    USING (organisation_id = (SELECT my_organisation()) AND (SELECT my_step_up()))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND (SELECT my_step_up()));
`;

const notices = `
  CREATE TABLE sign_in_notice (
    staff_id uuid NOT NULL REFERENCES staff,
    what text NOT NULL CONSTRAINT notice_is_of_a_kind CHECK (what IN
      ('app_added', 'app_removed', 'passkey_added', 'passkey_removed', 'recovery_codes_made', 'recovery_code_used', 'second_factor_reset')),
    at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz,
    PRIMARY KEY (staff_id, what, at)
  );
  COMMENT ON TABLE sign_in_notice IS 'What an account is told at its next sign-in: its holder knows whether it was they. Written by triggers, so that nothing can forget it';
  CREATE FUNCTION tell_account() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO sign_in_notice (staff_id, what) VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.staff_id ELSE NEW.staff_id END, TG_ARGV[0])
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  ALTER FUNCTION tell_account() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION tell_account() FROM PUBLIC;
  CREATE TRIGGER told_of_adding AFTER INSERT ON authenticator_app FOR EACH ROW EXECUTE FUNCTION tell_account('app_added');
  CREATE TRIGGER told_of_removing AFTER DELETE ON authenticator_app FOR EACH ROW EXECUTE FUNCTION tell_account('app_removed');
  CREATE TRIGGER told_of_adding AFTER INSERT ON passkey FOR EACH ROW EXECUTE FUNCTION tell_account('passkey_added');
  CREATE TRIGGER told_of_removing AFTER DELETE ON passkey FOR EACH ROW EXECUTE FUNCTION tell_account('passkey_removed');
  CREATE TRIGGER told_of_making AFTER INSERT ON recovery_code FOR EACH ROW EXECUTE FUNCTION tell_account('recovery_codes_made');
  CREATE TRIGGER told_of_using AFTER DELETE ON recovery_code FOR EACH ROW WHEN (my_role() = 'casework_sign_in')
    EXECUTE FUNCTION tell_account('recovery_code_used');
  CALL close_to_all('sign_in_notice');
  GRANT INSERT, SELECT ON sign_in_notice TO casework_definer;
  GRANT SELECT, UPDATE (seen_at) ON sign_in_notice TO ${people};
  CREATE POLICY definer_tells ON sign_in_notice TO casework_definer USING (true) WITH CHECK (true);
  GRANT SELECT ON sign_in_notice TO casework_sign_in;
  CREATE POLICY sign_in_leads_to_notices ON sign_in_notice FOR SELECT TO casework_sign_in USING (true);
  CREATE POLICY own_notices_are_read ON sign_in_notice FOR SELECT TO ${people} USING (staff_id = (SELECT my_user()));
  CREATE POLICY own_notices_are_seen ON sign_in_notice FOR UPDATE TO ${people}
    USING (staff_id = (SELECT my_user())) WITH CHECK (staff_id = (SELECT my_user()));

  GRANT INSERT (did, record_id, case_id) ON event TO casework_sign_in;
  CREATE POLICY event_of_sign_in ON event FOR INSERT TO casework_sign_in
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE 'sign_in.%');
  CREATE POLICY event_of_own_sign_in ON event FOR INSERT TO ${people}
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE 'sign_in.%' AND record_id = (SELECT my_user()));
`;

const reset = `
  -- For dual control to call, and nobody else: no role may execute it. The account then enrols anew, by its password.
  CREATE FUNCTION second_factor_reset(account uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM authenticator_app WHERE staff_id = account; DELETE FROM passkey WHERE staff_id = account;
    DELETE FROM recovery_code WHERE staff_id = account; DELETE FROM session WHERE staff_id = account;
    DELETE FROM pending_sign_in WHERE staff_id = account;
    INSERT INTO sign_in_notice (staff_id, what) VALUES (account, 'second_factor_reset') ON CONFLICT DO NOTHING;
  END $$;
  COMMENT ON FUNCTION second_factor_reset IS 'Takes every second factor and session from an account, and tells it';
  ALTER FUNCTION second_factor_reset(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION second_factor_reset(uuid) FROM PUBLIC;
`;
