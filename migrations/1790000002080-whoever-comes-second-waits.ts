import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of two who did not see each other, neither was kept apart: what was recorded while its client was being sealed stayed open,
 * and two who were entered at the same moment were never compared. Now the second of them waits for the first, and sees it.
 */
export class WhoeverComesSecondWaits1790000002080 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(beginning('FOR SHARE'));
    await db.query(`
      CREATE FUNCTION entered_in_turn() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(my_organisation()::text, 3));
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION entered_in_turn() FROM PUBLIC;
      CREATE TRIGGER entered_in_turn BEFORE INSERT ON conflict_token FOR EACH STATEMENT EXECUTE FUNCTION entered_in_turn();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER entered_in_turn ON conflict_token; DROP FUNCTION entered_in_turn()');
    await db.query(beginning(''));
  }
}

const beginning = (lock: string) => `
  CREATE OR REPLACE FUNCTION begins_as_sealed_as_its_client() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    NEW.sealed := coalesce((SELECT sealed FROM client WHERE id = NEW.client_id ${lock}), false);
    RETURN NEW;
  END $$;
`;
