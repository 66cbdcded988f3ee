import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Clients and perpetrators are known by more than a name: numbers, usernames, vehicles, crime references. Each is sealed by the
 * key of whom it is of, found by tokens of its own, and taken back rather than deleted. Who a perpetrator is can be corrected.
 */
export class PeopleAreKnownByIdentifiers1790000002180 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(identifiers);
    await db.query(tokens);
    await db.query(perpetrators);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER version ON perpetrator;
      REVOKE UPDATE (id) ON perpetrator FROM casework_advocate, casework_supervisor;
      REVOKE UPDATE (full_name, also_known_as, born_on) ON perpetrator_identity FROM casework_advocate, casework_supervisor;
      ALTER TABLE perpetrator DROP COLUMN version; ALTER TABLE perpetrator_identity DROP COLUMN born_on;
      DELETE FROM identity_token WHERE kind IN ('sound', 'birth', 'username', 'plate', 'crime_reference') OR identifier_id IS NOT NULL;
      ALTER TABLE identity_token DROP COLUMN identifier_id;
      ${kinds('')}
      DROP TABLE identifier_identity, identifier;
    `);
  }
}

/** Of whom it is, whichever of the two it names: looked up as a policy says it (docs/decisions/0011), and of nobody where it names none. */
const ofPerson = (own: string) =>
  `num_nonnulls(client_id, perpetrator_id) > 0 AND ${named('client', own)} AND ${named('perpetrator', own)}`;
const named = (table: string, own: string) =>
  `(${table}_id IS NULL OR (SELECT true FROM ${table} p WHERE p.id = ${table}_id${own}))`;
const ofTeam = ' AND p.team_id = ANY ((SELECT my_teams())::uuid[])';

const identifiers = `
  CREATE TABLE identifier (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    kind text NOT NULL CONSTRAINT identifier_is_of_a_kind
      CHECK (kind IN ('other_name', 'phone', 'email', 'address', 'username', 'plate', 'crime_reference')),
    platform text CONSTRAINT identifier_is_of_a_platform
      CHECK (platform IN ('facebook', 'instagram', 'snapchat', 'tiktok', 'whatsapp', 'x', 'discord', 'dating', 'gaming', 'other')),
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    retracted_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT identifier_is_of_one_person CHECK (num_nonnulls(client_id, perpetrator_id) = 1),
    CONSTRAINT username_is_of_a_platform CHECK ((kind = 'username') = (platform IS NOT NULL)),
    -- How to reach a client says how safe that is, or is not there.
    CONSTRAINT client_is_reached_by_contact_methods CHECK (client_id IS NULL OR kind NOT IN ('phone', 'email', 'address'))
  );
  COMMENT ON TABLE identifier IS 'What else somebody is known by: another name, a number, a username, a vehicle, a crime reference';
  COMMENT ON COLUMN identifier.retracted_at IS 'When it was found not to be theirs: it is kept, and nobody is found by it';
  CREATE TABLE identifier_identity (
    identifier_id uuid PRIMARY KEY REFERENCES identifier,
    value bytea NOT NULL
  );
  COMMENT ON TABLE identifier_identity IS 'The name, number, address, username, registration or reference itself, sealed by the key of whom it is of';
  CREATE INDEX identifier_of_client ON identifier (client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX identifier_of_perpetrator ON identifier (perpetrator_id) WHERE perpetrator_id IS NOT NULL;
  CREATE TRIGGER version BEFORE UPDATE ON identifier FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('identifier'); CALL close_to_all('identifier_identity');
  CALL audit.watch('identifier', 'values', 'id'); CALL audit.watch('identifier_identity', 'names', 'identifier_id');
  GRANT SELECT, INSERT, UPDATE (retracted_at) ON identifier TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON identifier_identity TO casework_advocate, casework_supervisor;
  CREATE POLICY identifier_of_person ON identifier TO casework_advocate, casework_supervisor
    USING (${ofPerson('')})
    WITH CHECK (${ofPerson(ofTeam)});
  CREATE POLICY identifier_recorded_by_oneself ON identifier AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()));
  CREATE POLICY identity_of_identifier ON identifier_identity TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM identifier i WHERE i.id = identifier_id))
    WITH CHECK ((SELECT true FROM identifier i LEFT JOIN client c ON c.id = i.client_id LEFT JOIN perpetrator p ON p.id = i.perpetrator_id
      WHERE i.id = identifier_id AND coalesce(c.team_id, p.team_id) = ANY ((SELECT my_teams())::uuid[])));
`;

const kinds = (more: string) => `
  ALTER TABLE identity_token DROP CONSTRAINT token_is_of_a_kind, ADD CONSTRAINT token_is_of_a_kind CHECK (kind IN ('surname',
    'surname_and_initial', 'sound_and_initial', 'sound_and_year', 'initials_and_birth', 'name_and_birth', 'phone', 'phone_ending',
    'email', 'postcode'${more}));
`;

const tokens = `
  ${kinds(", 'sound', 'birth', 'username', 'plate', 'crime_reference'")}
  ALTER TABLE identity_token ADD COLUMN identifier_id uuid REFERENCES identifier;
  COMMENT ON COLUMN identity_token.identifier_id IS 'Of which identifier, so that it goes when that is retracted';
  CREATE INDEX identity_token_of_identifier ON identity_token (identifier_id) WHERE identifier_id IS NOT NULL;
`;

const perpetrators = `
  ALTER TABLE perpetrator ADD COLUMN version integer NOT NULL DEFAULT 1;
  ALTER TABLE perpetrator_identity ADD COLUMN born_on bytea;
  COMMENT ON COLUMN perpetrator_identity.born_on IS 'Sealed as text, 1991-05-17';
  GRANT UPDATE (id) ON perpetrator TO casework_advocate, casework_supervisor;
  GRANT UPDATE (full_name, also_known_as, born_on) ON perpetrator_identity TO casework_advocate, casework_supervisor;
  CREATE TRIGGER version BEFORE UPDATE ON perpetrator FOR EACH ROW EXECUTE FUNCTION next_version();
`;
