import type { EntityManager } from 'typeorm';
import { pile, type Pile } from './today.queries.js';

/**
 * Sheets that wait to be recorded, the oldest first: one's own, and those of colleagues, who may be away, once they waited for a day.
 * Nobody else may open them, so of those it says whom to ask; and of one that went without being recorded, who has to send it again.
 */
export function sheetsWaiting(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT w.id, CASE WHEN w.went THEN 'Destroyed unrecorded: ask ' || w.sender || ' to send it again'
         WHEN w.own THEN 'Sheet of ' || w.sender ELSE 'Sheet of ' || w.sender || ', with ' || w.uploader END AS reference,
       CASE WHEN w.own THEN '/referral-batches/' || w.id ELSE '/referral-batches' END AS href, NULL::date AS "dueOn"
     FROM sheets_waiting() w ORDER BY w.uploaded_at, w.id`,
  );
}

/** Sheets that a colleague asks to be taken back, the longest waiting first. */
export function sheetsToTakeBack(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT u.id, 'Sheet of ' || u.sender || ', uploaded by ' || u.uploader AS reference, '/referral-batch-undoings' AS href, NULL::date AS "dueOn"
     FROM undoings_waiting() u ORDER BY u.proposed_at, u.id`,
  );
}

/** Referrals that went up because nobody decided them in time: by reference, also of teams whose referrals cannot be opened. */
export function referralsEscalated(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT e.id, e.reference, CASE WHEN e.own THEN '/referrals/' || e.id ELSE '/referral-escalations' END AS href, NULL::date AS "dueOn"
     FROM escalated_referrals() e ORDER BY e.received_at, e.id`,
  );
}
