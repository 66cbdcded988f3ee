import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row that is of a case, a client or another record is seen where that one is. The policies said so with EXISTS, which Postgres
 * plans in two ways, each with everything above it again: a narrative three deep was planned eight times, for longer than it took
 * to read. And the other way reads every case there is to see, to look a page of them up in. Said as a look-up by primary key it
 * is planned once, and reads one row: whatever there is of it is true.
 */
export class WhatIsAboveIsLookedUpOnce1790000002001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await replace(db, [
      String.raw`EXISTS \( SELECT(\s+FROM \w+(?: \w+)?\s+WHERE \(+\w+\.id = )`,
      String.raw`( SELECT true\1`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await replace(db, [String.raw`\( SELECT true(?: AS bool)?(\s+FROM)`, String.raw`EXISTS ( SELECT\1`]);
  }
}

/** What they let see, and not what they let write: that asks more than one table, and is asked of one row at a time. */
async function replace(db: QueryRunner, [pattern, by]: readonly [string, string]): Promise<void> {
  await db.query(`
    DO $$ DECLARE p record; BEGIN
      FOR p IN SELECT *, regexp_replace(qual, $q$${pattern}$q$, $q$${by}$q$, 'g') AS seen FROM pg_policies WHERE qual ~ $q$${pattern}$q$ LOOP
        EXECUTE format('ALTER POLICY %I ON %I.%I USING (%s)', p.policyname, p.schemaname, p.tablename, p.seen);
      END LOOP;
    END $$`);
}
