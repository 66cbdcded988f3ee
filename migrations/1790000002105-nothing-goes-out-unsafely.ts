import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whatever goes out to a client is a row here first. It can be made, and let go, only where the way it goes may be used at
 * that moment, the client consents to contact and the case is open; and it is stopped by the very change that ends that.
 */
export class NothingGoesOutUnsafely1790000002105 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(rule);
    await db.query(keeping);
    await db.query(stopping);
    await db.query(people);
    await db.query(worker);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
  }
}

const table = `
  CREATE TABLE outgoing (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    contact_method_id uuid NOT NULL REFERENCES contact_method,
    kind text NOT NULL CONSTRAINT outgoing_is_of_a_kind CHECK (kind IN ('call_sheet', 'letter', 'text', 'email', 'calendar_entry')),
    message text CONSTRAINT outgoing_says_what_is_known CHECK (message IN ('please_ring', 'will_ring', 'time_has_changed')),
    use_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT outgoing_is_in_a_state CHECK (state IN ('waiting', 'made', 'releasing', 'sent', 'failed', 'stopped')),
    stopped_because text CONSTRAINT outgoing_stopped_by_a_code
      CHECK (stopped_because IN ('ended', 'less_safe', 'consent_ended', 'case_closed', 'erased', 'not_safe_then', 'cancelled')),
    made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    made_at timestamptz NOT NULL,
    released_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT outgoing_with_words_says_which CHECK ((kind IN ('letter', 'text', 'email')) = (message IS NOT NULL)),
    CONSTRAINT outgoing_stopped_says_why CHECK ((state = 'stopped') = (stopped_because IS NOT NULL)),
    CONSTRAINT outgoing_released_says_when CHECK ((state IN ('releasing', 'sent', 'failed')) = (released_at IS NOT NULL))
  );
  COMMENT ON TABLE outgoing IS 'What goes out to a client: to be sent by a job, or made to be printed or kept. Which number or address it goes to is the method''s to say';
  COMMENT ON COLUMN outgoing.use_at IS 'When the method is to be used: no sooner, and only if it may be then';
  COMMENT ON COLUMN outgoing.state IS 'releasing: taken to be sent, and never taken again, so that nothing is sent twice';
  COMMENT ON COLUMN outgoing.ended_at IS 'When it was sent, failed or was stopped';
  CREATE INDEX outgoing_of_case ON outgoing (case_id, made_at DESC);
  CREATE INDEX outgoing_by_method ON outgoing (contact_method_id);
  CALL close_to_all('outgoing');
  CALL audit.watch('outgoing', 'values', 'id');
`;

// safe-contact.rules.ts and sending.rules.ts say the same; test/sending/rule-twins.db.spec.ts holds them together.
const rule = `
  CREATE FUNCTION london_minute_of_week(at timestamptz) RETURNS integer STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT (extract(isodow FROM l) * 1440 - 1440 + extract(hour FROM l) * 60 + extract(minute FROM l))::integer
      FROM (SELECT at AT TIME ZONE 'Europe/London') t(l) $$;

  CREATE FUNCTION may_be_used(m contact_method, at timestamptz) RETURNS boolean STABLE LANGUAGE sql AS $$
    SELECT m.ended_at IS NULL AND m.safe = 'yes' AND m.device_watched = 'no'
       AND CASE WHEN m.channel IN ('phone', 'workplace') THEN m.withheld_number <> 'unknown'
                WHEN m.channel IN ('email', 'post') THEN true ELSE m.withheld_number = 'no' END
       AND coalesce(m.verified_on <= today, false) AND coalesce(m.recheck_on, m.verified_on + 90) > today
       AND m.safe_minutes @> london_minute_of_week(at)
      FROM (SELECT (at AT TIME ZONE 'Europe/London')::date) t(today) $$;
  COMMENT ON FUNCTION may_be_used IS 'Whether a way to reach a client may be used at a moment. Whatever is unknown is unsafe';

  GRANT SELECT ON contact_method, consent TO casework_definer;
  GRANT SELECT (id, opens, destroyed_at) ON data_key TO casework_definer;
  GRANT SELECT, UPDATE ON outgoing TO casework_definer;
  GRANT INSERT (did, record_id, case_id, organisation_id) ON event TO casework_definer;
  CREATE POLICY definer_judges_methods ON contact_method FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_judges_consent ON consent FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_judges_outgoing ON outgoing FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_stops_outgoing ON outgoing FOR UPDATE TO casework_definer USING (true) WITH CHECK (state = 'stopped');
  CREATE POLICY definer_tells_of_stopping ON event FOR INSERT TO casework_definer WITH CHECK (did = 'outgoing.stopped');

  CREATE FUNCTION may_be_sent(o outgoing) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (
      SELECT FROM contact_method m JOIN case_file c ON c.id = o.case_id AND c.client_id = m.client_id,
           (SELECT coalesce(o.released_at, o.use_at)) t(at)
       WHERE m.id = o.contact_method_id AND c.closed_on IS NULL AND may_be_used(m, at)
         AND CASE o.kind WHEN 'text' THEN m.channel = 'text' WHEN 'email' THEN m.channel = 'email' WHEN 'letter' THEN m.channel = 'post'
             ELSE m.channel IN ('phone', 'whatsapp', 'video', 'workplace') END
         -- A machine wakes nobody who did not say that it may.
         AND NOT (o.kind IN ('text', 'email') AND m.safe_minutes = '{[0,10080)}' AND london_minute_of_week(at) % 1440 NOT BETWEEN 480 AND 1259)
         AND NOT EXISTS (SELECT FROM data_key k WHERE k.id = m.client_id AND k.destroyed_at IS NOT NULL)
         AND (SELECT k.value = 'given' AND coalesce(k.until_on >= (at AT TIME ZONE 'Europe/London')::date, true) FROM consent k
               WHERE k.client_id = m.client_id AND k.purpose = 'contact' ORDER BY k.given_on DESC, k.recorded_at DESC, k.id DESC LIMIT 1)) $$;
  COMMENT ON FUNCTION may_be_sent IS 'Whether something may go out when it is to, as things stand now';
`;

const keeping = `
  CREATE FUNCTION outgoing_is_safe() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE step text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END || ' ' || NEW.state;
  BEGIN
    IF step NOT IN (' waiting', ' made', 'waiting releasing', 'waiting stopped', 'made stopped', 'releasing sent', 'releasing failed') THEN
      RAISE EXCEPTION 'something outgoing takes its steps' USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_takes_its_steps';
    END IF;
    IF NEW.state NOT IN ('waiting', 'made', 'releasing') THEN RETURN NEW; END IF;
    -- What is made while somebody makes it unsafe waits for them here, and is then judged by what they said.
    PERFORM pg_advisory_xact_lock(hashtextextended(m.client_id::text, 2)) FROM contact_method m WHERE m.id = NEW.contact_method_id;
    IF may_be_sent(NEW) IS NOT TRUE THEN
      RAISE EXCEPTION 'nothing goes out unsafely' USING ERRCODE = 'check_violation', CONSTRAINT = 'outgoing_is_safe';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER is_safe BEFORE INSERT OR UPDATE ON outgoing FOR EACH ROW EXECUTE FUNCTION outgoing_is_safe();
`;

const stopping = `
  CREATE FUNCTION stop_what_is_unsafe(whose uuid, why text) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(whose::text, 2));
    WITH stopped AS (
      UPDATE outgoing o SET state = 'stopped', stopped_because = why, ended_at = now() FROM case_file c
       WHERE c.id = o.case_id AND c.client_id = whose AND o.state IN ('waiting', 'made') AND may_be_sent(o) IS NOT TRUE
      RETURNING o.id, o.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'outgoing.stopped', id, case_id, organisation_id FROM stopped;
  END $$;
  CREATE FUNCTION stops_what_goes_there() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM stop_what_is_unsafe(NEW.client_id, CASE WHEN NEW.ended_at IS NULL THEN 'less_safe' ELSE 'ended' END); RETURN NULL; END $$;
  CREATE FUNCTION stops_without_consent() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM stop_what_is_unsafe(NEW.client_id, 'consent_ended'); RETURN NULL; END $$;
  CREATE FUNCTION stops_with_its_case() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM stop_what_is_unsafe(NEW.client_id, 'case_closed'); RETURN NULL; END $$;
  CREATE FUNCTION stops_with_its_key() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql
    AS $$ BEGIN PERFORM stop_what_is_unsafe(NEW.id, 'erased'); RETURN NULL; END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['may_be_sent(outgoing)', 'outgoing_is_safe()', 'stop_what_is_unsafe(uuid, text)', 'stops_what_goes_there()',
      'stops_without_consent()', 'stops_with_its_case()', 'stops_with_its_key()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION stop_what_is_unsafe(uuid, text), may_be_sent(outgoing) FROM PUBLIC;
  CREATE TRIGGER stops_what_goes_there AFTER UPDATE ON contact_method FOR EACH ROW EXECUTE FUNCTION stops_what_goes_there();
  CREATE TRIGGER stops_without_consent AFTER INSERT ON consent FOR EACH ROW
    WHEN (NEW.purpose = 'contact' AND (NEW.value <> 'given' OR NEW.until_on IS NOT NULL)) EXECUTE FUNCTION stops_without_consent();
  CREATE TRIGGER stops_with_its_case AFTER UPDATE ON case_file FOR EACH ROW
    WHEN (NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL) EXECUTE FUNCTION stops_with_its_case();
  CREATE TRIGGER stops_with_its_key AFTER UPDATE ON data_key FOR EACH ROW
    WHEN (NEW.opens = 'client' AND NEW.destroyed_at IS NOT NULL AND OLD.destroyed_at IS NULL) EXECUTE FUNCTION stops_with_its_key();
`;

const people = `
  GRANT SELECT ON outgoing TO casework_advocate, casework_supervisor;
  GRANT INSERT (case_id, contact_method_id, kind, message, use_at, state, made_at), UPDATE (state, stopped_because, ended_at) ON outgoing
    TO casework_advocate, casework_supervisor;
  CREATE POLICY outgoing_of_case ON outgoing FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY outgoing_made_in_own_team ON outgoing FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (EXISTS (SELECT FROM case_file c JOIN contact_method m ON m.client_id = c.client_id
      WHERE c.id = case_id AND m.id = contact_method_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])));
  CREATE POLICY outgoing_cancelled ON outgoing FOR UPDATE TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])))
    WITH CHECK (state = 'stopped' AND stopped_because = 'cancelled');
`;

// The job reads the one number or address it is about to send to, while it is about to, and nothing else of anybody.
const worker = `
  GRANT SELECT, UPDATE (state, stopped_because, released_at, ended_at) ON outgoing TO casework_worker;
  GRANT SELECT (id, client_id) ON contact_method TO casework_worker;
  GRANT SELECT (contact_method_id, value) ON contact_method_identity TO casework_worker;
  GRANT SELECT (id, wrapped) ON data_key TO casework_worker;
  CREATE POLICY outgoing_of_errand ON outgoing TO casework_worker USING (case_id = (SELECT my_errand())) WITH CHECK (case_id = (SELECT my_errand()));
  CREATE POLICY method_to_send_to ON contact_method FOR SELECT TO casework_worker
    USING (EXISTS (SELECT FROM outgoing o WHERE o.contact_method_id = contact_method.id AND o.state = 'releasing'));
  CREATE POLICY value_to_send_to ON contact_method_identity FOR SELECT TO casework_worker
    USING (EXISTS (SELECT FROM outgoing o WHERE o.contact_method_id = contact_method_identity.contact_method_id AND o.state = 'releasing'));
  CREATE POLICY key_to_send_by ON data_key FOR SELECT TO casework_worker
    USING (opens = 'client' AND EXISTS (SELECT FROM contact_method m WHERE m.client_id = data_key.id));
  GRANT SELECT (opens) ON data_key TO casework_worker;
  CREATE POLICY event_of_letting_go ON event FOR INSERT TO casework_worker
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND did LIKE 'outgoing.%' AND case_id = (SELECT my_errand()));

  -- Whom to tell that something did not go: whoever made it, unless it was their own doing.
  CREATE FUNCTION address_of_maker(outgoing_id uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT s.email FROM outgoing o JOIN staff s ON s.id = o.made_by
     WHERE o.id = outgoing_id AND o.case_id = my_errand() AND s.state = 'active' AND s.id IS DISTINCT FROM my_user() $$;
  ALTER FUNCTION address_of_maker(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION address_of_maker(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION address_of_maker(uuid) TO casework_worker;
`;

const undo = `
  DROP FUNCTION address_of_maker(uuid);
  DROP POLICY event_of_letting_go ON event; DROP POLICY key_to_send_by ON data_key; DROP POLICY value_to_send_to ON contact_method_identity;
  DROP POLICY method_to_send_to ON contact_method;
  REVOKE ALL ON contact_method, contact_method_identity, data_key FROM casework_worker;
  DROP TRIGGER stops_with_its_key ON data_key; DROP TRIGGER stops_with_its_case ON case_file;
  DROP TRIGGER stops_without_consent ON consent; DROP TRIGGER stops_what_goes_there ON contact_method;
  DROP FUNCTION stops_with_its_key(); DROP FUNCTION stops_with_its_case(); DROP FUNCTION stops_without_consent(); DROP FUNCTION stops_what_goes_there();
  DROP FUNCTION stop_what_is_unsafe(uuid, text);
  DROP FUNCTION may_be_sent(outgoing); DROP TABLE outgoing; DROP FUNCTION outgoing_is_safe();
  DROP FUNCTION may_be_used(contact_method, timestamptz); DROP FUNCTION london_minute_of_week(timestamptz);
  DROP POLICY definer_tells_of_stopping ON event;
  DROP POLICY definer_judges_consent ON consent; DROP POLICY definer_judges_methods ON contact_method;
  REVOKE INSERT (did, record_id, case_id, organisation_id) ON event FROM casework_definer;
  REVOKE SELECT (id, opens, destroyed_at) ON data_key FROM casework_definer;
  REVOKE SELECT ON contact_method, consent FROM casework_definer;
`;
