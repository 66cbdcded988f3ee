import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody who pages through the names of everyone copies out as much as somebody who opens their cases: that is asked about too. */
export class ListsAreLookedThroughToo1790000002087 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${kinds(", 'lists'")}
      GRANT SELECT (ids) ON audit.entry TO casework_worker;
      COMMENT ON COLUMN audit.anomaly.times IS 'Of volume, cases opened; of lists, records shown in them; of refusals, how many; of the others, records';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${kinds('')}
      REVOKE SELECT (ids) ON audit.entry FROM casework_worker;
      COMMENT ON COLUMN audit.anomaly.times IS 'Of volume, cases opened; of refusals, the longest run; of the others, records';
    `);
  }
}

const kinds = (more: string) => `
  ALTER TABLE audit.anomaly DROP CONSTRAINT anomaly_is_of_a_kind, ADD CONSTRAINT anomaly_is_of_a_kind
    CHECK (kind IN ('outside_caseload', 'volume', 'refusals', 'own_surname', 'own_address'${more})) NOT VALID;
`;
