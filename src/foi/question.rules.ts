import type { CyberType } from '../codes/behaviour.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AskedPeriods } from './asked-period.rules.js';
import type { Disposition, Exemption, Measure } from './foi.codes.js';
import { measuresIn, outcomeIn, strongMeasuresIn } from './question-measures.rules.js';
import { asksUncountedAct, orderActsIn, ordersIn } from './question-orders.rules.js';
import type {
  AskedOffence,
  AskedOrder,
  AskedOutcome,
  Breakdown,
  Clarification,
  Correction,
  OrderStage,
  ReadingNote,
} from './question.codes.js';

/** One question of a letter, as read. Everything but `text` is codes and days; `number` is the letter's own. */
export interface Question {
  readonly number: string;
  readonly text: string;
  readonly measures: readonly Measure[];
  readonly orderTypes: readonly AskedOrder[];
  readonly stage: OrderStage | null;
  readonly outcome: AskedOutcome | null;
  readonly offence: AskedOffence | null;
  readonly cyber: readonly CyberType[];
  readonly by: readonly Breakdown[];
  /** Age bands as the letter writes them: '<18', '18-64'. */
  readonly bands: readonly string[];
  readonly unit: 'occasion' | 'person' | null;
  /** The money is asked for, rather than how many. */
  readonly value: boolean;
  readonly eligibility: 'not_only_ex_partner' | null;
  readonly periods: AskedPeriods;
  readonly disposition: Disposition;
  readonly exemption: Exemption | null;
  readonly corrections: readonly Correction[];
  readonly clarifications: readonly Clarification[];
  readonly notes: readonly ReadingNote[];
}

/** What a question stands among. `previous` is the one before it under the same heading, which "of these" refers to. */
export interface Surroundings {
  readonly previous: Question | null;
  readonly heading: string;
  /** The running text of the letter, whose period applies to every question that gives none. */
  readonly scope: string;
  readonly receivedOn: PlainDate;
}

const outcomeBearing: readonly Measure[] = [
  'breaches_recorded',
  'stalking_incidents',
  'stalking_reports',
  'recorded_offences',
];
const outcomeMeasures: readonly Measure[] = ['charges', 'convictions', 'no_further_action'];
const sameYears = /\b(?:these|those|the same) (?:years|periods?|dates|months)\b/gi;
const ofThose =
  /\b(?:of|among|from) (?:these|those|them|which)\b|^(?:and )?(?:how many|(?:the )?number)(?: that| which)? (?:were|was|are|ended|resulted|led|had|went|have been|not|refused|granted|issued|withdrawn|pending|charged)\b/i;
const anyThose = /\b(?:these|those|they|them)\b(?! (?:affected|who|with|people))|^and how many\b/i;

/** Whether a question is about what the one before it counted, and not only about the same years. */
export function refersBack(text: string): boolean {
  const things = text.replaceAll(sameYears, ' ');
  return ofThose.test(things) || anyThose.test(things);
}

/** Whether a question takes the period of the one before it: "of those", "in the same years". */
export function takesPeriodBefore(text: string): boolean {
  return refersBack(text) || new RegExp(sameYears.source, 'i').test(text);
}

/** The kinds of order a question is about: those it names, else those of the question it refers to, its heading or its letter. */
export function ordersAskedAbout(
  text: string,
  { previous, heading, scope }: Omit<Surroundings, 'receivedOn'>,
): AskedOrder[] {
  const own = ordersIn(text);
  if (own.length > 0) return own;
  if (previous && refersBack(text)) return [...previous.orderTypes];
  const headed = ordersIn(heading);
  if (headed.length > 0) return headed;
  return /\b(?:orders?|applications?|breach(?:es)?)\b/i.test(text) ? ordersIn(scope) : [];
}

/** What a question counts, from its own words or from those it refers to; empty where nothing says. */
export function measuresAsked(
  text: string,
  orders: readonly AskedOrder[],
  previous: Question | null,
): Measure[] {
  const own = measuresIn(text);
  if (previous && refersBack(text)) return measuresOfThose(text, own, previous);
  // Beneath the heading "Stalking protection orders", "how many were granted to victims" counts orders.
  const acts = orders.length > 0 && strongMeasuresIn(text).length === 0 ? orderActsIn(text) : [];
  if (acts.length > 0) return acts;
  if (own.length > 0) return own;
  // "The number of stalking protection orders": applied for or granted is not said, so both are given.
  return ordersIn(text).length > 0 && !asksUncountedAct(text) ? ['orders_applied', 'orders_granted'] : [];
}

// "How many of these were granted" follows orders; "how many ended in a charge" is an outcome of what was counted; only a
// strong word of its own, or a weak one where nothing is said to be "of these", changes what is counted.
function measuresOfThose(text: string, own: readonly Measure[], previous: Question): Measure[] {
  const strong = strongMeasuresIn(text);
  const acts = orderActsIn(text);
  if (acts.length > 0 && previous.measures.some((measure) => measure.startsWith('orders_'))) return acts;
  const outcomesOnly = strong.every((measure) => outcomeMeasures.includes(measure));
  if (outcomeIn(text) !== null && outcomesOnly && bearsOutcomes(previous.measures))
    return [...previous.measures];
  if (strong.length > 0) return strong;
  if (own.length > 0 && !ofThose.test(text.replaceAll(sameYears, ' '))) return [...own];
  return [...previous.measures];
}

/**
 * Whether an outcome of what is counted can be asked for: a charge is an outcome of a breach, and not of a charge; and where
 * charges are counted beside offences, they confine nothing.
 */
export function bearsOutcomes(counted: readonly Measure[]): boolean {
  const bears = counted.some((measure) => outcomeBearing.includes(measure));
  return bears && !counted.some((measure) => outcomeMeasures.includes(measure));
}
