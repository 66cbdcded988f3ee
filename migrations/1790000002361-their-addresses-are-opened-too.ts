import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a child lives or goes to school is kept as every address is: it stands on no page, and is opened with a reason. */
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
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER unsafe_once_moved ON address;
      CREATE TRIGGER unsafe_once_moved AFTER UPDATE ON address FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
        EXECUTE FUNCTION unsafe_once_moved();
      DROP POLICY address_of_somebody_around_its_client ON address; ALTER TABLE address DROP COLUMN related_person_id;
    `);
  }
}
