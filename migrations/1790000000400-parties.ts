import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People: coded facts in one table, who they are in another, so that counting never needs the second. */
export class Parties1790000000400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE client (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        team_id uuid NOT NULL REFERENCES team,
        sex text,
        sex_unknown_reason text,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT sex_is_known_or_unknown_for_a_reason CHECK (num_nonnulls(sex, sex_unknown_reason) = 1)
      );
      COMMENT ON TABLE client IS 'Someone being stalked who was referred: coded facts only';
      CREATE TABLE client_identity (
        client_id uuid PRIMARY KEY REFERENCES client,
        full_name text NOT NULL,
        known_as text,
        born_on date
      );
      COMMENT ON TABLE client_identity IS 'Who a client is. Never read by counting';

      CREATE TABLE perpetrator (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        team_id uuid NOT NULL REFERENCES team,
        recorded_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE perpetrator IS 'Someone said to be stalking: an allegation, not a finding';
      CREATE TABLE perpetrator_identity (
        perpetrator_id uuid PRIMARY KEY REFERENCES perpetrator,
        full_name text NOT NULL,
        also_known_as text
      );

      CREATE TABLE contact_method (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        client_id uuid NOT NULL REFERENCES client,
        channel text NOT NULL,
        safe text NOT NULL,
        voicemail_safe text NOT NULL,
        device_watched text NOT NULL,
        verified_on date,
        recheck_on date,
        version integer NOT NULL DEFAULT 1
      );
      COMMENT ON TABLE contact_method IS 'A way to reach a client and whether it is safe; the number or address itself stands in contact_method_identity';
      COMMENT ON COLUMN contact_method.safe IS 'yes, no or unknown; unknown is unsafe';
      COMMENT ON COLUMN contact_method.recheck_on IS 'From this day, inclusive, what was verified no longer counts';
      CREATE INDEX contact_method_of_client ON contact_method (client_id);
      CREATE TABLE contact_method_identity (
        contact_method_id uuid PRIMARY KEY REFERENCES contact_method,
        value text NOT NULL,
        when_safe text,
        say_we_are text,
        code_word text
      );

      CREATE TABLE consent (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        client_id uuid NOT NULL REFERENCES client,
        purpose text NOT NULL,
        value text NOT NULL,
        how text NOT NULL,
        given_on date NOT NULL,
        until_on date,
        recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff
      );
      COMMENT ON TABLE consent IS 'One answer to one purpose; the latest counts, earlier ones stay';
      CREATE INDEX consent_of_client ON consent (client_id, purpose, given_on);

      DO $$ DECLARE t regclass; BEGIN
        FOREACH t IN ARRAY ARRAY['client', 'client_identity', 'perpetrator', 'perpetrator_identity', 'contact_method',
          'contact_method_identity', 'consent']::regclass[] LOOP
          CALL close_to_all(t);
          EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %s TO casework_advocate, casework_supervisor', t);
        END LOOP;
      END $$;
      -- What is said of people may change; whose it is may not.
      REVOKE UPDATE ON client, perpetrator, perpetrator_identity, client_identity, contact_method, contact_method_identity, consent
        FROM casework_advocate, casework_supervisor;
      GRANT UPDATE (id) ON client TO casework_advocate, casework_supervisor;
      GRANT UPDATE (full_name, known_as, born_on) ON client_identity TO casework_advocate, casework_supervisor;
      GRANT UPDATE (safe, voicemail_safe, device_watched, verified_on, recheck_on) ON contact_method TO casework_advocate, casework_supervisor;
      CREATE TRIGGER version BEFORE UPDATE ON client FOR EACH ROW EXECUTE FUNCTION next_version();
      CREATE TRIGGER version BEFORE UPDATE ON contact_method FOR EACH ROW EXECUTE FUNCTION next_version();
      CALL audit.watch('client', 'values', 'id'); CALL audit.watch('client_identity', 'names', 'client_id');
      CALL audit.watch('perpetrator', 'values', 'id'); CALL audit.watch('perpetrator_identity', 'names', 'perpetrator_id');
      CALL audit.watch('contact_method', 'values', 'id'); CALL audit.watch('contact_method_identity', 'names', 'contact_method_id');
      CALL audit.watch('consent', 'values', 'id');

      CREATE POLICY client_of_own_team ON client TO casework_advocate, casework_supervisor
        USING (team_id = ANY ((SELECT my_teams())::uuid[]))
        WITH CHECK (organisation_id = my_organisation() AND team_id = ANY ((SELECT my_teams())::uuid[]));
      CREATE POLICY perpetrator_of_own_team ON perpetrator TO casework_advocate, casework_supervisor
        USING (team_id = ANY ((SELECT my_teams())::uuid[]))
        WITH CHECK (organisation_id = my_organisation() AND team_id = ANY ((SELECT my_teams())::uuid[]));
      CREATE POLICY identity_of_client ON client_identity TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM client WHERE client.id = client_id));
      CREATE POLICY identity_of_perpetrator ON perpetrator_identity TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM perpetrator WHERE perpetrator.id = perpetrator_id));
      CREATE POLICY method_of_client ON contact_method TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM client WHERE client.id = client_id));
      CREATE POLICY identity_of_method ON contact_method_identity TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM contact_method m WHERE m.id = contact_method_id));
      CREATE POLICY consent_of_client ON consent TO casework_advocate, casework_supervisor
        USING (EXISTS (SELECT FROM client WHERE client.id = client_id));
      CREATE POLICY consent_recorded_by_oneself ON consent AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (recorded_by = my_user());
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP TABLE consent, contact_method_identity, contact_method, perpetrator_identity, perpetrator, client_identity, client;`,
    );
  }
}
