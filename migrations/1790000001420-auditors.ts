import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Auditors1790000001420 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_auditor') THEN CREATE ROLE casework_auditor NOLOGIN; END IF;
        GRANT casework_auditor TO larkspur_app; GRANT casework_caller TO casework_auditor;
      END $$;
      GRANT USAGE ON SCHEMA public, audit TO casework_auditor;
      ALTER TABLE staff DROP CONSTRAINT staff_has_a_role, ADD CONSTRAINT staff_has_a_role
        CHECK (role IN ('advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin', 'auditor'));

      -- An auditor works as everyone does: with colleagues who have names, and a password of one's own.
      GRANT SELECT ON organisation, organisation_area, staff TO casework_auditor;
      GRANT SELECT (staff_id), UPDATE (password_hash, changed_at, is_demo) ON staff_credential TO casework_auditor;
      CREATE POLICY auditor_knows_own_credential ON staff_credential FOR SELECT TO casework_auditor USING (staff_id = (SELECT my_user()));
      CREATE POLICY auditor_changes_own_password ON staff_credential FOR UPDATE TO casework_auditor
        USING (staff_id = (SELECT my_user())) WITH CHECK (staff_id = (SELECT my_user()));
      GRANT INSERT (did, record_id, case_id) ON event TO casework_auditor;
      GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry TO casework_auditor;
      CREATE POLICY entry_of_auditor ON audit.entry FOR INSERT TO casework_auditor
        WITH CHECK (actor_id = (SELECT my_user()) AND organisation_id = (SELECT my_organisation()) AND case_id IS NULL
          AND act NOT LIKE ALL (ARRAY['row.%', 'session.%', 'credential.%']));

      -- The whole log of the own organisation, but for what the rows of a case said before and after: an auditor reads no case.
      GRANT SELECT (id, at, actor_id, actor_role, on_behalf_of, organisation_id, act, result, subject_kind, subject_id, case_id,
        reason, request_id, ids, fields, fingerprint, table_name, row_key) ON audit.entry TO casework_auditor;
      CREATE POLICY entry_of_own_organisation ON audit.entry FOR SELECT TO casework_auditor USING (organisation_id = (SELECT my_organisation()));
      -- Heads are there to be compared with what is kept elsewhere; they tell how much was done, and nothing of what.
      GRANT SELECT ON audit.batch, audit.anchor, audit.seal_item, audit.verification TO casework_auditor;
      CREATE POLICY batch_compared ON audit.batch FOR SELECT TO casework_auditor USING (true);
      CREATE POLICY anchor_compared ON audit.anchor FOR SELECT TO casework_auditor USING (true);
      CREATE POLICY item_of_own_organisation ON audit.seal_item FOR SELECT TO casework_auditor
        USING (EXISTS (SELECT FROM audit.entry e WHERE e.id = entry_id));
      GRANT INSERT (id) ON audit.verification TO casework_auditor;
      CREATE POLICY verification_read ON audit.verification FOR SELECT TO casework_auditor
        USING (organisation_id IS NULL OR organisation_id = (SELECT my_organisation()));
      CREATE POLICY verification_asked_for ON audit.verification FOR INSERT TO casework_auditor WITH CHECK (organisation_id = (SELECT my_organisation()));
      GRANT EXECUTE ON FUNCTION audit.lag() TO casework_auditor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE EXECUTE ON FUNCTION audit.lag() FROM casework_auditor;
      DROP POLICY verification_asked_for ON audit.verification; DROP POLICY verification_read ON audit.verification;
      DROP POLICY item_of_own_organisation ON audit.seal_item; DROP POLICY anchor_compared ON audit.anchor;
      DROP POLICY batch_compared ON audit.batch; DROP POLICY entry_of_own_organisation ON audit.entry;
      DROP POLICY entry_of_auditor ON audit.entry;
      DROP POLICY auditor_changes_own_password ON staff_credential; DROP POLICY auditor_knows_own_credential ON staff_credential;
      REVOKE ALL ON audit.entry, audit.batch, audit.anchor, audit.seal_item, audit.verification, event, staff_credential,
        organisation, organisation_area, staff FROM casework_auditor;
      ALTER TABLE staff DROP CONSTRAINT staff_has_a_role, ADD CONSTRAINT staff_has_a_role
        CHECK (role IN ('advocate', 'supervisor', 'commissioner', 'foi_officer', 'admin'));
      REVOKE USAGE ON SCHEMA public, audit FROM casework_auditor;
    `);
  }
}
