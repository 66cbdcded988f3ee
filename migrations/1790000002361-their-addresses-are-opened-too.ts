import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Where a child lives or goes to school is kept as every address is: it stands on no page, and is opened with a reason. What goes to an agency is not the
 * client's to agree to: somebody answers for it.
 */
export class TheirAddressesAreOpenedToo1790000002361 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE address ADD COLUMN related_person_id uuid REFERENCES related_person,
        ADD CONSTRAINT address_around_a_client_is_of_the_client CHECK (related_person_id IS NULL OR client_id IS NOT NULL);
      COMMENT ON COLUMN address.related_person_id IS 'Whose it is, where it is of somebody around the client; null where it is the client''s or the perpetrator''s own';
      CREATE INDEX address_of_related_person ON address (related_person_id) WHERE related_person_id IS NOT NULL;
      CREATE POLICY address_of_somebody_around_its_client ON address AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (related_person_id IS NULL OR (SELECT c.client_id = address.client_id AND r.ended_at IS NULL
          FROM related_person r JOIN case_file c ON c.id = r.case_id WHERE r.id = related_person_id));
      DROP TRIGGER unsafe_once_moved ON address;
      CREATE TRIGGER unsafe_once_moved AFTER UPDATE ON address FOR EACH ROW
        WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL AND (NEW.related_person_id IS NULL)) EXECUTE FUNCTION unsafe_once_moved();
      GRANT SELECT (related_person_id) ON address TO casework_definer;
    `);
    await db.query(instead('address_share_is_lawful()', agreed, agreedOfOneself));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('address_share_is_lawful()', agreedOfOneself, agreed));
    await db.query(`
      DROP TRIGGER unsafe_once_moved ON address;
      CREATE TRIGGER unsafe_once_moved AFTER UPDATE ON address FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
        EXECUTE FUNCTION unsafe_once_moved();
      DROP POLICY address_of_somebody_around_its_client ON address; ALTER TABLE address DROP COLUMN related_person_id;
    `);
  }
}

const agreed = 'NEW.consent_id IS NOT NULL AND NEW.consent_id';
const agreedOfOneself =
  'NEW.consent_id IS NOT NULL AND (SELECT a.related_person_id IS NULL FROM address a WHERE a.id = NEW.address_id) AND NEW.consent_id';
