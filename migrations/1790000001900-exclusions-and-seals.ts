import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Some may never see a person's record, and some records only a few may see at all, whatever else lets them. Both are of the
 * client and so of everything that is of the client: cases and referrals, those there are and those to come.
 */
export class ExclusionsAndSeals1790000001900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(exclusions);
    await db.query(seals);
    await db.query(lookUps);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const exclusions = `
  CREATE TABLE exclusion (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    staff_id uuid NOT NULL REFERENCES staff,
    client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    why text NOT NULL CONSTRAINT exclusion_has_a_reason CHECK (why IN ('declared', 'matched_name', 'matched_contact', 'supervisor')),
    made_by uuid REFERENCES staff,
    made_at timestamptz NOT NULL DEFAULT now(),
    lifted_by uuid REFERENCES staff,
    lifted_at timestamptz,
    CONSTRAINT exclusion_is_from_one_person CHECK (num_nonnulls(client_id, perpetrator_id) = 1),
    CONSTRAINT exclusion_is_lifted_by_somebody CHECK (num_nonnulls(lifted_by, lifted_at) IN (0, 2)),
    CONSTRAINT exclusion_from_client_is_made_once UNIQUE (staff_id, client_id),
    CONSTRAINT exclusion_from_perpetrator_is_made_once UNIQUE (staff_id, perpetrator_id)
  );
  COMMENT ON TABLE exclusion IS 'Someone who works here and may never see somebody''s record. From a perpetrator: none that names them';
  COMMENT ON COLUMN exclusion.made_by IS 'Whose entry or decision made it; they may not know that it did';
  CREATE INDEX exclusion_of_client ON exclusion (client_id);
  CREATE INDEX exclusion_of_perpetrator ON exclusion (perpetrator_id);
  CREATE INDEX exclusion_of_organisation ON exclusion (organisation_id, made_at) WHERE lifted_at IS NULL;
  CREATE INDEX referral_of_perpetrator ON referral (perpetrator_id);
  CREATE INDEX case_of_perpetrator ON case_file (perpetrator_id);
  CREATE TABLE exclusion_narrative (
    exclusion_id uuid PRIMARY KEY REFERENCES exclusion,
    why_lifted text NOT NULL
  );
  CALL close_to_all('exclusion'); CALL close_to_all('exclusion_narrative');
  CALL audit.watch('exclusion', 'values', 'id'); CALL audit.watch('exclusion_narrative', 'names', 'exclusion_id');
`;

const seals = `
  CREATE TABLE seal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    client_id uuid NOT NULL REFERENCES client,
    why text NOT NULL CONSTRAINT seal_has_a_reason
      CHECK (why IN ('perpetrator_works_here', 'perpetrator_in_a_partner', 'well_known', 'threat_to_life', 'other')),
    sealed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    sealed_at timestamptz NOT NULL DEFAULT now(),
    lifted_by uuid REFERENCES staff,
    lifted_at timestamptz,
    CONSTRAINT seal_is_lifted_by_somebody CHECK (num_nonnulls(lifted_by, lifted_at) IN (0, 2))
  );
  COMMENT ON TABLE seal IS 'A client whose record is for named people alone';
  CREATE UNIQUE INDEX client_is_sealed_once ON seal (client_id) WHERE lifted_at IS NULL;
  CREATE TABLE seal_member (
    seal_id uuid NOT NULL REFERENCES seal,
    staff_id uuid NOT NULL REFERENCES staff,
    PRIMARY KEY (seal_id, staff_id)
  );
  CREATE INDEX seal_member_of_staff ON seal_member (staff_id);
  CREATE TABLE seal_narrative (
    seal_id uuid PRIMARY KEY REFERENCES seal,
    why_lifted text NOT NULL
  );
  CALL close_to_all('seal'); CALL close_to_all('seal_member'); CALL close_to_all('seal_narrative');
  CALL audit.watch('seal', 'values', 'id'); CALL audit.watch('seal_member', 'values', 'seal_id', 'staff_id');
  CALL audit.watch('seal_narrative', 'names', 'seal_id');

  ALTER TABLE client ADD COLUMN sealed boolean NOT NULL DEFAULT false;
  ALTER TABLE perpetrator ADD COLUMN sealed boolean NOT NULL DEFAULT false;
  ALTER TABLE case_file ADD COLUMN sealed boolean NOT NULL DEFAULT false;
  ALTER TABLE referral ADD COLUMN sealed boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN client.sealed IS 'Kept by trigger, here and in what is of the client: a policy may then ask the row itself';
  COMMENT ON COLUMN perpetrator.sealed IS 'Whether every client who names them is sealed';
`;

// The definer sees keys alone; who people are it cannot read.
const lookUps = `
  GRANT SELECT ON exclusion, seal, seal_member TO casework_definer;
  GRANT SELECT (id, organisation_id, team_id, sealed), UPDATE (sealed) ON client, perpetrator TO casework_definer;
  GRANT SELECT (id, organisation_id, team_id, reference, client_id, perpetrator_id, advocate_id, sealed), UPDATE (sealed) ON case_file TO casework_definer;
  GRANT SELECT (id, client_id, perpetrator_id, case_id, sealed), UPDATE (sealed) ON referral TO casework_definer;
  CREATE POLICY definer_looks_up_exclusions ON exclusion FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_looks_up_seals ON seal FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_looks_up_members ON seal_member FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_looks_up_perpetrators ON perpetrator FOR SELECT TO casework_definer USING (true);
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['client', 'perpetrator', 'case_file', 'referral'] LOOP
      EXECUTE format('CREATE POLICY definer_keeps_sealed ON %I FOR UPDATE TO casework_definer USING (true) WITH CHECK (true)', t);
    END LOOP;
  END $$;

  -- A perpetrator whom clients in plain sight name too stays named there: that the name went would tell of the other client.
  CREATE FUNCTION excluded_from(person uuid) RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    WITH said AS (SELECT client_id, perpetrator_id FROM exclusion WHERE staff_id = person AND lifted_at IS NULL),
      hidden AS (SELECT client_id AS id FROM said WHERE client_id IS NOT NULL
        UNION SELECT r.client_id FROM said JOIN referral r USING (perpetrator_id)
        UNION SELECT c.client_id FROM said JOIN case_file c USING (perpetrator_id)),
      named AS (SELECT r.perpetrator_id AS id FROM hidden JOIN referral r ON r.client_id = hidden.id
        UNION SELECT c.perpetrator_id FROM hidden JOIN case_file c ON c.client_id = hidden.id)
    SELECT coalesce(array_agg(id), '{}') FROM (
      SELECT id FROM hidden
      UNION SELECT perpetrator_id FROM said WHERE perpetrator_id IS NOT NULL
      UNION SELECT id FROM named WHERE id IS NOT NULL
        AND NOT EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = named.id AND r.client_id NOT IN (SELECT h.id FROM hidden h))
        AND NOT EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = named.id AND c.client_id NOT IN (SELECT h.id FROM hidden h))) x $$;
  -- Nearly everybody is kept from nothing, which is found out without the long way.
  CREATE FUNCTION my_excluded() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE plpgsql AS $$
  DECLARE me uuid := my_user();
  BEGIN
    IF NOT EXISTS (SELECT FROM exclusion e WHERE e.staff_id = me AND e.lifted_at IS NULL) THEN RETURN '{}'; END IF;
    RETURN excluded_from(me);
  END $$;
  COMMENT ON FUNCTION my_excluded IS 'The clients and perpetrators of whom whoever asks may see nothing';

  CREATE FUNCTION my_seals() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    WITH mine AS (SELECT s.client_id AS id FROM seal_member m JOIN seal s ON s.id = m.seal_id WHERE m.staff_id = my_user() AND s.lifted_at IS NULL)
    SELECT coalesce(array_agg(id), '{}') FROM (
      SELECT id FROM mine
      UNION SELECT r.perpetrator_id FROM mine JOIN referral r ON r.client_id = mine.id
      UNION SELECT c.perpetrator_id FROM mine JOIN case_file c ON c.client_id = mine.id) x WHERE id IS NOT NULL $$;
  COMMENT ON FUNCTION my_seals IS 'The sealed clients that whoever asks is named for, and those who stalk them';
  ALTER FUNCTION excluded_from(uuid) OWNER TO casework_definer; ALTER FUNCTION my_excluded() OWNER TO casework_definer;
  ALTER FUNCTION my_seals() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION excluded_from(uuid) FROM PUBLIC;
`;

const undo = `
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['client', 'perpetrator', 'case_file', 'referral'] LOOP
      EXECUTE format('DROP POLICY definer_keeps_sealed ON %I', t);
    END LOOP;
  END $$;
  DROP TABLE seal_narrative, seal_member, seal, exclusion_narrative, exclusion;
  DROP FUNCTION my_seals(); DROP FUNCTION my_excluded(); DROP FUNCTION excluded_from(uuid);
  DROP POLICY definer_looks_up_perpetrators ON perpetrator;
  ALTER TABLE client DROP COLUMN sealed; ALTER TABLE perpetrator DROP COLUMN sealed;
  ALTER TABLE case_file DROP COLUMN sealed; ALTER TABLE referral DROP COLUMN sealed;
  REVOKE SELECT (team_id, organisation_id) ON client FROM casework_definer;
  REVOKE SELECT (id, organisation_id, team_id) ON perpetrator FROM casework_definer;
  REVOKE SELECT (team_id, reference, client_id, perpetrator_id, advocate_id) ON case_file FROM casework_definer;
  REVOKE SELECT (id, client_id, perpetrator_id, case_id) ON referral FROM casework_definer;
  DROP INDEX referral_of_perpetrator, case_of_perpetrator;
`;
