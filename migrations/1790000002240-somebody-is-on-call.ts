import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on call, as a list of turns: whom to ring at night is looked up, and not remembered. */
export class SomebodyIsOnCall1790000002240 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE on_call_turn (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        staff_id uuid NOT NULL REFERENCES staff,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        made_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
        made_at timestamptz NOT NULL DEFAULT now(),
        cancelled_at timestamptz,
        CONSTRAINT turn_ends_after_it_begins CHECK (to_at > from_at),
        CONSTRAINT turn_is_of_a_week_at_most CHECK (to_at <= from_at + interval '7 days 1 hour')
      );
      COMMENT ON TABLE on_call_turn IS 'When a supervisor can be rung for the whole service. Two turns may overlap: then either is rung';
      COMMENT ON COLUMN on_call_turn.to_at IS 'The first moment at which it is over';
      COMMENT ON COLUMN on_call_turn.cancelled_at IS 'When it was taken back: it is kept, and nobody is rung by it';
      CREATE INDEX on_call_turn_of_organisation ON on_call_turn (organisation_id, to_at);
      CALL close_to_all('on_call_turn');
      CALL audit.watch('on_call_turn', 'values', 'id');
      GRANT SELECT ON on_call_turn TO casework_advocate, casework_supervisor;
      GRANT INSERT (staff_id, from_at, to_at), UPDATE (cancelled_at) ON on_call_turn TO casework_supervisor;
      CREATE POLICY turn_of_own_service ON on_call_turn FOR SELECT TO casework_advocate, casework_supervisor
        USING (organisation_id = (SELECT my_organisation()));
      CREATE POLICY turn_of_a_supervisor ON on_call_turn FOR INSERT TO casework_supervisor
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND made_by = (SELECT my_user()) AND cancelled_at IS NULL
          AND (SELECT s.role = 'supervisor' AND s.state = 'active' AND s.organisation_id = (SELECT my_organisation()) FROM staff s WHERE s.id = staff_id));
      CREATE POLICY turn_is_cancelled ON on_call_turn FOR UPDATE TO casework_supervisor
        USING (organisation_id = (SELECT my_organisation()) AND cancelled_at IS NULL) WITH CHECK (cancelled_at IS NOT NULL);
      CREATE POLICY event_of_on_call ON event FOR INSERT TO casework_supervisor
        WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did LIKE 'on_call.%');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP POLICY event_of_on_call ON event; DROP TABLE on_call_turn;');
  }
}
