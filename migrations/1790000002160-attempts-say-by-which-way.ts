import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An attempt says which number or address was tried, so that what it taught makes that one less safe at once. */
export class AttemptsSayByWhichWay1790000002160 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE contact_attempt ADD COLUMN contact_method_id uuid REFERENCES contact_method;
      COMMENT ON COLUMN contact_attempt.contact_method_id IS 'Which of the client''s ways was tried; null where that was not said, or they were met';
      CREATE INDEX contact_attempt_by_method ON contact_attempt (contact_method_id);
      GRANT INSERT (contact_method_id) ON contact_attempt TO casework_advocate, casework_supervisor;
      CREATE POLICY attempt_by_a_way_of_the_client ON contact_attempt AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (contact_method_id IS NULL OR (SELECT true FROM contact_method m JOIN case_file c ON c.client_id = m.client_id
          WHERE m.id = contact_method_id AND c.id = case_id));
      ALTER TABLE contact_attempt DROP CONSTRAINT outcome_is_a_code,
        ADD CONSTRAINT outcome_is_a_code CHECK (outcome IN (${[...outcomes, ...more].map((code) => `'${code}'`).join(', ')}));

      -- Whoever tries in an emergency learns that a number is not safe as anybody does. They may say so, and nothing else of it.
      CREATE POLICY method_found_unsafe ON contact_method FOR UPDATE TO casework_advocate, casework_supervisor
        USING ((SELECT true FROM client c WHERE c.id = client_id))
        WITH CHECK (safe <> 'yes' AND verified_on IS NULL AND ended_at IS NULL AND (SELECT true FROM client c WHERE c.id = client_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY method_found_unsafe ON contact_method;
      ALTER TABLE contact_attempt DROP CONSTRAINT outcome_is_a_code,
        ADD CONSTRAINT outcome_is_a_code CHECK (outcome IN (${outcomes.map((code) => `'${code}'`).join(', ')}));
      DROP POLICY attempt_by_a_way_of_the_client ON contact_attempt;
      ALTER TABLE contact_attempt DROP COLUMN contact_method_id;
    `);
  }
}

const outcomes = [
  ...[
    'spoke_to_client',
    'spoke_unsafe_cut_short',
    'no_answer',
    'voicemail_left',
    'voicemail_not_allowed',
    'wrong_number',
  ],
  ...['third_party_answered', 'text_sent', 'email_sent', 'bounced', 'declined_support', 'callback_agreed'],
];
const more = ['number_not_safe', 'letter_sent', 'did_not_attend'];
