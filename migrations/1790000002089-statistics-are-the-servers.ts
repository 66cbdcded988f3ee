import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What Postgres counts for itself tells anybody how many rows a table has, or whether a transaction met one: to a commissioner,
 * that there are five seals. Only whoever keeps the server asks it. Where the owner is no superuser it is theirs to do, by hand:
 * docs/operating.md.
 */
export class StatisticsAreTheServers1790000002089 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ${eachOf('REVOKE ALL ON %s FROM PUBLIC; GRANT %s ON %s TO pg_monitor')}
      ${ofTables('REVOKE SELECT ON pg_class FROM PUBLIC; GRANT SELECT (%s) ON pg_class TO PUBLIC')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${eachOf('REVOKE ALL ON %s FROM pg_monitor; GRANT %s ON %s TO PUBLIC')}
      ${ofTables('REVOKE SELECT (%s) ON pg_class FROM PUBLIC; GRANT SELECT ON pg_class TO PUBLIC')}
    `);
  }
}

/** Every view and function by which statistics and sizes are read. Row security keeps those of columns already. */
const eachOf = (change: string) => `
  DO $$ DECLARE it record; BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;
    FOR it IN SELECT oid::regclass::text AS name, 'SELECT' AS means FROM pg_class
        WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'v' AND relname ~ '^pg_stat(io)?_'
      UNION ALL SELECT 'FUNCTION ' || oid::regprocedure, 'EXECUTE' FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname ~ '^pg_stat_get_' OR proname ~ '^pg_(total_)?(relation|table|indexes)_size$') LOOP
      EXECUTE format($q$${change}$q$, it.name, it.means, it.name);
    END LOOP;
  END $$;
`;

const ofTables = (change: string) => `
  DO $$ DECLARE others text; BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;
    SELECT string_agg(quote_ident(attname), ', ') INTO others FROM pg_attribute
     WHERE attrelid = 'pg_class'::regclass AND attnum > 0 AND attname NOT IN ('reltuples', 'relpages', 'relallvisible', 'relallfrozen');
    EXECUTE format($q$${change}$q$, others);
  END $$;
`;
