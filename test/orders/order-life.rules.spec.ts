import fc from 'fast-check';
import { RuleBroken } from '../../src/kernel/errors.js';
import { addDays, plainDate, type PlainDate } from '../../src/kernel/plain-date.js';
import { takeStep, type Act } from '../../src/orders/order-acts.rules.js';
import type { OrderEnd } from '../../src/orders/order-end.rules.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { orderEndings } from '../../src/orders/order.codes.js';
import {
  actsPossible,
  applyForOrder,
  determinedOn,
  earliestExpiry,
  inForceOn,
  lastDayOf,
  type OrderFacts,
} from '../../src/orders/order.rules.js';

const first = plainDate('2024-01-01');
const today = plainDate('2030-12-31');
const aDay = fc.integer({ min: -30, max: 2700 }).map((days) => addDays(first, days));
const anEnd: fc.Arbitrary<OrderEnd> = fc.oneof(aDay, fc.constant('until_further_order' as const));
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ act: fc.constantFrom('make_interim' as const, 'make_full' as const), on: aDay, until: anEnd }),
  fc
    .record({ act: fc.constant('make_full' as const), on: aDay })
    .map((act) => ({ ...act, until: earliestExpiry(act.on) })),
  fc.record({ act: fc.constant('refuse' as const), on: aDay, reason: fc.constant('not_told' as const) }),
  fc.record({ act: fc.constant('withdraw' as const), on: aDay, reason: fc.constant('not_told' as const) }),
  fc.record({
    act: fc.constant('serve' as const),
    on: aDay,
    kind: fc.constantFrom('interim' as const, 'full' as const),
  }),
  fc.record({ act: fc.constant('confirm_notification' as const), on: aDay }),
  fc.record({ act: fc.constant('vary' as const), on: aDay, until: fc.option(anEnd) }),
  fc.record({
    act: fc.constant('end' as const),
    on: aDay,
    ending: fc.constantFrom(...codesOf(orderEndings)),
    bothConsent: fc.boolean(),
  }),
);

const inOrder = (...days: (PlainDate | null)[]) => {
  const given = days.filter((day) => day !== null);
  return given.every((day, index) => index === 0 || (given[index - 1] ?? day) <= day);
};
const together = (...facts: (PlainDate | string | null)[]) =>
  new Set(facts.map((fact) => fact === null)).size === 1;
const follows = (fact: PlainDate | null, from: PlainDate | null) => fact === null || from !== null;
const held = (...facts: unknown[]) => facts.filter(Boolean).length;

function stateImplied(order: OrderFacts): string {
  const { endedOn, madeOn, refusedOn, withdrawnOn, interimMadeOn } = order;
  const days = {
    ended: endedOn,
    full: madeOn,
    refused: refusedOn,
    withdrawn: withdrawnOn,
    interim: interimMadeOn,
  };
  return Object.entries(days).find(([, day]) => day !== null)?.[0] ?? 'applied_for';
}

/** What must be true of every order, however it came about: the same as the database's CHECKs, said again in days. */
const truths: Record<string, (order: OrderFacts) => boolean> = {
  'the state is what its days imply': (order) => order.state === stateImplied(order),
  'determined once': (order) => held(order.madeOn, order.refusedOn, order.withdrawnOn) <= 1,
  'an interim order has a last day': (order) => together(order.interimMadeOn, order.interimExpiresOn),
  'a full order has an end, or runs until further order': (order) =>
    held(order.expiresOn, order.untilFurtherOrder) === held(order.madeOn),
  'a full order lasts two years': ({ madeOn, expiresOn }) =>
    inOrder(madeOn && earliestExpiry(madeOn), expiresOn),
  'an ending has a day': (order) => together(order.endedOn, order.ending),
  'applied for, interim made, determined, today': (order) =>
    inOrder(order.appliedOn, order.interimMadeOn, determinedOn(order), today),
  'the interim order is served while it lasts': (order) =>
    inOrder(order.interimMadeOn, order.interimServedOn, order.interimServedOn && lastDayOf(order, 'interim')),
  'the full order is served while it lasts': (order) =>
    inOrder(order.madeOn, order.servedOn, order.servedOn && lastDayOf(order, 'full')),
  'only what was made is served': (order) =>
    follows(order.interimServedOn, order.interimMadeOn) && follows(order.servedOn, order.madeOn),
  'notification follows service': (order) =>
    follows(order.notificationDueOn, order.interimServedOn ?? order.servedOn) &&
    follows(order.notifiedOn, order.notificationDueOn),
  'in force the day it is made': (order) =>
    [order.interimMadeOn, order.madeOn].every((day) => day === null || inForceOn(order, day)),
  'never in force before': (order) =>
    !inForceOn(order, addDays(order.interimMadeOn ?? order.madeOn ?? today, -1)),
};

function faults(order: OrderFacts): string[] {
  return Object.entries(truths)
    .filter(([, holds]) => !holds(order))
    .map(([name]) => name);
}

function live(acts: readonly Act[]): OrderFacts[] {
  const known = { order: applyForOrder(first, today), variedOn: null as PlainDate | null };
  const seen = [known.order];
  for (const act of acts) {
    try {
      const changes = takeStep(known.order, act, { today, variedOn: known.variedOn, breachedOn: null });
      known.order = { ...known.order, ...changes };
      if (act.act === 'vary' && (known.variedOn === null || known.variedOn < act.on)) known.variedOn = act.on;
      seen.push(known.order);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
    }
  }
  return seen;
}

describe('whatever is done to an order, in whatever order and on whatever days', () => {
  it('it is never in an impossible state', () => {
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 25 }), (acts) => {
        expect(live(acts).flatMap(faults)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('an act that is not offered is refused', () => {
    fc.assert(
      fc.property(fc.array(anAct, { maxLength: 25 }), anAct, (acts, next) => {
        const order = live(acts).at(-1) ?? applyForOrder(first, today);
        fc.pre(!actsPossible(order).includes(next.act));
        expect(() => takeStep(order, next, { today, variedOn: null, breachedOn: null })).toThrow(RuleBroken);
      }),
      { numRuns: 500 },
    );
  });

  it('and the days drawn do reach every state', () => {
    const reached = new Set(
      fc
        .sample(fc.array(anAct, { maxLength: 25 }), { numRuns: 1000, seed: 7 })
        .flatMap((acts) => live(acts).map(({ state }) => state)),
    );
    expect([...reached].toSorted()).toEqual([
      'applied_for',
      'ended',
      'full',
      'interim',
      'refused',
      'withdrawn',
    ]);
  });
});
