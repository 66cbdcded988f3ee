import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The codes of orders and breaches, the days that must agree with an order's state, and the line a breach is counted on. */
export class OrderCodes1790000000850 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
    for (const { table, column, name, codes } of checks) {
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IN (${listed(codes)}))`);
    }
    await db.query(agreements);
    await db.query(namedTerms);
    await db.query(outcomeGroup);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION breach_outcome_group(text, text, text);
      DROP TRIGGER term_outlasts_its_breaches ON order_term;
      DROP FUNCTION term_outlasts_its_breaches();
      DROP TRIGGER breach_names_a_term_in_force ON breach_term;
      DROP FUNCTION breach_names_a_term_in_force();
      ALTER TABLE breach DROP CONSTRAINT breach_is_in_the_case_of_its_order, DROP CONSTRAINT breach_outcome_has_a_day,
        DROP CONSTRAINT police_outcome_needs_a_report, DROP CONSTRAINT court_result_has_a_day, DROP CONSTRAINT court_result_needs_a_charge,
        DROP CONSTRAINT breach_comes_before_its_report, DROP CONSTRAINT report_comes_before_the_crime_record;
      ALTER TABLE protection_order DROP CONSTRAINT order_is_of_one_case, DROP CONSTRAINT order_state_agrees_with_its_days,
        DROP CONSTRAINT application_is_determined_once, DROP CONSTRAINT application_is_determined_after_it_is_made,
        DROP CONSTRAINT interim_order_ends_after_it_is_made, DROP CONSTRAINT only_an_order_made_is_served,
        DROP CONSTRAINT order_ends_while_it_runs, DROP CONSTRAINT spo_is_not_before_its_act, DROP CONSTRAINT spo_lasts_two_years,
        DROP CONSTRAINT notification_needs_service;
    `);
    for (const { table, name } of checks) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    await db.query(`
      ALTER TABLE breach DROP COLUMN court_result, DROP COLUMN court_result_on;
      ALTER TABLE order_step DROP COLUMN kind, DROP COLUMN by_consent;
      ALTER TABLE protection_order DROP COLUMN refused_on, DROP COLUMN withdrawn_on;
    `);
  }
}

const columns = `
  ALTER TABLE protection_order ADD COLUMN refused_on date, ADD COLUMN withdrawn_on date;
  COMMENT ON COLUMN protection_order.refused_on IS 'The day the court refused the application, which is the last day of any interim order';
  COMMENT ON COLUMN protection_order.withdrawn_on IS 'The day the application was withdrawn, which is the last day of any interim order';
  COMMENT ON COLUMN protection_order.interim_expires_on IS 'Last day of the fixed period, inclusive. The interim order ends earlier where the application is determined earlier';
  COMMENT ON COLUMN protection_order.ended_on IS 'Last day of the full order, inclusive, where it has ended';
  ALTER TABLE order_step ADD COLUMN kind text, ADD COLUMN by_consent boolean;
  COMMENT ON COLUMN order_step.kind IS 'Which order the step was of, where the application brought two';
  COMMENT ON COLUMN order_step.by_consent IS 'Of a discharge: whether the respondent and the police both consented';
  ALTER TABLE breach ADD COLUMN court_result text, ADD COLUMN court_result_on date;
  GRANT UPDATE (refused_on, withdrawn_on) ON protection_order TO casework_advocate, casework_supervisor;
  GRANT UPDATE (court_result, court_result_on) ON breach TO casework_advocate, casework_supervisor;
`;

const agreements = `
  ALTER TABLE protection_order
    ADD CONSTRAINT order_is_of_one_case UNIQUE (id, case_id),
    ADD CONSTRAINT order_state_agrees_with_its_days CHECK (state = CASE
      WHEN ended_on IS NOT NULL THEN 'ended' WHEN made_on IS NOT NULL THEN 'full' WHEN refused_on IS NOT NULL THEN 'refused'
      WHEN withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN interim_made_on IS NOT NULL THEN 'interim' ELSE 'applied_for' END),
    ADD CONSTRAINT application_is_determined_once CHECK (num_nonnulls(made_on, refused_on, withdrawn_on) <= 1),
    ADD CONSTRAINT application_is_determined_after_it_is_made
      CHECK (coalesce(made_on, refused_on, withdrawn_on) >= coalesce(interim_made_on, applied_on)),
    ADD CONSTRAINT interim_order_ends_after_it_is_made CHECK (interim_expires_on >= interim_made_on),
    ADD CONSTRAINT only_an_order_made_is_served
      CHECK ((served_on IS NULL OR made_on IS NOT NULL) AND (interim_served_on IS NULL OR interim_made_on IS NOT NULL)),
    ADD CONSTRAINT order_ends_while_it_runs CHECK (ended_on IS NULL OR made_on IS NOT NULL AND made_on <= ended_on AND ended_on <= coalesce(expires_on, ended_on)),
    ADD CONSTRAINT spo_is_not_before_its_act CHECK (measure <> 'spo' OR applied_on >= '2020-01-20'),
    -- Two years beginning with the day made; made on 29 February, they end with the February two years on.
    ADD CONSTRAINT spo_lasts_two_years CHECK (measure <> 'spo' OR expires_on >= (made_on + interval '2 years')::date
      - (extract(day FROM made_on + interval '2 years') = extract(day FROM made_on))::integer),
    ADD CONSTRAINT notification_needs_service CHECK (
      (notification_due_on IS NULL OR coalesce(served_on, interim_served_on) IS NOT NULL) AND (notified_on IS NULL OR notification_due_on IS NOT NULL));
  ALTER TABLE breach
    ADD CONSTRAINT breach_is_in_the_case_of_its_order FOREIGN KEY (order_id, case_id) REFERENCES protection_order (id, case_id),
    ADD CONSTRAINT breach_comes_before_its_report CHECK (reported_on >= occurred_on),
    ADD CONSTRAINT report_comes_before_the_crime_record CHECK (recorded_on >= reported_on),
    ADD CONSTRAINT breach_outcome_has_a_day CHECK (num_nonnulls(outcome, outcome_on) IN (0, 2)),
    ADD CONSTRAINT police_outcome_needs_a_report
      CHECK (outcome IS NULL OR reported_to_police = 'yes' OR outcome IN ('dealt_as_contempt', 'recalled', 'bail_revoked')),
    ADD CONSTRAINT court_result_has_a_day CHECK (num_nonnulls(court_result, court_result_on) IN (0, 2)),
    ADD CONSTRAINT court_result_needs_a_charge
      CHECK (court_result IS NULL OR outcome IS NOT NULL AND outcome IN ('charged_or_summonsed', 'charged_alternate_offence'));
`;

const namedTerms = `
  CREATE FUNCTION breach_names_a_term_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM breach b JOIN order_term t ON t.order_id = b.order_id
        WHERE b.id = NEW.breach_id AND t.id = NEW.order_term_id AND b.occurred_on >= t.from_on AND (t.to_on IS NULL OR b.occurred_on <= t.to_on)) THEN
      RAISE EXCEPTION 'a breach names a term of its own order, in force that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'breach_names_a_term_in_force';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER breach_names_a_term_in_force BEFORE INSERT ON breach_term FOR EACH ROW EXECUTE FUNCTION breach_names_a_term_in_force();

  -- Checked when the transaction ends: a condition reworded before a breach of it is closed first, and its next edition named after.
  CREATE FUNCTION term_outlasts_its_breaches() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM breach_term n JOIN breach b ON b.id = n.breach_id
        WHERE n.order_term_id = NEW.id AND b.state <> 'not_a_breach' AND b.occurred_on > NEW.to_on
          AND NOT EXISTS (SELECT FROM breach_term o JOIN order_term t ON t.id = o.order_term_id
            WHERE o.breach_id = b.id AND t.number = NEW.number AND b.occurred_on >= t.from_on AND (t.to_on IS NULL OR b.occurred_on <= t.to_on))) THEN
      RAISE EXCEPTION 'a term does not end before a breach that names it' USING ERRCODE = 'check_violation', CONSTRAINT = 'term_outlasts_its_breaches';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER term_outlasts_its_breaches AFTER UPDATE ON order_term DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.to_on IS NOT NULL) EXECUTE FUNCTION term_outlasts_its_breaches();
`;

// The same as outcomeGroupOf() in src/orders/breach-outcome.rules.ts, where the reasons stand; a test compares every combination.
const outcomeGroup = `
  CREATE FUNCTION breach_outcome_group(reported text, recorded text, outcome text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE
      WHEN outcome IN ('charged_or_summonsed', 'charged_alternate_offence') THEN 'charged'
      WHEN outcome IN ('not_in_public_interest_cps', 'not_in_public_interest_police', 'prevented_under_age', 'prevented_suspect_ill',
        'prevented_witness', 'nfa_suspect_not_identified_victim_declines', 'nfa_evidential', 'nfa_evidential_cps',
        'nfa_evidential_police', 'nfa_victim_does_not_support', 'time_limit_expired', 'no_suspect_identified',
        'further_investigation_not_in_public_interest') THEN 'no_further_action'
      WHEN outcome IN ('caution_youth', 'caution_youth_alternate', 'caution_adult', 'caution_adult_alternate', 'community_resolution',
        'other_body', 'diversionary', 'dealt_as_contempt', 'recalled', 'bail_revoked') THEN 'other'
      WHEN recorded = 'yes' THEN 'recorded'
      WHEN reported = 'yes' THEN 'reported'
      ELSE 'not_reported' END
  $$;
  COMMENT ON FUNCTION breach_outcome_group(text, text, text) IS 'The one line a return counts a breach on: the furthest it got';
`;

const refusals = 'no_acts_of_stalking no_risk not_necessary other_order_made procedural not_told other';
const withdrawals =
  'evidence_not_sufficient victim_did_not_support undertaking_given respondent_imprisoned respondent_died';
const endings = 'expired discharged quashed_on_appeal superseded replaced';
const outcomes = `logged_as_intelligence arrested voluntary_interview bailed released_under_investigation charged_or_summonsed
  charged_alternate_offence caution_youth caution_youth_alternate caution_adult caution_adult_alternate community_resolution
  not_in_public_interest_cps not_in_public_interest_police prevented_under_age prevented_suspect_ill prevented_witness
  nfa_suspect_not_identified_victim_declines nfa_evidential nfa_evidential_cps nfa_evidential_police nfa_victim_does_not_support
  time_limit_expired no_suspect_identified other_body further_investigation_not_in_public_interest diversionary
  dealt_as_contempt recalled bail_revoked`;

const checks = [
  check(
    'protection_order.measure',
    'measure_is_a_code',
    `spo ro_conv ro_acq nmo oo inj_pha dvpn dvpo dapn dapo bail_pre
    bail_post cpw cpn licence undertaking cbo shpo sro mh_s117`,
  ),
  check(
    'protection_order.state',
    'order_state_is_a_code',
    'applied_for interim full refused withdrawn ended',
  ),
  check('protection_order.ending', 'ending_is_a_code', endings),
  check(
    'order_step.act',
    'act_is_a_code',
    'apply make_interim make_full refuse withdraw serve confirm_notification vary end',
  ),
  check('order_step.reason', 'step_reason_is_a_code', `${refusals} ${withdrawals} ${endings}`),
  check('order_step.kind', 'step_is_of_a_kind_of_order', 'interim full'),
  check(
    'breach.not_reported_reason',
    'not_reported_reason_is_a_code',
    'fear advised_not_to victim_choice no_confidence unsafe other',
  ),
  check('breach.recorded_as_crime', 'recorded_as_crime_is_a_code', 'yes no not_known'),
  check('breach.outcome', 'breach_outcome_is_a_code', outcomes),
  check('breach.court_result', 'court_result_is_a_code', 'court_pending convicted acquitted discontinued'),
];

function check(place: string, name: string, codes: string) {
  const [table = '', column = ''] = place.split('.');
  return { table, column, name, codes };
}

function listed(codes: string): string {
  return codes
    .trim()
    .split(/\s+/)
    .map((code) => `'${code}'`)
    .join(', ');
}
