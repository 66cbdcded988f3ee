import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept of a change says nothing to whoever has the database alone, and a program's change is kept as a person's is. */
export class KeptAnswersSayNothing1790000002070 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Their hashes were of what was typed and nothing else, so whoever guessed it knew. Copies in backups remain until those lapse.
      DELETE FROM kept_answer;
      ALTER TABLE kept_answer DROP CONSTRAINT kept_answer_pkey, ADD PRIMARY KEY (key_hash), ALTER staff_id DROP NOT NULL,
        ADD COLUMN service_key_id uuid DEFAULT my_key() REFERENCES service_key,
        ADD CONSTRAINT kept_answer_is_to_somebody CHECK (num_nonnulls(staff_id, service_key_id) = 1);
      ALTER TABLE kept_answer RENAME request_hash TO request_mac;
      COMMENT ON COLUMN kept_answer.key_hash IS 'A MAC, by the program''s secret, of whose key it is and of the key';
      COMMENT ON COLUMN kept_answer.request_mac IS 'A MAC of all that was asked, by a key made of the program''s secret and of the one that came with the change, which is kept nowhere';
      COMMENT ON COLUMN kept_answer.service_key_id IS 'Whose change it is where it is a program''s';
      GRANT SELECT, INSERT, UPDATE, DELETE ON kept_answer TO casework_referrals_key;
      CREATE POLICY kept_answer_is_a_keys_own ON kept_answer TO casework_referrals_key
        USING (service_key_id = (SELECT my_key())) WITH CHECK (service_key_id = (SELECT my_key()));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM kept_answer;
      DROP POLICY kept_answer_is_a_keys_own ON kept_answer;
      REVOKE ALL ON kept_answer FROM casework_referrals_key;
      ALTER TABLE kept_answer RENAME request_mac TO request_hash;
      ALTER TABLE kept_answer DROP COLUMN service_key_id, ALTER staff_id SET NOT NULL,
        DROP CONSTRAINT kept_answer_pkey, ADD PRIMARY KEY (staff_id, key_hash);
    `);
  }
}
