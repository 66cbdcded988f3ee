import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { asTold, howReached } from '../cases/open-case.js';
import type { Where } from '../cases/where-met.js';
import { NotFound } from '../kernel/errors.js';
import { authorise, type Permission } from '../kernel/policy.js';
import { addEntry } from '../platform/audit/entry.js';
import { Referral } from './referral.entity.js';
import { referrals, type ReferralScope } from './referral.policy.js';

export interface WhichReferral {
  readonly referralId: string;
  readonly permission: Permission<ReferralScope>;
}

/**
 * The only way to a referral, as `openCase` is to a case: finds it, holds it where asked to, asks whether this person may do
 * this to it, and records that it was opened.
 * @throws NotFound where there is none, where row security hides it, or where the permission says no.
 */
export async function openReferral(
  tx: EntityManager,
  actor: Actor,
  { referralId, permission, toChange = false }: WhichReferral & { readonly toChange?: boolean },
): Promise<Referral> {
  const lock = toChange ? { lock: { mode: 'pessimistic_write' } as const } : {};
  const referral = await tx.findOne(Referral, { where: { id: referralId }, ...lock });
  if (!referral) throw new NotFound();
  const found = await asTold(tx, await howReached(tx, referral));
  authorise(actor, permission, found);
  const { id, caseId } = found;
  // Of one that became a case, the case says who has looked.
  const opened = caseId === null ? { act: 'referral.opened' } : { act: 'case.referral_opened', caseId };
  await addEntry(tx, { ...opened, about: { kind: 'referral', id } });
  return found;
}

/** A referral of which there is no case, as what its client is met in. */
export function inReferral(referralId: string): Where {
  return {
    called: 'referral',
    href: `/referrals/${referralId}`,
    open: async (tx, actor) => {
      const permission = referrals.keepClient;
      const { clientId, reference } = await openReferral(tx, actor, { referralId, permission });
      return { clientId, reference, caseId: null };
    },
  };
}
