import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Value = string | number | boolean | null;

/** Rows waiting to be written, by table. Tables are written in the order given, parents before children. */
export class Rows {
  private readonly waiting: Map<string, string[]>;

  constructor(private readonly tables: Readonly<Record<string, readonly string[]>>) {
    this.waiting = new Map(Object.keys(tables).map((table) => [table, []]));
  }

  /** Adds one row, its values in the order of the table's columns as declared. */
  add(table: string, values: readonly Value[]): void {
    const lines = this.waiting.get(table);
    if (!lines || values.length !== this.tables[table]?.length)
      throw new Error(`A row does not fit ${table}`);
    lines.push(values.map(asText).join('\t'));
  }

  /** Writes what waits with COPY and forgets it. @returns the number of rows written */
  async write(db: Client): Promise<number> {
    let written = 0;
    for (const [table, lines] of this.waiting) {
      if (lines.length === 0) continue;
      const stream = db.query(copyFrom(`COPY ${table} (${this.tables[table]?.join(', ') ?? ''}) FROM STDIN`));
      stream.end(`${lines.join('\n')}\n`);
      await finished(stream);
      written += lines.length;
      lines.length = 0;
    }
    return written;
  }
}

function asText(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? '');
  return String(value);
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
