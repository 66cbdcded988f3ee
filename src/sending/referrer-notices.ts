import type { EntityManager } from 'typeorm';
import { RuleBroken } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import type { HowChecked, NoticeState, NoticeWay } from './referrer.codes.js';

/** One telling of whoever referred somebody. */
export interface NoticeRow {
  readonly id: string;
  readonly decision: string;
  readonly way: NoticeWay;
  readonly checked: HowChecked | null;
  readonly state: NoticeState;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly endedAt: Date | null;
}

/** Each time whoever made a referral was told, the latest first. */
export function noticesOf(tx: EntityManager, referralId: string): Promise<NoticeRow[]> {
  return tx.query<NoticeRow[]>(
    `SELECT n.id, n.decision, n.way, n.checked, n.state, n.made_at AS "madeAt", s.display_name AS "madeBy", n.ended_at AS "endedAt"
     FROM referrer_notice n JOIN staff s ON s.id = n.made_by WHERE n.referral_id = $1 ORDER BY n.made_at DESC, n.id`,
    [referralId],
  );
}

export interface NewNotice extends Pick<NoticeRow, 'decision' | 'way' | 'checked' | 'madeAt'> {
  readonly referralId: string;
  readonly clientId: string;
  readonly consentId: string;
}

/**
 * Puts on record that they were told, or queues the email. The database judges it once more.
 * @throws RuleBroken `referrer-may-not-be-told`
 */
export async function addNotice(tx: EntityManager, notice: NewNotice): Promise<string> {
  const { referralId, clientId, decision, way, checked, consentId, madeAt } = notice;
  const [{ id }] = await tx
    .query<[{ id: string }]>(
      `INSERT INTO referrer_notice (referral_id, client_id, decision, way, checked, consent_id, state, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [referralId, clientId, decision, way, checked, consentId, way === 'email' ? 'waiting' : 'told', madeAt],
    )
    .catch(asRule);
  return id;
}

/** Somebody took the agreement back, or sealed it, meanwhile. */
function asRule(error: unknown): never {
  if (brokenConstraint(error) === 'referrer_may_be_told')
    throw new RuleBroken('referrer-may-not-be-told', 'They may not be told. Look at what is known now');
  throw error;
}
