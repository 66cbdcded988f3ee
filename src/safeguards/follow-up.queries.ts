import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { updateSealed, type SealedTable } from '../platform/sealing/sealing.js';

/** A concern as somebody saw it, and where the words beside it are. */
interface ConcernSeen {
  readonly words: SealedTable & { readonly row: 'capacity_concern_id' | 'safeguarding_concern_id' };
  readonly id: string;
  readonly caseId: string;
  readonly version: number;
}

/** What came of it, on the day that was said. */
interface WhatCameOfIt {
  readonly outcome: string;
  readonly on: PlainDate;
  readonly cameOfIt: string;
}

/** Writes what came of a concern. How many were still to follow up at the version seen: one, or none. */
export async function followUp(
  tx: EntityManager,
  { words, id, caseId, version }: ConcernSeen,
  { outcome, on, cameOfIt }: WhatCameOfIt,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE ${words.row.replace(/_id$/, '')} SET outcome = $3, followed_up_on = $4, followed_up_by = my_user()
     WHERE id = $1 AND version = $2 AND followed_up_on IS NULL`,
    [id, version, outcome, on],
  );
  if (count === 1) await updateSealed(tx, { of: words, row: id, keyId: caseId }, { came_of_it: cameOfIt });
  return count;
}
