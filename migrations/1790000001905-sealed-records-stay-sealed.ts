import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is of a sealed client is marked as sealed, also what comes later; and a seal is in the hands of a supervisor in no conflict. */
export class SealedRecordsStaySealed1790000001905 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(sealing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const sealing = `
  CREATE FUNCTION keep_sealed(who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE holds boolean := EXISTS (SELECT FROM seal WHERE client_id = who AND lifted_at IS NULL);
  BEGIN
    UPDATE client SET sealed = holds WHERE id = who AND sealed <> holds;
    UPDATE case_file SET sealed = holds WHERE client_id = who AND sealed <> holds;
    UPDATE referral SET sealed = holds WHERE client_id = who AND sealed <> holds;
    UPDATE perpetrator p SET sealed = NOT p.sealed
     WHERE p.id IN (SELECT perpetrator_id FROM referral WHERE client_id = who UNION SELECT perpetrator_id FROM case_file WHERE client_id = who)
       AND p.sealed = (EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = p.id AND NOT r.sealed)
                    OR EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = p.id AND NOT c.sealed));
  END $$;
  CREATE FUNCTION seal_closes_the_record() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM keep_sealed(NEW.client_id); RETURN NULL; END $$;
  CREATE FUNCTION begins_as_sealed_as_its_client() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN NEW.sealed := coalesce((SELECT sealed FROM client WHERE id = NEW.client_id), false); RETURN NEW; END $$;
  CREATE FUNCTION names_somebody_sealed() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM keep_sealed(NEW.client_id); RETURN NULL; END $$;
  CREATE FUNCTION begins_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.sealed := false; RETURN NEW; END $$;

  -- Asked when the transaction ends, by when everybody has been named.
  CREATE FUNCTION seal_is_in_safe_hands() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE unsafe boolean;
  BEGIN
    SELECT NOT EXISTS (SELECT FROM seal_member m JOIN staff p ON p.id = m.staff_id
               WHERE m.seal_id = s.id AND p.role = 'supervisor' AND p.state = 'active' AND p.id <> s.sealed_by
                 AND NOT s.client_id = ANY (excluded_from(p.id)))
        OR EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND NOT EXISTS (
               SELECT FROM team_member t WHERE t.staff_id = m.staff_id AND t.team_id = c.team_id))
      INTO unsafe FROM seal s JOIN client c ON c.id = s.client_id WHERE s.id = NEW.seal_id AND s.lifted_at IS NULL;
    IF unsafe THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION seal_names_somebody() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM seal_member m WHERE m.seal_id = NEW.id) THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    RETURN NULL;
  END $$;

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['keep_sealed(uuid)', 'seal_closes_the_record()',
      'begins_as_sealed_as_its_client()', 'names_somebody_sealed()', 'seal_is_in_safe_hands()', 'seal_names_somebody()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION keep_sealed(uuid) FROM PUBLIC;

  CREATE TRIGGER closes_the_record AFTER INSERT OR UPDATE ON seal FOR EACH ROW EXECUTE FUNCTION seal_closes_the_record();
  CREATE CONSTRAINT TRIGGER names_somebody AFTER INSERT ON seal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_names_somebody();
  CREATE CONSTRAINT TRIGGER is_in_safe_hands AFTER INSERT ON seal_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_is_in_safe_hands();
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['case_file', 'referral'] LOOP
      EXECUTE format('CREATE TRIGGER as_sealed_as_its_client BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION begins_as_sealed_as_its_client()', t);
      EXECUTE format('CREATE TRIGGER names_somebody_sealed AFTER INSERT ON %I FOR EACH ROW WHEN (NEW.sealed) EXECUTE FUNCTION names_somebody_sealed()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['client', 'perpetrator'] LOOP
      EXECUTE format('CREATE TRIGGER begins_unsealed BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION begins_unsealed()', t);
    END LOOP;
  END $$;
`;

const undo = `
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['case_file', 'referral'] LOOP
      EXECUTE format('DROP TRIGGER as_sealed_as_its_client ON %1$I; DROP TRIGGER names_somebody_sealed ON %1$I', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['client', 'perpetrator'] LOOP
      EXECUTE format('DROP TRIGGER begins_unsealed ON %I', t);
    END LOOP;
  END $$;
  DROP TRIGGER closes_the_record ON seal; DROP TRIGGER names_somebody ON seal; DROP TRIGGER is_in_safe_hands ON seal_member;
  DROP FUNCTION seal_names_somebody(); DROP FUNCTION seal_is_in_safe_hands(); DROP FUNCTION begins_unsealed();
  DROP FUNCTION names_somebody_sealed(); DROP FUNCTION begins_as_sealed_as_its_client(); DROP FUNCTION seal_closes_the_record();
  DROP FUNCTION keep_sealed(uuid);
`;
