import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was counted, frozen; and who may read the figures printed of it. */
export class FrozenFigures1790000000950 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(frozen);
    await db.query(readers);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE held_over, frozen_cell, snapshot;
      DROP FUNCTION frozen_stays_as_it_is();
    `);
  }
}

const frozen = `
  CREATE TABLE snapshot (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    service_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    quarter text NOT NULL CONSTRAINT snapshot_is_of_a_quarter CHECK (quarter ~ '^\\d{4}-Q[1-4]$'),
    cut_off_at timestamptz NOT NULL,
    frozen_at timestamptz NOT NULL,
    policy_version text NOT NULL,
    hash text NOT NULL CONSTRAINT snapshot_hash_is_sha_256 CHECK (hash ~ '^[0-9a-f]{64}$'),
    attacked_counts integer NOT NULL CONSTRAINT snapshot_was_attacked CHECK (attacked_counts >= 0),
    CONSTRAINT quarter_is_frozen_once UNIQUE (service_id, quarter)
  );
  COMMENT ON TABLE snapshot IS 'A quarter of a service, counted and rounded once. Never changed: what was entered late is counted with the next';
  COMMENT ON COLUMN snapshot.cut_off_at IS 'The midnight in London that ends the cut-off day: what was entered before it is counted';
  COMMENT ON COLUMN snapshot.hash IS 'SHA-256 over what is printed; the true counts are not in it, or they could be found by trying';
  COMMENT ON COLUMN snapshot.attacked_counts IS 'How many printed counts of the service, of this and earlier quarters, the attacker read before this was frozen. Could he narrow down one, it was not frozen';

  CREATE TABLE frozen_cell (
    snapshot_id uuid NOT NULL REFERENCES snapshot,
    family text NOT NULL,
    quarter text NOT NULL CONSTRAINT cell_is_of_a_quarter CHECK (quarter ~ '^\\d{4}-Q[1-4]$'),
    cell text[] NOT NULL,
    exact integer NOT NULL CONSTRAINT frozen_cell_counts_something CHECK (exact > 0),
    rounded integer NOT NULL CONSTRAINT frozen_cell_is_rounded CHECK (rounded >= 0 AND rounded % 5 = 0 AND abs(rounded - exact) < 5),
    PRIMARY KEY (snapshot_id, family, quarter, cell)
  );
  COMMENT ON TABLE frozen_cell IS 'One count of a snapshot. Without an audit trigger: it is its own record, and the trigger would write the true count elsewhere';
  COMMENT ON COLUMN frozen_cell.quarter IS 'The quarter it happened in; earlier than the snapshot''s where it was entered late';
  COMMENT ON COLUMN frozen_cell.cell IS 'One code for each dimension of the family, the police area first';
  COMMENT ON COLUMN frozen_cell.exact IS 'The true count, readable by the counter alone';

  CREATE TABLE held_over (
    snapshot_id uuid NOT NULL REFERENCES snapshot,
    family text NOT NULL,
    area text NOT NULL,
    PRIMARY KEY (snapshot_id, family, area)
  );
  COMMENT ON TABLE held_over IS 'A family left out of a snapshot in one area: its records are counted with the next';

  CREATE FUNCTION frozen_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what is frozen stays as it is' USING ERRCODE = 'restrict_violation'; END $$;
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['snapshot', 'frozen_cell', 'held_over'] LOOP
      EXECUTE format('CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION frozen_stays_as_it_is()', t);
      CALL close_to_all(t::regclass);
      EXECUTE format('GRANT SELECT, INSERT ON %I TO casework_counter', t);
    END LOOP;
  END $$;
  CALL audit.watch('snapshot', 'values', 'id'); CALL audit.watch('held_over', 'values', 'snapshot_id', 'family', 'area');
`;

// A count rounded to 0 is not even a row to whoever reads: a row would say that there was something.
const readers = `
  CREATE POLICY snapshot_of_own_service ON snapshot TO casework_counter
    USING (service_id = my_organisation()) WITH CHECK (service_id = my_organisation());
  CREATE POLICY cell_of_own_service ON frozen_cell TO casework_counter
    USING (snapshot_id IN (SELECT id FROM snapshot)) WITH CHECK (snapshot_id IN (SELECT id FROM snapshot));
  CREATE POLICY held_over_of_own_service ON held_over TO casework_counter
    USING (snapshot_id IN (SELECT id FROM snapshot)) WITH CHECK (snapshot_id IN (SELECT id FROM snapshot));

  GRANT SELECT ON snapshot, held_over TO casework_commissioner, casework_foi_officer;
  GRANT SELECT (snapshot_id, family, quarter, cell, rounded) ON frozen_cell TO casework_commissioner, casework_foi_officer;
  CREATE POLICY snapshot_of_funded_service ON snapshot FOR SELECT TO casework_commissioner, casework_foi_officer
    USING (service_id IN (SELECT c.service_id FROM contract c WHERE c.commissioner_id = my_organisation()));
  CREATE POLICY cell_of_funded_area ON frozen_cell FOR SELECT TO casework_commissioner, casework_foi_officer
    USING (rounded > 0 AND (snapshot_id, cell[1]) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
  CREATE POLICY held_over_in_funded_area ON held_over FOR SELECT TO casework_commissioner, casework_foi_officer
    USING ((snapshot_id, area) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
`;
