import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What goes to another agency is a row here first, and can be one only while the client consents to exactly that, or somebody has
 * answered for doing it without: share.rules.ts says the same. An answer that takes consent away ends what was shared by it.
 */
export class NothingIsSharedWithoutABasis1790000002222 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(overrides);
    await db.query(shares);
    await db.query(lawful);
    await db.query(ending);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER ends_what_was_shared ON consent; DROP TRIGGER ends_what_was_shared ON share_override;
      DROP TABLE share_narrative, share, share_override_narrative, share_override;
      DROP FUNCTION share_is_lawful(); DROP FUNCTION end_what_was_shared_by_consent(); DROP FUNCTION end_what_was_shared_by_override();
      DROP POLICY definer_tells_of_ended_shares ON event;
      DROP FUNCTION consent_for(uuid, uuid, date);
    `);
  }
}

const overrides = `
  CREATE TABLE share_override (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    agency_id uuid NOT NULL REFERENCES agency,
    basis text NOT NULL CONSTRAINT override_has_a_basis CHECK (basis IN ('serious_harm', 'safeguarding', 'legal_duty')),
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_on date NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    decision text CONSTRAINT override_is_judged CHECK (decision IN ('justified', 'not_justified')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT override_is_judged_whole CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT override_is_judged_by_another CHECK (decided_by <> made_by)
  );
  COMMENT ON TABLE share_override IS 'That somebody answers for sharing with one agency against the client''s answer or without one, on one day';
  CREATE INDEX share_override_of_case ON share_override (case_id, made_on);
  CREATE INDEX share_override_to_judge ON share_override (case_id) WHERE decision IS NULL;
  CREATE TABLE share_override_narrative (share_override_id uuid PRIMARY KEY REFERENCES share_override, why bytea NOT NULL, judgement bytea);
  CALL close_to_all('share_override'); CALL close_to_all('share_override_narrative');
  CALL audit.watch('share_override', 'values', 'id'); CALL audit.watch('share_override_narrative', 'names', 'share_override_id');

  GRANT SELECT, INSERT (id, case_id, agency_id, basis, made_on) ON share_override TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT (share_override_id, why) ON share_override_narrative TO casework_advocate, casework_supervisor;
  GRANT UPDATE (decision, decided_by, decided_at) ON share_override TO casework_supervisor;
  GRANT UPDATE (judgement) ON share_override_narrative TO casework_supervisor;
  CREATE POLICY override_of_case ON share_override FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY override_in_own_name ON share_override FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (made_by = (SELECT my_user()) AND decision IS NULL AND (SELECT my_step_up()) AND (SELECT true FROM agency g WHERE g.id = agency_id)
      AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id));
  CREATE POLICY override_judged_by_another ON share_override FOR UPDATE TO casework_supervisor
    USING (decision IS NULL AND made_by <> (SELECT my_user())
      AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id))
    WITH CHECK (decided_by = (SELECT my_user()));
  CREATE POLICY words_of_override ON share_override_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM share_override o WHERE o.id = share_override_id));
  CREATE POLICY words_of_own_override ON share_override_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT o.made_by = (SELECT my_user()) FROM share_override o WHERE o.id = share_override_id));
  CREATE POLICY words_of_judgement ON share_override_narrative FOR UPDATE TO casework_supervisor
    USING ((SELECT o.decided_by = (SELECT my_user()) AND o.decided_at = now() FROM share_override o WHERE o.id = share_override_id));
`;

const shares = `
  CREATE TABLE share (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    agency_id uuid NOT NULL REFERENCES agency,
    items text[] NOT NULL CONSTRAINT share_is_of_what_may_go CHECK (items <@ ARRAY['name', 'born_on', 'safe_contact',
      'risk', 'what_happened', 'orders', 'breaches', 'safety_plan', 'children', 'perpetrator', 'document']),
    way text NOT NULL CONSTRAINT share_goes_a_way CHECK (way IN ('meeting', 'phone', 'secure_email', 'by_hand', 'post')),
    consent_id uuid REFERENCES consent,
    share_override_id uuid REFERENCES share_override,
    until_on date NOT NULL,
    shared_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    shared_on date NOT NULL,
    shared_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_because text CONSTRAINT share_ended_by_a_code CHECK (ended_because IN ('revoked', 'consent_ended', 'not_justified')),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT share_is_of_something CHECK (cardinality(items) > 0),
    CONSTRAINT share_has_one_basis CHECK (num_nonnulls(consent_id, share_override_id) = 1),
    CONSTRAINT share_ended_says_why CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
    CONSTRAINT share_ends_after_it_begins CHECK (until_on >= shared_on)
  );
  COMMENT ON TABLE share IS 'What of a case went to which agency, on what basis and until when. Where somebody is is never among it';
  COMMENT ON COLUMN share.until_on IS 'The last day the agency may keep or use it, inclusive';
  CREATE INDEX share_of_case ON share (case_id, shared_at DESC);
  CREATE INDEX share_by_consent ON share (consent_id); CREATE INDEX share_by_override ON share (share_override_id);
  CREATE TABLE share_narrative (share_id uuid PRIMARY KEY REFERENCES share, to_whom bytea NOT NULL, their_role bytea NOT NULL, why bytea NOT NULL);
  COMMENT ON TABLE share_narrative IS 'The person it went to, what they do there, and what for, with the documents named';
  CREATE TRIGGER version BEFORE UPDATE ON share FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('share'); CALL close_to_all('share_narrative');
  CALL audit.watch('share', 'values', 'id'); CALL audit.watch('share_narrative', 'names', 'share_id');

  GRANT SELECT, INSERT (id, case_id, agency_id, items, way, consent_id, share_override_id, until_on, shared_on), UPDATE (ended_at, ended_because)
    ON share TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON share_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY share_of_case ON share FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY share_from_own_team ON share FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (shared_by = (SELECT my_user()) AND ended_at IS NULL AND (SELECT true FROM agency g WHERE g.id = agency_id)
      AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id));
  CREATE POLICY share_revoked_by_own_team ON share FOR UPDATE TO casework_advocate, casework_supervisor
    USING (ended_at IS NULL AND (SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id))
    WITH CHECK (ended_because = 'revoked');
  CREATE POLICY words_of_share ON share_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM share s WHERE s.id = share_id));
  CREATE POLICY words_of_own_share ON share_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT s.shared_by = (SELECT my_user()) AND s.shared_at = now() FROM share s WHERE s.id = share_id));
`;

// share.rules.ts says the same; test/sharing/share-twins.http.spec.ts holds them together.
const lawful = `
  GRANT SELECT ON agency, share, share_override TO casework_definer;
  GRANT UPDATE (ended_at, ended_because, version) ON share TO casework_definer;
  CREATE POLICY definer_judges_agencies ON agency FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_judges_shares ON share FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_judges_overrides ON share_override FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_ends_shares ON share FOR UPDATE TO casework_definer USING (ended_at IS NULL) WITH CHECK (ended_because IN ('consent_ended', 'not_justified'));
  CREATE POLICY definer_tells_of_ended_shares ON event FOR INSERT TO casework_definer WITH CHECK (did = 'share.ended');

  CREATE FUNCTION consent_for(client uuid, agency uuid, today date) RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT CASE WHEN k.value = 'given' AND coalesce(k.until_on >= today, true) THEN k.id END
      FROM consent k, agency g, (SELECT CASE WHEN kind = 'police' THEN 'share_police' WHEN kind IN ('marac', 'masip') THEN 'share_marac' ELSE 'share_agency' END
        FROM agency WHERE id = $2) p(purpose)
     WHERE g.id = $2 AND k.client_id = $1 AND k.purpose = p.purpose AND (p.purpose <> 'share_agency' OR k.agency_id = g.id)
     ORDER BY k.given_on DESC, k.recorded_at DESC, k.id DESC LIMIT 1 $$;
  COMMENT ON FUNCTION consent_for IS 'The answer by which something may go to an agency on a day; null where it may not';

  CREATE FUNCTION share_is_lawful() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE whose uuid := (SELECT client_id FROM case_file WHERE id = NEW.case_id);
  BEGIN
    -- What is shared while the client takes their consent back waits for that here, and is then judged by it.
    PERFORM pg_advisory_xact_lock(hashtextextended(whose::text, 3));
    IF NEW.consent_id IS NOT NULL AND NEW.consent_id IS NOT DISTINCT FROM consent_for(whose, NEW.agency_id, NEW.shared_on)
       AND (SELECT coalesce(NEW.until_on <= until_on, true) FROM consent WHERE id = NEW.consent_id) THEN RETURN NEW; END IF;
    IF EXISTS (SELECT FROM share_override o WHERE o.id = NEW.share_override_id AND o.case_id = NEW.case_id AND o.agency_id = NEW.agency_id
         AND o.made_on = NEW.shared_on AND o.decision IS DISTINCT FROM 'not_justified') THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'nothing is shared without a basis' USING ERRCODE = 'check_violation', CONSTRAINT = 'share_is_lawful';
  END $$;
  CREATE TRIGGER is_lawful BEFORE INSERT ON share FOR EACH ROW EXECUTE FUNCTION share_is_lawful();
`;

const ending = `
  CREATE FUNCTION end_what_was_shared_by_consent() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.client_id::text, 3));
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = 'consent_ended' FROM case_file c
       WHERE c.id = s.case_id AND c.client_id = NEW.client_id AND s.ended_at IS NULL AND s.consent_id IS NOT NULL
         AND consent_for(NEW.client_id, s.agency_id, (now() AT TIME ZONE 'Europe/London')::date) IS NULL
         AND (SELECT k.purpose = NEW.purpose FROM consent k WHERE k.id = s.consent_id)
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    RETURN NULL;
  END $$;
  CREATE FUNCTION end_what_was_shared_by_override() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = 'not_justified' FROM case_file c
       WHERE c.id = s.case_id AND s.share_override_id = NEW.id AND s.ended_at IS NULL RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    RETURN NULL;
  END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['consent_for(uuid, uuid, date)', 'share_is_lawful()', 'end_what_was_shared_by_consent()',
      'end_what_was_shared_by_override()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION consent_for(uuid, uuid, date) FROM PUBLIC;
  CREATE TRIGGER ends_what_was_shared AFTER INSERT ON consent FOR EACH ROW
    WHEN (NEW.purpose LIKE 'share%' AND (NEW.value <> 'given' OR NEW.until_on IS NOT NULL)) EXECUTE FUNCTION end_what_was_shared_by_consent();
  CREATE TRIGGER ends_what_was_shared AFTER UPDATE ON share_override FOR EACH ROW
    WHEN (NEW.decision = 'not_justified') EXECUTE FUNCTION end_what_was_shared_by_override();
`;
