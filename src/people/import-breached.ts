import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { entryLength, entryOf, listMark } from './breached-list.js';

/** What went in: lines read, and entries kept, fewer where two began alike. */
export interface Imported {
  readonly lines: number;
  readonly entries: number;
}

const lineShape = /^([0-9A-Fa-f]{40})(?::\d+)?$/;

/**
 * Turns a list of SHA-1 hashes, one a line with or without a count, as Have I Been Pwned gives them by hash, into a list of
 * ours. Read line by line, so that its size does not matter; put in place only when it is whole.
 * @throws Error where a line is no hash, or comes before one that it should follow
 */
export async function importBreached(from: string, to: string): Promise<Imported> {
  const partial = `${to}.partial`;
  const file = await open(partial, 'w');
  try {
    await file.write(listMark);
    let [lines, entries] = [0, 0];
    let last: Buffer = Buffer.alloc(0);
    let waiting: Buffer[] = [];
    for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
      lines += 1;
      const entry = entryIn(line, lines);
      const order = entry.compare(last);
      if (order < 0)
        throw new Error(`Line ${String(lines)} is out of order. Sort the file first: sort ${from}`);
      if (order === 0) continue;
      [last, entries] = [entry, entries + 1];
      waiting.push(entry);
      if (waiting.length < 100_000) continue;
      await file.write(Buffer.concat(waiting));
      waiting = [];
    }
    if (entries === 0) throw new Error('The file is empty.');
    await file.write(Buffer.concat(waiting));
    await file.close();
    await rename(partial, to);
    return { lines, entries };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

function entryIn(line: string, number: number): Buffer {
  const [, sha1] = lineShape.exec(line.trim()) ?? [];
  if (!sha1) throw new Error(`Line ${String(number)} is no SHA-1 hash in hexadecimal.`);
  return Buffer.from(entryOf(Buffer.from(sha1, 'hex')));
}

/** How many bytes a list of so many entries takes. */
export function sizeOfList(entries: number): number {
  return listMark.length + entries * entryLength;
}
