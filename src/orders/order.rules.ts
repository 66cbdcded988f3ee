import { isCode } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { addDays, addYears, inWords, plainDate, type PlainDate } from '../kernel/plain-date.js';
import { possibleActs, type Steps } from '../kernel/steps.js';
import {
  orderActs,
  orderKinds,
  type OrderAct,
  type OrderEnding,
  type OrderKind,
  type OrderState,
} from './order.codes.js';

/** An application for a stalking protection order, and the interim and full order that came of it. Days are inclusive. */
export interface OrderFacts {
  readonly state: OrderState;
  readonly appliedOn: PlainDate;
  readonly interimMadeOn: PlainDate | null;
  readonly interimExpiresOn: PlainDate | null;
  readonly interimServedOn: PlainDate | null;
  readonly madeOn: PlainDate | null;
  readonly expiresOn: PlainDate | null;
  readonly untilFurtherOrder: boolean;
  readonly servedOn: PlainDate | null;
  readonly notificationDueOn: PlainDate | null;
  readonly notifiedOn: PlainDate | null;
  readonly refusedOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly ending: OrderEnding | null;
}

/** The acts on an order that exists; applying is what brings one about. */
export type ActOnOrder = Exclude<OrderAct, 'apply'>;

export function isActOnOrder(act: unknown): act is ActOnOrder {
  return isCode(orderActs, act) && act !== 'apply';
}

/**
 * The life of an order. Service, notification and variation are events: they leave the order where it stands. An interim
 * order has no end of its own here: it dies with the application, or on its own last day (Stalking Protection Act 2019, s.5).
 * Service and notification are often told of late, so they can be recorded of an order that is over; on what day is a rule.
 */
export const orderSteps = {
  applied_for: { make_interim: 'interim', make_full: 'full', refuse: 'refused', withdraw: 'withdrawn' },
  interim: {
    serve: 'interim',
    confirm_notification: 'interim',
    vary: 'interim',
    make_full: 'full',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
  full: { serve: 'full', confirm_notification: 'full', vary: 'full', end: 'ended' },
  refused: { serve: 'refused', confirm_notification: 'refused' },
  withdrawn: { serve: 'withdrawn', confirm_notification: 'withdrawn' },
  ended: { serve: 'ended', confirm_notification: 'ended' },
} as const satisfies Steps<OrderState, ActOnOrder>;

/** The day the Act came into force: nobody could apply under it before. SI 2020/26. */
export const actInForceFrom = plainDate('2020-01-20');

/**
 * A new application.
 * @throws RuleBroken `act-in-future`; `before-the-act`
 */
export function applyForOrder(appliedOn: PlainDate, today: PlainDate): OrderFacts {
  refuseFuture(appliedOn, today);
  if (appliedOn < actInForceFrom) {
    throw new RuleBroken(
      'before-the-act',
      `The Stalking Protection Act 2019 came into force on ${inWords(actInForceFrom)}: no application can be earlier`,
    );
  }
  return { ...nothingYet, state: 'applied_for', appliedOn };
}

const nothingYet = {
  interimMadeOn: null,
  interimExpiresOn: null,
  interimServedOn: null,
  madeOn: null,
  expiresOn: null,
  untilFurtherOrder: false,
  servedOn: null,
  notificationDueOn: null,
  notifiedOn: null,
  refusedOn: null,
  withdrawnOn: null,
  endedOn: null,
  ending: null,
} as const;

/**
 * The earliest last day, inclusive, of a full order made for a fixed period: at least two years beginning with the day it is
 * made. Stalking Protection Act 2019, s.3(2). Made 10 March 2026: 9 March 2028. Made 29 February 2028: 28 February 2030.
 */
export function earliestExpiry(madeOn: PlainDate): PlainDate {
  const twoYearsOn = addYears(madeOn, 2);
  // 29 February has no anniversary two years on: the period then ends with that February.
  const hasAnniversary = twoYearsOn.slice(8) === madeOn.slice(8);
  return hasAnniversary ? addDays(twoYearsOn, -1) : twoYearsOn;
}

/** When the main application was decided or withdrawn, which ends an interim order; null while it goes on. */
export function determinedOn({ madeOn, refusedOn, withdrawnOn }: OrderFacts): PlainDate | null {
  return madeOn ?? refusedOn ?? withdrawnOn;
}

/** The day an order of this kind was made, or null where none was. */
export function madeOnOf(order: OrderFacts, kind: OrderKind): PlainDate | null {
  return kind === 'interim' ? order.interimMadeOn : order.madeOn;
}

export function servedOnOf(order: OrderFacts, kind: OrderKind): PlainDate | null {
  return kind === 'interim' ? order.interimServedOn : order.servedOn;
}

/** The last day in force, inclusive, as far as it is known; null where none was made or it runs until further order. */
export function lastDayOf(order: OrderFacts, kind: OrderKind): PlainDate | null {
  if (kind === 'interim') return earlier(order.interimExpiresOn, determinedOn(order));
  return earlier(order.expiresOn, order.endedOn);
}

/** The orders in force on a day, from the day made to the last day, both inclusive. Service is not needed for an order to be in force. */
export function kindsInForceOn(order: OrderFacts, day: PlainDate): OrderKind[] {
  return orderKinds
    .map(({ code }) => code)
    .filter((kind) => {
      const [made, last] = [madeOnOf(order, kind), lastDayOf(order, kind)];
      return made !== null && made <= day && (last === null || day <= last);
    });
}

export function inForceOn(order: OrderFacts, day: PlainDate): boolean {
  return kindsInForceOn(order, day).length > 0;
}

/** The orders made and not yet served. */
export function kindsToServe(order: OrderFacts): OrderKind[] {
  return orderKinds
    .map(({ code }) => code)
    .filter((kind) => madeOnOf(order, kind) !== null && servedOnOf(order, kind) === null);
}

/** What can be done to the order now: the table's acts, without those whose occasion is past or has not come. */
export function actsPossible(order: OrderFacts): ActOnOrder[] {
  const { notificationDueOn, notifiedOn } = order;
  return possibleActs<OrderState, ActOnOrder>(orderSteps, order.state).filter((act) => {
    if (act === 'serve') return kindsToServe(order).length > 0;
    return act !== 'confirm_notification' || (notificationDueOn !== null && notifiedOn === null);
  });
}

/** @throws RuleBroken `act-in-future` */
export function refuseFuture(day: PlainDate, today: PlainDate): void {
  if (day > today) {
    throw new RuleBroken(
      'act-in-future',
      `${inWords(day)} is in the future. Enter today’s date or an earlier one`,
    );
  }
}

function earlier(a: PlainDate | null, b: PlainDate | null): PlainDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
