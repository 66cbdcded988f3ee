import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Commissioned } from './commissioned.rules.js';
import { openStates, type RequestFilter } from './request-list.codes.js';
import type { FoiRequest } from './request.entity.js';

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
