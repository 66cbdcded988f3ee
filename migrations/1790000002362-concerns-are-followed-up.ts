import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A concern for a child or an adult at risk that was raised with social care is something shared, and so has a basis; it stands with
 * the supervisors until somebody says what came of it. So does a concern whether a client can make a decision themself.
 */
export class ConcernsAreFollowedUp1790000002362 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(raised);
    await db.query(capacity);
    await db.query(rules(", 'concern_follow_up'"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM task_rule WHERE kind = 'concern_follow_up'; ${rules('')}
      DROP TABLE capacity_concern_narrative, capacity_concern, safeguarding_concern_narrative, safeguarding_concern`);
  }
}

const ofOwnTeam =
  '(SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)';
const followedUp = `
    follow_up_on date NOT NULL,
    followed_up_on date,
    followed_up_by uuid REFERENCES staff,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1`;

/** Seen with its case, made and followed up by its team, worded as it is made and as it is followed up. */
const guarded = (table: string) => `
  CREATE TRIGGER version BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('${table}'); CALL close_to_all('${table}_narrative');
  CALL audit.watch('${table}', 'values', 'id'); CALL audit.watch('${table}_narrative', 'names', '${table}_id');
  CREATE INDEX ${table}_of_case ON ${table} (case_id, follow_up_on);
  CREATE INDEX ${table}_to_follow_up ON ${table} (case_id, follow_up_on) WHERE followed_up_on IS NULL;
  CREATE POLICY ${table}_of_case ON ${table} FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY ${table}_followed_up_by_own_team ON ${table} FOR UPDATE TO casework_advocate, casework_supervisor
    USING (followed_up_on IS NULL AND ${ofOwnTeam}) WITH CHECK (followed_up_by = (SELECT my_user()));
  GRANT SELECT, INSERT, UPDATE (came_of_it) ON ${table}_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY words_of_${table} ON ${table}_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM ${table} k WHERE k.id = ${table}_id));
  CREATE POLICY words_of_own_${table} ON ${table}_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (came_of_it IS NULL AND (SELECT k.recorded_by = (SELECT my_user()) AND k.recorded_at = now() FROM ${table} k WHERE k.id = ${table}_id));
  CREATE POLICY outcome_of_${table} ON ${table}_narrative FOR UPDATE TO casework_advocate, casework_supervisor
    USING (came_of_it IS NULL AND (SELECT k.followed_up_by = (SELECT my_user()) FROM ${table} k WHERE k.id = ${table}_id)) WITH CHECK (came_of_it IS NOT NULL);
`;

const raised = `
  CREATE TABLE safeguarding_concern (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    share_id uuid NOT NULL REFERENCES share CONSTRAINT one_concern_by_a_share UNIQUE,
    about text NOT NULL CONSTRAINT concern_is_about_a_child_or_an_adult CHECK (about IN ('child', 'adult')),
    outcome text CONSTRAINT concern_has_an_outcome CHECK (outcome IN ('protection', 'assessment', 'help', 'known_already', 'no_action', 'other')),
    ${followedUp},
    CONSTRAINT concern_is_followed_up_with_an_outcome CHECK (num_nonnulls(outcome, followed_up_on, followed_up_by) IN (0, 3))
  );
  COMMENT ON TABLE safeguarding_concern IS 'That a concern for a child or an adult at risk was raised with social care: to whom, when and on what basis its share says';
  COMMENT ON COLUMN safeguarding_concern.follow_up_on IS 'The day by which to ask what came of it, inclusive';
  CREATE TABLE safeguarding_concern_narrative (safeguarding_concern_id uuid PRIMARY KEY REFERENCES safeguarding_concern, came_of_it bytea);
  COMMENT ON TABLE safeguarding_concern_narrative IS 'What came of it, in words; what was raised, the share says';
  ${guarded('safeguarding_concern')}
  GRANT SELECT, INSERT (id, case_id, share_id, about, follow_up_on), UPDATE (outcome, followed_up_on, followed_up_by)
    ON safeguarding_concern TO casework_advocate, casework_supervisor;
  -- It is made with what goes to social care from that very case, in one transaction.
  CREATE POLICY concern_raised_from_own_team ON safeguarding_concern FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND followed_up_on IS NULL AND ${ofOwnTeam}
      AND (SELECT s.case_id = safeguarding_concern.case_id AND s.shared_at = now() AND g.kind IN ('childrens_services', 'adult_services')
        FROM share s JOIN agency g ON g.id = s.agency_id WHERE s.id = share_id));
`;

const capacity = `
  CREATE TABLE capacity_concern (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    assessed_on date NOT NULL,
    impairment text NOT NULL CONSTRAINT impairment_is_said CHECK (impairment IN ('yes', 'no', 'unclear')),
    understand text NOT NULL CONSTRAINT understanding_is_said CHECK (understand IN ('yes', 'no', 'unclear')),
    retain text NOT NULL CONSTRAINT retaining_is_said CHECK (retain IN ('yes', 'no', 'unclear')),
    weigh text NOT NULL CONSTRAINT weighing_is_said CHECK (weigh IN ('yes', 'no', 'unclear')),
    communicate text NOT NULL CONSTRAINT communicating_is_said CHECK (communicate IN ('yes', 'no', 'unclear')),
    finding text NOT NULL CONSTRAINT capacity_is_found CHECK (finding IN ('has_capacity', 'lacks_capacity', 'unclear')),
    outcome text CONSTRAINT capacity_concern_has_an_outcome
      CHECK (outcome IN ('client_decided', 'best_interests', 'advocate_found', 'assessed_elsewhere', 'deputy_decides', 'other')),
    ${followedUp},
    CONSTRAINT capacity_is_followed_up_with_an_outcome CHECK (num_nonnulls(outcome, followed_up_on, followed_up_by) IN (0, 3)),
    CONSTRAINT capacity_is_presumed CHECK (finding <> 'lacks_capacity' OR impairment = 'yes' AND 'no' IN (understand, retain, weigh, communicate))
  );
  COMMENT ON TABLE capacity_concern IS 'Whether a client could make one decision at one time: Mental Capacity Act 2005, ss.1 to 4';
  COMMENT ON COLUMN capacity_concern.follow_up_on IS 'The day by which to look at it again, inclusive: capacity comes and goes';
  CREATE TABLE capacity_concern_narrative (
    capacity_concern_id uuid PRIMARY KEY REFERENCES capacity_concern,
    decision bytea NOT NULL,
    help_given bytea NOT NULL,
    best_interests bytea,
    came_of_it bytea
  );
  COMMENT ON TABLE capacity_concern_narrative IS 'Which decision it is about, what was done to help the client make it, on what an act in their best interests rests, and what came of it';
  ${guarded('capacity_concern')}
  GRANT SELECT, INSERT (id, case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on),
    UPDATE (outcome, followed_up_on, followed_up_by) ON capacity_concern TO casework_advocate, casework_supervisor;
  CREATE POLICY capacity_recorded_in_own_team ON capacity_concern FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND followed_up_on IS NULL AND ${ofOwnTeam});
  CREATE POLICY best_interests_of_who_lacks_capacity ON capacity_concern_narrative AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT (k.finding = 'lacks_capacity') = (best_interests IS NOT NULL) FROM capacity_concern k WHERE k.id = capacity_concern_id));
`;

const kinds = [
  ...[
    'breach',
    'emergency_review',
    'first_contact',
    'contact_lapsed',
    'first_assessment',
    'risk_review',
    'safe_contact',
  ],
  ...['notification', 'order_expiry', 'consent_expiry', 'referral_waiting', 'place_waited_for'],
  ...['message', 'panel_action'],
];
const rules = (more: string) => `
  ALTER TABLE task_rule DROP CONSTRAINT task_rule_is_of_a_kind,
    ADD CONSTRAINT task_rule_is_of_a_kind CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}${more}));
`;
