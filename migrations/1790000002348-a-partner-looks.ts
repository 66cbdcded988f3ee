import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a partner reaches: a list of what is theirs to look at, which says nothing of anybody, and one at a time of what it says,
 * in the transaction that writes down that they looked. There is no table of casework they may read.
 */
export class APartnerLooks1790000002348 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(looking);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY key_of_what_is_looked_at ON data_key; REVOKE SELECT (id, wrapped) ON data_key FROM casework_partner;
      DROP FUNCTION my_view_items(uuid); DROP FUNCTION look_at_view(uuid, date); DROP FUNCTION my_views(date); DROP FUNCTION my_open_views();
      DROP POLICY definer_keeps_looks ON share_look; DROP POLICY definer_finds_items ON share_copy_item;
      REVOKE SELECT, INSERT ON share_look FROM casework_definer; REVOKE SELECT ON share_copy_item FROM casework_definer;
    `);
  }
}

const definer = 'SECURITY DEFINER SET search_path = public, pg_temp';

const looking = `
  GRANT SELECT, INSERT ON share_look TO casework_definer;
  GRANT SELECT ON share_copy_item TO casework_definer;
  CREATE POLICY definer_keeps_looks ON share_look TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_finds_items ON share_copy_item FOR SELECT TO casework_definer USING (true);

  -- The program says what day it has; the server's own can only make it fewer.
  CREATE FUNCTION my_views(today date)
  RETURNS TABLE (share_id uuid, reference text, service text, agency text, shared_on date, until_on date, items text[]) STABLE ${definer}
  LANGUAGE sql AS $$
    SELECT s.id, c.reference, o.name, g.name, s.shared_on, s.until_on, s.items
      FROM share_copy k JOIN share s ON s.id = k.share_id JOIN case_file c ON c.id = s.case_id JOIN organisation o ON o.id = c.organisation_id
      JOIN agency g ON g.id = s.agency_id
     WHERE my_role() = 'casework_partner' AND k.partner_id = my_user() AND s.until_on >= today AND view_is_live(s.id) $$;
  COMMENT ON FUNCTION my_views IS 'What was shared with the partner who asks, and is theirs to look at on a day: which case, of what kind, until when';

  CREATE FUNCTION look_at_view(which uuid, today date) RETURNS boolean VOLATILE ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM my_views(today) v WHERE v.share_id = which) THEN RETURN false; END IF;
    INSERT INTO share_look (share_id, looked_by) VALUES (which, my_user());
    RETURN true;
  END $$;
  COMMENT ON FUNCTION look_at_view IS 'Writes down that the partner who asks looked. What it says is theirs to read until the transaction ends';

  CREATE FUNCTION my_open_views() RETURNS uuid[] STABLE ${definer} LANGUAGE sql AS $$
    SELECT coalesce(array_agg(DISTINCT l.share_id), '{}') FROM share_look l
     WHERE my_role() = 'casework_partner' AND l.looked_by = my_user() AND l.looked_at = now() AND view_is_live(l.share_id) $$;
  CREATE FUNCTION my_view_items(which uuid) RETURNS TABLE (id uuid, item text, words bytea) STABLE ${definer} LANGUAGE sql AS $$
    SELECT i.id, i.item, i.words FROM share_copy_item i WHERE i.share_id = which AND which = ANY (my_open_views()) $$;

  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['my_views(date)', 'look_at_view(uuid, date)', 'my_open_views()', 'my_view_items(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO casework_partner', f);
    END LOOP;
  END $$;
  GRANT SELECT (id, wrapped) ON data_key TO casework_partner;
  CREATE POLICY key_of_what_is_looked_at ON data_key FOR SELECT TO casework_partner USING (id = ANY ((SELECT my_open_views())::uuid[]));
`;
