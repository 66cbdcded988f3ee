import { createHmac } from 'node:crypto';
import { RuleBroken } from '../kernel/errors.js';

/** What the key says of one place, each a number from 0 up to but not including 1, independent of every other place. */
export interface Draw {
  /** The atom is drawn up where this is below its remainder over the base, so that on average nothing is gained or lost. */
  readonly up: number;
  /** The draw stands whatever the totals where this is below the kept share. */
  readonly keep: number;
  /** Where in the queue the atom is looked at. By the key: in the order of the codes, the first would always give way. */
  readonly turn: number;
}

const shortestKey = 32;

/**
 * The draw for a name under a key: the same for ever for the same two, and without the key indistinguishable from chance.
 * @throws RuleBroken `key-too-short` for a key of fewer than 32 bytes.
 */
export function drawFor(key: Buffer, name: string): Draw {
  if (key.length < shortestKey)
    throw new RuleBroken('key-too-short', 'The rounding key must be at least 32 bytes long');
  const digest = createHmac('sha256', key).update(name).digest();
  const number = (at: number): number => digest.readUIntBE(at, 6) / 2 ** 48;
  return { up: number(0), keep: number(6), turn: number(12) };
}
