import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseWhatIsFilled } from './refuse-what-is-filled.js';

const words = {
  declared_conflict_identity: ['full_name', 'reached_by'],
  exclusion_narrative: ['why_lifted'],
  seal_narrative: ['why_lifted'],
  broken_glass_narrative: ['why', 'judgement'],
};

/** Whom a colleague says they know, and what is said of exclusions, seals and emergencies, is sealed as all other words are. */
export class WhatSafeguardsSayIsSealed1790000001960 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await retype(db, 'bytea');
    await db.query(keys);
  }

  async down(db: QueryRunner): Promise<void> {
    await retype(db, 'text');
    await db.query(undo);
  }
}

async function retype(db: QueryRunner, type: 'bytea' | 'text'): Promise<void> {
  await refuseWhatIsFilled(db, Object.keys(words));
  for (const [table, columns] of Object.entries(words)) {
    const changes = columns.map((column) => `ALTER COLUMN ${column} TYPE ${type} USING NULL`);
    await db.query(`ALTER TABLE ${table} ${changes.join(', ')}`);
  }
}

const before = `'client', 'perpetrator', 'case', 'foi_request'`;

/**
 * Whoever judges an emergency or an exclusion is of another line, and may see neither case nor client: what is said of one has
 * a key of its own, for whoever may see that one. A member of staff's key is their own and nobody else's.
 */
const keys = `
  ALTER TABLE data_key DROP CONSTRAINT key_opens_a_kind_of_record;
  ALTER TABLE data_key ADD CONSTRAINT key_opens_a_kind_of_record CHECK (opens IN (${before}, 'staff', 'exclusion', 'broken_glass'));
  COMMENT ON TABLE data_key IS 'What the words said of one person, case, request, exclusion or emergency are sealed with, wrapped under a service key that is kept elsewhere';
  COMMENT ON COLUMN data_key.id IS 'Of what it opens: that has the same id';
  CREATE POLICY key_of_oneself ON data_key FOR SELECT TO casework_advocate, casework_supervisor
    USING (opens = 'staff' AND id = (SELECT my_user()));
  CREATE POLICY key_made_for_oneself ON data_key FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'staff' AND id = (SELECT my_user()));
  CREATE POLICY key_of_exclusion ON data_key FOR SELECT TO casework_supervisor
    USING (opens = 'exclusion' AND EXISTS (SELECT FROM exclusion e WHERE e.id = data_key.id));
  CREATE POLICY key_made_for_exclusion ON data_key FOR INSERT TO casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'exclusion' AND EXISTS (SELECT FROM exclusion e WHERE e.id = data_key.id));
  CREATE POLICY key_of_glass ON data_key FOR SELECT TO casework_advocate, casework_supervisor
    USING (opens = 'broken_glass' AND EXISTS (SELECT FROM broken_glass b WHERE b.id = data_key.id));
  CREATE POLICY key_made_for_glass ON data_key FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'broken_glass' AND EXISTS (SELECT FROM broken_glass b WHERE b.id = data_key.id));
`;

const undo = `
  DROP POLICY key_made_for_glass ON data_key; DROP POLICY key_of_glass ON data_key;
  DROP POLICY key_made_for_exclusion ON data_key; DROP POLICY key_of_exclusion ON data_key;
  DROP POLICY key_made_for_oneself ON data_key; DROP POLICY key_of_oneself ON data_key;
  ALTER TABLE data_key DROP CONSTRAINT key_opens_a_kind_of_record;
  ALTER TABLE data_key ADD CONSTRAINT key_opens_a_kind_of_record CHECK (opens IN (${before}));
`;
