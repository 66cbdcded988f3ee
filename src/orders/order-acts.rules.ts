import { labelOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { step } from '../kernel/steps.js';
import { checkNotification, notificationAfterService } from './notification.rules.js';
import {
  orderKinds,
  type OrderKind,
  type OrderState,
  type RefusalReason,
  type WithdrawalReason,
} from './order.codes.js';
import { checkEnding, fullEnd, interimEnd, type Ending, type OrderEnd } from './order-end.rules.js';
import {
  kindsInForceOn,
  lastDayOf,
  madeOnOf,
  orderSteps,
  refuseFuture,
  servedOnOf,
  type ActOnOrder,
  type OrderFacts,
} from './order.rules.js';

/** An act on an order, on the day it was done. */
export type Act =
  | { readonly act: 'make_interim'; readonly on: PlainDate; readonly until: OrderEnd }
  | { readonly act: 'make_full'; readonly on: PlainDate; readonly until: OrderEnd }
  | { readonly act: 'refuse'; readonly on: PlainDate; readonly reason: RefusalReason }
  | { readonly act: 'withdraw'; readonly on: PlainDate; readonly reason: WithdrawalReason }
  | { readonly act: 'serve'; readonly on: PlainDate; readonly kind: OrderKind }
  | { readonly act: 'confirm_notification'; readonly on: PlainDate }
  | { readonly act: 'vary'; readonly on: PlainDate; readonly until: OrderEnd | null }
  | (Ending & { readonly act: 'end' });

/** What else bears on an act: the day it is now, the last variation, and the last breach that stands. */
export interface Circumstances {
  readonly today: PlainDate;
  readonly variedOn: PlainDate | null;
  readonly breachedOn: PlainDate | null;
}

/**
 * What an act changes of an order.
 * @throws RuleBroken `impossible-step` where its state has no such act; `act-in-future`; `before-application`; `out-of-order`
 * where something later is recorded that the act would have prevented; and the rules of each act, below.
 */
export function takeStep(order: OrderFacts, act: Act, around: Circumstances): Partial<OrderFacts> {
  const state = step<OrderState, ActOnOrder>(orderSteps, order.state, act.act);
  refuseFuture(act.on, around.today);
  if (act.on < order.appliedOn) {
    throw new RuleBroken(
      'before-application',
      `The order was not applied for until ${inWords(order.appliedOn)}`,
    );
  }
  return { ...changesOf(order, act, around), state };
}

function changesOf(order: OrderFacts, act: Act, around: Circumstances): Partial<OrderFacts> {
  switch (act.act) {
    case 'make_interim':
      return { interimMadeOn: act.on, interimExpiresOn: interimEnd(act.on, act.until) };
    case 'make_full':
      refuseEarlier(act.on, [order.interimMadeOn, order.interimServedOn, around.variedOn]);
      return { madeOn: act.on, ...fullEnd(act.on, act.until) };
    case 'refuse':
      refuseEarlier(act.on, [order.interimMadeOn, order.interimServedOn, around.variedOn, around.breachedOn]);
      return { refusedOn: act.on };
    case 'withdraw':
      refuseEarlier(act.on, [order.interimMadeOn, order.interimServedOn, around.variedOn, around.breachedOn]);
      return { withdrawnOn: act.on };
    case 'serve':
      return serve(order, act.kind, act.on);
    case 'confirm_notification':
      checkNotification(order, act.on);
      return { notifiedOn: act.on };
    case 'vary':
      return vary(order, act, around);
    case 'end':
      refuseEarlier(act.on, [order.madeOn, order.servedOn, around.variedOn, around.breachedOn]);
      checkEnding(order, act, around.today);
      return { endedOn: act.on, ending: act.ending };
  }
}

/** Each order is served once. @throws RuleBroken `nothing-to-serve`; `already-served`; `served-before-made`; `served-after-end` */
function serve(order: OrderFacts, kind: OrderKind, on: PlainDate): Partial<OrderFacts> {
  const name = labelOf(orderKinds, kind).toLowerCase();
  const [made, served, last] = [madeOnOf(order, kind), servedOnOf(order, kind), lastDayOf(order, kind)];
  if (made === null) throw new RuleBroken('nothing-to-serve', `No ${name} has been made`);
  if (served !== null)
    throw new RuleBroken('already-served', `The ${name} was served on ${inWords(served)} already`);
  if (on < made)
    throw new RuleBroken('served-before-made', `The ${name} was not made until ${inWords(made)}`);
  if (last !== null && on > last) {
    throw new RuleBroken('served-after-end', `The ${name} was no longer in force after ${inWords(last)}`);
  }
  return {
    ...(kind === 'interim' ? { interimServedOn: on } : { servedOn: on }),
    ...notificationAfterService(order, kind, on),
  };
}

/** @throws RuleBroken `not-in-force`; and where the end is changed, the rules of an end */
function vary(
  order: OrderFacts,
  { on, until }: Extract<Act, { act: 'vary' }>,
  around: Circumstances,
): Partial<OrderFacts> {
  if (!kindsInForceOn(order, on).some((kind) => kind === order.state)) {
    throw new RuleBroken(
      'not-in-force',
      `Only an order in force can be varied: it was not in force on ${inWords(on)}`,
    );
  }
  if (until === null) return {};
  if (around.variedOn !== null) refuseEarlier(on, [around.variedOn]);
  if (until !== 'until_further_order')
    refuseEarlier(until, [on, order.interimServedOn, order.servedOn, around.breachedOn]);
  return order.madeOn === null ? { interimExpiresOn: interimEnd(on, until) } : fullEnd(order.madeOn, until);
}

/** @throws RuleBroken `out-of-order` */
function refuseEarlier(on: PlainDate, recorded: readonly (PlainDate | null)[]): void {
  const later = recorded.find((day) => day !== null && on < day);
  if (later) {
    throw new RuleBroken(
      'out-of-order',
      `Something is recorded on ${inWords(later)}, which is after that day. Check both dates`,
    );
  }
}
