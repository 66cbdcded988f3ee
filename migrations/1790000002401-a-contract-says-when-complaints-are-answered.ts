import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/** In how many days a complaint is to be acknowledged, and answered, is a term of the contract: changed by two sides as the others are. */
export class AContractSaysWhenComplaintsAreAnswered1790000002401 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
    for (const [without, including] of approving) await db.query(instead(approve, without, including));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [without, including] of approving) await db.query(instead(approve, including, without));
    await db.query(`
      ALTER TABLE contract_change DROP COLUMN acknowledge_days, DROP COLUMN answer_days,
        DROP COLUMN was_acknowledge_days, DROP COLUMN was_answer_days;
      ALTER TABLE contract DROP COLUMN acknowledge_days, DROP COLUMN answer_days;
    `);
  }
}

const columns = `
  ALTER TABLE contract
    ADD COLUMN acknowledge_days integer CONSTRAINT complaint_is_acknowledged_in_days CHECK (acknowledge_days BETWEEN 1 AND 90),
    ADD COLUMN answer_days integer CONSTRAINT complaint_is_answered_in_days CHECK (answer_days BETWEEN 1 AND 365),
    ADD CONSTRAINT complaint_is_acknowledged_before_its_answer CHECK (acknowledge_days <= answer_days);
  COMMENT ON COLUMN contract.acknowledge_days IS 'Calendar days after a complaint was received by which it is to be acknowledged; null where the contract says none';
  COMMENT ON COLUMN contract.answer_days IS 'Calendar days after a complaint was received by which it is to be answered; null where the contract says none';
  ALTER TABLE contract_change
    ADD COLUMN acknowledge_days integer CONSTRAINT changed_acknowledgement_is_in_days CHECK (acknowledge_days BETWEEN 1 AND 90),
    ADD COLUMN answer_days integer CONSTRAINT changed_answer_is_in_days CHECK (answer_days BETWEEN 1 AND 365),
    ADD COLUMN was_acknowledge_days integer, ADD COLUMN was_answer_days integer,
    ADD CONSTRAINT changed_acknowledgement_is_before_its_answer CHECK (acknowledge_days <= answer_days),
    ADD CONSTRAINT only_terms_say_when_complaints_are_answered CHECK (changes = 'terms' OR num_nonnulls(acknowledge_days, answer_days) = 0);
  GRANT UPDATE (acknowledge_days, answer_days) ON contract TO casework_definer;
  GRANT INSERT (acknowledge_days, answer_days) ON contract_change TO casework_admin;
`;

const approve = 'approve_contract_change(uuid)';
const approving = [
  [
    'eligibility = x.eligibility WHERE c.id = k.id',
    'eligibility = x.eligibility, acknowledge_days = x.acknowledge_days, answer_days = x.answer_days WHERE c.id = k.id',
  ],
  [
    'was_within_hours = t.within_hours',
    `was_acknowledge_days = CASE WHEN x.changes = 'terms' THEN k.acknowledge_days END,
      was_answer_days = CASE WHEN x.changes = 'terms' THEN k.answer_days END, was_within_hours = t.within_hours`,
  ],
] as const;
