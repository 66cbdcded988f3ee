import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A case goes before a MARAC or a stalking panel: by a referral of ours, which is something shared and so has a basis, or by
 * another agency's. What was agreed there is somebody's to do by a day.
 */
export class ACaseGoesBeforeAPanel1790000002223 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(referrals);
    await db.query(actions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE panel_action_narrative, panel_action, panel_referral_narrative, panel_referral',
    );
  }
}

const ofOwnTeam =
  '(SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)';

const referrals = `
  CREATE TABLE panel_referral (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    agency_id uuid NOT NULL REFERENCES agency,
    share_id uuid REFERENCES share CONSTRAINT one_referral_by_a_share UNIQUE,
    referred_by_id uuid REFERENCES agency,
    criteria text[] NOT NULL CONSTRAINT panel_referral_meets_known_criteria
      CHECK (criteria <@ ARRAY['professional_judgement', 'visible_high_risk', 'escalation']),
    incident_on date,
    referred_on date NOT NULL,
    repeat_found text NOT NULL CONSTRAINT repeat_was_looked_for CHECK (repeat_found IN ('yes', 'no', 'not_known')),
    repeat_said text NOT NULL CONSTRAINT repeat_is_yes_or_no CHECK (repeat_said IN ('yes', 'no')),
    meeting_on date,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT panel_referral_is_ours_or_anothers CHECK (num_nonnulls(share_id, referred_by_id) = 1),
    CONSTRAINT panel_referral_of_ours_meets_a_criterion CHECK (share_id IS NULL OR cardinality(criteria) > 0 OR repeat_said = 'yes'),
    CONSTRAINT incident_is_before_its_referral CHECK (incident_on <= referred_on),
    CONSTRAINT panel_meets_after_its_referral CHECK (meeting_on >= referred_on)
  );
  COMMENT ON TABLE panel_referral IS 'That a case was put before a MARAC or a stalking panel, by us or by another agency';
  COMMENT ON COLUMN panel_referral.agency_id IS 'The panel: an agency that is a MARAC, or a MASIP or MASP';
  COMMENT ON COLUMN panel_referral.share_id IS 'What went to the panel with a referral of ours; null where another agency referred';
  COMMENT ON COLUMN panel_referral.incident_on IS 'When what brings it to the panel happened; null where nothing in particular did, or nobody knows';
  COMMENT ON COLUMN panel_referral.repeat_found IS 'What the rule found of the same two people in the twelve months before: see repeat.rules.ts';
  COMMENT ON COLUMN panel_referral.repeat_said IS 'What it was sent as. Where that is not what was found, the narrative says why';
  CREATE INDEX panel_referral_of_case ON panel_referral (case_id, referred_on DESC);
  CREATE TABLE panel_referral_narrative (panel_referral_id uuid PRIMARY KEY REFERENCES panel_referral, grounds bytea, repeat_reason bytea);
  COMMENT ON TABLE panel_referral_narrative IS 'Why another agency put the case before the panel, which of ours the share says; and why it was or was not called a repeat against what was found';
  CREATE TRIGGER version BEFORE UPDATE ON panel_referral FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('panel_referral'); CALL close_to_all('panel_referral_narrative');
  CALL audit.watch('panel_referral', 'values', 'id'); CALL audit.watch('panel_referral_narrative', 'names', 'panel_referral_id');

  GRANT SELECT, INSERT (id, case_id, agency_id, share_id, referred_by_id, criteria, incident_on, referred_on, repeat_found, repeat_said, meeting_on),
    UPDATE (meeting_on) ON panel_referral TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON panel_referral_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY panel_referral_of_case ON panel_referral FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  -- A referral of ours is made with what goes to that very panel from that very case, in one transaction.
  CREATE POLICY panel_referral_from_own_team ON panel_referral FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND ${ofOwnTeam}
      AND (SELECT g.kind IN ('marac', 'masip') FROM agency g WHERE g.id = agency_id)
      AND (referred_by_id IS NULL OR (SELECT true FROM agency g WHERE g.id = referred_by_id))
      AND (share_id IS NULL OR (SELECT s.case_id = panel_referral.case_id AND s.agency_id = panel_referral.agency_id
        AND s.shared_on = panel_referral.referred_on AND s.shared_at = now() FROM share s WHERE s.id = share_id)));
  CREATE POLICY panel_meeting_set_by_own_team ON panel_referral FOR UPDATE TO casework_advocate, casework_supervisor
    USING (${ofOwnTeam}) WITH CHECK (${ofOwnTeam});
  CREATE POLICY words_of_panel_referral ON panel_referral_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM panel_referral r WHERE r.id = panel_referral_id));
  CREATE POLICY words_of_own_panel_referral ON panel_referral_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT r.recorded_by = (SELECT my_user()) AND r.recorded_at = now()
      AND (repeat_reason IS NOT NULL OR r.repeat_said = r.repeat_found OR (r.repeat_found = 'not_known' AND r.repeat_said = 'yes'))
      FROM panel_referral r WHERE r.id = panel_referral_id));
`;

const actions = `
  CREATE TABLE panel_action (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    panel_referral_id uuid NOT NULL REFERENCES panel_referral,
    owner_id uuid REFERENCES agency,
    due_on date NOT NULL,
    done_on date,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
  );
  COMMENT ON TABLE panel_action IS 'What was agreed at a panel, whose it is, and by when';
  COMMENT ON COLUMN panel_action.owner_id IS 'The agency whose it is; null where it is ours';
  COMMENT ON COLUMN panel_action.due_on IS 'The last day it is in time, inclusive';
  CREATE INDEX panel_action_of_referral ON panel_action (panel_referral_id, due_on);
  CREATE INDEX panel_action_not_done ON panel_action (panel_referral_id, due_on) WHERE done_on IS NULL;
  CREATE TABLE panel_action_narrative (panel_action_id uuid PRIMARY KEY REFERENCES panel_action, words bytea NOT NULL);
  COMMENT ON TABLE panel_action_narrative IS 'What is to be done';
  CREATE TRIGGER version BEFORE UPDATE ON panel_action FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('panel_action'); CALL close_to_all('panel_action_narrative');
  CALL audit.watch('panel_action', 'values', 'id'); CALL audit.watch('panel_action_narrative', 'names', 'panel_action_id');

  GRANT SELECT, INSERT (id, panel_referral_id, owner_id, due_on), UPDATE (done_on) ON panel_action TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON panel_action_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY action_of_panel_referral ON panel_action FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM panel_referral r WHERE r.id = panel_referral_id));
  CREATE POLICY action_recorded_by_own_team ON panel_action FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND done_on IS NULL AND (owner_id IS NULL OR (SELECT true FROM agency g WHERE g.id = owner_id))
      AND (SELECT ${ofOwnTeam} FROM panel_referral r WHERE r.id = panel_referral_id));
  CREATE POLICY action_done_by_own_team ON panel_action FOR UPDATE TO casework_advocate, casework_supervisor
    USING (done_on IS NULL AND (SELECT ${ofOwnTeam} FROM panel_referral r WHERE r.id = panel_referral_id)) WITH CHECK (done_on IS NOT NULL);
  CREATE POLICY words_of_panel_action ON panel_action_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM panel_action a WHERE a.id = panel_action_id));
  CREATE POLICY words_of_own_panel_action ON panel_action_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT a.recorded_by = (SELECT my_user()) AND a.recorded_at = now() FROM panel_action a WHERE a.id = panel_action_id));
`;
