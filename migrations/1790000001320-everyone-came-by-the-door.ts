import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whatever a table's own policies say, nobody reads or writes a row who did not come in by the door, in the role it gave them. */
export class EveryoneCameByTheDoor1790000001320 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whoever comes in by the door is one of these. The definer is not: it is nobody's role, its functions and views ask for
      -- themselves, and for it a condition that is no index's would send every count through the whole table.
      DO $$ DECLARE name text; BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'casework_caller') THEN CREATE ROLE casework_caller NOLOGIN; END IF;
        FOR name IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'casework\\_%' AND rolname NOT IN ('casework_caller', 'casework_definer') LOOP
          EXECUTE format('GRANT casework_caller TO %I', name);
        END LOOP;
      END $$;

      CREATE OR REPLACE PROCEDURE close_to_all(target regclass) LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('CREATE POLICY only_who_was_let_in ON %s AS RESTRICTIVE TO casework_caller USING ((SELECT let_in())) WITH CHECK ((SELECT let_in()))', target);
      END $$;
      DO $$ DECLARE t regclass; BEGIN
        FOR t IN SELECT oid FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p') AND relnamespace <> 'door'::regnamespace LOOP
          EXECUTE format('CREATE POLICY only_who_was_let_in ON %s AS RESTRICTIVE TO casework_caller USING ((SELECT let_in())) WITH CHECK ((SELECT let_in()))', t);
        END LOOP;
      END $$;

      -- A signature is checked once for a statement, not once for every row: each policy asks in a subquery.
      CREATE FUNCTION door.asking_once(expression text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
        SELECT regexp_replace(regexp_replace(expression, '\\( SELECT (my_\\w+)\\(\\) AS my_\\w+\\)', '\\1()', 'g'), '(my_\\w+)\\(\\)', '(SELECT \\1())', 'g') $$;
      DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT * FROM pg_policies WHERE concat(qual, with_check) ~ 'my_\\w+\\(\\)' LOOP
          EXECUTE format('ALTER POLICY %I ON %I.%I', p.policyname, p.schemaname, p.tablename)
            || coalesce(' USING (' || door.asking_once(p.qual) || ')', '') || coalesce(' WITH CHECK (' || door.asking_once(p.with_check) || ')', '');
        END LOOP;
      END $$;
      DROP FUNCTION door.asking_once(text);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT * FROM pg_policies WHERE policyname = 'only_who_was_let_in' LOOP
          EXECUTE format('DROP POLICY %I ON %I.%I', p.policyname, p.schemaname, p.tablename);
        END LOOP;
      END $$;
      CREATE OR REPLACE PROCEDURE close_to_all(target regclass) LANGUAGE plpgsql AS $$
      BEGIN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
      END $$;
        `);
  }
}
