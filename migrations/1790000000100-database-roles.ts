import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles belong to the server, not to one database: another Larkspur beside this one may have made them already. */
export class DatabaseRoles1790000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$
      DECLARE name text;
      BEGIN
        FOREACH name IN ARRAY ARRAY[
          'casework_advocate', 'casework_supervisor', 'casework_commissioner', 'casework_foi_officer', 'casework_admin',
          'casework_sign_in', 'casework_relay', 'casework_counter', 'casework_worker', 'casework_visitor', 'casework_definer'
        ] LOOP
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
          END IF;
        END LOOP;

        -- What the program signs in as: it may become each of the roles above, and by itself may do nothing.
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'larkspur_app') THEN
          CREATE ROLE larkspur_app LOGIN NOINHERIT;
        END IF;
        -- The queues' own sign-in: it reaches their schema, where jobs hold ids alone, and nothing else.
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'larkspur_jobs') THEN
          CREATE ROLE larkspur_jobs LOGIN NOINHERIT;
        END IF;
        GRANT casework_advocate, casework_supervisor, casework_commissioner, casework_foi_officer, casework_admin,
              casework_sign_in, casework_relay, casework_counter, casework_worker, casework_visitor TO larkspur_app;
        -- Membership lets the owner hand its look-up functions to the one role whose policies let it look.
        EXECUTE format('GRANT casework_definer TO %I', current_user);
        EXECUTE format('REVOKE TEMP ON DATABASE %I FROM PUBLIC', current_database());
      END $$;

      -- Filled by the queues' own migrations: see prepare.ts.
      CREATE SCHEMA jobs;
      GRANT USAGE ON SCHEMA jobs TO larkspur_jobs;
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT CREATE ON SCHEMA public TO casework_definer;
      GRANT USAGE ON SCHEMA public TO casework_definer, casework_advocate, casework_supervisor, casework_commissioner,
        casework_foi_officer, casework_admin, casework_sign_in, casework_relay, casework_counter, casework_worker, casework_visitor;

      -- Who is asking. A transaction-local setting that has ended reads as '', not NULL.
      CREATE FUNCTION my_user() RETURNS uuid STABLE LANGUAGE sql
        AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
      CREATE FUNCTION my_organisation() RETURNS uuid STABLE LANGUAGE sql
        AS $$ SELECT nullif(current_setting('app.organisation_id', true), '')::uuid $$;

      -- For tables that carry a version: an update that did not see the latest one changes nothing.
      CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN NEW.version := OLD.version + 1; RETURN NEW; END $$;

      -- The one way a table is closed: row security on and forced on its owner too, so that no policy means no row.
      CREATE PROCEDURE close_to_all(target regclass) LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP SCHEMA jobs CASCADE;
      DROP PROCEDURE close_to_all(regclass);
      DROP FUNCTION next_version();
      DROP FUNCTION my_organisation();
      DROP FUNCTION my_user();
      REVOKE ALL ON SCHEMA public FROM casework_definer, casework_advocate, casework_supervisor, casework_commissioner,
        casework_foi_officer, casework_admin, casework_sign_in, casework_relay, casework_counter, casework_worker, casework_visitor;
      DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO PUBLIC', current_database()); END $$;
    `);
  }
}
