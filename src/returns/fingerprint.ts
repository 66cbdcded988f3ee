import { createHash } from 'node:crypto';
import { inOrder, type Carried, type RoundedAtom } from '../disclosure/cube.js';
import type { Quarter } from '../kernel/period.js';

/** What a snapshot says to the world. */
export interface Printed {
  readonly serviceId: string;
  readonly quarter: Quarter;
  readonly cutOffAt: Date;
  readonly policyVersion: string;
  readonly atoms: readonly RoundedAtom[];
  readonly carried: readonly Carried[];
}

/**
 * The SHA-256 of what a snapshot prints, in hexadecimal: the same for the same figures, however they were kept or ordered.
 * No true count goes into it. There are so few ways to have rounded a table that someone could try them all against the hash.
 */
export function fingerprintOf({
  serviceId,
  quarter,
  cutOffAt,
  policyVersion,
  atoms,
  carried,
}: Printed): string {
  const cells = inOrder(atoms).map((atom) => [atom.family, atom.quarter, ...atom.cell, atom.rounded]);
  const heldOver = carried.map(({ family, area }) => `${family}|${area}`).sort();
  const text = JSON.stringify([serviceId, quarter, cutOffAt.toISOString(), policyVersion, cells, heldOver]);
  return createHash('sha256').update(text).digest('hex');
}
