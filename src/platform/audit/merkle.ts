import { createHash } from 'node:crypto';

/** What a batch is sealed over. */
export interface Sealed {
  /** The head of the batch before it; 32 noughts before the first. */
  readonly previous: Buffer;
  readonly root: Buffer;
  /** Counted from one. */
  readonly number: number;
  readonly count: number;
}

export const noHead = Buffer.alloc(32);

/** The Merkle tree hash over leaves that are hashes already (RFC 6962, section 2.1, read 24 November 2026). @throws where there is none */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) throw new Error('A batch has entries');
  if (leaves.length === 1) return only;
  // The left tree is the largest full one that is smaller than the whole.
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

/** What stands for a batch and all before it. */
export function headOf({ previous, root, number, count }: Sealed): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(number), 0);
  numbers.writeBigUInt64BE(BigInt(count), 8);
  return sha256(Buffer.of(2), previous, root, numbers);
}

/** The leaf of a row written out: its columns as text, each with its length in bytes before it, '-' where there is none. */
export function leafOf(texts: readonly (string | null)[]): Buffer {
  const written = texts.map((text) => (text === null ? '-' : `${String(Buffer.byteLength(text))}:${text}`));
  return sha256(Buffer.of(0), Buffer.from(written.join(','), 'utf8'));
}

function sha256(...parts: Buffer[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}
