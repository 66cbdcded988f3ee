import { labelOf } from '../kernel/codelist.js';
import { definitions, measures as published, type CountedMeasure } from '../returns/measure-definition.js';
import { listed } from './answer-table.rules.js';
import { isForCommissioner } from './answer-words.rules.js';
import { measures, type Measure } from './foi.codes.js';
import { askedOrders } from './question.codes.js';
import type { Question } from './question.rules.js';

/** Which published count answers for a measure, or is offered beside it; null where none is published. */
const counterpart: Readonly<Record<Measure, CountedMeasure | null>> = {
  stalking_incidents: 'cases_opened',
  stalking_reports: 'cases_opened',
  recorded_offences: 'cases_opened',
  arrests: 'cases_opened',
  charges: 'cases_opened',
  convictions: 'cases_opened',
  no_further_action: 'cases_opened',
  orders_applied: 'orders_applied',
  orders_granted: 'orders_made',
  orders_refused: 'orders_refused',
  orders_withdrawn: 'orders_withdrawn',
  orders_pending: null,
  orders_not_authorised: null,
  breaches_recorded: 'breaches',
  victims: 'people_supported',
  referrals: 'referrals',
  people_supported: 'people_supported',
  services_commissioned: null,
  staffing: null,
};

/** What a table of a count is headed with: none of it is recorded in a force's area, and the heading says so. */
const captions: Readonly<Record<CountedMeasure, string>> = {
  referrals: 'Referrals received by the service',
  people_supported: 'People supported by the service',
  cases_opened: 'Cases opened by the service',
  cases_closed: 'Cases closed by the service',
  orders_applied: 'Applications for stalking protection orders made known to the service',
  interim_orders_made: 'Interim stalking protection orders made known to the service',
  orders_made: 'Full stalking protection orders made known to the service',
  orders_refused: 'Refused applications for stalking protection orders made known to the service',
  orders_withdrawn: 'Withdrawn applications for stalking protection orders made known to the service',
  breaches: 'Breaches of stalking protection orders made known to the service',
};

/** The published counts a question is answered from, in its order; none where nothing published answers it. */
export function countedFor(question: Question): CountedMeasure[] {
  const counted = question.measures.flatMap((measure) => {
    if (isOfOrders(measure) && !asksForSpo(question)) return [];
    return measure === 'orders_granted' && question.stage === 'interim'
      ? 'interim_orders_made'
      : (counterpart[measure] ?? []);
  });
  return [...new Set(counted)];
}

/** Whether what a question asks is something of which figures are published, or are the commissioner's own to give. */
export function isPublished(question: Question): boolean {
  return countedFor(question).length > 0 || isForCommissioner(question);
}

export function captionOf(counted: readonly CountedMeasure[]): string {
  const [first = '', ...others] = counted.map((measure) => captions[measure]);
  return [first, ...others.map((caption) => `${caption.charAt(0).toLowerCase()}${caption.slice(1)}`)].join(
    '; ',
  );
}

/** What is counted and which day it counts on, as the returns define it; each by its name where there are several. */
export function definitionsOf(counted: readonly CountedMeasure[]): string[] {
  return counted.map((measure) =>
    counted.length === 1 ? definitionOf(measure) : `${labelOf(published, measure)}: ${definitionOf(measure)}`,
  );
}

function definitionOf(counted: CountedMeasure): string {
  const definition = definitions.find(({ measure }) => measure === counted);
  if (!definition) throw new Error(`No definition of ${counted}`);
  const { unit, window, rule } = definition;
  return `${unit} It counts on ${lowerFirst(window)} ${rule}`;
}

/** What a question asks beside what is published, where it asks for both. */
export function notPublished(question: Question): string[] {
  if (countedFor(question).length === 0) return [];
  const unpublished = question.measures
    .filter((measure) => counterpart[measure] === null)
    .map((measure) => labelOf(measures, measure).toLowerCase());
  const orders = question.measures.some(isOfOrders)
    ? question.orderTypes
        .filter((order) => order !== 'spo')
        .map((order) => labelOf(askedOrders, order).toLowerCase())
    : [];
  return [
    ...(unpublished.length > 0 ? [`No figures are published of ${listed(unpublished)}.`] : []),
    ...(orders.length > 0
      ? [`Only stalking protection orders are counted; no figures are published of any ${listed(orders)}.`]
      : []),
  ];
}

function isOfOrders(measure: Measure): boolean {
  return measure.startsWith('orders_') || measure === 'breaches_recorded';
}

function asksForSpo({ orderTypes }: Question): boolean {
  return orderTypes.length === 0 || orderTypes.includes('spo');
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
