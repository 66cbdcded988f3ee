import type { SealedTable } from '../platform/sealing/sealing.js';

/** A request's letter as it came, and without who asked. */
export const requestNarrative = {
  table: 'foi_request_narrative',
  opens: 'foi_request',
  row: 'request_id',
  columns: ['letter', 'asked'],
} as const satisfies SealedTable;

export const requesterIdentity = {
  table: 'foi_requester_identity',
  opens: 'foi_request',
  row: 'request_id',
  columns: ['name', 'address'],
} as const satisfies SealedTable;

export const clarification = {
  table: 'foi_clarification',
  opens: 'foi_request',
  row: 'id',
  columns: ['what_was_asked', 'letter', 'asked'],
} as const satisfies SealedTable;

/** A search's row is its question of so many clarifications: see `searchRow`. */
export const search = {
  table: 'foi_search',
  opens: 'foi_request',
  row: 'request_id',
  columns: ['where_searched'],
} as const satisfies SealedTable;

export function searchRow(requestId: string, clarifications: number, question: string): string {
  return [requestId, String(clarifications), question].join('/');
}

/** A drafted answer, as JSON. Once it is released its words are everybody's: see foi_release. */
export const answer = {
  table: 'foi_answer',
  opens: 'foi_request',
  row: 'id',
  columns: ['letter'],
} as const satisfies SealedTable;
