import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a contract says of days, money, eligibility and targets changes what is counted and what every clock asks. The service's
 * administrator proposes it; a supervisor of the service, or the commissioner, approves it; what it was before is kept.
 */
export class AContractIsChangedByTwoSides1790000002332 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(approving);
    await db.query(people);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY event_of_contracts ON event;
      DROP FUNCTION approve_contract_change(uuid); DROP FUNCTION approvers_of_contract_change(uuid);
      DROP TABLE contract_change; DROP FUNCTION obstacle_to_changing(uuid, uuid);
      DROP POLICY definer_changes_terms ON contract; DROP POLICY definer_changes_targets ON contract_target;
      REVOKE UPDATE (cut_off_days, return_due_days, annual_cost_pounds, eligibility) ON contract FROM casework_definer;
      REVOKE INSERT, UPDATE, DELETE ON contract_target FROM casework_definer;
    `);
  }
}

const table = `
  CREATE TABLE contract_change (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    contract_id uuid NOT NULL REFERENCES contract,
    changes text NOT NULL CONSTRAINT change_is_of_a_kind CHECK (changes IN ('terms', 'target', 'no_target')),
    cut_off_days integer CONSTRAINT changed_cut_off_is_within_a_quarter CHECK (cut_off_days BETWEEN 1 AND 60),
    return_due_days integer, annual_cost_pounds integer CONSTRAINT changed_cost_is_something CHECK (annual_cost_pounds > 0),
    eligibility text CONSTRAINT changed_eligibility_is_a_code CHECK (eligibility IN ('any_relationship', 'ex_partner_only')),
    measure text CONSTRAINT changed_target_is_measured CHECK (measure IN ('triage', 'first_attempt', 'first_contact', 'assessment')),
    risk_band text CONSTRAINT changed_target_is_of_a_risk CHECK (risk_band IN ('standard', 'medium', 'high')),
    within_hours integer CONSTRAINT changed_target_is_some_hours CHECK (within_hours > 0),
    share_percent integer CONSTRAINT changed_target_is_a_share CHECK (share_percent BETWEEN 1 AND 100),
    counted_in text CONSTRAINT changed_target_says_how_it_is_counted CHECK (counted_in IN ('elapsed', 'working')),
    was_cut_off_days integer, was_return_due_days integer, was_annual_cost_pounds integer,
    was_eligibility text CONSTRAINT former_eligibility_is_a_code CHECK (was_eligibility IN ('any_relationship', 'ex_partner_only')),
    was_within_hours integer, was_share_percent integer,
    was_counted_in text CONSTRAINT former_target_says_how_it_was_counted CHECK (was_counted_in IN ('elapsed', 'working')),
    proposed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
    decision text CONSTRAINT change_is_decided CHECK (decision IN ('approved', 'refused', 'withdrawn')),
    decided_by uuid REFERENCES staff,
    decided_at timestamptz,
    CONSTRAINT change_has_a_decider_and_a_time CHECK (num_nonnulls(decision, decided_by, decided_at) IN (0, 3)),
    CONSTRAINT change_is_approved_by_another CHECK (decision IS DISTINCT FROM 'approved' OR decided_by <> proposed_by),
    CONSTRAINT change_says_what CHECK (
      (changes = 'terms') = (num_nonnulls(cut_off_days, return_due_days, annual_cost_pounds, eligibility) = 4)
      AND (changes = 'target') = (num_nonnulls(within_hours, share_percent, counted_in) = 3) AND (changes = 'terms') = (measure IS NULL)),
    CONSTRAINT changed_return_is_due_after_cut_off CHECK (return_due_days > cut_off_days)
  );
  COMMENT ON TABLE contract_change IS 'What a contract is to say from its approval on, and what it said before: its terms, a target, or no target any more';
  CREATE INDEX change_of_contract ON contract_change (contract_id, proposed_at);
  CALL close_to_all('contract_change');
  CALL audit.watch('contract_change', 'values', 'id');
`;

const approving = `
  GRANT UPDATE (cut_off_days, return_due_days, annual_cost_pounds, eligibility) ON contract TO casework_definer;
  GRANT INSERT, UPDATE, DELETE ON contract_target TO casework_definer;
  GRANT SELECT, UPDATE ON contract_change TO casework_definer;
  CREATE POLICY definer_changes_terms ON contract FOR UPDATE TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_changes_targets ON contract_target TO casework_definer USING (true) WITH CHECK (true);
  CREATE POLICY definer_carries_out ON contract_change TO casework_definer USING (true) WITH CHECK (true);

  -- As obstacle_to_approving says of accounts: why this account cannot approve this change; null where it can.
  CREATE FUNCTION obstacle_to_changing(change uuid, approver uuid) RETURNS text STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT CASE WHEN x.decision IS NOT NULL OR x.expires_at <= now() THEN 'no_longer_waiting'
                WHEN a.id IS NULL OR a.id = x.proposed_by THEN 'not_an_approver'
                WHEN lately_made_by(a.id) && lately_made_by(x.proposed_by) THEN 'made_by_proposer' END
      FROM contract_change x JOIN contract k ON k.id = x.contract_id
      LEFT JOIN staff a ON a.id = approver AND a.state = 'active'
        AND (a.role = 'supervisor' AND a.organisation_id = k.service_id OR a.role = 'commissioner' AND a.organisation_id = k.commissioner_id)
     WHERE x.id = change AND my_organisation() IN (k.service_id, k.commissioner_id) $$;
  CREATE FUNCTION approvers_of_contract_change(change uuid) RETURNS bigint STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT count(*) FROM contract_change x JOIN contract k ON k.id = x.contract_id
      JOIN staff s ON s.organisation_id IN (k.service_id, k.commissioner_id)
     WHERE x.id = change AND k.service_id = my_organisation() AND obstacle_to_changing(change, s.id) IS NULL $$;

  CREATE FUNCTION approve_contract_change(change uuid) RETURNS uuid VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    x contract_change;
    k contract;
    t contract_target;
    obstacle text;
  BEGIN
    SELECT * INTO x FROM contract_change c WHERE c.id = change FOR UPDATE;
    obstacle := coalesce(obstacle_to_changing(change, my_user()),
      CASE WHEN NOT FOUND OR my_role() NOT IN ('casework_supervisor', 'casework_commissioner') THEN 'not_an_approver' END);
    SELECT * INTO k FROM contract c WHERE c.id = x.contract_id AND my_organisation() IN (c.service_id, c.commissioner_id) FOR UPDATE;
    IF obstacle IS NOT NULL OR k.id IS NULL THEN
      RAISE EXCEPTION 'someone else must approve this' USING ERRCODE = 'check_violation', CONSTRAINT = coalesce(obstacle, 'not_an_approver');
    END IF;
    SELECT * INTO t FROM contract_target g WHERE g.contract_id = k.id AND g.measure = x.measure AND g.risk_band IS NOT DISTINCT FROM x.risk_band;
    IF x.changes = 'terms' THEN
      UPDATE contract c SET cut_off_days = x.cut_off_days, return_due_days = x.return_due_days, annual_cost_pounds = x.annual_cost_pounds,
        eligibility = x.eligibility WHERE c.id = k.id;
    ELSE
      DELETE FROM contract_target g WHERE g.id = t.id;
    END IF;
    IF x.changes = 'target' THEN
      INSERT INTO contract_target (contract_id, measure, risk_band, within_hours, share_percent, counted_in)
      VALUES (k.id, x.measure, x.risk_band, x.within_hours, x.share_percent, x.counted_in);
    END IF;
    UPDATE contract_change c SET decision = 'approved', decided_by = my_user(), decided_at = now(),
      was_cut_off_days = CASE WHEN x.changes = 'terms' THEN k.cut_off_days END, was_return_due_days = CASE WHEN x.changes = 'terms' THEN k.return_due_days END,
      was_annual_cost_pounds = CASE WHEN x.changes = 'terms' THEN k.annual_cost_pounds END, was_eligibility = CASE WHEN x.changes = 'terms' THEN k.eligibility END,
      was_within_hours = t.within_hours, was_share_percent = t.share_percent, was_counted_in = t.counted_in WHERE c.id = x.id;
    RETURN k.id;
  END $$;
  COMMENT ON FUNCTION approve_contract_change IS 'Carries out what was proposed of a contract, for whoever may approve it, and keeps what it was';
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['obstacle_to_changing(uuid, uuid)', 'approvers_of_contract_change(uuid)', 'approve_contract_change(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION obstacle_to_changing(uuid, uuid) TO casework_admin, casework_supervisor, casework_commissioner;
  GRANT EXECUTE ON FUNCTION approvers_of_contract_change(uuid) TO casework_admin;
  GRANT EXECUTE ON FUNCTION approve_contract_change(uuid) TO casework_supervisor, casework_commissioner;
`;

const people = `
  GRANT SELECT ON contract_change TO casework_admin, casework_supervisor, casework_commissioner;
  GRANT INSERT (contract_id, changes, cut_off_days, return_due_days, annual_cost_pounds, eligibility, measure, risk_band, within_hours, share_percent, counted_in)
    ON contract_change TO casework_admin;
  GRANT UPDATE (decision, decided_by, decided_at) ON contract_change TO casework_admin, casework_supervisor, casework_commissioner;
  CREATE POLICY change_of_contract_seen ON contract_change FOR SELECT TO casework_admin, casework_supervisor, casework_commissioner
    USING ((SELECT true FROM contract k WHERE k.id = contract_id));
  CREATE POLICY change_proposed_in_own_name ON contract_change FOR INSERT TO casework_admin
    WITH CHECK (proposed_by = (SELECT my_user()) AND decision IS NULL AND (SELECT k.service_id = (SELECT my_organisation()) FROM contract k WHERE k.id = contract_id));
  -- Approving is no update: only the function above approves. The commissioner's administrator withdraws nothing of the service's.
  CREATE POLICY change_is_withdrawn_or_refused ON contract_change FOR UPDATE TO casework_admin, casework_supervisor, casework_commissioner
    USING (decision IS NULL AND (SELECT k.service_id = (SELECT my_organisation()) OR (SELECT my_role()) = 'casework_commissioner' FROM contract k WHERE k.id = contract_id))
    WITH CHECK (decided_by = (SELECT my_user()) AND decision = CASE (SELECT my_role()) WHEN 'casework_admin' THEN 'withdrawn' ELSE 'refused' END);
  CREATE POLICY event_of_contracts ON event FOR INSERT TO casework_admin, casework_supervisor, casework_commissioner
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE 'contract.%');
`;
