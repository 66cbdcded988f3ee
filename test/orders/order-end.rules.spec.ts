import type { OrderEnding } from '../../src/orders/order.codes.js';
import { takeStep, type Act, type Circumstances } from '../../src/orders/order-acts.rules.js';
import type { OrderFacts } from '../../src/orders/order.rules.js';
import {
  after,
  aFullOrder,
  anApplication,
  day,
  fullMade,
  interimMade,
  later,
  ruleBrokenBy,
  served,
} from './facts.js';

const full = aFullOrder();
const open = after(anApplication(), fullMade('2026-03-10', 'until_further_order'));
const ended = (on: string, ending: OrderEnding, bothConsent = false): Act => ({
  act: 'end',
  on: day(on),
  ending,
  bothConsent,
});
const endOf = (order: OrderFacts, act: Act, around: Partial<Circumstances> = {}) =>
  ruleBrokenBy(() => takeStep(order, act, { ...later, ...around }));

describe('how long an order is for', () => {
  const made = (act: Act) => ruleBrokenBy(() => takeStep(anApplication(), act, later));

  it('an interim order has a last day, not before its first', () => {
    expect(made({ ...interimMade(), until: 'until_further_order' } as Act)).toBe('interim-needs-a-last-day');
    expect(made(interimMade('2026-02-10', '2026-02-09'))).toBe('ends-before-it-begins');
  });

  it.each([
    ['2026-03-10', '2028-03-08', '2028-03-09'],
    ['2028-02-29', '2030-02-27', '2030-02-28'],
    ['2026-03-01', '2028-02-28', '2028-02-29'],
  ])('a full order made on %s cannot end on %s, and can on %s', (on, dayShort, earliest) => {
    expect(made(fullMade(on, dayShort))).toBe('full-at-least-two-years');
    expect(made(fullMade(on, earliest))).toBeNull();
  });

  it('and a shorter one is refused in words that say until when it must run', () => {
    expect(() => takeStep(anApplication(), fullMade('2026-03-10', '2028-03-08'), later)).toThrow(
      'A full order lasts at least two years: one made on 10 March 2026 runs to 9 March 2028 or later',
    );
  });
});

describe('an order expires', () => {
  it('with its last day, once that is over', () => {
    expect(endOf(full, ended('2028-03-09', 'expired'), { today: day('2028-03-10') })).toBeNull();
    expect(endOf(full, ended('2028-03-09', 'expired'), { today: day('2028-03-09') })).toBe('not-yet-expired');
    expect(endOf(full, ended('2028-03-10', 'expired'))).toBe('expires-on-its-last-day');
  });

  it('and not where it runs until further order', () => {
    expect(endOf(open, ended('2028-03-09', 'expired'))).toBe('cannot-expire');
  });

  it('and afterwards can end in no other way', () => {
    expect(endOf(full, ended('2028-03-10', 'discharged'))).toBe('ended-after-expiry');
  });
});

describe('an order is discharged', () => {
  it('inside two years only where the respondent and the police consent', () => {
    expect(endOf(open, ended('2028-03-09', 'discharged'))).toBe('discharge-needs-consent');
    expect(endOf(open, ended('2028-03-09', 'discharged', true))).toBeNull();
  });

  it('from the day after two years are over without their consent', () => {
    expect(endOf(open, ended('2028-03-10', 'discharged'))).toBeNull();
  });

  it('while an appeal may quash it on any day', () => {
    expect(endOf(open, ended('2026-04-01', 'quashed_on_appeal'))).toBeNull();
  });
});

describe('an order does not end', () => {
  it('before it was made, served, varied or broken', () => {
    const superseded = ended('2026-03-12', 'superseded');
    expect(endOf(full, ended('2026-03-09', 'superseded'))).toBe('out-of-order');
    expect(endOf(after(full, served('2026-03-13')), superseded)).toBe('out-of-order');
    expect(endOf(full, superseded, { variedOn: day('2026-03-13') })).toBe('out-of-order');
    expect(endOf(full, superseded, { breachedOn: day('2026-03-13') })).toBe('out-of-order');
    expect(endOf(full, superseded)).toBeNull();
  });
});
