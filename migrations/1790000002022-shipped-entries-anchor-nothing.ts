import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries that went to a server of logs are no anchor: health goes on to ask how long the heads have waited for theirs. */
export class ShippedEntriesAnchorNothing1790000002022 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${lagOf(`WHERE place <> 'log'`)}
      COMMENT ON TABLE audit.anchor IS 'Which heads were given to which place outside the database; which batches with their entries, to the place “log”';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${lagOf('')}
      COMMENT ON TABLE audit.anchor IS 'Which heads were given to which place outside the database';
    `);
  }
}

const lagOf = (places: string) => `
  CREATE OR REPLACE FUNCTION audit.lag() RETURNS TABLE (unsealed_seconds integer, unanchored_seconds integer)
    STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE sql AS $$
      SELECT extract(epoch FROM clock_timestamp() - (SELECT min(e.at) FROM audit.unsealed u JOIN audit.entry e ON e.id = u.entry_id))::integer,
             extract(epoch FROM clock_timestamp() - (SELECT min(b.sealed_at) FROM audit.batch b
               WHERE b.number > (SELECT coalesce(max(batch), 0) FROM audit.anchor ${places})))::integer $$;
`;
