import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service says when it is open, and a contract whether its hours are those or any, and of which risk it asks them. */
export class AServiceHasOpeningHours1790000002162 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(opening);
    await db.query(targets);
    await db.query(readings);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION opening_calendars(); DROP FUNCTION referrals_in_time();
      ALTER POLICY event_of_admin ON event WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
        AND did LIKE ANY (ARRAY['staff.%', 'team.%', 'key.%', 'desk.%']));
      DELETE FROM contract_target WHERE risk_band IS NOT NULL;
      ALTER TABLE contract_target DROP CONSTRAINT target_is_asked_once, DROP CONSTRAINT contract_target_pkey, DROP COLUMN id, DROP COLUMN risk_band,
        DROP COLUMN counted_in, ADD PRIMARY KEY (contract_id, measure);
      DROP TRIGGER audit ON contract_target;
      CALL audit.watch('contract_target', 'values', 'contract_id', 'measure');
      DROP TABLE opening_hours, opening_day;
    `);
    await db.query(asItWas);
  }
}

const opening = `
  CREATE TABLE opening_hours (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    from_on date NOT NULL,
    open_minutes int4multirange NOT NULL CONSTRAINT service_opens_at_some_time CHECK (open_minutes <> '{}' AND open_minutes <@ '{[0,10080)}'),
    closes_on_bank_holidays boolean NOT NULL,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE opening_hours IS 'When a service is open, from a day on until later hours begin. Never changed: of two that begin on a day the one recorded last holds';
  COMMENT ON COLUMN opening_hours.open_minutes IS 'Minutes of a week from Monday 00:00, as clocks in London show them';
  CREATE INDEX opening_hours_of_service ON opening_hours (organisation_id, from_on);
  CREATE TABLE opening_day (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    on_day date NOT NULL,
    opens text NOT NULL CONSTRAINT opening_day_is_a_code CHECK (opens IN ('closed', 'as_usual')),
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE opening_day IS 'A day on which a service is closed, or open though it is a bank holiday. Never changed: the one recorded last holds';
  CREATE INDEX opening_day_of_service ON opening_day (organisation_id, on_day);

  DO $$ DECLARE t regclass; BEGIN
    FOREACH t IN ARRAY ARRAY['opening_hours', 'opening_day']::regclass[] LOOP
      CALL close_to_all(t);
      CALL audit.watch(t, 'values', 'id');
      EXECUTE format('GRANT SELECT ON %s TO casework_advocate, casework_supervisor, casework_admin, casework_definer', t);
      EXECUTE format('CREATE POLICY hours_of_own_service ON %s FOR SELECT TO casework_advocate, casework_supervisor, casework_admin
        USING (organisation_id = (SELECT my_organisation()))', t);
      EXECUTE format('CREATE POLICY admin_says_hours ON %s FOR INSERT TO casework_admin
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND recorded_by = (SELECT my_user()))', t);
      EXECUTE format('CREATE POLICY definer_reads ON %s FOR SELECT TO casework_definer USING (true)', t);
    END LOOP;
  END $$;
  GRANT INSERT (from_on, open_minutes, closes_on_bank_holidays) ON opening_hours TO casework_admin;
  GRANT INSERT (on_day, opens) ON opening_day TO casework_admin;
  ALTER POLICY event_of_admin ON event WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL
    AND did LIKE ANY (ARRAY['staff.%', 'team.%', 'key.%', 'desk.%', 'opening.%']));
`;

const targets = `
  ALTER TABLE contract_target ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN counted_in text NOT NULL DEFAULT 'elapsed' CONSTRAINT target_says_how_it_is_counted CHECK (counted_in IN ('elapsed', 'working')),
    ADD COLUMN risk_band text CONSTRAINT target_is_of_a_risk CHECK (risk_band IN ('standard', 'medium', 'high')),
    DROP CONSTRAINT contract_target_pkey, ADD PRIMARY KEY (id),
    ADD CONSTRAINT target_is_asked_once UNIQUE NULLS NOT DISTINCT (contract_id, measure, risk_band);
  COMMENT ON COLUMN contract_target.counted_in IS 'Hours as they pass, or only those in which the service is open';
  COMMENT ON COLUMN contract_target.risk_band IS 'Of which risk it is asked; null of every one that has no target of its own';
  DROP TRIGGER audit ON contract_target;
  CALL audit.watch('contract_target', 'values', 'id');
`;

const readings = `
  DROP FUNCTION referrals_in_time();
  CREATE FUNCTION referrals_in_time() RETURNS TABLE (id uuid, organisation_id uuid, received_at timestamptz, taken_up_at timestamptz, terms jsonb, pauses jsonb, level integer)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT r.id, r.organisation_id, r.received_at,
      (SELECT d.from_at FROM referral_decider d WHERE d.referral_id = r.id AND d.to_at IS NULL),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('contractId', k.id, 'measure', t.measure, 'hours', t.within_hours, 'countedIn', t.counted_in, 'risk', t.risk_band)), '[]')
         FROM contract k JOIN contract_area a ON a.contract_id = k.id AND a.police_area = r.police_area JOIN contract_target t ON t.contract_id = k.id AND t.measure = 'triage'
        WHERE k.service_id = r.organisation_id AND (r.received_at AT TIME ZONE 'Europe/London')::date BETWEEN k.starts_on AND k.ends_on),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('beganAt', p.began_at, 'untilOn', p.until_on, 'endedAt', p.ended_at)), '[]')
         FROM referral_pause p WHERE p.referral_id = r.id),
      (SELECT coalesce(max(e.level), 0) FROM referral_escalation e WHERE e.referral_id = r.id)
    FROM referral r WHERE r.state = 'received' $$;
  COMMENT ON FUNCTION referrals_in_time IS 'Of each undecided referral when it came, who has it since when, and what the contracts of its area ask; nothing of anyone';
  CREATE FUNCTION opening_calendars() RETURNS TABLE (organisation_id uuid, hours jsonb, days jsonb)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT o.id,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('fromOn', h.from_on, 'minutes', h.open_minutes::text, 'closesOnBankHolidays', h.closes_on_bank_holidays)
         ORDER BY h.from_on DESC, h.recorded_at DESC, h.id), '[]') FROM opening_hours h WHERE h.organisation_id = o.id),
      (SELECT coalesce(jsonb_object_agg(d.on_day, d.opens ORDER BY d.recorded_at, d.id), '{}') FROM opening_day d WHERE d.organisation_id = o.id)
    FROM (SELECT DISTINCT h.organisation_id AS id FROM opening_hours h UNION SELECT d.organisation_id FROM opening_day d) o $$;
  COMMENT ON FUNCTION opening_calendars IS 'When each service is open: for the job that looks at clocks';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['referrals_in_time()', 'opening_calendars()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO casework_worker', f);
    END LOOP;
  END $$;
`;

/** What the job asked before hours were the service's own. */
const asItWas = `
  CREATE FUNCTION referrals_in_time() RETURNS TABLE (id uuid, received_at timestamptz, taken_up_at timestamptz, within_hours integer, pauses jsonb, level integer)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT r.id, r.received_at,
      (SELECT d.from_at FROM referral_decider d WHERE d.referral_id = r.id AND d.to_at IS NULL),
      (SELECT min(t.within_hours) FROM contract k JOIN contract_area a ON a.contract_id = k.id AND a.police_area = r.police_area
         JOIN contract_target t ON t.contract_id = k.id AND t.measure = 'triage'
        WHERE k.service_id = r.organisation_id AND (r.received_at AT TIME ZONE 'Europe/London')::date BETWEEN k.starts_on AND k.ends_on),
      (SELECT coalesce(jsonb_agg(jsonb_build_object('beganAt', p.began_at, 'untilOn', p.until_on, 'endedAt', p.ended_at)), '[]')
         FROM referral_pause p WHERE p.referral_id = r.id),
      (SELECT coalesce(max(e.level), 0) FROM referral_escalation e WHERE e.referral_id = r.id)
    FROM referral r WHERE r.state = 'received' $$;
  ALTER FUNCTION referrals_in_time() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION referrals_in_time() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION referrals_in_time() TO casework_worker;
`;
