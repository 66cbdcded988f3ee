import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The agencies that something may be shared with have one name each, and consent to share with one names it. */
export class ConsentNamesAnAgency1790000002221 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE agency (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
        name text NOT NULL,
        kind text NOT NULL CONSTRAINT agency_is_of_a_kind CHECK (kind IN ('police', 'marac', 'masip', 'probation', 'housing', 'health',
          'childrens_services', 'adult_services', 'court', 'employer_or_school', 'other'))
      );
      COMMENT ON TABLE agency IS 'Another organisation that may be told something of a client';
      CREATE UNIQUE INDEX agency_has_one_name ON agency (organisation_id, lower(name));
      CALL close_to_all('agency'); CALL audit.watch('agency', 'values', 'id');
      GRANT SELECT ON agency TO casework_advocate, casework_supervisor;
      GRANT INSERT (name, kind) ON agency TO casework_supervisor;
      CREATE POLICY agency_of_own_organisation ON agency FOR SELECT TO casework_advocate, casework_supervisor
        USING (organisation_id = (SELECT my_organisation()));
      CREATE POLICY agency_added_to_own_organisation ON agency FOR INSERT TO casework_supervisor
        WITH CHECK (organisation_id = (SELECT my_organisation()));

      ALTER TABLE consent ADD COLUMN agency_id uuid REFERENCES agency;
      GRANT INSERT (agency_id) ON consent TO casework_advocate, casework_supervisor;
      CREATE POLICY consent_names_own_agency ON consent AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (agency_id IS NULL OR (SELECT true FROM agency g WHERE g.id = agency_id));
      COMMENT ON COLUMN consent.agency_id IS 'Of share_agency: which. An answer that names none lets nothing go to anybody';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY consent_names_own_agency ON consent; ALTER TABLE consent DROP COLUMN agency_id; DROP TABLE agency;
    `);
  }
}
