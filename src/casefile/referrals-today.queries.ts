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

/** Referrals that went up because nobody decided them in time: by reference, also of teams whose referrals cannot be opened. */
export function referralsEscalated(tx: EntityManager): Promise<Pile> {
  return pile(
    tx,
    `SELECT e.id, e.reference, CASE WHEN e.own THEN '/referrals/' || e.id ELSE '/referral-escalations' END AS href, NULL::date AS "dueOn"
     FROM escalated_referrals() e ORDER BY e.received_at, e.id`,
  );
}
