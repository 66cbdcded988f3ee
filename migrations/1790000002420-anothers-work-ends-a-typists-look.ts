import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever typed a referral of somebody sealed sees it until somebody else decides it, because until then there was nothing to see but
 * what they typed. Now others write down on it how the person is reached: with that, with trying it, or with what the person agrees to, the
 * look of whoever typed it is over too (docs/decisions/0035). What became a case is not asked about: 0033 says what stays theirs there.
 */
export class AnothersWorkEndsATypistsLook1790000002420 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      GRANT SELECT (recorded_by) ON referral TO casework_definer;
      CREATE FUNCTION another_works_on_referral(who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      DECLARE typists uuid[];
      BEGIN
        -- A form, a key and a sheet say no more than they sent.
        IF my_user() IS NULL THEN RETURN; END IF;
        typists := ARRAY(SELECT recorded_by FROM referral WHERE client_id = ANY (same_person(who)) AND case_id IS NULL AND recorded_by <> my_user());
        IF cardinality(typists) = 0 THEN RETURN; END IF;
        DELETE FROM seal_member m USING seal s WHERE s.id = m.seal_id AND s.client_id = ANY (same_person(who)) AND s.lifted_at IS NULL
          AND m.staff_id = ANY (typists) AND m.silently;
        PERFORM keep_away_as_on_record(who, my_user());
      END $$;
      COMMENT ON FUNCTION another_works_on_referral IS 'Ends what those who typed the referrals of a client see of it, but for whoever acts';
      CREATE FUNCTION learnt_by_another() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      BEGIN PERFORM another_works_on_referral(NEW.client_id); RETURN NULL; END $$;
      CREATE FUNCTION tried_by_another() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      BEGIN PERFORM another_works_on_referral(r.client_id) FROM referral r WHERE r.id = NEW.referral_id; RETURN NULL; END $$;
      CREATE TRIGGER typists_look_ends AFTER INSERT OR UPDATE ON contact_method FOR EACH ROW EXECUTE FUNCTION learnt_by_another();
      CREATE TRIGGER typists_look_ends AFTER INSERT ON consent FOR EACH ROW EXECUTE FUNCTION learnt_by_another();
      CREATE TRIGGER typists_look_ends AFTER INSERT ON contact_attempt FOR EACH ROW WHEN (NEW.referral_id IS NOT NULL) EXECUTE FUNCTION tried_by_another();
      DO $$ DECLARE f regprocedure; BEGIN
        FOREACH f IN ARRAY ARRAY['another_works_on_referral(uuid)', 'learnt_by_another()', 'tried_by_another()']::regprocedure[] LOOP
          EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
          EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
        END LOOP;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER typists_look_ends ON contact_attempt; DROP TRIGGER typists_look_ends ON consent; DROP TRIGGER typists_look_ends ON contact_method;
      DROP FUNCTION tried_by_another(); DROP FUNCTION learnt_by_another(); DROP FUNCTION another_works_on_referral(uuid);
      REVOKE SELECT (recorded_by) ON referral FROM casework_definer;
    `);
  }
}
