/**
 * Puts some words of a function in the place of others, and stops where the function does not have them: its owner and who may
 * call it stay as they are. Turned round, it undoes itself.
 */
export function instead(ofFunction: string, before: string, after: string): string {
  return `
    DO $change$ DECLARE said text := pg_get_functiondef('${ofFunction}'::regprocedure);
    BEGIN
      IF position($words$${before}$words$ IN said) = 0 THEN RAISE EXCEPTION '${ofFunction} does not say that'; END IF;
      EXECUTE replace(said, $words$${before}$words$, $words$${after}$words$);
    END $change$;
  `;
}

/** The same of what a check of a table allows. */
export function insteadInCheck(
  { table, check }: { readonly table: string; readonly check: string },
  before: string,
  after: string,
): string {
  return `
    DO $change$ DECLARE said text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '${table}'::regclass AND conname = '${check}');
    BEGIN
      IF coalesce(position($words$${before}$words$ IN said), 0) = 0 THEN RAISE EXCEPTION 'the check does not say that'; END IF;
      EXECUTE 'ALTER TABLE ${table} DROP CONSTRAINT ${check}, ADD CONSTRAINT ${check} ' || replace(said, $words$${before}$words$, $words$${after}$words$);
    END $change$;
  `;
}
