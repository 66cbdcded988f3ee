import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much each worker can carry, from when on, what they can do that a case may need, and why somebody else was chosen. */
export class AWorkerHasACapacity1790000002313 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(capacities);
    await db.query(needs);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE allocation DROP COLUMN override_reason;
      DROP TABLE case_need, worker_ability, capacity;
    `);
  }
}

const colleague = (table: string) =>
  `EXISTS (SELECT FROM team_member m WHERE m.staff_id = ${table}.staff_id AND m.team_id = ANY ((SELECT my_teams())::uuid[]))`;

const abilities = [
  ...['online_stalking', 'civil_orders', 'criminal_court', 'housing', 'clients_under_18', 'mental_health'],
  ...['arabic', 'bengali', 'british_sign_language', 'french', 'panjabi', 'polish', 'portuguese', 'romanian'],
  ...['somali', 'spanish', 'urdu', 'welsh'],
]
  .map((code) => `'${code}'`)
  .join(', ');

const capacities = `
  CREATE TABLE capacity (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    staff_id uuid NOT NULL REFERENCES staff,
    from_on date NOT NULL,
    fte_percent integer NOT NULL CONSTRAINT capacity_is_of_working_time CHECK (fte_percent BETWEEN 0 AND 100),
    full_weight integer NOT NULL CONSTRAINT capacity_is_of_cases CHECK (full_weight BETWEEN 1 AND 500),
    set_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    set_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE capacity IS 'How much an advocate can carry. What was set last for the latest day that has come holds';
  COMMENT ON COLUMN capacity.fte_percent IS 'Of full working time: 60 is three days of five';
  COMMENT ON COLUMN capacity.full_weight IS 'The weight of a full caseload were they full-time: high or not assessed 3, medium 2, standard 1';
  CREATE INDEX capacity_of_staff ON capacity (staff_id, from_on);
  CREATE TABLE worker_ability (
    staff_id uuid NOT NULL REFERENCES staff,
    ability text NOT NULL CONSTRAINT ability_is_known CHECK (ability IN (${abilities})),
    PRIMARY KEY (staff_id, ability)
  );
  COMMENT ON TABLE worker_ability IS 'What a worker knows and which languages they work in, as far as cases need it';
  CALL close_to_all('capacity'); CALL close_to_all('worker_ability');
  CALL audit.watch('capacity', 'values', 'id'); CALL audit.watch('worker_ability', 'values', 'staff_id', 'ability');
  GRANT SELECT, INSERT (staff_id, from_on, fte_percent, full_weight, set_at) ON capacity TO casework_supervisor;
  GRANT SELECT, INSERT, DELETE ON worker_ability TO casework_supervisor;
  CREATE POLICY capacity_of_colleague ON capacity FOR SELECT TO casework_supervisor USING (${colleague('capacity')});
  CREATE POLICY capacity_set_in_own_team ON capacity FOR INSERT TO casework_supervisor
    WITH CHECK (set_by = (SELECT my_user()) AND ${colleague('capacity')});
  CREATE POLICY ability_of_colleague ON worker_ability TO casework_supervisor USING (${colleague('worker_ability')});
`;

const needs = `
  CREATE TABLE case_need (
    case_id uuid NOT NULL REFERENCES case_file,
    ability text NOT NULL CONSTRAINT need_is_known CHECK (ability IN (${abilities})),
    PRIMARY KEY (case_id, ability)
  );
  COMMENT ON TABLE case_need IS 'What the worker of a case should know, and the language to speak with its client';
  CALL close_to_all('case_need');
  CALL audit.watch('case_need', 'values', 'case_id', 'ability');
  GRANT SELECT, INSERT, DELETE ON case_need TO casework_advocate, casework_supervisor;
  CREATE POLICY need_of_case ON case_need TO casework_advocate, casework_supervisor USING ((SELECT true FROM case_file c WHERE c.id = case_id))
    WITH CHECK ((SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id));
  CREATE POLICY need_dropped_in_own_team ON case_need AS RESTRICTIVE FOR DELETE TO casework_advocate, casework_supervisor
    USING ((SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id));

  ALTER TABLE allocation ADD COLUMN override_reason text CONSTRAINT override_has_a_reason
    CHECK (override_reason IN ('client_asked', 'knows_the_case', 'not_recorded', 'nobody_better', 'other'));
  COMMENT ON COLUMN allocation.override_reason IS 'Why somebody else was chosen than those proposed; null where one of them was, or nobody was proposed';
  CREATE INDEX allocation_of_staff ON allocation (staff_id, from_on);
  GRANT INSERT (override_reason) ON allocation TO casework_supervisor;
`;
