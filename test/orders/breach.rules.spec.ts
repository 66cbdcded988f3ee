import { checkSteps } from '../../src/kernel/steps.js';
import {
  breachSteps,
  knowledgeToBeProved,
  nameBreach,
  recordBreach,
  type Broken,
} from '../../src/orders/breach.rules.js';
import type { OrderWithTerms } from '../../src/orders/term.rules.js';
import { after, aFullOrder, anInterimOrder, aTerm, day, fullMade, served } from './facts.js';

const made = day('2026-03-10');
const whole: OrderWithTerms = {
  order: after(aFullOrder(), served('2026-03-13')),
  terms: [aTerm(1, made, { toOn: day('2026-06-02') }), aTerm(1, day('2026-06-03'), { edition: 2 })],
  variedOn: [day('2026-06-03')],
};
const broken = (given: Partial<Broken> = {}): Broken => ({
  termIds: [],
  ofNotification: false,
  termsNotHeld: false,
  ...given,
});
const record = (on: string, given: Partial<Broken>, today = '2026-12-31', of = whole) =>
  recordBreach(of, day(on), { ...broken(given), today: day(today) });
const firstTerm = { termIds: ['term-1-1'] };

describe('a breach', () => {
  it('reaches every state from a possible one', () => {
    expect(checkSteps(breachSteps, 'possible')).toEqual([]);
  });

  it('names a condition in force that day', () => {
    expect(record('2026-06-02', firstTerm)).toEqual({ state: 'known', knowledgeToBeProved: false });
    expect(record('2026-06-03', { termIds: ['term-1-2'] }).state).toBe('known');
  });

  it('or the notification requirement', () => {
    expect(record('2026-03-16', { ofNotification: true }).state).toBe('known');
  });

  it('is possible while the conditions are not held', () => {
    expect(record('2026-06-02', { termsNotHeld: true })).toEqual({
      state: 'possible',
      knowledgeToBeProved: false,
    });
  });

  it.each<[string, string, Partial<Broken>, string]>([
    ['before the order was made', '2026-03-09', { termsNotHeld: true }, 'breach-outside-order'],
    ['after it expired', '2028-03-10', { termsNotHeld: true }, 'breach-outside-order'],
    ['in the future', '2027-01-01', { termsNotHeld: true }, 'act-in-future'],
    ['of nothing', '2026-06-02', {}, 'breach-names-nothing'],
    [
      'of a condition, where the conditions are said not to be held',
      '2026-06-02',
      { ...firstTerm, termsNotHeld: true },
      'breach-names-and-does-not',
    ],
    ['of the words of another day', '2026-06-03', firstTerm, 'term-not-in-force'],
    [
      'of one condition in force and one not',
      '2026-06-03',
      { termIds: ['term-1-2', 'term-1-1'] },
      'term-not-in-force',
    ],
    ['of another order’s condition', '2026-06-02', { termIds: ['term-9-9'] }, 'term-not-in-force'],
    [
      'of the notification requirement before any service',
      '2026-03-12',
      { ofNotification: true },
      'notification-not-begun',
    ],
  ])('is refused %s', (_, on, given, rule) => {
    const today = rule === 'breach-outside-order' ? '2029-01-01' : '2026-12-31';
    expect(() => record(on, given, today)).toThrow(expect.objectContaining({ rule }));
  });

  it('outside the order is refused with the day in words', () => {
    expect(() => record('2026-03-03', { termsNotHeld: true })).toThrow(
      'The order was not in force on 3 March 2026',
    );
  });
});

describe('knowledge of the order is to be proved', () => {
  it('for a breach before service, which is recorded all the same', () => {
    expect(record('2026-03-12', firstTerm)).toEqual({ state: 'known', knowledgeToBeProved: true });
  });

  it('where the order has not been served at all', () => {
    expect(knowledgeToBeProved(aFullOrder(), made)).toBe(true);
  });

  it('for a full order not yet served, though the interim one was', () => {
    const order = after(anInterimOrder(), served('2026-02-13', 'interim'), fullMade());
    expect(knowledgeToBeProved(order, day('2026-02-12'))).toBe(true);
    expect(knowledgeToBeProved(order, day('2026-02-13'))).toBe(false);
    expect(knowledgeToBeProved(order, day('2026-03-10'))).toBe(false); // the interim order's last day
    expect(knowledgeToBeProved(order, day('2026-03-11'))).toBe(true);
  });
});

describe('naming what a possible breach broke', () => {
  const possible = { state: 'possible', occurredOn: day('2026-06-02') } as const;

  it('makes it a known one', () => {
    expect(nameBreach(whole, possible, broken(firstTerm))).toBe('known');
  });

  it('takes a condition in force the day it happened', () => {
    expect(() => nameBreach(whole, possible, broken({ termIds: ['term-1-2'] }))).toThrow(
      expect.objectContaining({ rule: 'term-not-in-force' }),
    );
    expect(() => nameBreach(whole, possible, broken())).toThrow(
      expect.objectContaining({ rule: 'breach-names-nothing' }),
    );
  });

  it('is done once', () => {
    expect(() => nameBreach(whole, { ...possible, state: 'known' }, broken(firstTerm))).toThrow(
      expect.objectContaining({ rule: 'impossible-step' }),
    );
  });
});
