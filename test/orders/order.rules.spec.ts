import { checkSteps } from '../../src/kernel/steps.js';
import {
  actsPossible,
  applyForOrder,
  earliestExpiry,
  inForceOn,
  kindsInForceOn,
  orderSteps,
} from '../../src/orders/order.rules.js';
import {
  after,
  aFullOrder,
  anApplication,
  anInterimOrder,
  day,
  fullMade,
  interimMade,
  served,
} from './facts.js';

describe('the life of an order', () => {
  it('reaches every state from the application', () => {
    expect(checkSteps(orderSteps, 'applied_for')).toEqual([]);
  });

  it('ends for good in a refusal, a withdrawal or an ending', () => {
    for (const over of ['refused', 'withdrawn', 'ended'] as const)
      expect(new Set(Object.values(orderSteps[over]))).toEqual(new Set([over]));
  });

  it('offers only what can be done now', () => {
    expect(actsPossible(anApplication())).toEqual(['make_interim', 'make_full', 'refuse', 'withdraw']);
    expect(actsPossible(anInterimOrder())).toEqual(['serve', 'vary', 'make_full', 'refuse', 'withdraw']);
    expect(actsPossible(aFullOrder())).toEqual(['serve', 'vary', 'end']);
    expect(actsPossible(after(aFullOrder(), served('2026-03-10')))).toEqual([
      'confirm_notification',
      'vary',
      'end',
    ]);
  });
});

describe('an application', () => {
  it('can be of the day the Act came into force, 20 January 2020, and not of the day before', () => {
    expect(applyForOrder(day('2020-01-20'), day('2026-03-03')).state).toBe('applied_for');
    expect(() => applyForOrder(day('2020-01-19'), day('2026-03-03'))).toThrow(
      expect.objectContaining({ rule: 'before-the-act' }),
    );
  });

  it('can be of today and not of tomorrow', () => {
    expect(applyForOrder(day('2026-03-03'), day('2026-03-03')).appliedOn).toBe('2026-03-03');
    expect(() => applyForOrder(day('2026-03-04'), day('2026-03-03'))).toThrow(
      expect.objectContaining({ rule: 'act-in-future' }),
    );
  });
});

describe('the earliest last day of a full order', () => {
  it.each([
    ['2026-03-10', '2028-03-09', 'two years less a day'],
    ['2028-02-29', '2030-02-28', 'a leap day has no anniversary: the period ends with February'],
    ['2028-02-28', '2030-02-27', 'the day before a leap day has one'],
    ['2026-03-01', '2028-02-29', 'a period that ends in a leap year ends with its leap day'],
    ['2026-02-28', '2028-02-27', 'the end of a short February is no end of the month two years on'],
    ['2026-01-01', '2027-12-31', 'the turn of the year'],
  ])('made on %s is %s: %s', (madeOn, last) => {
    expect(earliestExpiry(day(madeOn))).toBe(last);
  });
});

describe('an order is in force', () => {
  const interim = anInterimOrder();
  const full = after(interim, fullMade());
  const open = after(anApplication(), fullMade('2026-03-10', 'until_further_order'));
  const discharged = after(open, {
    act: 'end',
    on: day('2027-05-17'),
    ending: 'discharged',
    bothConsent: true,
  });
  const refused = after(interim, { act: 'refuse', on: day('2026-03-10'), reason: 'not_necessary' });

  it.each([
    ['the day before an interim order is made', interim, '2026-02-09', []],
    ['the day an interim order is made', interim, '2026-02-10', ['interim']],
    ['the last day of an interim order', interim, '2026-03-24', ['interim']],
    ['the day after it', interim, '2026-03-25', []],
    ['the day a full order replaces an interim one', full, '2026-03-10', ['interim', 'full']],
    ['the day after that', full, '2026-03-11', ['full']],
    ['the last day of a full order', full, '2028-03-09', ['full']],
    ['the day after that', full, '2028-03-10', []],
    ['twenty years on, where it runs until further order', open, '2046-03-10', ['full']],
    ['the day it is discharged', discharged, '2027-05-17', ['full']],
    ['the day after it is discharged', discharged, '2027-05-18', []],
    ['the day the application is refused', refused, '2026-03-10', ['interim']],
    ['the day after it is refused', refused, '2026-03-11', []],
    ['never, where there is only an application', anApplication(), '2026-02-02', []],
  ])('on %s', (_, order, on, kinds) => {
    expect(kindsInForceOn(order, day(on))).toEqual(kinds);
    expect(inForceOn(order, day(on))).toBe(kinds.length > 0);
  });

  it('without being served', () => {
    expect(after(anApplication(), interimMade()).interimServedOn).toBeNull();
    expect(inForceOn(interim, day('2026-02-11'))).toBe(true);
  });
});
