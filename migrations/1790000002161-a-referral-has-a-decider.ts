import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has a referral in hand, when its clock stood still and why, what was decided before it was put right, and whom it went up to. */
export class AReferralHasADecider1790000002161 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(people);
    await db.query(escalating);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION escalated_referrals(); DROP FUNCTION escalate_referral(uuid, integer); DROP FUNCTION referrals_in_time();
      DROP POLICY definer_reads_terms ON contract;
      DROP POLICY definer_tells_of_escalating ON event;
      REVOKE SELECT (organisation_id, reference, received_at, police_area) ON referral FROM casework_definer;
      REVOKE SELECT ON contract, contract_area, contract_target FROM casework_definer;
      DROP TABLE referral_decider, referral_pause, referral_amendment, referral_escalation;
    `);
  }
}

const tables = `
  CREATE TABLE referral_decider (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    referral_id uuid NOT NULL REFERENCES referral,
    staff_id uuid NOT NULL REFERENCES staff,
    from_at timestamptz NOT NULL,
    to_at timestamptz,
    named_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    CONSTRAINT decider_ends_after_beginning CHECK (to_at >= from_at)
  );
  COMMENT ON TABLE referral_decider IS 'Who has had a referral in hand: one at a time, by name';
  CREATE UNIQUE INDEX one_decider_at_a_time ON referral_decider (referral_id) WHERE to_at IS NULL;
  CREATE INDEX decider_of_referral ON referral_decider (referral_id);

  CREATE TABLE referral_pause (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    referral_id uuid NOT NULL REFERENCES referral,
    why text NOT NULL CONSTRAINT pause_has_a_code CHECK (why IN ('more_information', 'person_asked_to_wait', 'interpreter_sought')),
    began_at timestamptz NOT NULL,
    until_on date NOT NULL,
    ended_at timestamptz,
    began_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    CONSTRAINT pause_ends_after_beginning CHECK (ended_at >= began_at),
    CONSTRAINT pause_is_short CHECK (until_on <= (began_at AT TIME ZONE 'Europe/London')::date + 14)
  );
  COMMENT ON TABLE referral_pause IS 'When the clock of a referral stood still, and why. It goes on by itself after the last day named';
  COMMENT ON COLUMN referral_pause.until_on IS 'Last day, inclusive, on which it may stand still';
  CREATE UNIQUE INDEX one_pause_at_a_time ON referral_pause (referral_id) WHERE ended_at IS NULL;
  CREATE INDEX pause_of_referral ON referral_pause (referral_id);

  CREATE TABLE referral_amendment (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    referral_id uuid NOT NULL REFERENCES referral,
    why text NOT NULL CONSTRAINT amendment_has_a_code CHECK (why IN ('entered_wrongly', 'learnt_more', 'reviewed', 'place_came_free')),
    decision text NOT NULL CONSTRAINT amended_decision_is_a_code CHECK (decision IN ('accept_waitlist', 'advice_only', 'redirect', 'decline', 'return_to_referrer', 'duplicate', 'accept')),
    decision_reason text CONSTRAINT amended_reason_is_a_code CHECK (decision_reason IN ('out_of_area', 'not_stalking', 'under_age_limit', 'below_risk_threshold',
      'no_consent', 'no_safe_contact', 'invalid_contact', 'already_supported', 'needs_other_specialist', 'conflict_of_interest',
      'referred_person_is_perpetrator', 'no_capacity', 'victim_declined', 'other')),
    decided_at timestamptz NOT NULL,
    decided_by uuid NOT NULL REFERENCES staff,
    amended_at timestamptz NOT NULL,
    amended_by uuid NOT NULL DEFAULT my_user() REFERENCES staff
  );
  COMMENT ON TABLE referral_amendment IS 'What had been decided of a referral before somebody put it right; what holds stands in referral';
  CREATE INDEX amendment_of_referral ON referral_amendment (referral_id);

  CREATE TABLE referral_escalation (
    referral_id uuid NOT NULL REFERENCES referral,
    level integer NOT NULL CONSTRAINT escalation_is_of_a_level CHECK (level BETWEEN 1 AND 2),
    escalated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (referral_id, level)
  );
  COMMENT ON TABLE referral_escalation IS 'A referral that nobody decided in time: 1 went up to its team''s supervisors, 2 to the whole service';

  DO $$ DECLARE t regclass; BEGIN
    FOREACH t IN ARRAY ARRAY['referral_decider', 'referral_pause', 'referral_amendment', 'referral_escalation']::regclass[] LOOP
      CALL close_to_all(t);
      EXECUTE format('GRANT SELECT ON %s TO casework_advocate, casework_supervisor', t);
      EXECUTE format('CREATE POLICY of_referral_seen ON %s FOR SELECT TO casework_advocate, casework_supervisor
        USING ((SELECT true FROM referral r WHERE r.id = referral_id))', t);
    END LOOP;
  END $$;
  CALL audit.watch('referral_decider', 'values', 'id'); CALL audit.watch('referral_pause', 'values', 'id');
  CALL audit.watch('referral_amendment', 'values', 'id'); CALL audit.watch('referral_escalation', 'values', 'referral_id', 'level');
`;

const ofOwnTeam = `(SELECT true FROM referral r WHERE r.id = referral_id AND r.team_id = ANY ((SELECT my_teams())::uuid[]))`;

const people = `
  GRANT INSERT (referral_id, staff_id, from_at), UPDATE (to_at) ON referral_decider TO casework_supervisor;
  GRANT INSERT (referral_id, why, began_at, until_on), UPDATE (ended_at) ON referral_pause TO casework_supervisor;
  GRANT INSERT (referral_id, why, decision, decision_reason, decided_at, decided_by, amended_at) ON referral_amendment TO casework_supervisor;
  CREATE POLICY decider_of_the_team ON referral_decider FOR INSERT TO casework_supervisor
    WITH CHECK (named_by = (SELECT my_user()) AND (SELECT true FROM referral r JOIN team_member m ON m.team_id = r.team_id
      WHERE r.id = referral_id AND m.staff_id = referral_decider.staff_id AND r.team_id = ANY ((SELECT my_teams())::uuid[])));
  CREATE POLICY decider_hands_over ON referral_decider FOR UPDATE TO casework_supervisor USING (to_at IS NULL AND ${ofOwnTeam}) WITH CHECK (to_at IS NOT NULL);
  CREATE POLICY pause_begins ON referral_pause FOR INSERT TO casework_supervisor WITH CHECK (began_by = (SELECT my_user()) AND ended_at IS NULL AND ${ofOwnTeam});
  CREATE POLICY pause_ends ON referral_pause FOR UPDATE TO casework_supervisor USING (ended_at IS NULL AND ${ofOwnTeam}) WITH CHECK (ended_at IS NOT NULL);
  CREATE POLICY amended_in_own_name ON referral_amendment FOR INSERT TO casework_supervisor WITH CHECK (amended_by = (SELECT my_user()) AND ${ofOwnTeam} AND (SELECT true FROM staff s WHERE s.id = decided_by));
`;

// The job learns times and no person; who is told learns a reference, and opens it only where row security lets them.
const escalating = `
  GRANT SELECT (organisation_id, reference, received_at, police_area) ON referral TO casework_definer;
  GRANT SELECT ON referral_decider, referral_pause, referral_escalation, contract, contract_area, contract_target TO casework_definer;
  GRANT INSERT ON referral_escalation TO casework_definer;
  CREATE POLICY definer_reads ON referral_decider FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_reads ON referral_pause FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_escalates ON referral_escalation TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_reads_terms ON contract FOR SELECT TO casework_definer USING (true);
  CREATE POLICY definer_tells_of_escalating ON event FOR INSERT TO casework_definer WITH CHECK (did = 'referral.escalated');

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
  COMMENT ON FUNCTION referrals_in_time IS 'Of each undecided referral when it came, who has it since when, and what the contract of its area asks; nothing of anyone';
  CREATE FUNCTION escalate_referral(late uuid, to_level integer) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH told AS (INSERT INTO referral_escalation (referral_id, level)
      SELECT r.id, to_level FROM referral r WHERE r.id = late AND r.state = 'received' ON CONFLICT DO NOTHING RETURNING referral_id)
    INSERT INTO event (did, record_id, organisation_id) SELECT 'referral.escalated', r.id, r.organisation_id FROM referral r JOIN told ON told.referral_id = r.id $$;
  CREATE FUNCTION escalated_referrals() RETURNS TABLE (id uuid, reference text, team text, received_at timestamptz, escalated_at timestamptz, own boolean)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT r.id, r.reference, t.name, r.received_at, e.escalated_at, my_role() = 'casework_supervisor' AND r.team_id = ANY (my_teams())
      FROM referral_escalation e JOIN referral r ON r.id = e.referral_id JOIN team t ON t.id = r.team_id
     WHERE r.organisation_id = my_organisation() AND r.state = 'received'
       AND e.level = (SELECT max(x.level) FROM referral_escalation x WHERE x.referral_id = r.id)
       AND (my_role() = 'casework_supervisor' AND r.client_id <> ALL (my_excluded()) AND (e.level = 2 OR r.team_id = ANY (my_teams()))
              AND (NOT r.sealed OR r.client_id = ANY (my_seals()))
         OR my_role() = 'casework_admin' AND e.level = 2 AND NOT r.sealed) $$;
  COMMENT ON FUNCTION escalated_referrals IS 'What went up to whoever asks, by reference: of one''s teams, or of the whole service once its supervisors left it too. A sealed one goes up to the named alone';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['referrals_in_time()', 'escalate_referral(uuid, integer)', 'escalated_referrals()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION referrals_in_time(), escalate_referral(uuid, integer) TO casework_worker;
  GRANT EXECUTE ON FUNCTION escalated_referrals() TO casework_supervisor, casework_admin;
`;
