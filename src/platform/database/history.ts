import type { EntityManager } from 'typeorm';

/** What happened ('breach.recorded'), to which record, and in which case where it was in one. */
export interface Happening {
  readonly did: string;
  readonly to: string;
  readonly in?: string | null;
}

/**
 * Adds a line of history in the act's own transaction. The same row is the timeline and the outbox: `relay.ts` takes
 * it to the jobs once it is committed. The database fills in who and when.
 */
export async function addHistory(tx: EntityManager, { did, to, in: caseId }: Happening): Promise<void> {
  await tx.query('INSERT INTO event (did, record_id, case_id) VALUES ($1, $2, $3)', [
    did,
    to,
    caseId ?? null,
  ]);
}
