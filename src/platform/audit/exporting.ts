import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { batchesOf, hex, linesOf } from './batches.js';
import type { ItemRow } from './chain-check.js';
import { Verifying } from './verifying.js';

/**
 * Writes the log out as lines of JSON: each batch followed by its entries in their order, then what is in no batch yet.
 * An entry is its columns as text, in the order of docs/decisions/0009, so that whoever reads it can work its leaf out.
 */
@Injectable()
export class Exporting {
  constructor(
    private readonly db: UnitOfWork,
    private readonly verifying: Verifying,
  ) {}

  /**
   * A file of that name there is only once the log says that it was exported.
   * @returns the SHA-256 of the file, which the log has too
   */
  async exportTo(path: string): Promise<string> {
    const unfinished = `${path}.unfinished`;
    try {
      await this.writeTo(unfinished);
      const fingerprint = await fingerprintOf(unfinished);
      await this.db.run(machine('sealer'), (tx) =>
        tx.query('INSERT INTO audit.entry (act, fingerprint) VALUES ($1, $2)', ['log.exported', fingerprint]),
      );
      await rename(unfinished, path);
      return fingerprint;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  private async writeTo(path: string): Promise<void> {
    const file = await open(path, 'w', 0o600);
    try {
      const last = await this.verifying.lastBatch();
      for (let from = 1; from <= last; from += 100) {
        const batches = await batchesOf(this.db, from, Math.min(last, from + 99));
        await file.appendFile(batches.flatMap(linesOf).map(line).join(''));
      }
      for (const entry of await this.unsealed())
        await file.appendFile(line(JSON.stringify({ unsealed: entry.texts, leaf: hex(entry.leaf) })));
    } finally {
      await file.close();
    }
  }

  private unsealed(): Promise<Pick<ItemRow, 'texts' | 'leaf'>[]> {
    return this.db.run(machine('sealer'), (tx) =>
      tx.query<Pick<ItemRow, 'texts' | 'leaf'>[]>('SELECT texts, leaf FROM audit.told_unsealed()'),
    );
  }
}

function line(text: string): string {
  return `${text}\n`;
}

async function fingerprintOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
