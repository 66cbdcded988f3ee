import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account may also be known by its organisation's own sign-in: by issuer and subject, linked by its holder alone. */
export class SignInsOfAnOrganisation1790000001730 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sso_link (
        issuer text NOT NULL,
        subject text NOT NULL,
        staff_id uuid NOT NULL CONSTRAINT account_is_known_elsewhere_once UNIQUE REFERENCES staff,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (issuer, subject)
      );
      COMMENT ON TABLE sso_link IS 'Who an account is to another sign-in (OpenID Connect): issuer and subject, and nothing that can be given to somebody else later, such as an address';
      CALL close_to_all('sso_link');
      CALL audit.watch('sso_link', 'names', 'staff_id');
      GRANT SELECT ON sso_link TO casework_sign_in;
      GRANT SELECT, DELETE ON sso_link TO casework_definer;
      CREATE POLICY definer_resets ON sso_link TO casework_definer USING (true);
      CREATE POLICY sign_in_finds ON sso_link FOR SELECT TO casework_sign_in USING (true);
      GRANT SELECT (staff_id, added_at), INSERT (issuer, subject, staff_id), DELETE ON sso_link TO ${people};
      CREATE POLICY own_is_seen ON sso_link FOR SELECT TO ${people} USING (staff_id = (SELECT my_user()));
      CREATE POLICY own_is_added ON sso_link FOR INSERT TO ${people} WITH CHECK (staff_id = (SELECT my_user()) AND (SELECT my_step_up()));
      CREATE POLICY own_is_removed ON sso_link FOR DELETE TO ${people} USING (staff_id = (SELECT my_user()) AND (SELECT my_step_up()));
      CREATE TRIGGER told_of_adding AFTER INSERT ON sso_link FOR EACH ROW EXECUTE FUNCTION tell_account('sso_added');
      CREATE TRIGGER told_of_removing AFTER DELETE ON sso_link FOR EACH ROW EXECUTE FUNCTION tell_account('sso_removed');
      ${lists([`'sso_added', 'sso_removed'`, `'sso'`])}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE sso_link;
      DELETE FROM sign_in_notice WHERE what LIKE 'sso%';
      DELETE FROM factor_challenge WHERE purpose = 'sso';
      ${lists(['', ''])}
    `);
  }
}

const people =
  'casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin, casework_auditor';

const lists = ([notices, purposes]: readonly [string, string]) => `
  ALTER TABLE sign_in_notice DROP CONSTRAINT notice_is_of_a_kind, ADD CONSTRAINT notice_is_of_a_kind CHECK (what IN
    ('app_added', 'app_removed', 'passkey_added', 'passkey_removed', 'recovery_codes_made', 'recovery_code_used', 'second_factor_reset'${notices && `, ${notices}`}));
  ALTER TABLE factor_challenge DROP CONSTRAINT challenge_is_for_a_purpose, ADD CONSTRAINT challenge_is_for_a_purpose
    CHECK (purpose IN ('offer_app', 'add_passkey', 'use_passkey'${purposes && `, ${purposes}`}));
`;
