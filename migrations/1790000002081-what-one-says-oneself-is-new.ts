import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever says again that they know somebody is kept from them again, whatever was lifted before: a token of the same words
 * was taken for one that is there already, and what they said came to nothing. Each time they say it is kept for itself.
 */
export class WhatOneSaysOneselfIsNew1790000002081 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE conflict_token ADD COLUMN declared_conflict_id uuid REFERENCES declared_conflict,
        ADD CONSTRAINT conflict_token_was_declared CHECK (declared_conflict_id IS NULL OR how = 'declared'),
        DROP CONSTRAINT conflict_token_is_kept_once,
        ADD CONSTRAINT conflict_token_is_kept_once UNIQUE NULLS NOT DISTINCT (token, staff_id, client_id, perpetrator_id, declared_conflict_id);
      COMMENT ON COLUMN conflict_token.declared_conflict_id IS 'When it was said of whom it is; null of what was said before this was kept';
      CREATE INDEX conflict_token_of_declared ON conflict_token (declared_conflict_id) WHERE declared_conflict_id IS NOT NULL;
      GRANT INSERT (declared_conflict_id) ON conflict_token TO casework_advocate, casework_supervisor;
      CREATE POLICY token_of_own_words ON conflict_token AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (declared_conflict_id IS NULL OR EXISTS (SELECT FROM declared_conflict d WHERE d.id = declared_conflict_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY token_of_own_words ON conflict_token;
      DELETE FROM conflict_token t USING conflict_token earlier
       WHERE earlier.id < t.id AND (earlier.token, earlier.staff_id) = (t.token, t.staff_id);
      ALTER TABLE conflict_token DROP CONSTRAINT conflict_token_is_kept_once, DROP COLUMN declared_conflict_id,
        ADD CONSTRAINT conflict_token_is_kept_once UNIQUE NULLS NOT DISTINCT (token, staff_id, client_id, perpetrator_id);
    `);
  }
}
