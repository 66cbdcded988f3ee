import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody is in danger now: each thing that is done about it is a row of its own, at the moment it is done. Nothing is changed
 * afterwards; what was wrong is put right by another row.
 */
export class DangerIsFollowedStepByStep1790000002241 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(policies);
    await db.query(covering);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY address_told_in_danger ON address; DROP POLICY identity_told_in_danger ON address_identity; DROP POLICY token_told_in_danger ON identity_token;
      DROP TABLE danger_step_narrative, danger_step, danger_narrative, danger;
    `);
  }
}

const tables = `
  CREATE TABLE danger (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    began_at timestamptz NOT NULL,
    began_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    ended_at timestamptz,
    ended_by uuid REFERENCES staff,
    decision text CONSTRAINT danger_ends_by_a_decision CHECK (decision IN ('person_safe', 'with_police', 'no_danger')),
    CONSTRAINT danger_ends_whole CHECK (num_nonnulls(ended_at, ended_by, decision) IN (0, 3)),
    CONSTRAINT danger_ends_after_it_begins CHECK (ended_at >= began_at)
  );
  COMMENT ON TABLE danger IS 'The client of a case, or somebody near them, is in danger now; until a supervisor decides that it is over';
  CREATE UNIQUE INDEX one_danger_at_a_time ON danger (case_id) WHERE ended_at IS NULL;
  CREATE INDEX danger_of_case ON danger (case_id, began_at DESC);
  CREATE TABLE danger_narrative (danger_id uuid PRIMARY KEY REFERENCES danger, why bytea NOT NULL);
  COMMENT ON TABLE danger_narrative IS 'Why it was decided that the danger is over';

  CREATE TABLE danger_step (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    danger_id uuid NOT NULL REFERENCES danger,
    step text NOT NULL CONSTRAINT step_of_danger_is_a_code CHECK (step IN ('police', 'lead', 'agreed', 'whereabouts')),
    standing text NOT NULL CONSTRAINT step_is_done_or_not CHECK (standing IN ('done', 'not_done')),
    told_id uuid REFERENCES staff,
    safe text CONSTRAINT safe_now_is_yes_no_or_unknown CHECK (safe IN ('yes', 'no', 'unknown')),
    address_id uuid REFERENCES address,
    taken_at timestamptz NOT NULL,
    taken_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    CONSTRAINT lead_told_is_named CHECK ((told_id IS NOT NULL) = (step = 'lead' AND standing = 'done')),
    CONSTRAINT whereabouts_say_whether_safe CHECK ((safe IS NOT NULL) = (step = 'whereabouts')),
    CONSTRAINT an_address_is_of_whereabouts CHECK (address_id IS NULL OR step = 'whereabouts')
  );
  COMMENT ON TABLE danger_step IS 'What was done about a danger, as it was done. Never changed: a second row of a step adds to the first, or puts it right';
  COMMENT ON COLUMN danger_step.taken_at IS 'By the program''s clock; nobody types it';
  COMMENT ON COLUMN danger_step.address_id IS 'Where the person is, opened as any address is';
  CREATE INDEX step_of_danger ON danger_step (danger_id, taken_at);
  CREATE TABLE danger_step_narrative (danger_step_id uuid PRIMARY KEY REFERENCES danger_step, words bytea NOT NULL);
  COMMENT ON TABLE danger_step_narrative IS 'An incident number, what was agreed, or why something was not done';

  DO $$ DECLARE t regclass; BEGIN
    FOREACH t IN ARRAY ARRAY['danger', 'danger_narrative', 'danger_step', 'danger_step_narrative']::regclass[] LOOP
      CALL close_to_all(t);
    END LOOP;
  END $$;
  CALL audit.watch('danger', 'values', 'id'); CALL audit.watch('danger_narrative', 'names', 'danger_id');
  CALL audit.watch('danger_step', 'values', 'id'); CALL audit.watch('danger_step_narrative', 'names', 'danger_step_id');
`;

// Whoever may see the case may do what there is to do, also who opened it in an emergency: that is what they opened it for.
const policies = `
  GRANT SELECT, INSERT (id, case_id, began_at) ON danger TO casework_advocate, casework_supervisor;
  GRANT UPDATE (ended_at, ended_by, decision) ON danger TO casework_supervisor;
  GRANT SELECT ON danger_narrative TO casework_advocate, casework_supervisor;
  GRANT INSERT ON danger_narrative TO casework_supervisor;
  GRANT SELECT, INSERT (id, danger_id, step, standing, told_id, safe, address_id, taken_at) ON danger_step TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON danger_step_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY danger_of_case ON danger FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY danger_begun_by_oneself ON danger FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (began_by = (SELECT my_user()) AND ended_at IS NULL AND (SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY danger_ended_by_oneself ON danger FOR UPDATE TO casework_supervisor
    USING (ended_at IS NULL AND (SELECT true FROM case_file c WHERE c.id = case_id)) WITH CHECK (ended_by = (SELECT my_user()));
  CREATE POLICY words_of_danger ON danger_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
  CREATE POLICY words_of_own_decision ON danger_narrative FOR INSERT TO casework_supervisor
    WITH CHECK ((SELECT d.ended_by = (SELECT my_user()) FROM danger d WHERE d.id = danger_id));
  CREATE POLICY step_of_danger ON danger_step FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger d WHERE d.id = danger_id));
  CREATE POLICY step_taken_by_oneself ON danger_step FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (taken_by = (SELECT my_user()) AND (told_id IS NULL OR (SELECT true FROM staff s WHERE s.id = told_id))
      AND (SELECT d.ended_at IS NULL FROM danger d WHERE d.id = danger_id)
      AND (address_id IS NULL OR (SELECT true FROM danger d JOIN case_file c ON c.id = d.case_id JOIN address a ON a.client_id = c.client_id
        WHERE d.id = danger_id AND a.id = address_id)));
  CREATE POLICY words_of_step ON danger_step_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM danger_step s WHERE s.id = danger_step_id));
  CREATE POLICY words_of_own_step ON danger_step_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT s.taken_by = (SELECT my_user()) FROM danger_step s WHERE s.id = danger_step_id));
`;

// Where somebody went is learnt once, by whoever is on the phone: whoever covers may write it down, of the client of a case they have
// opened in an emergency, while a danger in that very case is not over, and at no other time.
const inDanger = `ANY (ARRAY(SELECT c.client_id FROM danger d JOIN case_file c ON c.id = d.case_id
  WHERE d.ended_at IS NULL AND c.id = ANY ((SELECT my_live_grants())::uuid[])))`;

const covering = `
  CREATE POLICY address_told_in_danger ON address FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (kind = 'staying' AND ended_at IS NULL AND client_id = ${inDanger});
  CREATE POLICY identity_told_in_danger ON address_identity FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT a.kind = 'staying' AND a.ended_at IS NULL AND a.client_id = ${inDanger} FROM address a WHERE a.id = address_id));
  CREATE POLICY token_told_in_danger ON identity_token FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (kind = 'postcode' AND client_id = ${inDanger}
      AND (SELECT p.team_id = identity_token.team_id FROM client p WHERE p.id = client_id));
`;
