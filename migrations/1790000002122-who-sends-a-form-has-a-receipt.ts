import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A receipt points at nothing: what it answers is worked out from when something was sent, so that no question about it can
 * reach a referral, and none can tell what became of anybody. See docs/decisions/0017.
 */
export class WhoSendsAFormHasAReceipt1790000002122 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE intake_receipt (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES intake_desk,
        reference text NOT NULL CONSTRAINT receipt_reference_is_used_once UNIQUE,
        secret_hash bytea NOT NULL,
        sent_at timestamptz NOT NULL
      );
      COMMENT ON TABLE intake_receipt IS 'That something was sent by a public form, and when. Without an audit trigger: it is of nobody, and goes after six weeks';
      COMMENT ON COLUMN intake_receipt.id IS 'Of the very form that was sent: the same form sent twice is one referral';
      COMMENT ON COLUMN intake_receipt.secret_hash IS 'SHA-256 of the second secret, which was shown once';
      CREATE TABLE intake_turn (
        key_hash bytea PRIMARY KEY,
        began_at timestamptz NOT NULL,
        turns integer NOT NULL
      );
      COMMENT ON TABLE intake_turn IS 'How often a line sent or asked in the hour that goes on, by a keyed hash. Without an audit trigger: it is written at every one';
      CALL close_to_all('intake_receipt'); CALL close_to_all('intake_turn');
      GRANT SELECT, INSERT, DELETE ON intake_receipt TO casework_intake;
      GRANT SELECT, INSERT, UPDATE, DELETE ON intake_turn TO casework_intake;
      CREATE POLICY receipt_of_own_desk ON intake_receipt FOR SELECT TO casework_intake
        USING (organisation_id = (SELECT my_organisation()));
      CREATE POLICY receipt_is_given ON intake_receipt FOR INSERT TO casework_intake WITH CHECK (organisation_id = (SELECT my_organisation()));
      CREATE POLICY receipt_is_forgotten ON intake_receipt FOR DELETE TO casework_intake
        USING (organisation_id = (SELECT my_organisation()) AND sent_at < now() - interval '42 days');
      CREATE POLICY turns_of_lines ON intake_turn TO casework_intake USING (true);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE intake_turn, intake_receipt;');
  }
}
