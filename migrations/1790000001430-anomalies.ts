import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Anomalies1790000001430 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit.anomaly (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        on_day date NOT NULL,
        kind text NOT NULL CONSTRAINT anomaly_is_of_a_kind CHECK (kind IN ('outside_caseload', 'volume', 'refusals')),
        staff_id uuid NOT NULL REFERENCES staff,
        case_ids uuid[] NOT NULL DEFAULT '{}',
        times integer NOT NULL,
        found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT anomaly_is_reported_once UNIQUE (staff_id, kind, on_day)
      );
      COMMENT ON TABLE audit.anomaly IS 'What in the log of a day is worth asking somebody about. It accuses nobody';
      COMMENT ON COLUMN audit.anomaly.times IS 'Of volume, cases opened; of refusals, the longest run; outside the caseload, cases';
      CALL close_to_all('audit.anomaly');
      CALL audit.watch('audit.anomaly', 'values', 'id');
      GRANT USAGE ON SCHEMA audit TO casework_worker;
      GRANT SELECT, INSERT (on_day, kind, staff_id, case_ids, times) ON audit.anomaly TO casework_worker;
      GRANT SELECT ON audit.anomaly TO casework_auditor;
      CREATE POLICY anomaly_found ON audit.anomaly TO casework_worker
        USING (organisation_id = (SELECT my_organisation())) WITH CHECK (organisation_id = (SELECT my_organisation()));
      CREATE POLICY anomaly_of_own_organisation ON audit.anomaly FOR SELECT TO casework_auditor USING (organisation_id = (SELECT my_organisation()));

      -- What the search for them reads: who opened which case, whose it was, and who was refused.
      GRANT SELECT (id, at, actor_id, actor_role, organisation_id, act, result, case_id) ON audit.entry TO casework_worker;
      CREATE POLICY entry_searched_for_anomalies ON audit.entry FOR SELECT TO casework_worker USING (organisation_id = (SELECT my_organisation()));
      CREATE POLICY case_of_no_errand ON case_file FOR SELECT TO casework_worker
        USING ((SELECT my_errand()) IS NULL AND organisation_id = (SELECT my_organisation()));
      GRANT SELECT (case_id, staff_id, from_on, to_on) ON allocation TO casework_worker;
      CREATE POLICY allocation_of_worker ON allocation FOR SELECT TO casework_worker USING (EXISTS (SELECT FROM case_file c WHERE c.id = case_id));
      GRANT SELECT ON organisation TO casework_worker;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE SELECT ON organisation FROM casework_worker;
      DROP POLICY case_of_no_errand ON case_file;
      DROP POLICY allocation_of_worker ON allocation;
      REVOKE SELECT (case_id, staff_id, from_on, to_on) ON allocation FROM casework_worker;
      DROP POLICY entry_searched_for_anomalies ON audit.entry;
      REVOKE SELECT (id, at, actor_id, actor_role, organisation_id, act, result, case_id) ON audit.entry FROM casework_worker;
      DROP TABLE audit.anomaly;
      REVOKE USAGE ON SCHEMA audit FROM casework_worker;
    `);
  }
}
