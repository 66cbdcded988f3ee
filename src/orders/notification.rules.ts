import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { OrderKind } from './order.codes.js';
import { inForceOn, type OrderFacts } from './order.rules.js';

/** How the duty to give name and address to the police stands. */
export type NotificationStanding =
  | { readonly is: 'not_begun' }
  | { readonly is: 'not_required' }
  | { readonly is: 'due' | 'overdue'; readonly dueOn: PlainDate }
  | { readonly is: 'done' | 'done_late'; readonly dueOn: PlainDate; readonly notifiedOn: PlainDate };

/**
 * The last lawful day, inclusive, to give name and home address to the police: within three days beginning with the day of
 * service, so the day of service is day one. Calendar days; weekends and holidays count. Stalking Protection Act 2019, s.9(1).
 * Served Friday 6 March 2026: due by Sunday 8 March 2026.
 */
export function notificationDueOn(servedOn: PlainDate): PlainDate {
  return addDays(servedOn, 2);
}

/**
 * Whether the full order replaced an interim one, and so brings no duty of its own (s.9(1)(a)). An interim order whose last day
 * had passed was no longer there to be replaced: that reading is ours, and not confirmed.
 */
export function replacedInterim({ interimExpiresOn, madeOn }: OrderFacts): boolean {
  return interimExpiresOn !== null && madeOn !== null && madeOn <= interimExpiresOn;
}

/**
 * What serving an order changes of the duty. Someone subject to notification under Part 2 of the Sexual Offences Act 2003 has
 * no duty here until that ends (s.9(5) to (7)); whether they are is not recorded, so the day shown assumes that they are not.
 */
export function notificationAfterService(
  order: OrderFacts,
  kind: OrderKind,
  servedOn: PlainDate,
): Pick<OrderFacts, 'notificationDueOn' | 'notifiedOn'> {
  const { notificationDueOn: dueOn, notifiedOn } = order;
  const startsAnew =
    kind === 'full' ? !replacedInterim(order) : order.servedOn === null || replacedInterim(order);
  return startsAnew
    ? { notificationDueOn: notificationDueOn(servedOn), notifiedOn: null }
    : { notificationDueOn: dueOn, notifiedOn };
}

/**
 * Lets a notification be recorded. A late one is recorded too: that it was late is shown, and may be a breach.
 * @throws RuleBroken `no-notification-due`; `already-notified`; `notified-before-service`
 */
export function checkNotification(order: OrderFacts, on: PlainDate): void {
  const { notificationDueOn: dueOn, notifiedOn } = order;
  if (dueOn === null) {
    throw new RuleBroken(
      'no-notification-due',
      'No order has been served that brings a duty to give name and address',
    );
  }
  if (notifiedOn !== null) {
    throw new RuleBroken('already-notified', `Name and address were given on ${inWords(notifiedOn)} already`);
  }
  const servedOn = addDays(dueOn, -2);
  if (on < servedOn) {
    throw new RuleBroken('notified-before-service', `The order was not served until ${inWords(servedOn)}`);
  }
}

/** How the duty stands on a day. It is overdue from the day after the last lawful day, where the order was still in force then. */
export function notificationOn(order: OrderFacts, day: PlainDate): NotificationStanding {
  const { notificationDueOn: dueOn, notifiedOn } = order;
  if (dueOn === null)
    return { is: order.servedOn !== null && replacedInterim(order) ? 'not_required' : 'not_begun' };
  if (notifiedOn !== null) return { is: notifiedOn <= dueOn ? 'done' : 'done_late', dueOn, notifiedOn };
  if (!inForceOn(order, dueOn)) return { is: 'not_required' };
  return { is: day > dueOn ? 'overdue' : 'due', dueOn };
}
