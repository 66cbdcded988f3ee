import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A link to another sign-in is made by its holder's own word, and goes with the password it stood beside. And what an account
 * is told counts as seen only by whoever it can still be: from a session begun later, by a second factor that was there before.
 */
export class LinksAreMadeKnowingly1790000002073 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE factor_challenge DROP CONSTRAINT challenge_is_for_a_purpose, ADD CONSTRAINT challenge_is_for_a_purpose
        CHECK (purpose IN ('offer_app', 'add_passkey', 'use_passkey', 'sso', 'link_sso'));
      COMMENT ON COLUMN factor_challenge.holder_hash IS 'The hash of a pending sign-in''s token or of a session''s id: of which browser it was given to';
      DELETE FROM factor_challenge;
      ${newPassword('DELETE FROM sso_link WHERE staff_id = NEW.staff_id;')}
      ALTER TABLE session ADD COLUMN factor_since timestamptz;
      COMMENT ON COLUMN session.factor_since IS 'Since when the account has the second factor that was shown last; null where that is not known';
      ${factorSince}
      ${beginning(', factor_since', ', factor_since(account, begin_session.method)')}
      ${renewing(', factor_since = factor_since(staff_id, by_method)')}
      CREATE FUNCTION may_see_notice(told_at timestamptz) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
        SELECT EXISTS (SELECT FROM session s WHERE s.id = my_session() AND s.began_at > told_at AND (s.factor_since < told_at OR NOT (
          EXISTS (SELECT FROM authenticator_app WHERE staff_id = s.staff_id AND added_at < told_at)
          OR EXISTS (SELECT FROM passkey WHERE staff_id = s.staff_id AND added_at < told_at)
          OR EXISTS (SELECT FROM sso_link WHERE staff_id = s.staff_id AND added_at < told_at)))) $$;
      COMMENT ON FUNCTION may_see_notice IS 'Whether whoever asks can say that a notice of then was seen: whoever added a factor does not answer for it by that factor';
      ALTER FUNCTION may_see_notice(timestamptz) OWNER TO casework_definer;
      ALTER POLICY own_notices_are_seen ON sign_in_notice USING (staff_id = (SELECT my_user()) AND may_see_notice(at));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY own_notices_are_seen ON sign_in_notice USING (staff_id = (SELECT my_user()));
      DROP FUNCTION may_see_notice(timestamptz);
      ${renewing('')}
      ${beginning('', '')}
      DROP FUNCTION factor_since(uuid, text);
      ALTER TABLE session DROP COLUMN factor_since;
      ${newPassword('')}
      DELETE FROM factor_challenge;
      ALTER TABLE factor_challenge DROP CONSTRAINT challenge_is_for_a_purpose, ADD CONSTRAINT challenge_is_for_a_purpose
        CHECK (purpose IN ('offer_app', 'add_passkey', 'use_passkey', 'sso'));
    `);
  }
}

const newPassword = (more: string) => `
  CREATE OR REPLACE FUNCTION new_password_signs_out() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM session WHERE staff_id = NEW.staff_id; DELETE FROM pending_sign_in WHERE staff_id = NEW.staff_id; ${more}
    RETURN NULL;
  END $$;`;

// A passkey is noted as used just before the session begins or goes on. Recovery codes are as old as the notice of their making.
const factorSince = `
  CREATE FUNCTION factor_since(account uuid, by_method text) RETURNS timestamptz STABLE SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    SELECT CASE by_method
      WHEN 'app' THEN (SELECT added_at FROM authenticator_app WHERE staff_id = account)
      WHEN 'passkey' THEN (SELECT added_at FROM passkey WHERE staff_id = account ORDER BY last_used_at DESC NULLS LAST LIMIT 1)
      WHEN 'sso' THEN (SELECT added_at FROM sso_link WHERE staff_id = account)
      ELSE (SELECT max(at) FROM sign_in_notice WHERE staff_id = account AND what = 'recovery_codes_made') END $$;
  ALTER FUNCTION factor_since(uuid, text) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION factor_since(uuid, text) FROM PUBLIC;`;

/** As in 1790000001700, with what else a session keeps. */
const beginning = (column: string, value: string) => `
  CREATE OR REPLACE FUNCTION begin_session(pending_hash bytea, token_hash bytea, method text, place bytea) RETURNS uuid
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE account uuid;
  BEGIN
    DELETE FROM pending_sign_in p USING staff WHERE p.token_hash = pending_hash AND p.began_at > now() - interval '10 minutes'
       AND staff.id = p.staff_id AND staff.state = 'active' RETURNING p.staff_id INTO account;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such sign-in' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(account::text, 1700));
    INSERT INTO session (token_hash, staff_id, method, place${column}) VALUES (begin_session.token_hash, account, begin_session.method, begin_session.place${value});
    DELETE FROM session WHERE staff_id = account AND id NOT IN
      (SELECT id FROM session WHERE staff_id = account ORDER BY began_at DESC, second_factor_at DESC, id LIMIT 3);
    RETURN account;
  END $$;`;

const renewing = (set: string) => `
  CREATE OR REPLACE FUNCTION renew_session(old_hash bytea, new_hash bytea, by_method text) RETURNS boolean
  VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE session SET token_hash = new_hash, method = by_method, second_factor_at = now(), stepped_up_at = now()${set}
     WHERE token_hash = old_hash AND last_seen_at > now() - interval '15 minutes' AND began_at > now() - interval '10 hours';
    RETURN FOUND;
  END $$;`;
