import { codelist, type Code } from '../kernel/codelist.js';
import { requestStates, type RequestState } from './foi.codes.js';

/** The states in which something is still to be done by the authority or its requester. */
export const openStates: readonly RequestState[] = [
  'received',
  'clarifying',
  'drafted',
  'approved',
  'in_review',
];

const groups = codelist({ open: 'Still to answer', all: 'All' });

/** What a list of requests may be narrowed to. */
export const requestFilters = [...groups, ...requestStates];
export type RequestFilter = Code<typeof requestFilters>;

export function isOpen(state: RequestState): boolean {
  return openStates.includes(state);
}
