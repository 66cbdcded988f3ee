import { takeStep, type Act, type Circumstances } from '../../src/orders/order-acts.rules.js';
import type { OrderFacts } from '../../src/orders/order.rules.js';
import {
  after,
  aFullOrder,
  anApplication,
  anInterimOrder,
  day,
  fullMade,
  interimMade,
  later,
  notified,
  refused,
  ruleBrokenBy,
  served,
  varied,
  withdrawn,
} from './facts.js';

type Row = [act: Act, around?: Partial<Circumstances>];
const full = aFullOrder();
const interim = anInterimOrder();
const servedOrder = after(full, served('2026-03-13'));
const replaced = after(interim, fullMade());

describe('making an order', () => {
  it('an interim order runs from the day made for its fixed period', () => {
    expect(takeStep(anApplication(), interimMade('2026-02-10', '2026-02-10'), later)).toEqual({
      state: 'interim',
      interimMadeOn: '2026-02-10',
      interimExpiresOn: '2026-02-10',
    });
  });

  it('a full order runs for its fixed period, or until further order', () => {
    const made = { state: 'full', madeOn: '2026-03-10' };
    expect(takeStep(interim, fullMade(), later)).toEqual({
      ...made,
      expiresOn: '2028-03-09',
      untilFurtherOrder: false,
    });
    expect(takeStep(anApplication(), fullMade('2026-03-10', 'until_further_order'), later)).toEqual({
      ...made,
      expiresOn: null,
      untilFurtherOrder: true,
    });
  });
});

const refusals: Record<string, [rule: string, order: OrderFacts, ...Row][]> = {
  'whose state has no such act': [
    ['impossible-step', anApplication(), served('2026-02-03')],
    ['impossible-step', full, fullMade('2026-03-11', '2030-01-01')],
    ['impossible-step', interim, interimMade()],
    ['impossible-step', full, refused('2026-03-11')],
  ],
  'on a day that cannot be': [
    ['act-in-future', anApplication(), interimMade('2026-03-04'), { today: day('2026-03-03') }],
    ['before-application', anApplication(), fullMade('2026-02-01')],
    ['out-of-order', interim, fullMade('2026-02-09')],
    ['out-of-order', interim, fullMade('2026-02-19'), { variedOn: day('2026-02-20') }],
    ['out-of-order', interim, refused('2026-02-09')],
    ['out-of-order', after(interim, served('2026-02-12', 'interim')), withdrawn('2026-02-11')],
    ['out-of-order', interim, refused('2026-02-19'), { breachedOn: day('2026-02-20') }],
  ],
  'of service': [
    ['served-before-made', full, served('2026-03-09')],
    ['nothing-to-serve', full, served('2026-03-12', 'interim')],
    ['already-served', servedOrder, served('2026-03-14')],
    ['served-after-end', interim, served('2026-03-25', 'interim')],
    ['served-after-end', replaced, served('2026-03-11', 'interim')],
    ['served-after-end', after(interim, refused('2026-03-10')), served('2026-03-11', 'interim')],
    ['nothing-to-serve', after(anApplication(), refused('2026-03-10')), served('2026-03-09', 'interim')],
  ],
  'of notification': [
    ['no-notification-due', full, notified('2026-03-12')],
    ['notified-before-service', servedOrder, notified('2026-03-12')],
    ['already-notified', after(servedOrder, notified('2026-03-14')), notified('2026-03-15')],
  ],
  'of variation': [
    ['not-in-force', full, varied('2026-03-09')],
    ['not-in-force', full, varied('2028-03-10')],
    ['not-in-force', interim, varied('2026-03-25')],
    ['full-at-least-two-years', full, varied('2026-06-01', '2028-03-08')],
    ['interim-needs-a-last-day', interim, varied('2026-03-01', 'until_further_order')],
    ['out-of-order', full, varied('2026-06-01', '2029-01-01'), { variedOn: day('2026-06-02') }],
    ['out-of-order', interim, varied('2026-02-20', '2026-02-28'), { breachedOn: day('2026-03-01') }],
    ['out-of-order', interim, varied('2026-02-20', '2026-02-19')],
  ],
};

describe.each(Object.entries(refusals))('an act %s is refused', (_, rows) => {
  // Rest parameters, since rows are of two lengths and Jest would fill the last one in with its own callback.
  it.each(rows)('as %s', (...[rule, order, act, around]) => {
    expect(ruleBrokenBy(() => takeStep(order, act, { ...later, ...around }))).toBe(rule);
  });
});

describe('an act is not refused', () => {
  it.each<[string, OrderFacts, ...Row]>([
    ['on the day it is recorded', anApplication(), interimMade('2026-03-03'), { today: day('2026-03-03') }],
    ['that puts off the end of an interim order', interim, varied('2026-03-24', '2026-05-05')],
    ['of service learnt of once the full order is made', replaced, served('2026-02-12', 'interim')],
    [
      'of service learnt of once it is refused',
      after(interim, refused('2026-03-10')),
      served('2026-02-12', 'interim'),
    ],
    [
      'of notification learnt of once it is withdrawn',
      after(interim, served('2026-02-12', 'interim'), withdrawn('2026-03-10')),
      notified('2026-02-13'),
    ],
    ['that makes full an order already broken', interim, fullMade(), { breachedOn: day('2026-03-20') }],
  ])('%s', (...[, order, act, around]) => {
    expect(ruleBrokenBy(() => takeStep(order, act, { ...later, ...around }))).toBeNull();
  });
});
