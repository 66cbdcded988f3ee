import type { MigrationInterface, QueryRunner } from 'typeorm';
import { insteadInCheck } from './instead.js';

/**
 * Somebody of another agency has an account of their own: two people add it, as any that shows something of a client. It signs
 * in as everybody does, and reaches nothing by itself: what it is shown, functions show it.
 */
export class APartnerHasAnAccount1790000002345 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const each of checks) await db.query(insteadInCheck(each, auditor, withPartner));
    await db.query(role);
    await db.query(ownSignIn);
    await db.query(members);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
    for (const each of checks) await db.query(insteadInCheck(each, withPartner, auditor));
  }
}

const auditor = `'auditor'::text`;
const withPartner = `'auditor'::text, 'partner'::text`;
const checks = [
  { table: 'staff', check: 'staff_has_a_role' },
  { table: 'staff_proposal', check: 'proposal_is_of_a_role' },
  { table: 'sign_in_policy', check: 'passkey_is_required_of_roles' },
] as const;

const role = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_partner') THEN CREATE ROLE casework_partner NOLOGIN; END IF;
    GRANT casework_partner TO larkspur_app; GRANT casework_caller TO casework_partner;
  END $$;
  GRANT USAGE ON SCHEMA public, audit TO casework_partner;
  -- Who works here is not theirs to know: of all accounts they see their own.
  GRANT SELECT ON staff TO casework_partner;
  CREATE POLICY partner_knows_themself_alone ON staff AS RESTRICTIVE FOR SELECT TO casework_partner USING (id = (SELECT my_user()));
  GRANT INSERT (did, record_id, case_id) ON event TO casework_partner;
  GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry TO casework_partner;
  CREATE POLICY entry_of_partner ON audit.entry FOR INSERT TO casework_partner
    WITH CHECK (actor_id = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND case_id IS NULL
      AND act NOT LIKE ALL (ARRAY['row.%', 'session.%', 'credential.%']));
`;

// What everybody has of their own sign-in: each policy that names all of the people here names one more.
const everyPolicyOfPeople = (change: string) => `
  DO $$ DECLARE p record; BEGIN
    FOR p IN SELECT polname, polrelid::regclass AS of, (SELECT string_agg(r.rolname, ', ') FROM pg_roles r
                 WHERE r.oid = ANY (polroles) AND r.rolname <> 'casework_partner') AS people
        FROM pg_policy WHERE 'casework_auditor'::regrole = ANY (polroles) AND 'casework_advocate'::regrole = ANY (polroles) LOOP
      EXECUTE format('ALTER POLICY %I ON %s TO %s${change}', p.polname, p.of, p.people);
    END LOOP;
  END $$;
`;

const ownSignIn = `
  GRANT SELECT (id, staff_id, began_at, last_seen_at, method, place), DELETE ON session TO casework_partner;
  GRANT SELECT (staff_id, added_at, last_used_at), INSERT (staff_id, last_step, sealed_secret), DELETE ON authenticator_app TO casework_partner;
  GRANT SELECT (id, staff_id, name, credential_id, added_at, last_used_at),
    INSERT (staff_id, name, credential_id, public_key, counter, transports), DELETE ON passkey TO casework_partner;
  GRANT SELECT (staff_id), INSERT (staff_id, code_hash), DELETE ON recovery_code TO casework_partner;
  GRANT SELECT (staff_id, added_at), INSERT (staff_id, issuer, subject), DELETE ON sso_link TO casework_partner;
  GRANT SELECT, UPDATE (seen_at) ON sign_in_notice TO casework_partner;
  GRANT SELECT ON sign_in_policy TO casework_partner;
  GRANT SELECT, INSERT, UPDATE, DELETE ON kept_answer TO casework_partner;
  GRANT SELECT (staff_id), UPDATE (password_hash, changed_at, is_demo) ON staff_credential TO casework_partner;
  CREATE POLICY partner_knows_own_credential ON staff_credential FOR SELECT TO casework_partner USING (staff_id = (SELECT my_user()));
  CREATE POLICY partner_changes_own_password ON staff_credential FOR UPDATE TO casework_partner
    USING (staff_id = (SELECT my_user())) WITH CHECK (staff_id = (SELECT my_user()));
  ${everyPolicyOfPeople(', casework_partner')}
`;

const members = `
  CREATE TABLE agency_member (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    agency_id uuid NOT NULL REFERENCES agency,
    named_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    named_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE agency_member IS 'Of which agency a partner is. Said once by a supervisor, and for good: an account that is of nobody is shown nothing';
  CREATE INDEX agency_member_of_agency ON agency_member (agency_id);
  CALL close_to_all('agency_member'); CALL audit.watch('agency_member', 'values', 'staff_id');
  GRANT SELECT ON agency_member TO casework_advocate, casework_supervisor, casework_definer;
  GRANT INSERT (staff_id, agency_id) ON agency_member TO casework_supervisor;
  CREATE POLICY member_of_agency ON agency_member FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM agency g WHERE g.id = agency_id));
  CREATE POLICY member_named_in_own_name ON agency_member FOR INSERT TO casework_supervisor
    WITH CHECK (named_by = (SELECT my_user()) AND (SELECT true FROM agency g WHERE g.id = agency_id)
      AND (SELECT s.role = 'partner' AND s.state = 'active' AND s.organisation_id = (SELECT my_organisation()) FROM staff s WHERE s.id = staff_id));
  CREATE POLICY definer_finds_members ON agency_member FOR SELECT TO casework_definer USING (true);
  CREATE POLICY event_of_naming ON event FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did = 'agency.member_named');
`;

const undo = `
  DROP POLICY event_of_naming ON event; DROP TABLE agency_member;
  ${everyPolicyOfPeople('')}
  DROP POLICY partner_changes_own_password ON staff_credential; DROP POLICY partner_knows_own_credential ON staff_credential;
  DROP POLICY entry_of_partner ON audit.entry; DROP POLICY partner_knows_themself_alone ON staff;
  REVOKE ALL ON session, authenticator_app, passkey, recovery_code, sso_link, sign_in_notice, sign_in_policy, kept_answer, staff_credential,
    staff, event, audit.entry FROM casework_partner;
  REVOKE USAGE ON SCHEMA public, audit FROM casework_partner;
`;
