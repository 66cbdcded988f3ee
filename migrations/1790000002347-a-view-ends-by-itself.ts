import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A partner's view is there until its day is over, its case is closed or sealed, its basis is gone, whoever may look has left, or
 * somebody of that agency is to be kept from the client. What is over is gone: its key is destroyed.
 */
export class AViewEndsByItself1790000002347 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(living);
    await db.query(made);
    await db.query(ending);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER ends_views ON staff; DROP TRIGGER ends_views ON exclusion; DROP TRIGGER ends_views ON case_file;
      DROP TRIGGER ended_views_are_gone ON share; DROP TRIGGER copy_goes_where_it_may ON share_copy;
      DROP FUNCTION ends_views(); DROP FUNCTION end_views_over(); DROP FUNCTION end_views(uuid, uuid, uuid);
      DROP FUNCTION ended_views_are_gone(); DROP FUNCTION copy_goes_where_it_may(); DROP FUNCTION view_is_live(uuid);
      DROP FUNCTION view_may_be(uuid, uuid);
      DROP POLICY definer_finds_copies ON share_copy; DROP POLICY definer_ends_views ON data_key; DROP POLICY definer_finds_panel_referrals ON panel_referral;
      REVOKE SELECT ON panel_referral FROM casework_definer;
      ALTER POLICY definer_ends_shares ON share WITH CHECK (ended_because IN ('consent_ended', 'not_justified'));
    `);
  }
}

const definer = 'SECURITY DEFINER SET search_path = public, pg_temp';

const living = `
  GRANT SELECT (closed_on) ON case_file TO casework_definer;
  GRANT SELECT ON share_copy, panel_referral TO casework_definer;
  CREATE POLICY definer_finds_copies ON share_copy FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_finds_panel_referrals ON panel_referral FOR SELECT TO casework_definer USING (true);

  -- Of an agency it takes one who is to be kept from the client: what one of them is shown, all of them may hear.
  CREATE FUNCTION view_may_be(which uuid, partner uuid) RETURNS boolean STABLE ${definer} LANGUAGE sql AS $$
    SELECT coalesce((SELECT s.way = 'view' AND s.ended_at IS NULL AND s.until_on >= (now() AT TIME ZONE 'Europe/London')::date
        AND c.closed_on IS NULL AND NOT c.sealed AND p.state = 'active' AND p.role = 'partner' AND m.agency_id = s.agency_id
        AND NOT EXISTS (SELECT FROM agency_member o WHERE o.agency_id = s.agency_id AND c.client_id = ANY (excluded_from(o.staff_id)))
      FROM share s JOIN case_file c ON c.id = s.case_id JOIN staff p ON p.id = partner AND p.organisation_id = c.organisation_id
        JOIN agency_member m ON m.staff_id = p.id WHERE s.id = which), false) $$;
  CREATE FUNCTION view_is_live(which uuid) RETURNS boolean STABLE ${definer} LANGUAGE sql AS $$
    SELECT coalesce((SELECT view_may_be(k.share_id, k.partner_id) FROM share_copy k WHERE k.share_id = which), false) $$;
  COMMENT ON FUNCTION view_is_live IS 'Whether whom something was copied for may look at it now';
`;

const made = `
  CREATE FUNCTION copy_goes_where_it_may() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  DECLARE s share := (SELECT s FROM share s WHERE s.id = NEW.share_id);
  BEGIN
    IF NEW.panel_referral_id IS NOT NULL AND NOT EXISTS (SELECT FROM panel_referral r
         WHERE r.id = NEW.panel_referral_id AND r.case_id = s.case_id AND r.agency_id = s.agency_id AND s.way <> 'view') THEN
      RAISE EXCEPTION 'a research sheet goes to its panel' USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_goes_to_its_panel';
    END IF;
    IF NEW.partner_id IS NOT NULL AND NOT view_may_be(NEW.share_id, NEW.partner_id) THEN
      RAISE EXCEPTION 'nobody can look at it here' USING ERRCODE = 'check_violation', CONSTRAINT = 'view_is_for_somebody';
    END IF;
    -- copy.rules.ts says the same.
    IF NEW.partner_id IS NOT NULL AND s.until_on > s.shared_on + 90 THEN
      RAISE EXCEPTION 'a view is for ninety days at most' USING ERRCODE = 'check_violation', CONSTRAINT = 'view_is_short';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER copy_goes_where_it_may BEFORE INSERT ON share_copy FOR EACH ROW EXECUTE FUNCTION copy_goes_where_it_may();
`;

const ending = `
  ALTER POLICY definer_ends_shares ON share WITH CHECK (ended_because IN ('consent_ended', 'not_justified', 'case_closed', 'view_ended'));
  CREATE POLICY definer_ends_views ON data_key FOR UPDATE TO casework_definer
    USING (opens = 'share_copy' AND wrapped IS NOT NULL) WITH CHECK (opens = 'share_copy' AND wrapped IS NULL);

  CREATE FUNCTION ended_views_are_gone() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE data_key SET wrapped = NULL, destroyed_at = now() WHERE opens = 'share_copy' AND wrapped IS NOT NULL AND id = NEW.id
       AND EXISTS (SELECT FROM share_copy k WHERE k.share_id = NEW.id AND k.partner_id IS NOT NULL);
    RETURN NULL;
  END $$;
  CREATE TRIGGER ended_views_are_gone AFTER UPDATE ON share FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
    EXECUTE FUNCTION ended_views_are_gone();

  -- Of those of a case, an agency or a partner, or of all: whichever may be looked at no longer. A day that is over ends nothing else of a share.
  CREATE FUNCTION end_views(of_case uuid, of_agency uuid, of_partner uuid) RETURNS void VOLATILE ${definer} LANGUAGE sql AS $$
    UPDATE data_key d SET wrapped = NULL, destroyed_at = now() FROM share s JOIN share_copy k ON k.share_id = s.id
     WHERE d.id = s.id AND d.opens = 'share_copy' AND d.wrapped IS NOT NULL AND k.partner_id IS NOT NULL
       AND s.until_on < (now() AT TIME ZONE 'Europe/London')::date;
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = CASE WHEN c.closed_on IS NULL THEN 'view_ended' ELSE 'case_closed' END
        FROM share_copy k, case_file c
       WHERE k.share_id = s.id AND c.id = s.case_id AND k.partner_id IS NOT NULL AND s.ended_at IS NULL
         AND s.until_on >= (now() AT TIME ZONE 'Europe/London')::date AND NOT view_may_be(s.id, k.partner_id)
         AND coalesce(s.case_id = of_case, true) AND coalesce(s.agency_id = of_agency, true) AND coalesce(k.partner_id = of_partner, true)
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended $$;
  CREATE FUNCTION end_views_over() RETURNS void VOLATILE ${definer} LANGUAGE sql AS $$ SELECT end_views(NULL, NULL, NULL) $$;
  COMMENT ON FUNCTION end_views_over IS 'Destroys the keys of views that nobody may look at any longer. The night''s work; whatever ends one by an act does so at once';

  CREATE FUNCTION ends_views() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_TABLE_NAME = 'case_file' THEN PERFORM end_views(NEW.id, NULL, NULL);
    ELSIF TG_TABLE_NAME = 'staff' THEN PERFORM end_views(NULL, NULL, NEW.id);
    ELSE PERFORM end_views(NULL, m.agency_id, NULL) FROM agency_member m WHERE m.staff_id = NEW.staff_id; END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ends_views AFTER UPDATE ON case_file FOR EACH ROW
    WHEN (NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL OR NEW.sealed AND NOT OLD.sealed
      OR NEW.perpetrator_id IS DISTINCT FROM OLD.perpetrator_id) EXECUTE FUNCTION ends_views();
  CREATE TRIGGER ends_views AFTER UPDATE ON staff FOR EACH ROW
    WHEN (NEW.role = 'partner' AND NEW.state <> 'active' AND OLD.state = 'active') EXECUTE FUNCTION ends_views();
  CREATE TRIGGER ends_views AFTER INSERT OR UPDATE ON exclusion FOR EACH ROW WHEN (NEW.lifted_at IS NULL) EXECUTE FUNCTION ends_views();

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['view_may_be(uuid, uuid)', 'view_is_live(uuid)', 'copy_goes_where_it_may()', 'ended_views_are_gone()',
      'end_views(uuid, uuid, uuid)', 'end_views_over()', 'ends_views()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION end_views_over() TO casework_worker;
`;
