import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A token that names an identifier is of whoever that is of: it goes when that is taken back, and so may be of nobody else. */
export class ATokenIsOfItsIdentifier1790000002390 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE POLICY token_is_of_its_identifier ON identity_token AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (identifier_id IS NULL OR (SELECT coalesce(i.client_id, i.perpetrator_id) = coalesce(identity_token.client_id, identity_token.perpetrator_id)
          FROM identifier i WHERE i.id = identifier_id));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP POLICY token_is_of_its_identifier ON identity_token');
  }
}
