import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SealedBatches1790000001410 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(sealer);
    await db.query(tables);
    await db.query(reading);
    await db.query(lag);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION audit.lag(); DROP FUNCTION audit.strays(); DROP FUNCTION audit.told(bigint, bigint); DROP FUNCTION audit.told_unsealed();
      DROP TABLE audit.verification, audit.anchor, audit.seal_item, audit.batch;
      DROP POLICY definer_sees_what_waits ON audit.unsealed;
      DROP POLICY sealer_takes_what_waits ON audit.unsealed;
      DROP POLICY sealer_empties_what_waits ON audit.unsealed;
      DROP POLICY sealer_sees_leaves ON audit.entry;
      DROP POLICY entry_of_sealer ON audit.entry;
      REVOKE SELECT ON audit.unsealed FROM casework_definer;
      REVOKE SELECT, DELETE ON audit.unsealed FROM casework_sealer;
      REVOKE SELECT (id, leaf), INSERT (act, fingerprint) ON audit.entry FROM casework_sealer;
      REVOKE USAGE ON SCHEMA audit FROM casework_sealer, casework_visitor;
      REVOKE USAGE ON SCHEMA public FROM casework_sealer;
    `);
  }
}

const sealer = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_sealer') THEN CREATE ROLE casework_sealer NOLOGIN; END IF;
    GRANT casework_sealer TO larkspur_app; GRANT casework_caller TO casework_sealer;
  END $$;
  GRANT USAGE ON SCHEMA public, audit TO casework_sealer;
  GRANT USAGE ON SCHEMA audit TO casework_visitor;
  -- It sees which entries wait and their hashes, and nothing of what they tell.
  GRANT SELECT, DELETE ON audit.unsealed TO casework_sealer;
  GRANT SELECT (id, leaf), INSERT (act, fingerprint) ON audit.entry TO casework_sealer;
  CREATE POLICY sealer_takes_what_waits ON audit.unsealed FOR SELECT TO casework_sealer USING (true);
  CREATE POLICY sealer_empties_what_waits ON audit.unsealed FOR DELETE TO casework_sealer USING (true);
  CREATE POLICY sealer_sees_leaves ON audit.entry FOR SELECT TO casework_sealer USING (true);
  CREATE POLICY entry_of_sealer ON audit.entry FOR INSERT TO casework_sealer WITH CHECK (actor_id IS NULL AND act = 'log.exported');
`;

const tables = `
  CREATE TABLE audit.batch (
    number bigint PRIMARY KEY CONSTRAINT batches_count_from_one CHECK (number > 0),
    count integer NOT NULL CONSTRAINT batch_has_entries CHECK (count > 0),
    root bytea NOT NULL,
    previous bytea NOT NULL,
    head bytea NOT NULL,
    signature bytea NOT NULL,
    key bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE audit.batch IS 'The chain: each head is of the head before it and of the root over the leaves of its entries, and is signed';
  COMMENT ON COLUMN audit.batch.root IS 'RFC 6962, section 2.1, over the leaves in their order';
  COMMENT ON COLUMN audit.batch.head IS 'SHA-256 of 0x02, previous, root, number and count, the last two in eight bytes each';
  COMMENT ON COLUMN audit.batch.key IS 'The Ed25519 public key of the signature. Whoever verifies has it from elsewhere';

  CREATE TABLE audit.seal_item (
    entry_id bigint PRIMARY KEY,
    batch bigint NOT NULL REFERENCES audit.batch,
    position integer NOT NULL,
    CONSTRAINT batch_has_a_place_once UNIQUE (batch, position)
  );
  COMMENT ON TABLE audit.seal_item IS 'Which entry is in which batch, and where. It refers to no entry, so that one that was removed is missed';

  CREATE TABLE audit.anchor (
    place text NOT NULL,
    batch bigint NOT NULL REFERENCES audit.batch,
    delivered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (place, batch)
  );
  COMMENT ON TABLE audit.anchor IS 'Which heads were given to which place outside the database';

  CREATE TABLE audit.verification (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid DEFAULT my_organisation(),
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    percent integer NOT NULL DEFAULT 0 CONSTRAINT percent_is_of_a_hundred CHECK (percent BETWEEN 0 AND 100),
    finished_at timestamptz,
    batches bigint,
    entries bigint,
    faults text[]
  );
  COMMENT ON TABLE audit.verification IS 'Verifications of the whole log: each night, of no organisation, and whenever an auditor asks';

  CALL close_to_all('audit.batch'); CALL close_to_all('audit.seal_item'); CALL close_to_all('audit.anchor'); CALL close_to_all('audit.verification');
  GRANT SELECT ON audit.batch, audit.seal_item, audit.anchor TO casework_sealer, casework_definer;
  GRANT INSERT (number, count, root, previous, head, signature, key) ON audit.batch TO casework_sealer;
  GRANT INSERT ON audit.seal_item TO casework_sealer;
  GRANT INSERT (place, batch) ON audit.anchor TO casework_sealer;
  GRANT SELECT, INSERT (id), UPDATE (percent, finished_at, batches, entries, faults) ON audit.verification TO casework_sealer;
  CREATE POLICY batch_read ON audit.batch FOR SELECT TO casework_sealer, casework_definer USING (true);
  CREATE POLICY batch_sealed ON audit.batch FOR INSERT TO casework_sealer WITH CHECK (true);
  CREATE POLICY item_read ON audit.seal_item FOR SELECT TO casework_sealer, casework_definer USING (true);
  CREATE POLICY item_sealed ON audit.seal_item FOR INSERT TO casework_sealer WITH CHECK (true);
  CREATE POLICY anchor_read ON audit.anchor FOR SELECT TO casework_sealer, casework_definer USING (true);
  CREATE POLICY anchor_delivered ON audit.anchor FOR INSERT TO casework_sealer WITH CHECK (true);
  CREATE POLICY verification_of_sealer ON audit.verification TO casework_sealer USING (true) WITH CHECK (true);
`;

/** What a verifier and an export read: the entries written out, batch by batch, and those that are in none. */
const reading = `
  GRANT SELECT ON audit.unsealed TO casework_definer;
  CREATE POLICY definer_sees_what_waits ON audit.unsealed FOR SELECT TO casework_definer USING (true);

  CREATE FUNCTION audit.told(from_batch bigint, to_batch bigint)
    RETURNS TABLE (batch bigint, entry_id bigint, texts text[], leaf bytea)
    STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$
      SELECT i.batch, i.entry_id, CASE WHEN e.id IS NOT NULL THEN audit.texts(e) END, e.leaf
      FROM audit.seal_item i LEFT JOIN audit.entry e ON e.id = i.entry_id
      WHERE i.batch BETWEEN from_batch AND to_batch ORDER BY i.batch, i.position $$;
  CREATE FUNCTION audit.told_unsealed() RETURNS TABLE (texts text[], leaf bytea)
    STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$
      SELECT audit.texts(e), e.leaf FROM audit.entry e
      WHERE NOT EXISTS (SELECT FROM audit.seal_item i WHERE i.entry_id = e.id) ORDER BY e.id $$;
  -- Entries in no batch that do not wait for one either: nothing of ours leaves any.
  CREATE FUNCTION audit.strays() RETURNS SETOF bigint
    STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$
      SELECT e.id FROM audit.entry e WHERE NOT EXISTS (SELECT FROM audit.seal_item i WHERE i.entry_id = e.id)
        AND NOT EXISTS (SELECT FROM audit.unsealed u WHERE u.entry_id = e.id) ORDER BY e.id $$;
  ALTER FUNCTION audit.told(bigint, bigint) OWNER TO casework_definer;
  ALTER FUNCTION audit.told_unsealed() OWNER TO casework_definer;
  ALTER FUNCTION audit.strays() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION audit.told(bigint, bigint), audit.told_unsealed(), audit.strays() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit.told(bigint, bigint), audit.told_unsealed(), audit.strays() TO casework_sealer;
`;

const lag = `
  -- How long the oldest entry has waited for its batch, and the oldest head for a place outside; null where none waits.
  CREATE FUNCTION audit.lag() RETURNS TABLE (unsealed_seconds integer, unanchored_seconds integer)
    STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$
      SELECT extract(epoch FROM clock_timestamp() - (SELECT min(e.at) FROM audit.unsealed u JOIN audit.entry e ON e.id = u.entry_id))::integer,
             extract(epoch FROM clock_timestamp() - (SELECT min(b.sealed_at) FROM audit.batch b
               WHERE b.number > (SELECT coalesce(max(batch), 0) FROM audit.anchor)))::integer $$;
  ALTER FUNCTION audit.lag() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION audit.lag() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit.lag() TO casework_visitor;
`;
