import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a panel agreed, and what did not go to a client, are tasks by the same rules as the others. */
export class PanelsAndMessagesAreTasks1790000002300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(kindIsOneOf([...before, 'message', 'panel_action']));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM task_rule WHERE kind IN ('message', 'panel_action'); ${kindIsOneOf(before)}`);
  }
}

const before = [
  ...['breach', 'emergency_review', 'first_contact', 'contact_lapsed', 'first_assessment', 'risk_review'],
  ...['safe_contact', 'notification', 'order_expiry', 'consent_expiry'],
  ...['referral_waiting', 'place_waited_for'],
];

const kindIsOneOf = (kinds: readonly string[]): string => `
  ALTER TABLE task_rule DROP CONSTRAINT task_rule_is_of_a_kind;
  ALTER TABLE task_rule ADD CONSTRAINT task_rule_is_of_a_kind CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}));
`;
