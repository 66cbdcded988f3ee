import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Paged } from '../platform/page/paging.js';
import { workingDaysLeft } from './foi-clock.rules.js';
import { requestStates, type RequestState } from './foi.codes.js';
import type { RequestRow } from './foi.queries.js';
import { isOpen, requestFilters, type RequestFilter } from './request-list.codes.js';

export interface Left {
  readonly text: string;
  readonly tag: { readonly text: string; readonly colour: string } | null;
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

/** Working days left, the due day included; none where nothing is due. */
export function leftOf({ state, dueOn }: Pick<RequestRow, 'state' | 'dueOn'>, today: PlainDate): Left {
  if (state === 'clarifying') return { text: 'Waiting for the requester', tag: null };
  // A review has its own twenty days, by the code of practice and not by the Act.
  if (!isOpen(state) || state === 'in_review') return { text: '', tag: null };
  const left = workingDaysLeft(dueOn, today);
  if (today > dueOn) return { text: lateBy(-left), tag: { text: 'Overdue', colour: 'red' } };
  if (today === dueOn) return { text: '', tag: { text: 'Due today', colour: 'orange' } };
  return { text: `${days(left)} left`, tag: left <= dueSoon ? { text: 'Due soon', colour: 'orange' } : null };
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
      due: row.state === 'clarifying' ? 'Not running' : inWords(row.dueOn),
      left: leftOf(row, today),
      state: stateTag(row.state),
    })),
  };
}

/** Working days left at which a request is said to be due soon. */
const dueSoon = 5;

// From the due day to the weekend after it no working day has passed, and it is late all the same.
function lateBy(count: number): string {
  return count === 0 ? 'Due on the last working day' : `${days(count)} late`;
}

function days(count: number): string {
  return `${String(count)} working ${count === 1 ? 'day' : 'days'}`;
}
