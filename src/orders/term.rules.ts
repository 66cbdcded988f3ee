import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { TermKind } from './order.codes.js';
import { inForceOn, type OrderFacts } from './order.rules.js';

/** One edition of one condition: its words are the same from its first day to its last, both inclusive. */
export interface TermFacts {
  readonly id: string;
  readonly number: number;
  readonly edition: number;
  readonly kind: TermKind;
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate | null;
}

/** A condition as it is to be saved. */
export type NewTerm = Omit<TermFacts, 'id'>;

/** A change of one condition: the edition that closes, its last day, and what follows it, if anything does. */
export interface TermChange {
  readonly closes: { readonly id: string; readonly toOn: PlainDate };
  readonly adds: NewTerm | null;
}

/** An order with its conditions, and the days the court varied it. */
export interface OrderWithTerms {
  readonly order: OrderFacts;
  readonly terms: readonly TermFacts[];
  readonly variedOn: readonly PlainDate[];
}

/** The conditions that bound the respondent on a day: none where the order was not in force. */
export function termsInForceOn<T extends TermFacts>(
  order: OrderFacts,
  terms: readonly T[],
  day: PlainDate,
): T[] {
  if (!inForceOn(order, day)) return [];
  return terms.filter(({ fromOn, toOn }) => fromOn <= day && (toOn === null || day <= toOn));
}

/** The days a condition may begin: when the court made or varied the order, earliest first. */
export function daysOfCourt({ order, variedOn }: Omit<OrderWithTerms, 'terms'>): PlainDate[] {
  const days = [order.interimMadeOn, order.madeOn, ...variedOn].filter((day) => day !== null);
  return [...new Set(days)].toSorted();
}

/**
 * A condition the court set, with the next number free.
 * @throws RuleBroken `term-begins-with-the-court`; `ends-before-it-begins`
 */
export function addTerm(whole: OrderWithTerms, given: Pick<NewTerm, 'kind' | 'fromOn' | 'toOn'>): NewTerm {
  checkBeginning(whole, given.fromOn);
  if (given.toOn !== null && given.toOn < given.fromOn) {
    throw new RuleBroken('ends-before-it-begins', `The condition cannot end before ${inWords(given.fromOn)}`);
  }
  return { ...given, number: Math.max(0, ...whole.terms.map(({ number }) => number)) + 1, edition: 1 };
}

/**
 * A condition the court reworded: the old edition ends the day before, the new one begins that day. It keeps the last day it
 * had of its own: new words are no longer time.
 * @throws RuleBroken `no-such-term`; `term-begins-with-the-court`; `term-not-running`
 */
export function varyTerm(whole: OrderWithTerms, number: number, fromOn: PlainDate): TermChange {
  const change = removeTerm(whole, number, fromOn);
  const { kind, edition, toOn } = latestOf(whole, number);
  return { ...change, adds: { number, kind, edition: edition + 1, fromOn, toOn } };
}

/** A condition the court took out, from a day. Rules as of `varyTerm`. */
export function removeTerm(whole: OrderWithTerms, number: number, fromOn: PlainDate): TermChange {
  const latest = latestOf(whole, number);
  checkBeginning(whole, fromOn);
  if (fromOn <= latest.fromOn || (latest.toOn !== null && fromOn > latest.toOn)) {
    throw new RuleBroken(
      'term-not-running',
      `Condition ${String(number)} had no words from before ${inWords(fromOn)} to change`,
    );
  }
  return { closes: { id: latest.id, toOn: addDays(fromOn, -1) }, adds: null };
}

/** The interim order's conditions still open when a full order is made without them: they end with the interim order's last day. */
export function termsLeftBehind(
  terms: readonly TermFacts[],
  interimLastOn: PlainDate,
): { id: string; toOn: PlainDate }[] {
  return terms
    .filter(({ toOn }) => toOn === null || toOn > interimLastOn)
    .map(({ id }) => ({ id, toOn: interimLastOn }));
}

function latestOf({ terms }: OrderWithTerms, number: number): TermFacts {
  const latest = terms.filter((term) => term.number === number).toSorted((a, b) => b.edition - a.edition)[0];
  if (!latest) throw new RuleBroken('no-such-term', `The order has no condition ${String(number)}`);
  return latest;
}

function checkBeginning(whole: OrderWithTerms, fromOn: PlainDate): void {
  if (daysOfCourt(whole).includes(fromOn)) return;
  throw new RuleBroken(
    'term-begins-with-the-court',
    `Conditions change when the court makes or varies the order. Record first what the court did on ${inWords(fromOn)}`,
  );
}
