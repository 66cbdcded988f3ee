import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where somebody is goes to nobody with the rest. Each address is put in by itself, by whoever opened it to share it and said why,
 * and because the client agrees to that or somebody answers for it. It goes no longer than that holds, whatever the rest went by.
 */
export class AnAddressIsSharedByItself1790000002349 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(lawful);
    await db.query(copied);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY address_in_copy ON share_copy_item; DROP TABLE share_address; DROP FUNCTION address_share_is_lawful();
      DROP POLICY definer_finds_addresses ON address; REVOKE SELECT (id, ended_at) ON address FROM casework_definer;
    `);
  }
}

const table = `
  CREATE TABLE share_address (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    share_id uuid NOT NULL REFERENCES share_copy,
    address_id uuid NOT NULL REFERENCES address,
    address_opening_id uuid NOT NULL REFERENCES address_opening CONSTRAINT one_address_by_an_opening UNIQUE,
    basis text NOT NULL CONSTRAINT address_goes_by_a_basis CHECK (basis IN ('client_agreed', 'override')),
    consent_id uuid REFERENCES consent,
    share_override_id uuid REFERENCES share_override,
    included_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    included_on date NOT NULL,
    included_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT address_is_shared_once UNIQUE (share_id, address_id),
    CONSTRAINT address_goes_by_what_it_says CHECK (CASE basis WHEN 'client_agreed' THEN consent_id IS NOT NULL AND share_override_id IS NULL
      ELSE consent_id IS NULL AND share_override_id IS NOT NULL END)
  );
  COMMENT ON TABLE share_address IS 'That an address went with what was shared: by which opening, whose words say why, and on what basis';
  COMMENT ON COLUMN share_address.basis IS 'client_agreed: to this address going to them, asked for itself, while their consent to sharing with them holds';
  CREATE INDEX share_address_of_address ON share_address (address_id);
  CREATE INDEX share_address_by_consent ON share_address (consent_id);
  CREATE INDEX share_address_by_override ON share_address (share_override_id);
  CALL close_to_all('share_address'); CALL audit.watch('share_address', 'values', 'id');
  GRANT SELECT, INSERT (id, share_id, address_id, address_opening_id, basis, consent_id, share_override_id, included_on)
    ON share_address TO casework_advocate, casework_supervisor;
  CREATE POLICY address_of_share ON share_address FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM share_copy c WHERE c.share_id = share_address.share_id));
  CREATE POLICY address_shared_by_own_team ON share_address FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (included_by = (SELECT my_user())
      AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM share s JOIN case_file c ON c.id = s.case_id WHERE s.id = share_id)
      AND (SELECT o.address_id = share_address.address_id AND o.opened_by = (SELECT my_user()) AND o.opened_at = now() AND o.why = 'share'
             AND o.case_id = (SELECT s.case_id FROM share s WHERE s.id = share_address.share_id)
           FROM address_opening o WHERE o.id = address_opening_id));
`;

const lawful = `
  GRANT SELECT (id, ended_at) ON address TO casework_definer; GRANT SELECT ON share_address TO casework_definer;
  CREATE POLICY definer_knows_shared_addresses ON share_address FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_finds_addresses ON address FOR SELECT TO casework_definer USING (true);
  CREATE FUNCTION address_share_is_lawful() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE s share := (SELECT s FROM share s WHERE s.id = NEW.share_id);
    whose uuid := (SELECT client_id FROM case_file WHERE id = s.case_id);
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(whose::text, 3));
    IF (SELECT x.ended_at IS NULL AND x.until_on >= NEW.included_on FROM share x WHERE x.id = NEW.share_id)
       AND (SELECT a.ended_at IS NULL FROM address a WHERE a.id = NEW.address_id)
       AND (NEW.consent_id IS NOT NULL AND NEW.consent_id IS NOT DISTINCT FROM consent_for(whose, s.agency_id, NEW.included_on)
            AND (SELECT coalesce(s.until_on <= until_on, true) FROM consent WHERE id = NEW.consent_id)
         OR EXISTS (SELECT FROM share_override o WHERE o.id = NEW.share_override_id AND o.case_id = s.case_id AND o.agency_id = s.agency_id
              AND o.made_on = NEW.included_on AND o.decision IS DISTINCT FROM 'not_justified')) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'no address is shared without a basis' USING ERRCODE = 'check_violation', CONSTRAINT = 'address_share_is_lawful';
  END $$;
  ALTER FUNCTION address_share_is_lawful() OWNER TO casework_definer; REVOKE ALL ON FUNCTION address_share_is_lawful() FROM PUBLIC;
  CREATE TRIGGER is_lawful BEFORE INSERT ON share_address FOR EACH ROW EXECUTE FUNCTION address_share_is_lawful();
`;

const copied = `
  CREATE POLICY address_in_copy ON share_copy_item FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (item = 'address' AND (SELECT a.included_by = (SELECT my_user()) AND a.included_at = now() FROM share_address a
      WHERE a.share_id = share_copy_item.share_id AND a.address_id = share_copy_item.address_id));
`;
