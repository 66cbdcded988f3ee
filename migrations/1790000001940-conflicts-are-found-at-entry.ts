import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever works here and has the name or number of somebody in a record is kept from it in the moment the second of the two is
 * entered. It is found by keyed tokens alone, by plain equality, and nobody who enters anything learns whether something was found.
 */
export class ConflictsAreFoundAtEntry1790000001940 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(declared);
    await db.query(tokens);
    await db.query(finding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE conflict_token; DROP TABLE declared_conflict_identity, declared_conflict;
      DROP FUNCTION conflict_is_found();
    `);
  }
}

const declared = `
  CREATE TABLE declared_conflict (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    staff_id uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    relation text NOT NULL CONSTRAINT conflict_is_of_a_relation
      CHECK (relation IN ('partner', 'former_partner', 'family', 'friend', 'neighbour', 'colleague', 'own_other_name', 'other')),
    declared_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE declared_conflict IS 'Somebody whose records a caseworker says they must never see';
  CREATE INDEX declared_conflict_of_staff ON declared_conflict (staff_id, declared_at DESC);
  CREATE TABLE declared_conflict_identity (
    declared_conflict_id uuid PRIMARY KEY REFERENCES declared_conflict,
    full_name text NOT NULL,
    reached_by text
  );
  CALL close_to_all('declared_conflict'); CALL close_to_all('declared_conflict_identity');
  CALL audit.watch('declared_conflict', 'values', 'id'); CALL audit.watch('declared_conflict_identity', 'names', 'declared_conflict_id');
  GRANT SELECT ON declared_conflict, declared_conflict_identity TO casework_advocate, casework_supervisor;
  GRANT INSERT (relation, declared_at) ON declared_conflict TO casework_advocate, casework_supervisor;
  GRANT INSERT ON declared_conflict_identity TO casework_advocate, casework_supervisor;
  CREATE POLICY declared_by_oneself ON declared_conflict TO casework_advocate, casework_supervisor USING (staff_id = (SELECT my_user()));
  CREATE POLICY identity_of_declared ON declared_conflict_identity TO casework_advocate, casework_supervisor
    USING (EXISTS (SELECT FROM declared_conflict d WHERE d.id = declared_conflict_id));
`;

const tokens = `
  CREATE TABLE conflict_token (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    staff_id uuid REFERENCES staff,
    client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    how text NOT NULL CONSTRAINT conflict_is_found_by CHECK (how IN ('declared', 'matched_name', 'matched_contact')),
    token bytea NOT NULL CONSTRAINT conflict_token_is_eight_bytes CHECK (length(token) = 8),
    CONSTRAINT conflict_token_is_of_one_person CHECK (num_nonnulls(staff_id, client_id, perpetrator_id) = 1),
    CONSTRAINT conflict_token_is_kept_once UNIQUE NULLS NOT DISTINCT (token, staff_id, client_id, perpetrator_id)
  );
  COMMENT ON TABLE conflict_token IS 'Of whom, by a key the database does not hold: what names and numbers are compared by';
  CALL close_to_all('conflict_token');
  GRANT INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token TO casework_advocate, casework_supervisor, casework_worker;
  CREATE POLICY token_of_people_seen ON conflict_token FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND (staff_id IS NULL OR staff_id = (SELECT my_user()))
      AND (client_id IS NULL OR EXISTS (SELECT FROM client p WHERE p.id = client_id))
      AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
  -- Of a colleague the name they are added by, and only in the transaction that adds them: by whoever approves it.
  CREATE POLICY token_of_new_colleague ON conflict_token FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND client_id IS NULL AND perpetrator_id IS NULL
      AND EXISTS (SELECT FROM staff s WHERE s.id = staff_id AND s.organisation_id = (SELECT my_organisation()) AND s.added_at = now()));
  -- Of whom a program outside refers: its key reaches nothing here, so that the worker enters them.
  CREATE POLICY token_of_people_sent ON conflict_token FOR INSERT TO casework_worker
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND staff_id IS NULL);
`;

const finding = `
  GRANT SELECT ON conflict_token TO casework_definer;
  CREATE POLICY definer_compares ON conflict_token FOR SELECT TO casework_definer USING (true);

  -- What is new may revive what was lifted: whoever lifted it did not know this.
  CREATE FUNCTION conflict_is_found() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO exclusion (organisation_id, staff_id, client_id, perpetrator_id, why, made_by)
    SELECT DISTINCT ON (1, 2, 3, 4) n.organisation_id, coalesce(n.staff_id, k.staff_id), coalesce(n.client_id, k.client_id),
           coalesce(n.perpetrator_id, k.perpetrator_id), CASE WHEN n.staff_id IS NULL THEN k.how ELSE n.how END, my_user()
      FROM entered n JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
       AND (n.staff_id IS NULL) <> (k.staff_id IS NULL)
     WHERE coalesce(n.client_id, k.client_id) IS NOT NULL
    ON CONFLICT (staff_id, client_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = excluded.why, made_by = excluded.made_by, made_at = now()
      WHERE exclusion.lifted_at IS NOT NULL;
    INSERT INTO exclusion (organisation_id, staff_id, client_id, perpetrator_id, why, made_by)
    SELECT DISTINCT ON (1, 2, 3, 4) n.organisation_id, coalesce(n.staff_id, k.staff_id), NULL::uuid,
           coalesce(n.perpetrator_id, k.perpetrator_id), CASE WHEN n.staff_id IS NULL THEN k.how ELSE n.how END, my_user()
      FROM entered n JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
       AND (n.staff_id IS NULL) <> (k.staff_id IS NULL)
     WHERE coalesce(n.perpetrator_id, k.perpetrator_id) IS NOT NULL
    ON CONFLICT (staff_id, perpetrator_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = excluded.why, made_by = excluded.made_by, made_at = now()
      WHERE exclusion.lifted_at IS NOT NULL;
    RETURN NULL;
  END $$;
  ALTER FUNCTION conflict_is_found() OWNER TO casework_definer;
  CREATE TRIGGER conflict_is_found AFTER INSERT ON conflict_token REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION conflict_is_found();
`;
