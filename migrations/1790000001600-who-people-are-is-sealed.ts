import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseWhatIsFilled } from './refuse-what-is-filled.js';

/**
 * Who people are and how they are reached is sealed by the program before it gets here. A data key for each person, case or
 * request, itself wrapped under a key that never stands in a database; tokens to find people by without reading them.
 */
export class WhoPeopleAreIsSealed1790000001600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await refuseWhatIsFilled(db, ['client_identity', 'perpetrator_identity', 'contact_method_identity']);
    await db.query(keeper);
    await db.query(dataKeys);
    await db.query(tokens);
    await db.query(sealed);
  }

  async down(db: QueryRunner): Promise<void> {
    await refuseWhatIsFilled(db, ['client_identity', 'perpetrator_identity', 'contact_method_identity']);
    await db.query(plain);
    await db.query(`DROP TABLE identity_token, data_key; REVOKE ALL ON SCHEMA public FROM casework_keeper;`);
  }
}

/** Work without a person that sees wrapped keys and nothing they open. */
const keeper = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_keeper') THEN CREATE ROLE casework_keeper NOLOGIN; END IF;
  END $$;
  GRANT casework_keeper TO larkspur_app; GRANT casework_caller TO casework_keeper;
  GRANT USAGE ON SCHEMA public TO casework_keeper;
`;

const dataKeys = `
  CREATE TABLE data_key (
    id uuid PRIMARY KEY,
    opens text NOT NULL CONSTRAINT key_opens_a_kind_of_record CHECK (opens IN ('client', 'perpetrator', 'case', 'foi_request')),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    wrapped bytea,
    key_version integer NOT NULL,
    destroyed_at timestamptz,
    CONSTRAINT destroyed_key_is_gone CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  );
  COMMENT ON TABLE data_key IS 'What the words said of one person, case or request are sealed with, wrapped under a service key that is kept elsewhere';
  COMMENT ON COLUMN data_key.id IS 'Of what it opens: the client, perpetrator, case or request has the same id';
  COMMENT ON COLUMN data_key.key_version IS 'Of the service key it is wrapped under';
  COMMENT ON COLUMN data_key.destroyed_at IS 'When what it opens was erased: from then on nobody can read it';
  CREATE INDEX data_key_of_version ON data_key (key_version, id) WHERE wrapped IS NOT NULL;
  CALL close_to_all('data_key');
  CALL audit.watch('data_key', 'names', 'id');

  -- Whoever may see a record may fetch its key, and nobody else. The keeper wraps keys anew, and sees nothing they open.
  GRANT SELECT, INSERT ON data_key TO casework_advocate, casework_supervisor, casework_foi_officer;
  GRANT UPDATE (wrapped, destroyed_at) ON data_key TO casework_supervisor;
  GRANT SELECT (id, wrapped, key_version), UPDATE (wrapped, key_version) ON data_key TO casework_keeper;
  CREATE POLICY key_of_client ON data_key TO casework_advocate, casework_supervisor
    USING (opens = 'client' AND EXISTS (SELECT FROM client c WHERE c.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'client' AND EXISTS (SELECT FROM client c WHERE c.id = data_key.id));
  CREATE POLICY key_of_perpetrator ON data_key TO casework_advocate, casework_supervisor
    USING (opens = 'perpetrator' AND EXISTS (SELECT FROM perpetrator p WHERE p.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'perpetrator' AND EXISTS (SELECT FROM perpetrator p WHERE p.id = data_key.id));
  CREATE POLICY key_of_case ON data_key TO casework_advocate, casework_supervisor
    USING (opens = 'case' AND EXISTS (SELECT FROM case_file c WHERE c.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'case' AND EXISTS (SELECT FROM case_file c WHERE c.id = data_key.id));
  CREATE POLICY key_of_request ON data_key TO casework_foi_officer
    USING (opens = 'foi_request' AND EXISTS (SELECT FROM foi_request r WHERE r.id = data_key.id))
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'foi_request' AND EXISTS (SELECT FROM foi_request r WHERE r.id = data_key.id));
  CREATE POLICY key_is_only_destroyed ON data_key AS RESTRICTIVE FOR UPDATE TO casework_supervisor
    USING (wrapped IS NOT NULL) WITH CHECK (wrapped IS NULL);
  CREATE POLICY keeper_wraps_anew ON data_key TO casework_keeper USING (true) WITH CHECK (wrapped IS NOT NULL);
  CREATE POLICY keeper_revives_nothing ON data_key AS RESTRICTIVE FOR UPDATE TO casework_keeper USING (wrapped IS NOT NULL) WITH CHECK (wrapped IS NOT NULL);
`;

const tokens = `
  CREATE TABLE identity_token (
    token bytea NOT NULL,
    team_id uuid NOT NULL REFERENCES team,
    kind text NOT NULL CONSTRAINT token_is_of_a_kind CHECK (kind IN ('surname', 'surname_and_initial', 'sound_and_initial',
      'sound_and_year', 'initials_and_birth', 'name_and_birth', 'phone', 'phone_ending', 'email')),
    client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    CONSTRAINT token_is_of_one_person CHECK (num_nonnulls(client_id, perpetrator_id) = 1)
  );
  COMMENT ON TABLE identity_token IS 'What a person may be found by: hashes under a key of the service, cut short, of a name as it is written or sounds, with a birth, or of a way to reach them';
  CREATE INDEX identity_token_found ON identity_token (token, team_id);
  CREATE INDEX identity_token_of_client ON identity_token (client_id);
  CREATE INDEX identity_token_of_perpetrator ON identity_token (perpetrator_id);
  CALL close_to_all('identity_token');
  -- Not by its token, which must be gone once the person is.
  CALL audit.watch('identity_token', 'names', 'client_id', 'perpetrator_id', 'kind');
  GRANT SELECT, INSERT, DELETE ON identity_token TO casework_advocate, casework_supervisor;
  CREATE POLICY token_of_person ON identity_token TO casework_advocate, casework_supervisor
    USING (team_id = ANY ((SELECT my_teams())::uuid[])
      AND (client_id IS NULL OR EXISTS (SELECT FROM client c WHERE c.id = client_id AND c.team_id = identity_token.team_id))
      AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id AND p.team_id = identity_token.team_id)));
`;

const sealed = `
  DROP INDEX client_identity_born, client_identity_initials, client_identity_known_as, contact_method_compared;
  ALTER TABLE client_identity DROP COLUMN initials, DROP COLUMN known_as_initials;
  ALTER TABLE client_identity ALTER COLUMN full_name TYPE bytea USING NULL, ALTER COLUMN known_as TYPE bytea USING NULL,
    ALTER COLUMN born_on TYPE bytea USING NULL;
  COMMENT ON COLUMN client_identity.born_on IS 'Sealed as text, 1991-05-17';
  ALTER TABLE perpetrator_identity ALTER COLUMN full_name TYPE bytea USING NULL, ALTER COLUMN also_known_as TYPE bytea USING NULL;
  ALTER TABLE contact_method_identity DROP COLUMN compared;
  ALTER TABLE contact_method_identity ALTER COLUMN value TYPE bytea USING NULL, ALTER COLUMN when_safe TYPE bytea USING NULL,
    ALTER COLUMN say_we_are TYPE bytea USING NULL, ALTER COLUMN code_word TYPE bytea USING NULL;
`;

/** A name as the program normalised it: accents off, lower case, whatever is no letter or digit a space. */
function initialsOf(column: string): string {
  const letters = `regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g')`;
  const words = `btrim(regexp_replace(lower(${letters}), '[^[:alnum:]]+', ' ', 'g'))`;
  return `left(${words}, 1) || left(substring(${words} FROM '\\S+$'), 1)`;
}

const plain = `
  ALTER TABLE contact_method_identity ALTER COLUMN value TYPE text USING NULL, ALTER COLUMN when_safe TYPE text USING NULL,
    ALTER COLUMN say_we_are TYPE text USING NULL, ALTER COLUMN code_word TYPE text USING NULL;
  ALTER TABLE perpetrator_identity ALTER COLUMN full_name TYPE text USING NULL, ALTER COLUMN also_known_as TYPE text USING NULL;
  COMMENT ON COLUMN client_identity.born_on IS NULL;
  ALTER TABLE client_identity ALTER COLUMN full_name TYPE text USING NULL, ALTER COLUMN known_as TYPE text USING NULL,
    ALTER COLUMN born_on TYPE date USING NULL;
  ALTER TABLE client_identity
    ADD COLUMN initials text GENERATED ALWAYS AS (${initialsOf('full_name')}) STORED,
    ADD COLUMN known_as_initials text GENERATED ALWAYS AS (${initialsOf('known_as')}) STORED;
  ALTER TABLE contact_method_identity ADD COLUMN compared text GENERATED ALWAYS AS (CASE
    WHEN value LIKE '%@%' THEN lower(btrim(value))
    ELSE right(ltrim(regexp_replace(regexp_replace(value, '\\D', '', 'g'), '^(00)?44(?=\\d{9})', ''), '0'), 10) END) STORED;
  COMMENT ON COLUMN client_identity.initials IS 'First letters of the first and the last word, for finding names worth comparing';
  COMMENT ON COLUMN contact_method_identity.compared IS 'An email address in lower case, else the last ten digits without 44 or leading noughts';
  CREATE INDEX client_identity_born ON client_identity (born_on);
  CREATE INDEX client_identity_initials ON client_identity (initials);
  CREATE INDEX client_identity_known_as ON client_identity (known_as_initials);
  CREATE INDEX contact_method_compared ON contact_method_identity (compared);
`;
