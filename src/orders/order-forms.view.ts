import type { CodeEntry } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { replacedInterim } from './notification.rules.js';
import {
  endChanges,
  lastings,
  orderEndings,
  orderKinds,
  refusalReasons,
  termChanges,
  termKinds,
  withdrawalReasons,
  yesNo,
} from './order.codes.js';
import { actsPossible, earliestExpiry, kindsToServe, lastDayOf, type ActOnOrder } from './order.rules.js';
import { headOf } from './order.view.js';
import type { WholeOrder } from './orders.service.js';
import { daysOfCourt, type TermFacts } from './term.rules.js';

/** The heading of each act's form, and what it asks the day of. */
const asks = {
  make_interim: { heading: 'Interim order made', day: 'Date the court made the interim order' },
  make_full: { heading: 'Full order made', day: 'Date the court made the full order' },
  refuse: { heading: 'Application refused', day: 'Date the court refused the application' },
  withdraw: { heading: 'Application withdrawn', day: 'Date the application was withdrawn' },
  serve: { heading: 'Order served', day: 'Date it was served on the respondent' },
  confirm_notification: {
    heading: 'Name and address given',
    day: 'Date the respondent gave name and address to the police',
  },
  vary: { heading: 'Order varied', day: 'Date the court varied the order' },
  end: { heading: 'Order ended', day: 'Last day the order was in force' },
} as const satisfies Record<ActOnOrder, { heading: string; day: string }>;

/** The form of an act on an order. Where the act is not possible now, the form says so and is refused if sent. */
export function stepForm(whole: WholeOrder, act: ActOnOrder, today: PlainDate) {
  const { kase, order, terms } = whole;
  const address = `/cases/${kase.id}/orders/${order.id}`;
  const interimOpen = order.state === 'interim' && terms.some(({ toOn }) => toOn === null);
  return {
    ...headOf(whole, today),
    ...asks[act],
    act,
    address,
    version: order.version,
    possible: actsPossible(order).includes(act),
    toServe: orderKinds.filter(({ code }) => kindsToServe(order).includes(code)),
    duty: dutyOfService(whole),
    reasons: act === 'refuse' ? refusalReasons : withdrawalReasons,
    lastings,
    endings: order.untilFurtherOrder ? orderEndings.filter(({ code }) => code !== 'expired') : orderEndings,
    endChanges:
      order.state === 'interim'
        ? endChanges.filter(({ code }) => code !== 'until_further_order')
        : endChanges,
    asksOfTerms: act === 'make_full' && interimOpen,
    yesNo,
    twoYears: order.madeOn && inWords(earliestExpiry(order.madeOn)),
    lastDay: lastDayInWords(whole),
  };
}

function dutyOfService({ order }: WholeOrder): string {
  return replacedInterim(order) && !kindsToServe(order).includes('interim')
    ? 'The full order replaced an interim one, so name and address need not be given again.'
    : 'Name and address are due on the third day, this day being the first.';
}

function lastDayInWords({ order }: WholeOrder): string | null {
  const last = lastDayOf(order, order.state === 'interim' ? 'interim' : 'full');
  return last && inWords(last);
}

/** The form of a new condition, which begins on one of the days the court made or varied the order. */
export function termForm(whole: WholeOrder, today: PlainDate) {
  const { kase, order } = whole;
  return {
    ...headOf(whole, today),
    address: `/cases/${kase.id}/orders/${order.id}`,
    version: order.version,
    kinds: termKinds,
    ...daysOffered(daysToChoose(whole)),
  };
}

/** The form of what a variation did to a condition. */
export function varyTermForm(
  whole: WholeOrder,
  latest: TermFacts & { readonly wording: string },
  today: PlainDate,
) {
  return {
    ...termForm(whole, today),
    number: latest.number,
    wording: latest.wording,
    changes: termChanges,
    ...daysOffered(daysToChoose(whole).filter(({ code }) => code > latest.fromOn)),
  };
}

/** Where there is one day to choose, it is chosen. */
function daysOffered(days: readonly CodeEntry[]) {
  return { days, onlyDay: days.length === 1 ? days[0]?.code : undefined };
}

/** The days of court, latest first, each with what the court did. */
function daysToChoose({ order, variedOn }: WholeOrder): CodeEntry[] {
  const did = (day: PlainDate) => {
    if (variedOn.includes(day)) return 'the court varied the order';
    return day === order.madeOn ? 'the full order was made' : 'the interim order was made';
  };
  return daysOfCourt({ order, variedOn })
    .toReversed()
    .map((day) => ({ code: day, label: `${inWords(day)}, when ${did(day)}` }));
}
