import type pg from 'pg';

/** A column of free text: words that somebody typed. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
}

/** Puts texts, one after another, into every column that takes any words. Which columns those were. */
export async function textEverywhere(owner: pg.Client, texts: readonly string[]): Promise<TextColumn[]> {
  const { rows } = await owner.query<TextColumn>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c JOIN information_schema.tables t
       USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'text' AND table_name NOT LIKE 'migration%'
       AND column_name !~ '(hash|reference|email|did)$' ORDER BY 1, 2`,
  );
  const filled: TextColumn[] = [];
  await owner.query('BEGIN; SET LOCAL session_replication_role = replica'); // the program's own triggers look away
  for (const { table, column } of rows)
    if (await fill(owner, { table, column }, texts)) filled.push({ table, column });
  await owner.query('COMMIT');
  return filled;
}

/** A column that takes only codes, or is part of what keeps records together, refuses them and is left as it was. */
async function fill(
  owner: pg.Client,
  { table, column }: TextColumn,
  texts: readonly string[],
): Promise<boolean> {
  await owner.query('SAVEPOINT before');
  try {
    const { rowCount } = await owner.query(
      `UPDATE "${table}" SET "${column}" = ($1::text[])[1 + abs(hashtext(ctid::text || '${table}.${column}')) % $2]
       WHERE "${column}" IS NOT NULL`,
      [texts, texts.length],
    );
    await owner.query('RELEASE SAVEPOINT before');
    return (rowCount ?? 0) > 0;
  } catch {
    await owner.query('ROLLBACK TO SAVEPOINT before');
    return false;
  }
}
