import type { MigrationInterface, QueryRunner } from 'typeorm';
import { amongAllRows } from './among-all-rows.js';
import { instead } from './instead.js';

/**
 * Where a client has another home, or stays somewhere else, the one before it is asked about: they left it, or are there too.
 * Until somebody says which, nothing goes by post, for what goes to the former one may be read by whoever stayed there.
 */
export class AFormerAddressIsAskedAbout1790000002400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
    await db.query(amongAllRows(['address'], askedOfWhatIsThere));
    await db.query(asking);
    await db.query(doubting);
    await db.query(instead('may_be_used(contact_method, timestamptz)', theirs, theirsForCertain));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('may_be_used(contact_method, timestamptz)', theirsForCertain, theirs));
    await db.query(`
      DROP TRIGGER stops_in_doubt ON address; DROP FUNCTION stops_in_doubt();
      DROP TRIGGER asks_about_the_former ON address; DROP FUNCTION asks_about_the_former();
      DROP FUNCTION address_in_doubt(uuid);
      REVOKE SELECT (client_id, doubted_at) ON address FROM casework_definer;
      ALTER TABLE address DROP COLUMN former, DROP COLUMN doubted_at;
    `);
  }
}

const columns = `
  ALTER TABLE address
    ADD COLUMN former text CONSTRAINT former_is_left_or_not CHECK (former IN ('left', 'still_there', 'not_known')),
    ADD COLUMN doubted_at timestamptz,
    ADD CONSTRAINT only_a_home_has_a_former CHECK (former IS NULL OR (client_id IS NOT NULL AND related_person_id IS NULL AND kind IN ('home', 'staying'))),
    ADD CONSTRAINT only_a_home_is_doubted CHECK (doubted_at IS NULL OR (client_id IS NOT NULL AND related_person_id IS NULL AND kind IN ('home', 'staying')));
  COMMENT ON COLUMN address.former IS 'What was said, as it was recorded, of the address of the same kind before it; null where nobody answered, which is not known';
  COMMENT ON COLUMN address.doubted_at IS 'Since when another address of the same kind is on record and nobody has said whether they are still here; null where they are';
  GRANT UPDATE (doubted_at) ON address TO casework_advocate, casework_supervisor;
`;

// Of two homes that are on record already nobody was ever asked.
const askedOfWhatIsThere = `
  UPDATE address a SET doubted_at = newer.recorded_at
    FROM (SELECT DISTINCT ON (client_id, kind) id, client_id, kind, recorded_at FROM address
           WHERE client_id IS NOT NULL AND related_person_id IS NULL AND kind IN ('home', 'staying') AND ended_at IS NULL
           ORDER BY client_id, kind, recorded_at DESC, id) newer
   WHERE a.client_id = newer.client_id AND a.kind = newer.kind AND a.id <> newer.id AND a.related_person_id IS NULL AND a.ended_at IS NULL;
`;

const asking = `
  CREATE FUNCTION asks_about_the_former() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE address SET ended_at = CASE NEW.former WHEN 'left' THEN NEW.recorded_at END,
           doubted_at = CASE NEW.former WHEN 'left' THEN doubted_at ELSE coalesce(doubted_at, NEW.recorded_at) END
     WHERE client_id = ANY (records_of(NEW.client_id)) AND kind = NEW.kind AND related_person_id IS NULL AND ended_at IS NULL AND id <> NEW.id;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION asks_about_the_former IS 'Ends the addresses of the same kind before a new one where they were left, and doubts them where nobody knows';
  CREATE TRIGGER asks_about_the_former AFTER INSERT ON address FOR EACH ROW
    WHEN (NEW.client_id IS NOT NULL AND NEW.related_person_id IS NULL AND NEW.kind IN ('home', 'staying') AND NEW.former IS DISTINCT FROM 'still_there')
    EXECUTE FUNCTION asks_about_the_former();
`;

const doubting = `
  GRANT SELECT (client_id, doubted_at) ON address TO casework_definer;
  CREATE FUNCTION address_in_doubt(client uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM address a WHERE a.client_id = ANY (same_person(client)) AND a.doubted_at IS NOT NULL AND a.ended_at IS NULL) $$;
  COMMENT ON FUNCTION address_in_doubt IS 'Whether nobody has said of an address of a client, in whichever record of theirs, that they are still there or left it';
  CREATE FUNCTION stops_in_doubt() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM stop_what_is_unsafe(NEW.client_id, 'less_safe'); RETURN NULL; END $$;
  ALTER FUNCTION address_in_doubt(uuid) OWNER TO casework_definer; ALTER FUNCTION stops_in_doubt() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION address_in_doubt(uuid) FROM PUBLIC;
  CREATE TRIGGER stops_in_doubt AFTER UPDATE ON address FOR EACH ROW
    WHEN (NEW.doubted_at IS NOT NULL AND OLD.doubted_at IS NULL AND NEW.ended_at IS NULL) EXECUTE FUNCTION stops_in_doubt();
`;

const theirs = 'SELECT m.ended_at IS NULL AND m.safe';
const theirsForCertain = `SELECT m.ended_at IS NULL AND NOT (m.channel = 'post' AND address_in_doubt(m.client_id)) AND m.safe`;
