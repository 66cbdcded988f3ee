import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each night whoever was recorded before anything was compared is entered, and all that is compared is compared again: of two
 * who are entered at the same moment neither sees the other. A machine of its own does it, which reads only whom nobody compared yet.
 */
export class ConflictsAreLookedForAgain1790000001980 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(comparer);
    await db.query(reading);
    await db.query(again);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const comparer = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_comparer') THEN CREATE ROLE casework_comparer NOLOGIN; END IF;
  END $$;
  GRANT casework_comparer TO larkspur_app; GRANT casework_caller TO casework_comparer;
  GRANT USAGE ON SCHEMA public, audit TO casework_comparer;
  CREATE INDEX conflict_token_of_staff ON conflict_token (staff_id) WHERE staff_id IS NOT NULL;
  CREATE INDEX conflict_token_of_client ON conflict_token (client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX conflict_token_of_perpetrator ON conflict_token (perpetrator_id) WHERE perpetrator_id IS NOT NULL;
`;

const reading = `
  CREATE FUNCTION is_compared(person uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM conflict_token WHERE staff_id = person) OR EXISTS (SELECT FROM conflict_token WHERE client_id = person)
        OR EXISTS (SELECT FROM conflict_token WHERE perpetrator_id = person) $$;
  ALTER FUNCTION is_compared(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION is_compared(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_compared(uuid) TO casework_comparer;
  GRANT SELECT (id, kind) ON organisation TO casework_comparer;
  GRANT INSERT (staff_id, client_id, perpetrator_id, how, token) ON conflict_token TO casework_comparer;
  GRANT SELECT (id, organisation_id, role, display_name, email) ON staff TO casework_comparer;
  GRANT SELECT (id, organisation_id) ON client, perpetrator TO casework_comparer;
  GRANT SELECT (client_id, full_name, known_as) ON client_identity TO casework_comparer;
  GRANT SELECT (perpetrator_id, full_name, also_known_as) ON perpetrator_identity TO casework_comparer;
  GRANT SELECT (id, client_id) ON contact_method TO casework_comparer;
  GRANT SELECT (contact_method_id, value) ON contact_method_identity TO casework_comparer;
  GRANT SELECT (id, wrapped, opens) ON data_key TO casework_comparer;
  GRANT INSERT (act, result, subject_kind, subject_id, case_id, reason, ids, fields, fingerprint) ON audit.entry TO casework_comparer;

  CREATE POLICY client_not_compared ON client FOR SELECT TO casework_comparer
    USING (organisation_id = (SELECT my_organisation()) AND NOT is_compared(id));
  CREATE POLICY perpetrator_not_compared ON perpetrator FOR SELECT TO casework_comparer
    USING (organisation_id = (SELECT my_organisation()) AND NOT is_compared(id));
  CREATE POLICY identity_not_compared ON client_identity FOR SELECT TO casework_comparer USING (EXISTS (SELECT FROM client c WHERE c.id = client_id));
  CREATE POLICY identity_not_compared ON perpetrator_identity FOR SELECT TO casework_comparer USING (EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id));
  CREATE POLICY method_not_compared ON contact_method FOR SELECT TO casework_comparer USING (EXISTS (SELECT FROM client c WHERE c.id = client_id));
  CREATE POLICY identity_not_compared ON contact_method_identity FOR SELECT TO casework_comparer
    USING (EXISTS (SELECT FROM contact_method m WHERE m.id = contact_method_id));
  CREATE POLICY key_not_compared ON data_key FOR SELECT TO casework_comparer
    USING (opens = 'client' AND EXISTS (SELECT FROM client c WHERE c.id = data_key.id)
      OR opens = 'perpetrator' AND EXISTS (SELECT FROM perpetrator p WHERE p.id = data_key.id));
  CREATE POLICY token_of_not_compared ON conflict_token FOR INSERT TO casework_comparer
    WITH CHECK (organisation_id = (SELECT my_organisation())
      AND (staff_id IS NULL OR EXISTS (SELECT FROM staff s WHERE s.id = staff_id))
      AND (client_id IS NULL OR EXISTS (SELECT FROM client c WHERE c.id = client_id))
      AND (perpetrator_id IS NULL OR EXISTS (SELECT FROM perpetrator p WHERE p.id = perpetrator_id)));
  CREATE POLICY entry_of_comparer ON audit.entry FOR INSERT TO casework_comparer
    WITH CHECK (actor_id IS NULL AND case_id IS NULL AND organisation_id = (SELECT my_organisation()) AND act = 'conflicts.compared');
`;

const again = `
  -- What was lifted stays lifted: nothing is new. How many were missed.
  CREATE FUNCTION compare_conflicts_again() RETURNS integer VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH missed AS (
      INSERT INTO exclusion (organisation_id, staff_id, client_id, perpetrator_id, why)
      SELECT DISTINCT ON (s.staff_id, k.client_id, k.perpetrator_id) s.organisation_id, s.staff_id, k.client_id, k.perpetrator_id, s.how
        FROM conflict_token s JOIN conflict_token k ON k.token = s.token AND k.organisation_id = s.organisation_id AND k.staff_id IS NULL
       WHERE s.staff_id IS NOT NULL AND s.organisation_id = my_organisation()
       ORDER BY s.staff_id, k.client_id, k.perpetrator_id, s.how
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT count(*)::integer FROM missed $$;
  ALTER FUNCTION compare_conflicts_again() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION compare_conflicts_again() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION compare_conflicts_again() TO casework_comparer;
`;

const undo = `
  DROP FUNCTION compare_conflicts_again();
  DROP POLICY entry_of_comparer ON audit.entry; DROP POLICY token_of_not_compared ON conflict_token;
  DROP POLICY key_not_compared ON data_key; DROP POLICY identity_not_compared ON contact_method_identity; DROP POLICY method_not_compared ON contact_method;
  DROP POLICY identity_not_compared ON perpetrator_identity; DROP POLICY identity_not_compared ON client_identity;
  DROP POLICY perpetrator_not_compared ON perpetrator; DROP POLICY client_not_compared ON client;
  DROP FUNCTION is_compared(uuid);
  REVOKE ALL ON organisation, conflict_token, staff, client, perpetrator, client_identity, perpetrator_identity, contact_method, contact_method_identity,
    data_key, audit.entry FROM casework_comparer;
  DROP INDEX conflict_token_of_perpetrator, conflict_token_of_client, conflict_token_of_staff;
  REVOKE USAGE ON SCHEMA public, audit FROM casework_comparer;
`;
