import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { textOf } from '../../../src/platform/database/embedded-guard.js';

/** A word that nobody uses, a day of birth and a number that nobody else has: put wherever words go, and looked for after. */
export const canary = 'qzcanary';
export const traces = [canary, '1947-11-23', '07700 900911', '7700900911'];

/** Which of them a text has, however its letters are written. */
export function tracesIn(text: string, words: readonly string[] = traces): string[] {
  const lower = text.toLowerCase();
  return words.filter((trace) => lower.includes(trace));
}

/** What the server writes for this database and for all: tables, indexes, write-ahead log, and what it says of itself. */
async function filesWritten(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ folder: string; own: string }>(
    `SELECT current_setting('data_directory') AS folder, 'base/' || oid AS own FROM pg_database WHERE datname = current_database()`,
  );
  const { folder = '', own = '' } = rows[0] ?? {};
  const paths = [own, 'global', 'pg_wal'].flatMap((part) =>
    readdirSync(join(folder, part), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, part, entry.name)),
  );
  expect(paths.length).toBeGreaterThan(300);
  return [...paths, join(dirname(folder), 'pg.log')];
}

export async function tracesInFiles(owner: pg.Client): Promise<string[]> {
  await owner.query('CHECKPOINT');
  const found: string[] = [];
  for (const path of await filesWritten(owner)) {
    // Nothing is read where the server has put a file away meanwhile.
    found.push(...tracesIn(textOf(path)).map((trace) => `${trace} in ${path}`));
  }
  return found;
}

/** What a dump would hold: every row of every table, as its owner reads it. */
export async function tracesInRows(owner: pg.Client): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(50);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    found.push(...tracesIn(rows.map(({ row }) => row).join('\n')).map((trace) => `${trace} in ${name}`));
  }
  return found;
}
