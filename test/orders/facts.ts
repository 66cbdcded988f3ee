import { RuleBroken } from '../../src/kernel/errors.js';
import { plainDate, type PlainDate } from '../../src/kernel/plain-date.js';
import { takeStep, type Act, type Circumstances } from '../../src/orders/order-acts.rules.js';
import { applyForOrder, type OrderFacts } from '../../src/orders/order.rules.js';
import type { TermFacts } from '../../src/orders/term.rules.js';

export const day = plainDate;

/** Unless a test says otherwise it is long after everything. */
export const later: Circumstances = { today: day('2040-01-01'), variedOn: null, breachedOn: null };

/** An application of Monday 2 February 2026. */
export const anApplication = (): OrderFacts => applyForOrder(day('2026-02-02'), later.today);

export function after(order: OrderFacts, ...acts: Act[]): OrderFacts {
  return acts.reduce((facts, act) => ({ ...facts, ...takeStep(facts, act, later) }), order);
}

export const interimMade = (on = '2026-02-10', until = '2026-03-24'): Act => ({
  act: 'make_interim',
  on: day(on),
  until: day(until),
});
export const fullMade = (on = '2026-03-10', until = '2028-03-09'): Act => ({
  act: 'make_full',
  on: day(on),
  until: until === 'until_further_order' ? until : day(until),
});
export const served = (on: string, kind: 'interim' | 'full' = 'full'): Act => ({
  act: 'serve',
  on: day(on),
  kind,
});

/** An interim order from 10 February to 24 March 2026. */
export const anInterimOrder = () => after(anApplication(), interimMade());
/** A full order of 10 March 2026, in force to 9 March 2028, without an interim one before it. */
export const aFullOrder = () => after(anApplication(), fullMade());

export function aTerm(
  number: number,
  fromOn: PlainDate,
  { edition = 1, toOn = null }: { edition?: number; toOn?: PlainDate | null } = {},
): TermFacts {
  return {
    id: `term-${String(number)}-${String(edition)}`,
    number,
    edition,
    kind: 'prohibition',
    fromOn,
    toOn,
  };
}

export const varied = (on: string, until: string | null = null): Act => ({
  act: 'vary',
  on: day(on),
  until: until === null || until === 'until_further_order' ? until : day(until),
});
export const refused = (on: string): Act => ({ act: 'refuse', on: day(on), reason: 'not_necessary' });
export const withdrawn = (on: string): Act => ({ act: 'withdraw', on: day(on), reason: 'not_told' });
export const notified = (on: string): Act => ({ act: 'confirm_notification', on: day(on) });

/** The name of the rule that some work breaks, or null. */
export function ruleBrokenBy(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
}
