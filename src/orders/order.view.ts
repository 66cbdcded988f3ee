import type { CaseScope } from '../cases/case.policy.js';
import type { Actor } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { breachLine } from './breach-words.view.js';
import { breachNatures, measureFacts, measures, type Measure } from './measure.codes.js';
import { orderActs, orderKinds, stepReasons, termKinds } from './order.codes.js';
import { breaches, orders } from './order.policy.js';
import type { StepTaken, WordedTerm } from './order.queries.js';
import { actsPossible, determinedOn, lastDayOf, type ActOnOrder, type OrderFacts } from './order.rules.js';
import { notificationInWords, orderTag, standingOf } from './order-words.view.js';
import type { WholeOrder } from './orders.service.js';
import { daysOfCourt, termsInForceOn } from './term.rules.js';

/** Who is looking, and on what day. */
export interface Looking {
  readonly actor: Actor;
  readonly today: PlainDate;
}

const buttons = {
  make_interim: 'Record an interim order',
  make_full: 'Record a full order',
  refuse: 'Record a refusal',
  withdraw: 'Record a withdrawal',
  serve: 'Record service',
  confirm_notification: 'Record name and address given',
  vary: 'Record a variation',
  end: 'Record its end',
} as const satisfies Record<ActOnOrder, string>;

/** The page of an order: where it stands, its days with how they are worked out, and what can be done now. */
export function orderPage(whole: WholeOrder, { actor, today }: Looking) {
  const { kase, order, terms, variedOn, steps } = whole;
  const address = `/cases/${kase.id}/orders/${order.id}`;
  const mayStep = may(actor, orders.step, kase);
  return {
    ...headOf(whole, today),
    address,
    caseId: kase.id,
    measure: measureInWords(order.measure),
    days: daysOfOrder(order),
    notification: notificationInWords(order, today),
    acts: mayStep
      ? actsPossible(order).map((act) => ({ label: buttons[act], href: `${address}/steps/new?act=${act}` }))
      : [],
    terms: termRows(order, terms, today).map((term) => ({
      ...term,
      href: `${address}/terms/${String(term.number)}/edit`,
    })),
    mayAddTerm: may(actor, orders.changeTerms, kase) && daysOfCourt({ order, variedOn }).length > 0,
    mayChangeTerm: may(actor, orders.changeTerms, kase) && variedOn.length > 0,
    steps: steps.map(stepRow),
    breaches: whole.breaches.map((breach) => ({
      ...breachLine(breach),
      href: `${address}/breaches/${breach.id}`,
    })),
    mayRecordBreach: may(actor, breaches.record, kase) && (order.interimMadeOn ?? order.madeOn) !== null,
  };
}

/** What every page of an order begins with. */
export function headOf({ kase, order }: Pick<WholeOrder, 'kase' | 'order'>, today: PlainDate) {
  return {
    reference: kase.reference,
    title: labelOf(measures, order.measure),
    state: orderTag(order, today),
    standing: standingOf(order, today),
  };
}

/** The orders of a case, for the case's own page. The model of the partial `orders/pages/orders-summary.njk`, as `orders`. */
export function ordersSummary(
  kase: CaseScope & { readonly id: string },
  held: readonly (OrderFacts & { readonly id: string; readonly measure: Measure })[],
  { actor, today }: Looking,
) {
  return {
    caseId: kase.id,
    mayApply: may(actor, orders.apply, kase),
    rows: held.map((order) => ({
      href: `/cases/${kase.id}/orders/${order.id}`,
      title: labelOf(measures, order.measure),
      applied: inWords(order.appliedOn),
      state: orderTag(order, today),
      standing: standingOf(order, today),
      notification: notificationInWords(order, today),
    })),
  };
}

function measureInWords(measure: Measure) {
  const { power, whoApplies, breach } = measureFacts[measure];
  return { power, whoApplies, breach: labelOf(breachNatures, breach) };
}

type DayRow = [label: string, day: PlainDate | null, note?: string];

/** The days of an order that have come or are set, in the order of its life. */
function daysOfOrder(order: OrderFacts) {
  const made = 'In force from this day, served or not';
  const days: DayRow[] = [
    ['Applied for', order.appliedOn],
    ['Interim order made', order.interimMadeOn, made],
    ['Interim order’s last day', lastDayOf(order, 'interim'), whyInterimEnds(order)],
    ['Interim order served', order.interimServedOn],
    ['Refused', order.refusedOn],
    ['Withdrawn', order.withdrawnOn],
    ['Full order made', order.madeOn, order.untilFurtherOrder ? `${made}, until further order` : made],
    ['Full order’s last day', order.expiresOn, 'In force to the end of this day'],
    ['Full order served', order.servedOn],
    ['Ended', order.endedOn, 'The last day in force'],
  ];
  return days.flatMap(([label, day, note = '']) => (day ? [{ label, text: inWords(day), note }] : []));
}

function whyInterimEnds(order: OrderFacts): string {
  const { interimExpiresOn } = order;
  if (interimExpiresOn && lastDayOf(order, 'interim') !== interimExpiresOn) {
    return `It was made to ${inWords(interimExpiresOn)}, but the application was decided first`;
  }
  return determinedOn(order) ? '' : 'Earlier, if the application is decided earlier';
}

function termRows(order: OrderFacts, terms: readonly WordedTerm[], today: PlainDate) {
  const now = new Set(termsInForceOn(order, terms, today).map(({ id }) => id));
  return terms.map(({ id, number, edition, kind, wording, fromOn, toOn }) => ({
    id,
    number,
    name: edition === 1 ? String(number) : `${String(number)}, edition ${String(edition)}`,
    kind: labelOf(termKinds, kind),
    wording,
    from: inWords(fromOn),
    to: toOn ? inWords(toOn) : '',
    inForce: now.has(id),
    latest: !terms.some((other) => other.number === number && other.edition > edition),
  }));
}

function stepRow({ act, kind, onDay, reason, byConsent, recordedBy }: StepTaken) {
  const label = labelOf(orderActs, act);
  const what =
    kind && (act === 'serve' || act === 'vary')
      ? `${labelOf(orderKinds, kind)} ${label.toLowerCase()}`
      : label;
  const why = reason ? [labelOf(stepReasons, reason)] : [];
  const consent =
    byConsent === null ? [] : [byConsent ? 'respondent and police consented' : 'without consent of both'];
  return { on: inWords(onDay), what, why: [...why, ...consent].join('; '), recordedBy };
}
