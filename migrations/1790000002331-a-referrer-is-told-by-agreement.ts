import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever referred somebody is told what became of it where the person themselves agreed to exactly that, and in no other way. Each
 * telling is a row here first, judged as it is made and again as it is sent.
 */
export class AReferrerIsToldByAgreement1790000002331 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE consent DROP CONSTRAINT purpose_is_a_code, ADD CONSTRAINT purpose_is_a_code
        CHECK (purpose IN (${purposes}, 'share_referrer'));
    `);
    await db.query(table);
    await db.query(rule);
    await db.query(people);
    await db.query(worker);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY event_of_answering ON event;
      DROP POLICY key_to_answer_by ON data_key; DROP POLICY sender_to_answer ON referral_sender;
      REVOKE ALL ON referral_sender FROM casework_worker;
      DROP TABLE referrer_notice; DROP FUNCTION referrer_may_be_told(); DROP FUNCTION consent_to_tell(uuid, date);
      DROP POLICY definer_knows_forms ON referral_sender; REVOKE ALL ON referral_sender FROM casework_definer;
      REVOKE SELECT (source) ON referral FROM casework_definer;
      DELETE FROM consent WHERE purpose = 'share_referrer';
      ALTER TABLE consent DROP CONSTRAINT purpose_is_a_code, ADD CONSTRAINT purpose_is_a_code CHECK (purpose IN (${purposes}));
    `);
  }
}

const purposes = `'contact', 'support', 'share_police', 'share_marac', 'share_agency', 'research', 'feedback'`;

const table = `
  CREATE TABLE referrer_notice (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    referral_id uuid NOT NULL REFERENCES referral,
    client_id uuid NOT NULL REFERENCES client,
    decision text NOT NULL CONSTRAINT notice_is_of_a_decision CHECK (decision IN ('accept', 'accept_waitlist', 'advice_only', 'redirect',
      'decline', 'return_to_referrer', 'duplicate', 'unable_to_contact')),
    way text NOT NULL CONSTRAINT notice_goes_some_way CHECK (way IN ('by_phone', 'in_person', 'email')),
    checked text CONSTRAINT notice_says_how_they_were_known CHECK (checked IN ('rang_published_number', 'known_to_us', 'showed_proof')),
    consent_id uuid NOT NULL REFERENCES consent,
    state text NOT NULL CONSTRAINT notice_is_in_a_state CHECK (state IN ('told', 'waiting', 'releasing', 'sent', 'failed', 'stopped')),
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL,
    released_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT told_only_whom_we_know CHECK ((way = 'email') = (checked IS NULL)),
    CONSTRAINT an_email_is_sent CHECK ((way = 'email') = (state <> 'told')),
    CONSTRAINT notice_released_says_when CHECK ((state IN ('releasing', 'sent', 'failed')) = (released_at IS NOT NULL))
  );
  COMMENT ON TABLE referrer_notice IS 'What whoever referred was told, by whom and by which agreement of the person: that it was decided and how, or by email that they are to ring';
  COMMENT ON COLUMN referrer_notice.checked IS 'How whoever told them knew who they are; null of an email, which says nothing of anybody';
  COMMENT ON COLUMN referrer_notice.client_id IS 'Of the referral: whose agreement it is, and whose key opens where an email goes';
  CREATE INDEX notice_of_referral ON referrer_notice (referral_id, made_at);
  CREATE INDEX notice_of_client ON referrer_notice (client_id);
  CALL close_to_all('referrer_notice');
  CALL audit.watch('referrer_notice', 'values', 'id');
`;

// src/sending/referrer.rules.ts says the same; test/referrals/referrer.http.spec.ts holds them together.
const rule = `
  GRANT SELECT (source) ON referral TO casework_definer;
  GRANT SELECT (referral_id, form) ON referral_sender TO casework_definer;
  CREATE POLICY definer_knows_forms ON referral_sender FOR SELECT TO casework_definer USING (true);
  CREATE FUNCTION consent_to_tell(which uuid, today date) RETURNS uuid STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT CASE WHEN k.value = 'given' AND coalesce(k.until_on >= today, true) THEN k.id END
      FROM referral r JOIN consent k ON k.client_id = r.client_id AND k.purpose = 'share_referrer'
     WHERE r.id = which AND r.state IN ('accepted', 'waiting', 'redirected', 'declined', 'unreached') AND NOT r.sealed AND r.source <> 'self'
       AND NOT EXISTS (SELECT FROM referral_sender s WHERE s.referral_id = r.id AND s.form = 'self')
       AND NOT (k.value = 'given' AND k.how = 'through_referrer')
     ORDER BY stands_against_giving(k) DESC, k.given_on DESC, k.recorded_at DESC, k.id DESC LIMIT 1 $$;
  COMMENT ON FUNCTION consent_to_tell IS 'The answer by which whoever referred may be told on a day what was decided; null where they may not';

  CREATE FUNCTION referrer_may_be_told() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE step text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END || ' ' || NEW.state;
  BEGIN
    IF step NOT IN (' told', ' waiting', 'waiting releasing', 'waiting stopped', 'releasing sent', 'releasing failed') THEN
      RAISE EXCEPTION 'a notice takes its steps' USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_takes_its_steps';
    END IF;
    IF NEW.state NOT IN ('told', 'waiting', 'releasing') THEN RETURN NEW; END IF;
    -- What is told while the person takes their agreement back waits for that here, and is then judged by it.
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.client_id::text, 3));
    IF consent_to_tell(NEW.referral_id, (coalesce(NEW.released_at, NEW.made_at) AT TIME ZONE 'Europe/London')::date) IS DISTINCT FROM NEW.consent_id THEN
      RAISE EXCEPTION 'nobody is told without agreement' USING ERRCODE = 'check_violation', CONSTRAINT = 'referrer_may_be_told';
    END IF;
    RETURN NEW;
  END $$;
  ALTER FUNCTION consent_to_tell(uuid, date) OWNER TO casework_definer; ALTER FUNCTION referrer_may_be_told() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION consent_to_tell(uuid, date), referrer_may_be_told() FROM PUBLIC;
  CREATE TRIGGER may_be_told BEFORE INSERT OR UPDATE ON referrer_notice FOR EACH ROW EXECUTE FUNCTION referrer_may_be_told();
`;

const people = `
  GRANT SELECT, INSERT (referral_id, client_id, decision, way, checked, consent_id, state, made_at) ON referrer_notice TO casework_advocate, casework_supervisor;
  CREATE POLICY notice_of_referral_seen ON referrer_notice FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM referral r WHERE r.id = referral_id));
  CREATE POLICY notice_from_own_team ON referrer_notice FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (made_by = (SELECT my_user()) AND organisation_id = (SELECT my_organisation())
      AND (SELECT r.team_id = ANY ((SELECT my_teams())::uuid[]) FROM referral r WHERE r.id = referral_id)
      AND (SELECT true FROM consent k JOIN referral r ON r.client_id = k.client_id WHERE k.id = consent_id AND r.id = referral_id AND r.client_id = referrer_notice.client_id));
`;

// The job reads the one address it is about to send to, while it is about to, and nothing else of anybody.
const worker = `
  GRANT SELECT (id, organisation_id, referral_id, client_id, way, state), UPDATE (state, released_at, ended_at) ON referrer_notice TO casework_worker;
  CREATE POLICY notice_to_send ON referrer_notice TO casework_worker
    USING (way = 'email' AND organisation_id = (SELECT my_organisation())) WITH CHECK (state <> 'told');
  GRANT SELECT (referral_id, reached_by) ON referral_sender TO casework_worker;
  CREATE POLICY sender_to_answer ON referral_sender FOR SELECT TO casework_worker
    USING (EXISTS (SELECT FROM referrer_notice n WHERE n.referral_id = referral_sender.referral_id AND n.state = 'releasing'));
  CREATE POLICY key_to_answer_by ON data_key FOR SELECT TO casework_worker
    USING (opens = 'client' AND EXISTS (SELECT FROM referrer_notice n WHERE n.client_id = data_key.id AND n.state = 'releasing'));
  CREATE POLICY event_of_answering ON event FOR INSERT TO casework_worker
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND did LIKE 'referrer_notice.%' AND case_id IS NOT DISTINCT FROM (SELECT my_errand()));
`;
