import type { EntityManager } from 'typeorm';
import type { AttemptRow } from '../cases/case.queries.js';

/** The attempts to reach whoever is referred, made before there was a case, the newest first. */
export function attemptsOn(tx: EntityManager, referralId: string): Promise<AttemptRow[]> {
  return tx.query<AttemptRow[]>(
    `SELECT a.id, a.at, a.channel, a.outcome, s.display_name AS "recordedBy"
     FROM contact_attempt a JOIN staff s ON s.id = a.recorded_by WHERE a.referral_id = $1 ORDER BY a.at DESC, a.id`,
    [referralId],
  );
}
