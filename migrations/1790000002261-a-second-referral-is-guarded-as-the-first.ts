import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whatever is sent begins with a client of its own. Where that is somebody on record, by name and birth or by how they are reached,
 * whoever a supervisor keeps from the one is kept from the other, and where the one is sealed the other begins sealed for the same
 * people. What a member of staff types begins under no seal: a record that vanished would tell them that its person is sealed here.
 */
export class ASecondReferralIsGuardedAsTheFirst1790000002261 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(guarding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER guarded_as_on_record ON conflict_token; DROP FUNCTION guarded_as_on_record(); DROP FUNCTION guard_as_on_record(uuid);
      DROP FUNCTION seal_as(uuid, uuid); DROP POLICY definer_seals_again ON seal;
      REVOKE INSERT (id, organisation_id, client_id, why, sealed_by) ON seal FROM casework_definer;
    `);
  }
}

const guarding = `
  GRANT INSERT (id, organisation_id, client_id, why, sealed_by) ON seal TO casework_definer;
  CREATE POLICY definer_seals_again ON seal FOR INSERT TO casework_definer WITH CHECK (lifted_at IS NULL);

  -- Where no supervisor of the team could hold it, none is made: the referral must come in all the same.
  CREATE FUNCTION seal_as(first uuid, who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE made uuid := gen_random_uuid();
  BEGIN
    INSERT INTO seal (id, organisation_id, client_id, why, sealed_by) SELECT made, organisation_id, who, why, sealed_by FROM seal WHERE id = first;
    INSERT INTO seal_member (seal_id, staff_id) SELECT made, m.staff_id FROM seal_member m JOIN client c ON c.id = who
      JOIN team_member t ON t.team_id = c.team_id AND t.staff_id = m.staff_id WHERE m.seal_id = first;
    PERFORM hand_on_seal(made);
    IF cardinality(safe_hands_of(made)) = 0 THEN RAISE EXCEPTION 'nobody could hold it' USING ERRCODE = 'check_violation'; END IF;
  EXCEPTION WHEN check_violation THEN NULL;
  END $$;

  CREATE FUNCTION guard_as_on_record(who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    same uuid[] := ARRAY(SELECT DISTINCT k.client_id FROM identity_token n JOIN identity_token k ON k.token = n.token AND k.kind = n.kind
        JOIN client c ON c.id = n.client_id JOIN client o ON o.id = k.client_id AND o.organisation_id = c.organisation_id
       WHERE n.client_id = who AND k.client_id <> who AND n.kind IN ('name_and_birth', 'phone', 'email'));
    first uuid;
  BEGIN
    INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
    SELECT DISTINCT ON (staff_id) organisation_id, staff_id, who, why, made_by FROM exclusion
     WHERE client_id = ANY (same) AND why = 'supervisor' AND lifted_at IS NULL ORDER BY staff_id, made_at
    ON CONFLICT DO NOTHING;
    IF my_role() IN ('casework_advocate', 'casework_supervisor') OR EXISTS (SELECT FROM seal WHERE client_id = who AND lifted_at IS NULL) THEN
      RETURN;
    END IF;
    SELECT s.id INTO first FROM seal s JOIN client o ON o.id = s.client_id JOIN client c ON c.id = who AND c.team_id = o.team_id
     WHERE s.client_id = ANY (same) AND s.lifted_at IS NULL ORDER BY s.sealed_at, s.id LIMIT 1;
    IF first IS NOT NULL THEN PERFORM seal_as(first, who); END IF;
  END $$;

  -- With the conflicts of interest, which are entered last: from then on whoever acts may be kept from what they entered.
  CREATE FUNCTION guarded_as_on_record() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM guard_as_on_record(client_id) FROM (SELECT DISTINCT client_id FROM entered WHERE client_id IS NOT NULL) e;
    RETURN NULL;
  END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['seal_as(uuid, uuid)', 'guard_as_on_record(uuid)', 'guarded_as_on_record()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  CREATE TRIGGER guarded_as_on_record AFTER INSERT ON conflict_token REFERENCING NEW TABLE AS entered FOR EACH STATEMENT
    EXECUTE FUNCTION guarded_as_on_record();
`;
