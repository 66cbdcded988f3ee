import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { step, type Steps } from '../kernel/steps.js';
import type { BreachState } from './breach.codes.js';
import { kindsInForceOn, refuseFuture, servedOnOf, type OrderFacts } from './order.rules.js';
import { termsInForceOn, type OrderWithTerms, type TermFacts } from './term.rules.js';

/** The acts that decide whether it was a breach; the others are of what the police and the courts made of it. */
export type BreachDecision = 'name' | 'dismiss';

/** A breach once named can still turn out to be none; one found to be none is recorded anew if it turns out to be one. */
export const breachSteps = {
  possible: { name: 'known', dismiss: 'not_a_breach' },
  known: { dismiss: 'not_a_breach' },
  not_a_breach: {},
} as const satisfies Steps<BreachState, BreachDecision>;

/** What was broken: conditions by the ids of their editions, the notification requirement, or neither while the terms are not held. */
export interface Broken {
  readonly termIds: readonly string[];
  readonly ofNotification: boolean;
  readonly termsNotHeld: boolean;
}

/** What recording a breach decides. */
export interface BreachDecided {
  readonly state: BreachState;
  readonly knowledgeToBeProved: boolean;
}

/**
 * A breach of an order in force that day. Before service it is recorded all the same, with knowledge of the order to be proved.
 * Where the terms are not yet held it is a possible breach, until one is named.
 * @throws RuleBroken `act-in-future`; `breach-outside-order`; and the rules of `checkNamed`
 */
export function recordBreach(
  whole: OrderWithTerms,
  occurredOn: PlainDate,
  { today, ...broken }: Broken & { today: PlainDate },
): BreachDecided {
  refuseFuture(occurredOn, today);
  if (kindsInForceOn(whole.order, occurredOn).length === 0) {
    throw new RuleBroken('breach-outside-order', `The order was not in force on ${inWords(occurredOn)}`);
  }
  checkNamed(whole, occurredOn, broken);
  return {
    state: broken.termsNotHeld ? 'possible' : 'known',
    knowledgeToBeProved: knowledgeToBeProved(whole.order, occurredOn),
  };
}

/**
 * Names what a possible breach broke.
 * @throws RuleBroken `impossible-step` where it is not a possible one; and the rules of `checkNamed`
 */
export function nameBreach(
  whole: OrderWithTerms,
  breach: { readonly state: BreachState; readonly occurredOn: PlainDate },
  broken: Omit<Broken, 'termsNotHeld'>,
): BreachState {
  const state = step<BreachState, BreachDecision>(breachSteps, breach.state, 'name');
  checkNamed(whole, breach.occurredOn, { ...broken, termsNotHeld: false });
  return state;
}

/** Whether the day was before service of every order in force on it, so that the respondent's knowledge is to be proved. */
export function knowledgeToBeProved(order: OrderFacts, day: PlainDate): boolean {
  return kindsInForceOn(order, day).every((kind) => {
    const served = servedOnOf(order, kind);
    return served === null || day < served;
  });
}

/**
 * A breach names a condition in force that day, or the notification requirement, or says that the terms are not held.
 * @throws RuleBroken `breach-names-nothing`; `breach-names-and-does-not`; `term-not-in-force`; `notification-not-begun`
 */
function checkNamed({ order, terms }: OrderWithTerms, day: PlainDate, broken: Broken): void {
  const { termIds, ofNotification, termsNotHeld } = broken;
  const names = termIds.length > 0 || ofNotification;
  if (!names && !termsNotHeld) {
    throw new RuleBroken(
      'breach-names-nothing',
      'Select what was broken, or say that the conditions are not held yet',
    );
  }
  if (names && termsNotHeld) {
    throw new RuleBroken(
      'breach-names-and-does-not',
      'Either select what was broken, or say that the conditions are not held yet',
    );
  }
  const held = new Set(termsInForceOn(order, terms, day).map(({ id }) => id));
  const other = termIds.find((id) => !held.has(id));
  if (other !== undefined) throw notInForce(terms, other, day);
  if (ofNotification && !servedBy(order, day)) {
    throw new RuleBroken(
      'notification-not-begun',
      `No order had been served by ${inWords(day)}, and the duty to notify begins with service`,
    );
  }
}

function notInForce(terms: readonly TermFacts[], id: string, day: PlainDate): RuleBroken {
  const term = terms.find((each) => each.id === id);
  const name = term ? `Condition ${String(term.number)}, in those words,` : 'A condition that was selected';
  return new RuleBroken('term-not-in-force', `${name} was not in force on ${inWords(day)}`);
}

/** Name and address are owed from service of either order; later changes of them for as long as one is in force (s.9(3) and (4)). */
function servedBy({ interimServedOn, servedOn }: OrderFacts, day: PlainDate): boolean {
  return [interimServedOn, servedOn].some((served) => served !== null && served <= day);
}
