import { headOf, leafOf, noHead, rootOf } from './merkle.js';
import { isSignedBy } from './seal-key.js';
import type { Head } from './anchor-places.js';

/** A batch as the database has it. */
export interface BatchRow extends Head {
  readonly count: number;
  readonly root: Buffer;
  readonly previous: Buffer;
}

/** An entry of a batch, in its place; null where it is gone. */
export interface ItemRow {
  readonly entryId: number;
  readonly texts: readonly (string | null)[] | null;
  readonly leaf: Buffer | null;
}

/** What a place outside keeps, and up to which batch it was given them. */
export interface Kept {
  readonly place: string;
  readonly heads: readonly Head[];
  readonly deliveredUpTo: number;
}

/** How much earlier than one already sealed an entry may have been written: longer than any transaction may last. */
const latestCommit = 3_600_000;

/** Goes along the chain batch by batch and keeps what is wrong with it. It believes nothing the database worked out. */
export class ChainCheck {
  readonly faults: string[] = [];
  batches = 0;
  entries = 0;
  private head: Buffer = noHead;
  private writtenUpTo = 0;
  private readonly heads = new Map<number, Buffer>();

  constructor(private readonly trusted: readonly Buffer[]) {}

  batch(batch: BatchRow, items: readonly ItemRow[]): void {
    const { number, count, root, previous, head, signature, key } = batch;
    this.batches += 1;
    const say = (what: string) => this.faults.push(`batch ${String(number)}: ${what}`);
    if (number !== this.batches) say(`stands where batch ${String(this.batches)} should`);
    if (!previous.equals(this.head)) say('does not follow the batch before it');
    if (count !== items.length)
      say(`has ${String(items.length)} entries, and was sealed with ${String(count)}`);
    const leaves = items.map((item) => this.leafOf(item));
    if (leaves.length === 0 || !rootOf(leaves).equals(root))
      say('its entries are not those it was sealed with');
    if (!headOf({ previous, root, number, count }).equals(head)) say('its head is not of what it says');
    if (!this.trusted.some((each) => each.equals(key)) || !isSignedBy(key, head, signature))
      say('is not signed by us');
    this.head = head;
    this.heads.set(number, head);
  }

  /** Holds the heads that a place outside keeps against the chain. */
  anchors({ place, heads, deliveredUpTo }: Kept): void {
    const numbers = new Set(heads.map(({ number }) => number));
    for (const { number, head } of heads) {
      const own = this.heads.get(number);
      if (own?.equals(head)) continue;
      const what = own ? 'is another than the one kept' : 'is gone, and is kept';
      this.faults.push(`batch ${String(number)}: ${what} at the anchors (${place})`);
    }
    for (let number = 1; number <= deliveredUpTo; number += 1)
      if (!numbers.has(number))
        this.faults.push(`batch ${String(number)}: is missing from the anchors (${place})`);
  }

  strays(ids: readonly number[]): void {
    for (const id of ids) this.faults.push(`entry ${String(id)}: is in no batch and waits for none`);
  }

  private leafOf({ entryId, texts, leaf }: ItemRow): Buffer {
    this.entries += 1;
    const say = (what: string) => this.faults.push(`entry ${String(entryId)}: ${what}`);
    if (texts === null || leaf === null) {
      say('is gone');
      return noHead;
    }
    const worked = leafOf(texts);
    if (!worked.equals(leaf) || texts[1] !== String(entryId)) say('is not what was written');
    const at = Date.parse(texts[2] ?? '');
    if (at < this.writtenUpTo - latestCommit)
      say('says it was written before others that were sealed before it');
    this.writtenUpTo = Math.max(this.writtenUpTo, at);
    return worked;
  }
}
