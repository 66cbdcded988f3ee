import { orderTermWording } from '../orders/order.sealed.js';
import type { DemoCase } from './case-story.js';
import { tellBreaches } from './breach-story.js';
import type { Telling } from './client-story.js';
import { dayNumber, dayOf, isoDay, isoInstant, later, type Moment } from './moment.js';
import { addDays, isPlainDate, plainDate, type PlainDate } from '../kernel/plain-date.js';

/** The Stalking Protection Act 2019 came into force: nothing was applied for before. */
const actInForce = dayNumber(plainDate('2020-01-20'));

/** One term of a demo order. */
export interface DemoTerm {
  readonly id: string;
}

/** An order as its steps have left it; moments not reached are null. */
export interface DemoOrder {
  readonly id: string;
  readonly applied: Moment;
  readonly interim: Moment | null;
  readonly made: Moment | null;
  readonly lastDay: number | null;
  readonly served: Moment | null;
  readonly refused: boolean;
  readonly withdrawn: boolean;
  readonly decided: Moment | null;
  /** When the respondent gave the police the details the Act asks for; three days run from the first service. */
  readonly notified: Moment | null;
  readonly notifyBy: number | null;
}

/** Tells whether an order was sought and what became of it: about one case in eight of those since the Act. */
export function tellOrder(telling: Telling, kase: DemoCase, supported: Moment): void {
  const { random } = telling;
  const applied = later(supported, [3, 50], random);
  if (dayOf(applied) < actInForce || applied >= kase.until || !random.chance(0.13)) return;

  const order = course(telling, kase, applied);
  addOrder(telling, kase, order);
  addSteps(telling, kase, order);
  if (order.interim === null && order.made === null) return;
  // A few services wait for the wording from the court: any breach meanwhile is a possible one.
  const terms = random.chance(0.1) ? [] : addTerms(telling, kase, order);
  tellBreaches(telling, kase, { order, terms });
}

function course({ random }: Telling, kase: DemoCase, applied: Moment): DemoOrder {
  const id = random.uuid();
  const before = (moment: Moment) => (moment < kase.until ? moment : null);
  const interim = random.chance(0.4) ? before(later(applied, [1, 10], random)) : null;
  const decided = before(later(interim ?? applied, [14, 90], random));
  const ending = decided === null ? 'pending' : random.weighted({ made: 72, refused: 8, withdrawn: 20 });
  const made = ending === 'made' ? decided : null;
  const lasting = random.weighted({ further: 25, two: 35, three: 20, five: 20 });
  const years = { further: null, two: 2, three: 3, five: 5 }[lasting];
  const lastDay = made === null || years === null ? null : dayNumber(yearsAfter(dayOf(made), years));
  const served = made === null ? null : before(later(made, [0, 6], random));
  // An interim order is served on the day it is made.
  const firstServed = interim ?? served;
  const notifying = random.weighted({ in_time: 88, late: 9, never: 3 });
  const days = notifying === 'late' ? ([3, 8] as const) : ([0, 2] as const);
  const notifies = firstServed === null || notifying === 'never' ? null : later(firstServed, days, random);
  return {
    id,
    applied,
    interim,
    made,
    lastDay,
    served,
    refused: ending === 'refused',
    withdrawn: ending === 'withdrawn',
    decided,
    notified: notifies === null ? null : before(notifies),
    notifyBy: firstServed === null ? null : dayOf(firstServed) + 2,
  };
}

/** The last day of whole years that begin with the day made. Made on 29 February, they end with a February. */
function yearsAfter(day: number, years: number): PlainDate {
  const made = isoDay(day);
  const again = `${String(Number(made.slice(0, 4)) + years)}${made.slice(4)}`;
  return isPlainDate(again) ? addDays(again, -1) : plainDate(again.replace('-29', '-28'));
}

function stateOf(order: DemoOrder, today: number): string {
  if (order.refused) return 'refused';
  if (order.withdrawn) return 'withdrawn';
  if (order.made !== null) return order.lastDay !== null && order.lastDay < today ? 'ended' : 'full';
  return order.interim === null ? 'applied_for' : 'interim';
}

const maybe = (moment: Moment | null) => (moment === null ? null : isoDay(dayOf(moment)));

function addOrder({ rows, now }: Telling, { caseId, client }: DemoCase, order: DemoOrder): void {
  const { interim, made, served, lastDay } = order;
  const state = stateOf(order, dayOf(now));
  rows.add('protection_order', [
    order.id,
    caseId,
    'spo',
    state,
    isoDay(dayOf(order.applied)),
    maybe(interim),
    interim === null ? null : isoDay(dayOf(interim) + 120),
    maybe(interim),
    maybe(made),
    lastDay === null ? null : isoDay(lastDay),
    made !== null && lastDay === null,
    maybe(served),
    order.notifyBy === null ? null : isoDay(order.notifyBy),
    maybe(order.notified),
    state === 'ended' && lastDay !== null ? isoDay(lastDay) : null,
    state === 'ended' ? 'expired' : null,
    order.refused ? maybe(order.decided) : null,
    order.withdrawn ? maybe(order.decided) : null,
    isoInstant(order.applied),
  ]);
  rows.add('protected_person', [order.id, client.id]);
}

/** How the history names each act, as the program itself does. */
const named = {
  apply: 'order.applied_for',
  make_interim: 'order.interim_made',
  make_full: 'order.made',
  serve: 'order.served',
  refuse: 'order.refused',
  withdraw: 'order.withdrawn',
  confirm_notification: 'order.notified',
} as const;

function addSteps({ rows, random }: Telling, { client, happenings }: DemoCase, order: DemoOrder): void {
  const step = (
    at: Moment | null,
    act: keyof typeof named,
    { kind = null, reason = null }: { kind?: string | null; reason?: string | null } = {},
  ) => {
    if (at === null) return;
    const [id, day] = [random.uuid(), isoDay(dayOf(at))];
    rows.add('order_step', [id, order.id, act, kind, day, reason, client.advocate, isoInstant(at)]);
    happenings.push({ did: named[act], at, record: order.id });
  };
  step(order.applied, 'apply');
  step(order.interim, 'make_interim', { kind: 'interim' });
  step(order.interim, 'serve', { kind: 'interim' });
  step(order.made, 'make_full', { kind: 'full' });
  step(order.served, 'serve', { kind: 'full' });
  step(order.notified, 'confirm_notification');
  if (order.refused) step(order.decided, 'refuse', { reason: 'not_necessary' });
  if (order.withdrawn) step(order.decided, 'withdraw', { reason: 'evidence_not_sufficient' });
}

const wordings = [
  ['prohibition', 'Not to contact the protected person in any way, directly or through anyone else.'],
  ['prohibition', 'Not to enter the area marked on the attached invented map.'],
  ['prohibition', 'Not to use any device that has not been shown to the police.'],
  ['requirement', 'To attend the programme the police name.'],
] as const;

function addTerms({ rows, random, sealing }: Telling, kase: DemoCase, order: DemoOrder): DemoTerm[] {
  const from = isoDay(dayOf(order.interim ?? order.made ?? order.applied));
  return wordings.slice(0, random.whole(2, 4)).map(([kind, wording], index) => {
    const id = random.uuid();
    rows.add('order_term', [id, order.id, index + 1, 1, kind, from, null]);
    const place = { of: orderTermWording, row: id, keyId: kase.caseId };
    rows.add('order_term_wording', sealing.row(place, kase.client.service.id, [wording]));
    return { id };
  });
}
