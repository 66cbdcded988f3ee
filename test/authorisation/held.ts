import type pg from 'pg';

/**
 * From now on every change is carried out as far as its commit and undone there, with an error that nothing else has: so each
 * finds the world as it was, and whoever was let in is told 503. What is audited as a change of a row, a session or a way to sign in is a change.
 */
export async function holdChanges(owner: pg.Client): Promise<void> {
  await owner.query(`
    CREATE FUNCTION hold_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'held' USING ERRCODE = '53400'; END $$;
    CREATE CONSTRAINT TRIGGER held AFTER INSERT ON audit.entry DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.act ~ '^(row|session|credential)\\.') EXECUTE FUNCTION hold_change()`);
}
