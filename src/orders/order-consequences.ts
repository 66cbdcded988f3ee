import { Not, type EntityManager } from 'typeorm';
import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { Breach } from './breach.entity.js';
import { knowledgeToBeProved } from './breach.rules.js';
import type { Act } from './order-acts.rules.js';
import type { OrderKind, YesNo } from './order.codes.js';
import type { ProtectionOrder } from './order.entity.js';
import { termsOf } from './order.queries.js';
import { lastDayOf, type OrderFacts } from './order.rules.js';
import type { OrderStep } from './order-step.entity.js';
import { OrderTerm } from './order-term.entity.js';
import { termsLeftBehind } from './term.rules.js';

/** The line of the order's steps that an act leaves. */
export function stepOf(
  act: Act,
  order: OrderFacts,
): Pick<OrderStep, 'act' | 'onDay' | 'kind' | 'reason' | 'byConsent'> {
  const made: OrderKind = act.act === 'make_full' || order.state === 'full' ? 'full' : 'interim';
  const ofTheApplication =
    act.act === 'refuse' || act.act === 'withdraw' || act.act === 'confirm_notification';
  return {
    act: act.act,
    onDay: act.on,
    kind: ofTheApplication ? null : act.act === 'serve' ? act.kind : made,
    reason: 'reason' in act ? act.reason : 'ending' in act ? act.ending : null,
    byConsent: act.act === 'end' && act.ending === 'discharged' ? act.bothConsent : null,
  };
}

/**
 * What becomes of the interim order's conditions when a full order is made: they carry on in it, or end with the interim one.
 * @throws RuleBroken `terms-carry-on-or-end`; `out-of-order` where a later breach names one that would have ended
 */
export async function settleTerms(
  tx: EntityManager,
  order: ProtectionOrder,
  { carriesTerms, breachedOn }: { carriesTerms: YesNo | undefined; breachedOn: PlainDate | null },
): Promise<void> {
  const lastDay = lastDayOf(order, 'interim');
  const open = lastDay === null ? [] : termsLeftBehind(await termsOf(tx, order.id), lastDay);
  if (lastDay === null || open.length === 0 || carriesTerms === 'yes') return;
  if (carriesTerms === undefined) {
    throw new RuleBroken(
      'terms-carry-on-or-end',
      'Select whether the interim order’s conditions carry on in the full order',
    );
  }
  if (breachedOn !== null && breachedOn > lastDay) {
    throw new RuleBroken(
      'out-of-order',
      `A breach is recorded on ${inWords(breachedOn)}, so the conditions cannot have ended before it`,
    );
  }
  for (const { id, toOn } of open) await tx.update(OrderTerm, { id }, { toOn });
}

/** Telling of service, or of which order was in force, may settle or unsettle whether knowledge is to be proved. */
export async function reconsiderKnowledge(tx: EntityManager, order: ProtectionOrder): Promise<void> {
  const standing = await tx.findBy(Breach, { orderId: order.id, state: Not('not_a_breach') });
  for (const { id, occurredOn, knowledgeToBeProved: stored } of standing) {
    const toBeProved = knowledgeToBeProved(order, occurredOn);
    if (toBeProved !== stored) await tx.update(Breach, { id }, { knowledgeToBeProved: toBeProved });
  }
}
