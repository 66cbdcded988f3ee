import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * People around a client are compared as the client's, so that whoever works here and knows them is kept away. That two clients
 * have the same social worker, school or mother makes them no one person, nor is somebody accused by whoever has the same social worker.
 */
export class WhoseFriendsAreTheSameIsNotTheSame1790000002411 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(around);
    for (const [of, before, after] of changed) await db.query(instead(of, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of changed) await db.query(instead(of, after, before));
    await db.query(`
      DELETE FROM conflict_token WHERE around IS NOT NULL;
      ALTER TABLE conflict_token DROP COLUMN around, ${keptOnce('')};
    `);
  }
}

const keptOnce = (also: string) =>
  `ADD CONSTRAINT conflict_token_is_kept_once UNIQUE NULLS NOT DISTINCT (token, staff_id, client_id, perpetrator_id, declared_conflict_id${also})`;

const around = `
  ALTER TABLE conflict_token ADD COLUMN around text CONSTRAINT conflict_token_is_of_a_kind CHECK (around IN ('child', 'protected_person', 'professional')),
    ADD CONSTRAINT conflict_token_around_is_of_a_client CHECK (around IS NULL OR client_id IS NOT NULL),
    DROP CONSTRAINT conflict_token_is_kept_once, ${keptOnce(', around')};
  COMMENT ON COLUMN conflict_token.around IS 'Of somebody around the client, what they are: whoever works here is kept from the client by it, and it says of nobody who the client is';
  GRANT INSERT (around) ON conflict_token TO casework_advocate, casework_supervisor;
`;

// Whoever a client protects may be whom another accuses: their name and number are still looked at, a professional's are not.
const changed = [
  [
    'on_record_as(uuid)',
    `AND n.how = 'matched_contact' AND k.how = 'matched_contact'`,
    `AND n.how = 'matched_contact' AND k.how = 'matched_contact' AND n.around IS NULL AND k.around IS NULL`,
  ],
  ['on_record_as(uuid)', 'x.client_id IS NOT NULL', 'x.around IS NULL AND x.client_id IS NOT NULL'],
  [
    'likely_same(uuid, uuid)',
    `a.how = 'matched_contact' AND b.how = 'matched_contact'`,
    `a.how = 'matched_contact' AND b.how = 'matched_contact' AND coalesce(a.around, 'protected_person') = 'protected_person'`,
  ],
  [
    'likely_same(uuid, uuid)',
    'WHERE a.client_id = who AND b.perpetrator_id = accused',
    `WHERE a.client_id = who AND a.around IS DISTINCT FROM 'professional' AND b.perpetrator_id = accused`,
  ],
] as const;
