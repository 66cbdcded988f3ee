import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows, seal } from '../platform/sealing/sealing.js';
import type { Holding } from './foi.codes.js';
import { clarification, requesterIdentity, requestNarrative, search, searchRow } from './foi.sealed.js';
import type { Requester } from './requester.rules.js';

/** What is asked: the questions as last clarified, else those of the first letter. Neither says who asked. */
export async function whatIsAsked(tx: EntityManager, requestId: string): Promise<string> {
  const clarified = await tx.query<{ id: string; asked: Sealed }[]>(
    `SELECT id, asked FROM foi_clarification WHERE request_id = $1 AND received_on IS NOT NULL ORDER BY number DESC LIMIT 1`,
    [requestId],
  );
  const [latest] = await openRows(tx, clarified, {
    from: clarification,
    row: ({ id }) => id,
    keyId: () => requestId,
    fields: { asked: 'asked' },
  });
  return latest?.asked ?? (await firstLetterOf(tx, requestId)).asked;
}

async function firstLetterOf(
  tx: EntityManager,
  requestId: string,
): Promise<{ letter: string; asked: string }> {
  const rows = await tx.query<{ letter: Sealed; asked: Sealed }[]>(
    'SELECT letter, asked FROM foi_request_narrative WHERE request_id = $1',
    [requestId],
  );
  const [letter] = await openRows(tx, rows, {
    from: requestNarrative,
    row: () => requestId,
    keyId: () => requestId,
    fields: { letter: 'letter', asked: 'asked' },
  });
  if (!letter) throw new Error('Every request has its letter');
  return letter;
}

/** Who asked, with the letters as they came. For sending an answer, and for nothing else. */
export interface Correspondence extends Requester {
  readonly letter: string;
  readonly clarifications: readonly { readonly receivedOn: PlainDate; readonly letter: string }[];
}

export async function correspondenceOf(tx: EntityManager, requestId: string): Promise<Correspondence> {
  const rows = await tx.query<{ name: Sealed; address: Sealed }[]>(
    'SELECT name, address FROM foi_requester_identity WHERE request_id = $1',
    [requestId],
  );
  const [requester] = await openRows(tx, rows, {
    from: requesterIdentity,
    row: () => requestId,
    keyId: () => requestId,
    fields: { name: 'name', address: 'address' },
  });
  if (!requester) throw new Error('Every request has a requester');
  const { letter } = await firstLetterOf(tx, requestId);
  return { ...requester, letter, clarifications: await clarificationLetters(tx, requestId) };
}

async function clarificationLetters(
  tx: EntityManager,
  requestId: string,
): Promise<Correspondence['clarifications']> {
  const rows = await tx.query<{ id: string; receivedOn: PlainDate; letter: Sealed }[]>(
    `SELECT id, received_on AS "receivedOn", letter FROM foi_clarification
      WHERE request_id = $1 AND received_on IS NOT NULL ORDER BY number`,
    [requestId],
  );
  const opened = await openRows(tx, rows, {
    from: clarification,
    row: ({ id }) => id,
    keyId: () => requestId,
    fields: { letter: 'letter' },
  });
  return opened.map(({ receivedOn, letter }) => ({ receivedOn, letter }));
}

export interface Clarification {
  readonly id: string;
  readonly askedOn: PlainDate;
  readonly whatWasAsked: string;
  readonly receivedOn: PlainDate | null;
}

export async function clarificationsOf(tx: EntityManager, requestId: string): Promise<Clarification[]> {
  const rows = await tx.query<(Omit<Clarification, 'whatWasAsked'> & { readonly whatWasAsked: Sealed })[]>(
    `SELECT id, asked_on AS "askedOn", what_was_asked AS "whatWasAsked", received_on AS "receivedOn"
       FROM foi_clarification WHERE request_id = $1 ORDER BY number`,
    [requestId],
  );
  return openRows(tx, rows, {
    from: clarification,
    row: ({ id }) => id,
    keyId: () => requestId,
    fields: { whatWasAsked: 'what_was_asked' },
  });
}

export interface Search {
  readonly question: string;
  readonly finding: Holding;
  readonly whereSearched: string;
  readonly searchedAt: Date;
}

/** The searches made for the questions as they stand now: one made before a clarification answered other questions. */
export async function searchesOf(tx: EntityManager, requestId: string): Promise<Search[]> {
  const times = await timesClarified(tx, requestId);
  const rows = await tx.query<(Omit<Search, 'whereSearched'> & { readonly whereSearched: Sealed })[]>(
    `SELECT question, finding, where_searched AS "whereSearched", searched_at AS "searchedAt"
       FROM foi_search WHERE request_id = $1 AND clarification = $2 ORDER BY question`,
    [requestId, times],
  );
  return openRows(tx, rows, {
    from: search,
    row: ({ question }) => searchRow(requestId, times, question),
    keyId: () => requestId,
    fields: { whereSearched: 'where_searched' },
  });
}

/** Keeps a search; a later one for the same question takes its place. */
export async function keepSearch(tx: EntityManager, requestId: string, made: Search): Promise<void> {
  const times = await timesClarified(tx, requestId);
  const place = { of: search, row: searchRow(requestId, times, made.question), keyId: requestId };
  const words = await seal(tx, place, { where_searched: made.whereSearched });
  await tx.query(
    `INSERT INTO foi_search (request_id, clarification, question, finding, where_searched, searched_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (request_id, clarification, question) DO UPDATE SET finding = EXCLUDED.finding,
       where_searched = EXCLUDED.where_searched, searched_by = my_user(), searched_at = EXCLUDED.searched_at`,
    [requestId, times, made.question, made.finding, words.where_searched, made.searchedAt],
  );
}

async function timesClarified(tx: EntityManager, requestId: string): Promise<number> {
  const [row] = await tx.query<[{ times: number }]>(
    'SELECT count(*)::int AS times FROM foi_clarification WHERE request_id = $1 AND received_on IS NOT NULL',
    [requestId],
  );
  return row.times;
}
