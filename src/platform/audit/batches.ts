import { machine } from '../../kernel/actor.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { BatchRow, ItemRow } from './chain-check.js';

/** A batch with its entries in their order. */
export type Batch = readonly [BatchRow, readonly ItemRow[]];

/** Batches by their numbers, both inclusive. */
export function batchesOf(db: UnitOfWork, from: number, to: number): Promise<Batch[]> {
  return db.run(machine('sealer'), async (tx) => {
    const batches = await tx.query<BatchRow[]>(
      `SELECT number, count, root, previous, head, signature, key, sealed_at AS "sealedAt" FROM audit.batch
       WHERE number BETWEEN $1 AND $2 ORDER BY number`,
      [from, to],
    );
    const items = await tx.query<(ItemRow & { batch: number })[]>(
      'SELECT batch, entry_id AS "entryId", texts, leaf FROM audit.told($1, $2)',
      [from, to],
    );
    const itemsOf = new Map<number, ItemRow[]>(batches.map(({ number }) => [number, []]));
    for (const item of items) itemsOf.get(item.batch)?.push(item);
    return batches.map((batch) => [batch, itemsOf.get(batch.number) ?? []] as const);
  });
}

/** A batch written out as lines of JSON: itself, then its entries, each as its columns in the order of docs/decisions/0009. */
export function linesOf([batch, items]: Batch): string[] {
  const { number, count, root, previous, head, signature, key } = batch;
  const sealed = {
    root: hex(root),
    previous: hex(previous),
    head: hex(head),
    signature: hex(signature),
    key: hex(key),
  };
  return [
    JSON.stringify({ batch: number, count, ...sealed }),
    ...items.map(({ entryId, texts, leaf }) =>
      JSON.stringify({ entry: texts, id: String(entryId), leaf: hex(leaf) }),
    ),
  ];
}

export function hex(bytes: Buffer | null): string | null {
  return bytes?.toString('hex') ?? null;
}
