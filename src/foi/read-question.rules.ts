import type { PlainDate } from '../kernel/plain-date.js';
import { actInForceFrom } from '../orders/order.rules.js';
import type { AskedPeriods } from './asked-period.rules.js';
import type { Measure } from './foi.codes.js';
import * as details from './question-details.rules.js';
import { judge } from './question-disposition.rules.js';
import { outcomeIn } from './question-measures.rules.js';
import { orderActsIn, ordersIn, stageIn, wrongNamesIn } from './question-orders.rules.js';
import { addToPeriods, combinePeriods, readPeriods } from './question-periods.rules.js';
import type { Breakdown, Correction, ReadingNote } from './question.codes.js';
import {
  bearsOutcomes,
  refersBack,
  measuresAsked,
  ordersAskedAbout,
  takesPeriodBefore,
  type Question,
  type Surroundings,
} from './question.rules.js';
import { earliestDay } from './which-periods.rules.js';

/** A question read by its own words and by what it stands among. */
export function readQuestion(asked: Pick<Question, 'number' | 'text'>, around: Surroundings): Question {
  const question = asRead(asked, around);
  const { previous } = around;
  if (!previous || !refersBack(asked.text) || !repeats(question, previous)) return question;
  // "How many of those were known to the council": answering with all of them would be answering another question.
  return {
    ...question,
    disposition: 'clarify',
    clarifications: ['which_of_those'],
    notes: [...question.notes, 'part_not_read'],
  };
}

function asRead({ number, text }: Pick<Question, 'number' | 'text'>, around: Surroundings): Question {
  const orders = ordersAskedAbout(text, around);
  const measures = countedIn(text, orders, around);
  const orderTypes = isAboutOrders(text, measures) ? orders : [];
  const offences = details.offencesIn(text);
  const judgement = judge(text, orderTypes, measures);
  const { periods, note } = periodsOf(text, around);
  const began = orderTypes.includes('spo') ? startsBefore(actInForceFrom, periods, around.receivedOn) : false;
  const by = breakdownsOf(text, around, orderTypes);
  return {
    number,
    text,
    measures,
    orderTypes,
    stage: stageIn(text),
    outcome: bearsOutcomes(measures) ? outcomeIn(text) : null,
    offence: offences.length === 1 ? (offences[0] ?? null) : null,
    cyber: details.cyberIn(text),
    by,
    bands: by.includes('age_band') ? details.bandsIn(text) : [],
    unit: details.unitIn(text),
    value: measures.includes('services_commissioned') && details.asksValue(text),
    eligibility: details.asksNotOnlyExPartner(text) ? 'not_only_ex_partner' : null,
    periods,
    disposition: judgement.disposition,
    exemption: judgement.exemption,
    clarifications: judgement.clarifications,
    corrections: [
      ...wrongNamesIn(text, orderTypes),
      ...present(judgement.correction),
      ...(began ? (['spo_began'] as const) : []),
    ],
    notes: [...present(judgement.note), ...present(note), ...notesOn(measures, text)],
  };
}

const explains = /\bwhat\b|\bexplain|\bdefin|\bif (?:that|this) is not\b/i;

/** A question with a further line folded into it: a breakdown, bands, "if you can, by year", or a wish for a definition. */
export function foldInto(question: Question, line: string, receivedOn: PlainDate): Question {
  const by = [...new Set([...question.by, ...details.breakdownsIn(line), ...details.attributesIn(line)])];
  const read = by.length > question.by.length || explains.test(line) || readPeriods(line, receivedOn).perYear;
  const notes = [...question.notes, ...foldedNotes(line), ...(read ? [] : (['part_not_read'] as const))];
  return {
    ...question,
    text: `${question.text} ${line}`,
    by: explains.test(line) ? question.by : by,
    bands: question.bands.length > 0 ? question.bands : details.bandsIn(line),
    periods: addToPeriods(question.periods, readPeriods(line, receivedOn)),
    notes: [...new Set(notes)],
  };
}

/** Whether a question that refers to the one before it says nothing more that could be read. */
function repeats(question: Question, previous: Question): boolean {
  const { stage, outcome, eligibility, cyber, by, value } = question;
  const confines =
    [stage, outcome, eligibility].some((each) => each !== null) || cyber.length + by.length > 0;
  const other = value || (question.offence !== null && question.offence !== previous.offence);
  const same = [question, previous].map(({ measures, periods }) => JSON.stringify([measures, periods]));
  return question.disposition === 'answerable' && !confines && !other && same[0] === same[1];
}

// What the whole letter is to be broken down by is said before or above its list; offences named there are only its subject.
function breakdownsOf(
  text: string,
  { heading, scope }: Surroundings,
  orderTypes: Question['orderTypes'],
): Breakdown[] {
  const general = details.breakdownsIn(`${heading}. ${scope}`).filter((each) => each !== 'offence_class');
  const orders = orderTypes.length > 1 ? (['order_type'] as const) : [];
  return [...new Set([...details.breakdownsIn(text), ...general, ...orders])];
}

// A request for the text of "the most recent 100" counts what the question before it counted.
function countedIn(text: string, orders: Question['orderTypes'], around: Surroundings): Measure[] {
  const counted = measuresAsked(text, orders, around.previous);
  const continues = /^(?:please )?also\b|^and\b/i.test(text);
  return counted.length === 0 && continues && around.previous ? [...around.previous.measures] : counted;
}

function isAboutOrders(text: string, measures: readonly Measure[]): boolean {
  return ordersIn(text).length > 0 || measures.some((measure) => /^(?:orders|breaches)_/.test(measure));
}

function periodsOf(text: string, around: Surroundings): { periods: AskedPeriods; note: ReadingNote | null } {
  const own = readPeriods(text, around.receivedOn);
  const before = around.previous?.periods;
  if (own.core === null && before && takesPeriodBefore(text))
    return { periods: addToPeriods(before, own), note: null };
  const periods = combinePeriods([
    own,
    ...[around.heading, around.scope].map((each) => readPeriods(each, around.receivedOn)),
  ]);
  if (periods.kind !== 'none') return { periods, note: null };
  if (before === undefined || before.kind === 'none') return { periods, note: 'no_period' };
  return { periods: addToPeriods(before, own), note: 'period_of_question_before' };
}

function startsBefore(day: PlainDate, periods: AskedPeriods, receivedOn: PlainDate): boolean {
  const first = earliestDay(periods, receivedOn);
  return first !== null && first < day;
}

function notesOn(measures: readonly Measure[], text: string): ReadingNote[] {
  const notes: ReadingNote[] = [];
  if (measures.includes('orders_withdrawn') && measures.includes('orders_pending'))
    notes.push('print_each_measure');
  if (measures.includes('orders_granted') && orderActsIn(text).length === 0) notes.push('applied_or_granted');
  if (details.offencesIn(text).includes('coercive_control')) notes.push('cases_of_own_class');
  return [...notes, ...foldedNotes(text)];
}

function foldedNotes(line: string): ReadingNote[] {
  const notes: ReadingNote[] = [];
  if (/\bnot (?:known|recorded|stated)\b|\bunknown\b/i.test(line)) notes.push('explain_unknowns');
  if (/\bwhichever\b|\bwhatever\b|\bif (?:that|this) is not possible\b/i.test(line))
    notes.push('own_bands_accepted');
  return notes;
}

function present<T extends Correction | ReadingNote>(each: T | null): T[] {
  return each === null ? [] : [each];
}
