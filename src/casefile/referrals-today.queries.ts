import type { EntityManager } from 'typeorm';
import { pile, type Pile } from './today.queries.js';

/** Referrals that nobody has decided, the one that came first first. */
export function referralsToDecide(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT r.id, r.reference, '/referrals/' || r.id AS href, NULL::date AS "dueOn" FROM referral r
     WHERE r.state = 'received' ORDER BY r.received_at, r.id`,
  );
}

/**
 * Sheets that waited for a day, the oldest first: one's own, and those of colleagues, who may be away. Nobody else may open them, so
 * of those it says whom to ask; and of one that went without being recorded, who has to send it again.
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

/** Referrals that went up because nobody decided them in time: by reference, also of teams whose referrals cannot be opened. */
export function referralsEscalated(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT e.id, e.reference, CASE WHEN e.own THEN '/referrals/' || e.id ELSE '/referral-escalations' END AS href, NULL::date AS "dueOn"
     FROM escalated_referrals() e ORDER BY e.received_at, e.id`,
  );
}
