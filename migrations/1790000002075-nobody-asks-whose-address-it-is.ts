import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an address has an account somewhere is no administrator's to ask. */
export class NobodyAsksWhoseAddressItIs1790000002075 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION address_is_free(text)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION address_is_free(address text) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql
        AS $$ SELECT NOT EXISTS (SELECT FROM staff s WHERE lower(s.email) = lower(address)) $$;
      ALTER FUNCTION address_is_free(text) OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION address_is_free(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION address_is_free(text) TO casework_admin;
    `);
  }
}
