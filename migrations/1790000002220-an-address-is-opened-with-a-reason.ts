import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where people are is a record of its own. That there is an address is seen with its case; where it is can be read only in the
 * very transaction in which whoever reads it has said why, so that no list, export or search can have it by the way.
 */
export class AnAddressIsOpenedWithAReason1790000002220 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(policies);
    await db.query(moving);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE address_opening_narrative, address_identity, address_opening, address; DROP FUNCTION unsafe_once_moved();
      REVOKE SELECT (reason) ON audit.entry FROM casework_advocate, casework_supervisor;
    `);
  }
}

const tables = `
  CREATE TABLE address (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    kind text NOT NULL CONSTRAINT address_is_of_a_kind CHECK (kind IN ('home', 'staying', 'work', 'school', 'other')),
    refuge text NOT NULL CONSTRAINT refuge_is_yes_no_or_unknown CHECK (refuge IN ('yes', 'no', 'unknown')),
    recorded_at timestamptz NOT NULL,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT address_is_of_one_person CHECK (num_nonnulls(client_id, perpetrator_id) = 1),
    CONSTRAINT a_refuge_is_the_clients CHECK (perpetrator_id IS NULL OR refuge = 'no')
  );
  COMMENT ON TABLE address IS 'Where a client or a perpetrator can be found: of what kind, and never where. That stands in address_identity';
  COMMENT ON COLUMN address.refuge IS 'Not known is treated as a refuge';
  COMMENT ON COLUMN address.ended_at IS 'When they were found to be there no longer; null while they are. It is never changed into another';
  CREATE INDEX address_of_client ON address (client_id);
  CREATE INDEX address_of_perpetrator ON address (perpetrator_id);
  CREATE TABLE address_identity (address_id uuid PRIMARY KEY REFERENCES address, value bytea NOT NULL);
  COMMENT ON TABLE address_identity IS 'Where it is. Read only in the transaction of an address_opening of one''s own';
  CREATE TABLE address_opening (
    id uuid PRIMARY KEY,
    address_id uuid REFERENCES address,
    contact_method_id uuid REFERENCES contact_method,
    case_id uuid NOT NULL REFERENCES case_file,
    why text NOT NULL CONSTRAINT opening_has_a_reason CHECK (why IN ('danger', 'check', 'write', 'visit', 'court', 'share', 'other')),
    shown_on text NOT NULL CONSTRAINT opening_is_on_screen_or_paper CHECK (shown_on IN ('screen', 'paper')),
    opened_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    opened_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT opening_is_of_one_address CHECK (num_nonnulls(address_id, contact_method_id) = 1)
  );
  COMMENT ON COLUMN address_opening.contact_method_id IS 'Where post goes, which is a way to reach the client';
  COMMENT ON TABLE address_opening IS 'That somebody saw where a client or a perpetrator is, why, and whether on paper';
  CREATE INDEX address_opening_of_address ON address_opening (address_id, opened_at);
  CREATE TABLE address_opening_narrative (address_opening_id uuid PRIMARY KEY REFERENCES address_opening, words bytea NOT NULL);

  CREATE TRIGGER version BEFORE UPDATE ON address FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('address'); CALL close_to_all('address_identity');
  CALL close_to_all('address_opening'); CALL close_to_all('address_opening_narrative');
  CALL audit.watch('address', 'values', 'id'); CALL audit.watch('address_identity', 'names', 'address_id');
  CALL audit.watch('address_opening', 'values', 'id'); CALL audit.watch('address_opening_narrative', 'names', 'address_opening_id');
`;

const inOwnTeam = `((SELECT p.team_id = ANY ((SELECT my_teams())::uuid[]) FROM client p WHERE p.id = client_id)
  OR (SELECT p.team_id = ANY ((SELECT my_teams())::uuid[]) FROM perpetrator p WHERE p.id = perpetrator_id))`;

const policies = `
  GRANT SELECT, INSERT, UPDATE (ended_at) ON address TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON address_identity, address_opening_narrative TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT (id, address_id, contact_method_id, case_id, why, shown_on) ON address_opening TO casework_advocate, casework_supervisor;
  CREATE POLICY address_of_person ON address FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM client p WHERE p.id = client_id) OR (SELECT true FROM perpetrator p WHERE p.id = perpetrator_id));
  CREATE POLICY address_kept_in_own_team ON address FOR INSERT TO casework_advocate, casework_supervisor WITH CHECK (${inOwnTeam});
  CREATE POLICY address_ended_in_own_team ON address FOR UPDATE TO casework_advocate, casework_supervisor
    USING (${inOwnTeam}) WITH CHECK (${inOwnTeam});

  CREATE POLICY address_being_opened ON address_identity FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM address_opening o WHERE o.address_id = address_identity.address_id
      AND o.opened_by = (SELECT my_user()) AND o.opened_at = now() LIMIT 1));
  CREATE POLICY identity_of_new_address ON address_identity FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT ${inOwnTeam} FROM address a WHERE a.id = address_id));

  CREATE POLICY opening_in_case ON address_opening FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY opened_by_oneself ON address_opening FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (opened_by = (SELECT my_user()) AND ((SELECT true FROM case_file c JOIN address a
        ON a.client_id = c.client_id OR a.perpetrator_id = c.perpetrator_id WHERE c.id = case_id AND a.id = address_id)
      OR (SELECT true FROM case_file c JOIN contact_method m ON m.client_id = c.client_id WHERE c.id = case_id AND m.id = contact_method_id)));
  CREATE POLICY words_of_opening ON address_opening_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM address_opening o WHERE o.id = address_opening_id));
  CREATE POLICY words_of_own_opening ON address_opening_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT o.opened_by = (SELECT my_user()) AND o.opened_at = now() FROM address_opening o WHERE o.id = address_opening_id));

  -- Who looked at a case says why they opened an address in it.
  GRANT SELECT (reason) ON audit.entry TO casework_advocate, casework_supervisor;
`;

// Which of a client's post goes to an address nobody can tell without opening both: so none of it goes until it was verified.
const moving = `
  CREATE FUNCTION unsafe_once_moved() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE contact_method SET safe = CASE safe WHEN 'yes' THEN 'unknown' ELSE safe END, verified_on = NULL
     WHERE client_id = NEW.client_id AND ended_at IS NULL AND channel IN ('post', CASE NEW.kind WHEN 'work' THEN 'workplace' END);
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION unsafe_once_moved IS 'Where a client is no longer, nothing goes: what was on its way is stopped by what makes its method less safe';
  CREATE TRIGGER unsafe_once_moved AFTER UPDATE ON address FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
    EXECUTE FUNCTION unsafe_once_moved();
`;
