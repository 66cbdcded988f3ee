import type { QueryRunner } from 'typeorm';

/**
 * Refuses to change how a table's words are kept once it holds any: the database can neither seal them nor open them.
 * It asks for the table's size, which row security does not hide from an owner who is held to it.
 */
export async function refuseWhatIsFilled(db: QueryRunner, tables: readonly string[]): Promise<void> {
  await db.query(`
    DO $$ DECLARE t text; BEGIN
      FOREACH t IN ARRAY ARRAY[${tables.map((table) => `'${table}'`).join(', ')}] LOOP
        IF pg_relation_size(t::regclass) > 0 THEN
          RAISE EXCEPTION 'This database was filled by an earlier Larkspur, before what is said of people was sealed, and cannot be brought up to date. Start with an empty one: name another in DATABASE_URL or DATA_DIR.'
            USING ERRCODE = 'LS001';
        END IF;
      END LOOP;
    END $$`);
}
