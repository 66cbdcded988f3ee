import type { Rows } from './copy.js';
import { isoInstant, type Moment } from './moment.js';
import type { Accepted } from './referral-story.js';

/** What happened in a case and to which record, as the program itself would say it; by the advocate unless told otherwise. */
export interface Happening {
  readonly did: string;
  readonly at: Moment;
  readonly record: string;
  readonly by?: string;
}

/**
 * Writes a case's history in the order of its moments, which is the order the timeline shows; of one moment, as told.
 * Already relayed: nobody waits for what happened years ago.
 */
export function addHistory(rows: Rows, { caseId, client }: Accepted, happenings: readonly Happening[]): void {
  for (const { did, at, record, by } of happenings.toSorted((one, other) => one.at - other.at)) {
    const when = isoInstant(at);
    rows.add('event', [when, did, record, caseId, client.service.id, by ?? client.advocate, when]);
  }
}
