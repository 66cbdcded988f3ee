import type pg from 'pg';
import { clarification, requesterIdentity, requestNarrative } from '../../src/foi/foi.sealed.js';
import { updateSealed } from '../../src/platform/sealing/sealing.js';
import { sealedTables } from '../support/sealed-tables.js';
import { sealing } from '../support/sealing.js';

/** A column of free text: words that somebody typed. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
}

/**
 * Puts texts, one after another, into every column that takes any words, sealed where the words of people and cases are.
 * Which columns those were.
 */
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
  filled.push(...(await fillSealed(owner, texts)));
  await owner.query('COMMIT');
  return filled;
}

/** Of requests too: but for answers, which are no words but a structure, and searches, which are found by three columns. */
const sealed = [
  ...sealedTables,
  ...[requestNarrative, requesterIdentity, clarification].map((of) => ({ of, keyId: 't.request_id' })),
];

/** What is sealed is read back as the program reads it, so it is sealed as the program seals it. A date of birth is no words. */
async function fillSealed(owner: pg.Client, texts: readonly string[]): Promise<TextColumn[]> {
  const tx = sealing(owner, '00000000-0000-0000-0000-000000000000'); // the keys are there already
  const filled: TextColumn[] = [];
  for (const { of, keyId } of sealed) {
    const { table } = of;
    const columns = of.columns.filter((column) => column !== 'born_on');
    const said = columns.map((column) => `'${column}', t.${column} IS NOT NULL`).join(', ');
    const { rows } = await owner.query<{ row: string; key: string; said: Record<string, boolean> }>(
      `SELECT t.${of.row} AS row, ${keyId} AS key, json_build_object(${said}) AS said FROM ${table} t`,
    );
    for (const [index, { row, key, said: has }] of rows.entries()) {
      const words = columns
        .filter((column) => has[column])
        .map((column, place) => [column, texts[(index * 7 + place) % texts.length] ?? '']);
      if (words.length > 0) await updateSealed(tx, { of, row, keyId: key }, Object.fromEntries(words));
    }
    const some = columns.filter((column) => rows.some(({ said: has }) => has[column]));
    filled.push(...some.map((column) => ({ table, column })));
  }
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
