import type { EntityManager } from 'typeorm';
import type { RiskBand } from '../codes/risk-band.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { clientIdentity } from '../parties/party.sealed.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { CaseloadOrder, CaseloadState } from './case.codes.js';

export interface CaseloadFilter {
  readonly state: CaseloadState;
  /** Only this advocate's; null for those of every advocate in one's teams. */
  readonly advocateId: string | null;
  readonly band: RiskBand | null;
  readonly order: CaseloadOrder;
}

export interface CaseloadRow {
  readonly id: string;
  readonly reference: string;
  readonly clientName: string;
  readonly advocateName: string;
  readonly openedOn: PlainDate;
  readonly closedOn: PlainDate | null;
  readonly riskBand: RiskBand | null;
  readonly reviewDueOn: PlainDate | null;
}

const orders = {
  // A case never assessed has no review day, and comes before every one that has.
  review: 'c.review_due_on ASC NULLS FIRST, c.opened_on',
  risk: `array_position(ARRAY['high', 'medium', 'standard'], c.risk_band) NULLS FIRST, c.review_due_on`,
  opened: 'c.opened_on DESC, c.opened_at DESC',
  closed: 'c.closed_on DESC NULLS LAST, c.opened_on DESC',
} as const satisfies Record<CaseloadOrder, string>;

const chosen = `FROM case_file c
  WHERE ($1 = 'all' OR (c.closed_on IS NULL) = ($1 = 'open'))
    AND ($2::uuid IS NULL OR c.advocate_id = $2)
    AND ($3::text IS NULL OR c.risk_band = $3)`;

/** A page of the cases this person may see. The page is cut before names are opened, so that few names are read. */
export async function caseload(
  tx: EntityManager,
  filter: CaseloadFilter,
  asked: unknown,
): Promise<Paged<CaseloadRow>> {
  const parameters = [filter.state, filter.advocateId, filter.band];
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${chosen}`, parameters);
  const place = pageOf(asked, total);
  const rows = await tx.query<(Omit<CaseloadRow, 'clientName'> & { clientId: string; clientName: Sealed })[]>(
    `WITH page AS (SELECT c.*, row_number() OVER (ORDER BY ${orders[filter.order]}, c.id) AS place ${chosen}
                   ORDER BY place LIMIT $4 OFFSET $5)
     SELECT c.id, c.reference, c.client_id AS "clientId", i.full_name AS "clientName", s.display_name AS "advocateName", c.opened_on AS "openedOn",
            c.closed_on AS "closedOn", c.risk_band AS "riskBand", c.review_due_on AS "reviewDueOn"
     FROM page c JOIN client_identity i ON i.client_id = c.client_id JOIN staff s ON s.id = c.advocate_id ORDER BY c.place`,
    [...parameters, place.size, place.offset],
  );
  const named = await openRows(tx, rows, {
    from: clientIdentity,
    row: ({ clientId }) => clientId,
    keyId: ({ clientId }) => clientId,
    fields: { clientName: 'full_name' },
  });
  return { ...place, rows: named.map(({ clientId: _, ...row }) => row) };
}
