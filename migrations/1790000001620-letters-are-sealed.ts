import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseWhatIsFilled } from './refuse-what-is-filled.js';

const tables = [
  'foi_request_narrative',
  'foi_requester_identity',
  'foi_clarification',
  'foi_search',
  'foi_answer',
];

/** What a requester wrote, who they are, what passed between, and a drafted answer until it is released to everyone. */
export class LettersAreSealed1790000001620 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await refuseWhatIsFilled(db, tables);
    await db.query(`
      ALTER TABLE foi_request_narrative ALTER COLUMN letter TYPE bytea USING NULL, ALTER COLUMN asked TYPE bytea USING NULL;
      ALTER TABLE foi_requester_identity ALTER COLUMN name TYPE bytea USING NULL, ALTER COLUMN address TYPE bytea USING NULL;
      ALTER TABLE foi_clarification ALTER COLUMN what_was_asked TYPE bytea USING NULL, ALTER COLUMN letter TYPE bytea USING NULL,
        ALTER COLUMN asked TYPE bytea USING NULL;
      -- What is sealed is bound to its row before there is one, so the program says which it will be.
      ALTER TABLE foi_clarification ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT clarification_has_its_own_id UNIQUE;
      GRANT INSERT (id) ON foi_clarification TO casework_foi_officer;
      ALTER TABLE foi_search ALTER COLUMN where_searched TYPE bytea USING NULL;
    `);
    await db.query(released);
  }

  async down(db: QueryRunner): Promise<void> {
    await refuseWhatIsFilled(db, tables);
    await db.query(unreleased);
    await db.query(`
      ALTER TABLE foi_search ALTER COLUMN where_searched TYPE text USING NULL;
      ALTER TABLE foi_clarification DROP COLUMN id;
      ALTER TABLE foi_clarification ALTER COLUMN what_was_asked TYPE text USING NULL, ALTER COLUMN letter TYPE text USING NULL,
        ALTER COLUMN asked TYPE text USING NULL;
      ALTER TABLE foi_requester_identity ALTER COLUMN name TYPE text USING NULL, ALTER COLUMN address TYPE text USING NULL;
      ALTER TABLE foi_request_narrative ALTER COLUMN letter TYPE text USING NULL, ALTER COLUMN asked TYPE text USING NULL;
    `);
  }
}

/** A draft is sealed; what is released is public, and is copied out in the clear as it is released. */
const released = `
  DROP POLICY released_answer_is_public ON foi_answer;
  REVOKE SELECT (id, letter) ON foi_answer FROM casework_visitor;
  ALTER TABLE foi_answer ALTER COLUMN letter TYPE bytea USING NULL;
  ALTER TABLE foi_release ADD COLUMN letter jsonb NOT NULL;
  COMMENT ON COLUMN foi_release.letter IS 'The answer as it was approved, for anyone to read: its hash is letter_hash, which is checked whenever it is read';
  GRANT INSERT (letter) ON foi_release TO casework_foi_officer;
  GRANT SELECT (letter) ON foi_release TO casework_visitor;
`;

const unreleased = `
  ALTER TABLE foi_release DROP COLUMN letter;
  ALTER TABLE foi_answer ALTER COLUMN letter TYPE jsonb USING NULL;
  GRANT SELECT (id, letter) ON foi_answer TO casework_visitor;
  CREATE POLICY released_answer_is_public ON foi_answer FOR SELECT TO casework_visitor USING (EXISTS (SELECT FROM foi_release r WHERE r.answer_id = foi_answer.id));
`;
