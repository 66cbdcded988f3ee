import type { MigrationInterface, QueryRunner } from 'typeorm';
import { amongAllRows } from './among-all-rows.js';

/**
 * Addresses that were written down as what somebody is known by stood on the page of the case for everybody to read. They are
 * addresses now, which nobody reads without saying why. No migration can seal anew: what was moved stays sealed as it was where
 * it came from, and says so.
 */
export class EveryAddressIsOpened1790000002383 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE address_identity ADD COLUMN from_identifier boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN address_identity.from_identifier IS 'Sealed as the value of an identifier of the same id, which it was until addresses had a record of their own';
    `);
    await db.query(amongAllRows([...tables, 'identity_token'], moved));
    await db.query(`
      ALTER TABLE identifier DROP CONSTRAINT identifier_is_of_a_kind;
      ALTER TABLE identifier ADD CONSTRAINT identifier_is_of_a_kind
        CHECK (kind IN ('other_name', 'phone', 'email', 'username', 'plate', 'crime_reference'));
      COMMENT ON TABLE identifier_identity IS 'The name, number, username, registration or reference itself, sealed by the key of whom it is of';
    `);
  }

  /** What was moved would be in plain sight again, so it is not moved back. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE address_identity NO FORCE ROW LEVEL SECURITY;
      DO $$ BEGIN
        IF EXISTS (SELECT FROM address_identity WHERE from_identifier) THEN RAISE EXCEPTION 'addresses were moved out of plain sight, and stay there'; END IF;
      END $$;
      ALTER TABLE address_identity FORCE ROW LEVEL SECURITY;
      ALTER TABLE identifier DROP CONSTRAINT identifier_is_of_a_kind;
      ALTER TABLE identifier ADD CONSTRAINT identifier_is_of_a_kind
        CHECK (kind IN ('other_name', 'phone', 'email', 'address', 'username', 'plate', 'crime_reference'));
      COMMENT ON TABLE identifier_identity IS 'The name, number, address, username, registration or reference itself, sealed by the key of whom it is of';
      ALTER TABLE address_identity DROP COLUMN from_identifier;
    `);
  }
}

const tables = ['address', 'address_identity', 'identifier', 'identifier_identity'];

// What is known of it is that they can be found there; of a client's, that nobody said it is no refuge.
const moved = `
  INSERT INTO address (id, client_id, perpetrator_id, kind, refuge, recorded_at, ended_at)
    SELECT id, client_id, perpetrator_id, 'other', CASE WHEN client_id IS NULL THEN 'no' ELSE 'unknown' END, recorded_at, retracted_at
      FROM identifier WHERE kind = 'address';
  INSERT INTO address_identity (address_id, value, from_identifier)
    SELECT i.id, v.value, true FROM identifier i JOIN identifier_identity v ON v.identifier_id = i.id WHERE i.kind = 'address';
  UPDATE identity_token t SET identifier_id = NULL FROM identifier i WHERE i.id = t.identifier_id AND i.kind = 'address';
  DELETE FROM identifier_identity v USING identifier i WHERE i.id = v.identifier_id AND i.kind = 'address';
  DELETE FROM identifier WHERE kind = 'address';
`;
