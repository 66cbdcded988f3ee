import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever opens a record of somebody with their own surname, postcode or telephone number is asked about it. Compared are keyed
 * tokens alone: of a surname that is in the staff list, and of what caseworkers say is theirs, which is kept as its tokens and
 * can be read back by nobody.
 */
export class OwnDetailsAreCompared1790000002041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kinds);
    await db.query(own);
    await db.query(comparing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION audit.own_details_met(date, uuid[], bytea[]);
      REVOKE SELECT (token, kind) ON identity_token FROM casework_definer;
      REVOKE SELECT (id, display_name, organisation_id) ON staff FROM casework_worker;
      DROP TABLE own_detail;
      DELETE FROM identity_token WHERE kind = 'postcode';
      ALTER TABLE identity_token DROP CONSTRAINT token_is_of_a_kind, ADD CONSTRAINT token_is_of_a_kind CHECK (kind IN ('surname',
        'surname_and_initial', 'sound_and_initial', 'sound_and_year', 'initials_and_birth', 'name_and_birth', 'phone', 'phone_ending', 'email'));
      ALTER TABLE audit.anomaly DROP CONSTRAINT anomaly_is_of_a_kind, ADD CONSTRAINT anomaly_is_of_a_kind
        CHECK (kind IN ('outside_caseload', 'volume', 'refusals')) NOT VALID;
    `);
  }
}

const kinds = `
  ALTER TABLE audit.anomaly DROP CONSTRAINT anomaly_is_of_a_kind, ADD CONSTRAINT anomaly_is_of_a_kind
    CHECK (kind IN ('outside_caseload', 'volume', 'refusals', 'own_surname', 'own_address'));
  COMMENT ON COLUMN audit.anomaly.times IS 'Of volume, cases opened; of refusals, the longest run; of the others, records';
  ALTER TABLE identity_token DROP CONSTRAINT token_is_of_a_kind, ADD CONSTRAINT token_is_of_a_kind CHECK (kind IN ('surname',
    'surname_and_initial', 'sound_and_initial', 'sound_and_year', 'initials_and_birth', 'name_and_birth', 'phone', 'phone_ending', 'email', 'postcode'));
`;

const own = `
  CREATE TABLE own_detail (
    staff_id uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    kind text NOT NULL CONSTRAINT own_detail_is_of_a_kind CHECK (kind IN ('surname', 'postcode', 'phone')),
    token bytea NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (staff_id, kind, token)
  );
  COMMENT ON TABLE own_detail IS 'What caseworkers say is theirs, as the tokens it is compared by: what it was can be read back by nobody';
  CALL close_to_all('own_detail');
  CALL audit.watch('own_detail', 'names', 'staff_id', 'kind');
  GRANT SELECT (staff_id, kind, told_at), INSERT (kind, token, told_at), DELETE ON own_detail TO casework_advocate, casework_supervisor;
  CREATE POLICY told_by_oneself ON own_detail TO casework_advocate, casework_supervisor
    USING (staff_id = (SELECT my_user())) WITH CHECK (staff_id = (SELECT my_user()));
`;

const comparing = `
  GRANT SELECT ON own_detail TO casework_definer;
  GRANT SELECT (token, kind) ON identity_token TO casework_definer;
  CREATE POLICY definer_compares ON own_detail FOR SELECT TO casework_definer USING (true);
  GRANT SELECT (id, display_name, organisation_id) ON staff TO casework_worker;

  CREATE FUNCTION audit.own_details_met(day date, staff uuid[], surnames bytea[]) RETURNS TABLE (staff_id uuid, what text, case_id uuid)
  STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH looked AS (
      SELECT DISTINCT e.actor_id, e.case_id, coalesce(c.client_id, r.client_id) AS client_id, coalesce(c.perpetrator_id, r.perpetrator_id) AS perpetrator_id
        FROM audit.entry e LEFT JOIN case_file c ON c.id = e.case_id LEFT JOIN referral r ON e.subject_kind = 'referral' AND r.id = e.subject_id
       WHERE e.organisation_id = my_organisation() AND e.act IN ('case.opened', 'referral.opened')
         AND e.at >= day::timestamp AT TIME ZONE 'Europe/London' AND e.at < (day + 1)::timestamp AT TIME ZONE 'Europe/London'),
    own AS (
      SELECT s.id, 'surname' AS kind, s.token FROM unnest(staff, surnames) AS s (id, token)
      UNION ALL SELECT d.staff_id, d.kind, d.token FROM own_detail d)
    SELECT DISTINCT l.actor_id, CASE own.kind WHEN 'surname' THEN 'surname' ELSE 'address' END, l.case_id
      FROM looked l JOIN own ON own.id = l.actor_id
     WHERE EXISTS (SELECT FROM identity_token t WHERE t.token = own.token AND t.kind = own.kind
       AND (t.client_id = l.client_id OR t.perpetrator_id = l.perpetrator_id)) $$;
  COMMENT ON FUNCTION audit.own_details_met IS 'Who opened a record, on a day, of somebody with a surname, postcode or number of their own; of a referral without its case';
  GRANT CREATE ON SCHEMA audit TO casework_definer;
  ALTER FUNCTION audit.own_details_met(date, uuid[], bytea[]) OWNER TO casework_definer;
  REVOKE CREATE ON SCHEMA audit FROM casework_definer;
  REVOKE ALL ON FUNCTION audit.own_details_met(date, uuid[], bytea[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION audit.own_details_met(date, uuid[], bytea[]) TO casework_worker;
`;
