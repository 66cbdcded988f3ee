import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Commissioned } from './commissioned.rules.js';
import type { Holding } from './foi.codes.js';
import { openStates, type RequestFilter } from './request-list.codes.js';
import type { FoiRequest } from './request.entity.js';
import type { Requester } from './requester.rules.js';

/** A request in a list. Who asked is not in it. */
export type RequestRow = Pick<
  FoiRequest,
  'id' | 'reference' | 'receivedOn' | 'clarifiedOn' | 'dueOn' | 'state'
>;

const chosen = `FROM foi_request
  WHERE ($1 = 'all' OR state = $1 OR $1 = 'open' AND state = ANY ($2))`;

/** Those still to answer first, the soonest due before the rest and those that wait for their requester last of them. */
export async function requestsOnPage(
  tx: EntityManager,
  filter: RequestFilter,
  asked: unknown,
): Promise<Paged<RequestRow>> {
  const parameters = [filter, openStates];
  const [{ total }] = await tx.query<[{ total: number }]>(
    `SELECT count(*)::int AS total ${chosen}`,
    parameters,
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<RequestRow[]>(
    `SELECT id, reference, received_on AS "receivedOn", clarified_on AS "clarifiedOn", due_on AS "dueOn", state ${chosen}
     ORDER BY state <> ALL ($2), state = 'clarifying', CASE WHEN state = ANY ($2) THEN due_on END, due_on DESC, id
     LIMIT $3 OFFSET $4`,
    [...parameters, place.size, place.offset],
  );
  return { ...place, rows };
}

/** What is asked: the questions as last clarified, else those of the first letter. Neither says who asked. */
export async function whatIsAsked(tx: EntityManager, requestId: string): Promise<string> {
  const [row] = await tx.query<{ asked: string }[]>(
    `SELECT coalesce(c.asked, n.asked) AS asked FROM foi_request_narrative n
       LEFT JOIN LATERAL (SELECT asked FROM foi_clarification WHERE request_id = n.request_id AND received_on IS NOT NULL
                          ORDER BY number DESC LIMIT 1) c ON true
      WHERE n.request_id = $1`,
    [requestId],
  );
  if (!row) throw new Error('Every request has its letter');
  return row.asked;
}

/** Who asked, with the letters as they came. For sending an answer, and for nothing else. */
export interface Correspondence extends Requester {
  readonly letter: string;
  readonly clarifications: readonly { readonly receivedOn: PlainDate; readonly letter: string }[];
}

export async function correspondenceOf(tx: EntityManager, requestId: string): Promise<Correspondence> {
  const [row] = await tx.query<Omit<Correspondence, 'clarifications'>[]>(
    `SELECT name, address, letter FROM foi_requester_identity JOIN foi_request_narrative USING (request_id) WHERE request_id = $1`,
    [requestId],
  );
  if (!row) throw new Error('Every request has a requester');
  const clarifications = await tx.query<Correspondence['clarifications'][number][]>(
    `SELECT received_on AS "receivedOn", letter FROM foi_clarification
      WHERE request_id = $1 AND received_on IS NOT NULL ORDER BY number`,
    [requestId],
  );
  return { ...row, clarifications };
}

export interface Clarification {
  readonly askedOn: PlainDate;
  readonly whatWasAsked: string;
  readonly receivedOn: PlainDate | null;
}

export function clarificationsOf(tx: EntityManager, requestId: string): Promise<Clarification[]> {
  return tx.query<Clarification[]>(
    `SELECT asked_on AS "askedOn", what_was_asked AS "whatWasAsked", received_on AS "receivedOn"
       FROM foi_clarification WHERE request_id = $1 ORDER BY number`,
    [requestId],
  );
}

export interface Search {
  readonly question: string;
  readonly finding: Holding;
  readonly whereSearched: string;
  readonly searchedAt: Date;
}

const timesClarified =
  '(SELECT count(*) FROM foi_clarification WHERE request_id = $1 AND received_on IS NOT NULL)';

/** The searches made for the questions as they stand now: one made before a clarification answered other questions. */
export function searchesOf(tx: EntityManager, requestId: string): Promise<Search[]> {
  return tx.query<Search[]>(
    `SELECT question, finding, where_searched AS "whereSearched", searched_at AS "searchedAt"
       FROM foi_search WHERE request_id = $1 AND clarification = ${timesClarified} ORDER BY question`,
    [requestId],
  );
}

/** Keeps a search; a later one for the same question takes its place. */
export async function keepSearch(tx: EntityManager, requestId: string, search: Search): Promise<void> {
  await tx.query(
    `INSERT INTO foi_search (request_id, clarification, question, finding, where_searched, searched_at)
     VALUES ($1, ${timesClarified}, $2, $3, $4, $5)
     ON CONFLICT (request_id, clarification, question) DO UPDATE SET finding = EXCLUDED.finding,
       where_searched = EXCLUDED.where_searched, searched_by = my_user(), searched_at = EXCLUDED.searched_at`,
    [requestId, search.question, search.finding, search.whereSearched, search.searchedAt],
  );
}

/** An edition in the list of a request's, without its letter. */
export interface EditionRow {
  readonly id: string;
  readonly edition: number;
  readonly draftedBy: string;
  readonly drafter: string;
  readonly draftedAt: Date;
  readonly approver: string | null;
  readonly approvedAt: Date | null;
  readonly releasedOn: PlainDate | null;
}

/** The editions of a request's answer, the latest first. */
export function editionsOf(tx: EntityManager, requestId: string): Promise<EditionRow[]> {
  return tx.query<EditionRow[]>(
    `SELECT a.id, a.edition, a.drafted_by AS "draftedBy", d.display_name AS drafter, a.drafted_at AS "draftedAt",
            p.display_name AS approver, a.approved_at AS "approvedAt", r.released_on AS "releasedOn"
       FROM foi_answer a JOIN staff d ON d.id = a.drafted_by LEFT JOIN staff p ON p.id = a.approved_by
       LEFT JOIN foi_release r ON r.answer_id = a.id
      WHERE a.request_id = $1 ORDER BY a.edition DESC`,
    [requestId],
  );
}

export async function authorityOf(tx: EntityManager, organisationId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }[]>('SELECT name FROM organisation WHERE id = $1', [
    organisationId,
  ]);
  if (!row) throw new Error('Every request is to an authority');
  return row.name;
}

/** The contracts the authority pays for, with what they cost and whom they are for. */
export function commissionedBy(tx: EntityManager): Promise<Commissioned[]> {
  return tx.query<Commissioned[]>(
    `SELECT c.service_id AS "serviceId", s.name AS service, c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.annual_cost_pounds AS "annualCostPounds",
            c.eligibility, ARRAY(SELECT police_area FROM contract_area a WHERE a.contract_id = c.id ORDER BY 1) AS areas
       FROM contract c JOIN organisation s ON s.id = c.service_id ORDER BY s.name, c.starts_on, c.id`,
  );
}
