import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What comes by a public form is written as what a referrer's key sends is: every policy of the key's is the forms' too, so that
 * a row is theirs only within the very transaction that wrote it, and nothing of anybody is ever read.
 */
export class APublicFormOnlyAdds1790000002121 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(said);
    await db.query(receiving);
    await db.query(asKeysDo);
    await db.query(sender);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const sent = `'client', 'client_identity', 'perpetrator', 'perpetrator_identity', 'contact_method', 'contact_method_identity', 'consent',
  'referral', 'referral_cyber_type', 'referral_narrative', 'event', 'data_key', 'identity_token', 'conflict_token'`;

const said = `
  CREATE FUNCTION by_public_form() RETURNS boolean STABLE LANGUAGE sql AS $$ SELECT coalesce(my_role() = 'casework_intake', false) $$;
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['referral', 'consent'] LOOP
      EXECUTE format('ALTER TABLE %I ADD COLUMN by_form boolean NOT NULL DEFAULT false', t);
      EXECUTE format('ALTER TABLE %I ALTER COLUMN by_form SET DEFAULT by_public_form()', t);
      EXECUTE format('ALTER TABLE %I DROP CONSTRAINT said_by_a_person_or_sent_with_a_key', t);
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT said_by_a_person_a_key_or_a_form CHECK (num_nonnulls(recorded_by, sent_with) + by_form::int = 1)', t);
      EXECUTE format('COMMENT ON COLUMN %I.by_form IS %L', t, 'Whether it came by a public form, where nobody here recorded it and no key sent it');
    END LOOP;
  END $$;
`;

const receiving = `
  GRANT SELECT ON intake_desk, intake_area TO casework_definer;
  CREATE POLICY definer_knows_desks ON intake_desk FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_knows_areas ON intake_area FOR SELECT TO casework_definer USING (true);
  CREATE FUNCTION my_receiving_teams() RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT CASE WHEN my_role() = 'casework_intake' THEN ARRAY(
      SELECT d.team_id FROM intake_desk d WHERE d.organisation_id = my_organisation()
      UNION SELECT a.team_id FROM intake_area a WHERE a.organisation_id = my_organisation()) ELSE ARRAY[my_keys_team()] END $$;
  ALTER FUNCTION my_receiving_teams() OWNER TO casework_definer;
  COMMENT ON FUNCTION my_receiving_teams IS 'The teams that what is sent may be for: of a key its own, of the public forms those of the desk';
`;

const asKeysDo = `
  DO $$ DECLARE g record; p record; BEGIN
    FOR g IN SELECT table_name, privilege_type, string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.column_privileges
       WHERE grantee = 'casework_referrals_key' AND table_schema = 'public' AND table_name IN (${sent}) GROUP BY table_name, privilege_type LOOP
      EXECUTE format('GRANT %s (%s) ON %I TO casework_intake', g.privilege_type, g.columns, g.table_name);
    END LOOP;
    FOR p IN SELECT * FROM pg_policies WHERE 'casework_referrals_key' = ANY (roles) AND schemaname = 'public' AND tablename IN (${sent}) LOOP
      EXECUTE format('ALTER POLICY %I ON %I TO casework_referrals_key, casework_intake', p.policyname, p.tablename)
        || coalesce(' WITH CHECK (' || replace(p.with_check, 'team_id = ( SELECT my_keys_team() AS my_keys_team)',
             'team_id = ANY ((SELECT my_receiving_teams())::uuid[])') || ')', '');
    END LOOP;
  END $$;
  GRANT USAGE ON SCHEMA audit TO casework_intake;
  GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry TO casework_intake;
  CREATE POLICY entry_of_forms ON audit.entry FOR INSERT TO casework_intake
    WITH CHECK (actor_id IS NULL AND case_id IS NULL AND organisation_id = (SELECT my_organisation()) AND act = 'forms.flooded');
`;

const sender = `
  CREATE TABLE referral_sender (
    referral_id uuid PRIMARY KEY REFERENCES referral,
    form text NOT NULL,
    without_consent text CONSTRAINT consent_is_overridden_on_a_basis CHECK (without_consent = 'serious_harm'),
    name bytea,
    works_for bytea,
    reached_by bytea,
    pass_phrase bytea,
    why_without bytea,
    CONSTRAINT sender_used_a_known_form CHECK (form IN ('self', 'on_behalf', 'professional')),
    CONSTRAINT on_behalf_a_pass_phrase_is_agreed CHECK ((form = 'on_behalf') = (pass_phrase IS NOT NULL)),
    CONSTRAINT sender_for_another_is_named CHECK ((form = 'self') = (name IS NULL)),
    CONSTRAINT override_says_why CHECK ((without_consent IS NULL) = (why_without IS NULL)),
    CONSTRAINT only_a_professional_overrides CHECK (without_consent IS NULL OR form = 'professional')
  );
  COMMENT ON TABLE referral_sender IS 'Who sent a referral by a public form, as they said. Nobody has checked it';
  COMMENT ON COLUMN referral_sender.pass_phrase IS 'Agreed between the person and who sent it: by it the advocate shows who rings';
  COMMENT ON COLUMN referral_sender.without_consent IS 'On what basis it was sent although the person had not agreed';
  CALL close_to_all('referral_sender');
  CALL audit.watch('referral_sender', 'names', 'referral_id');
  GRANT SELECT ON referral_sender TO casework_advocate, casework_supervisor;
  GRANT INSERT ON referral_sender TO casework_intake;
  CREATE POLICY sender_of_referral ON referral_sender FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM referral r WHERE r.id = referral_id));
  CREATE POLICY sender_is_sent ON referral_sender FOR INSERT TO casework_intake
    WITH CHECK ((SELECT true FROM referral r WHERE r.id = referral_id));
`;

const undo = `
  DROP TABLE referral_sender;
  DROP POLICY entry_of_forms ON audit.entry;
  REVOKE ALL ON audit.entry FROM casework_intake; REVOKE USAGE ON SCHEMA audit FROM casework_intake;
  DO $$ DECLARE t text; p record; BEGIN
    FOR p IN SELECT * FROM pg_policies WHERE 'casework_intake' = ANY (roles) AND schemaname = 'public' AND tablename IN (${sent}) LOOP
      EXECUTE format('ALTER POLICY %I ON %I TO casework_referrals_key', p.policyname, p.tablename)
        || coalesce(' WITH CHECK (' || regexp_replace(p.with_check, 'ANY \\(\\( SELECT my_receiving_teams\\(\\) AS my_receiving_teams\\)(::uuid\\[\\])?\\)',
             '(SELECT my_keys_team())') || ')', '');
    END LOOP;
    FOREACH t IN ARRAY ARRAY[${sent}] LOOP EXECUTE format('REVOKE ALL ON %I FROM casework_intake', t); END LOOP;
    FOREACH t IN ARRAY ARRAY['referral', 'consent'] LOOP
      EXECUTE format('ALTER TABLE %I DROP CONSTRAINT said_by_a_person_a_key_or_a_form', t);
      EXECUTE format('ALTER TABLE %I DROP COLUMN by_form', t);
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT said_by_a_person_or_sent_with_a_key CHECK (num_nonnulls(recorded_by, sent_with) = 1)', t);
    END LOOP;
  END $$;
  DROP FUNCTION my_receiving_teams(); DROP FUNCTION by_public_form();
  DROP POLICY definer_knows_desks ON intake_desk; DROP POLICY definer_knows_areas ON intake_area;
  REVOKE SELECT ON intake_desk, intake_area FROM casework_definer;
`;
