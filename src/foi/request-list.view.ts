import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { workingDaysLeft } from './foi-clock.rules.js';
import { requestStates, type RequestState } from './foi.codes.js';
import type { RequestRow } from './foi.queries.js';
import { isOpen, requestFilters, type RequestFilter } from './request-list.codes.js';

/** How long there is left, in words and in colour. A colour is never all that says it. */
export interface Left {
  readonly text: string;
  readonly colour: 'red' | 'orange' | 'grey' | null;
}

const colours: Readonly<Record<RequestState, string>> = {
  received: 'blue',
  clarifying: 'purple',
  drafted: 'yellow',
  approved: 'turquoise',
  released: 'green',
  in_review: 'orange',
  reviewed: 'green',
  lapsed: 'grey',
  withdrawn: 'grey',
};

export function stateTag(state: RequestState): { readonly text: string; readonly colour: string } {
  return { text: labelOf(requestStates, state), colour: colours[state] };
}

/** Working days left, the due day included: "3 working days late" is said, and not only shown in red. */
export function leftOf({ state, dueOn }: Pick<RequestRow, 'state' | 'dueOn'>, today: PlainDate): Left {
  if (state === 'clarifying') return { text: 'Waiting for the requester', colour: null };
  if (!isOpen(state) || state === 'in_review') return { text: '', colour: null };
  const left = workingDaysLeft(dueOn, today);
  if (today > dueOn)
    return {
      text: left === 0 ? 'Overdue since the last working day' : `Overdue by ${days(-left)}`,
      colour: 'red',
    };
  if (today === dueOn) return { text: 'Due today', colour: 'orange' };
  return { text: `${days(left)} left`, colour: left <= 5 ? 'orange' : 'grey' };
}

export interface RequestsView {
  readonly list: Omit<Paged<unknown>, 'rows'>;
  readonly query: { readonly state: RequestFilter };
  readonly filter: { readonly values: { readonly state: RequestFilter } };
  readonly filters: typeof requestFilters;
  readonly heading: string;
  readonly requests: readonly RequestLine[];
}

export interface RequestLine {
  readonly id: string;
  readonly reference: string;
  readonly received: string;
  readonly due: string;
  readonly left: Left;
  readonly state: { readonly text: string; readonly colour: string };
}

export function requestsView(
  { rows, ...place }: Paged<RequestRow>,
  state: RequestFilter,
  today: PlainDate,
): RequestsView {
  return {
    list: place,
    query: { state },
    filter: { values: { state } },
    filters: requestFilters,
    heading: labelOf(requestFilters, state),
    requests: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      received: inWords(row.receivedOn),
      due: inWords(row.dueOn),
      left: leftOf(row, today),
      state: stateTag(row.state),
    })),
  };
}

function days(count: number): string {
  return `${String(count)} working ${count === 1 ? 'day' : 'days'}`;
}
