import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { BreachState, NotReportedReason } from './breach.codes.js';
import { Breach } from './breach.entity.js';
import { openTerms, termColumns, type SealedTerm, type WordedTerm } from './order.queries.js';
import { breachNarrative } from './order.sealed.js';

/** A breach in its order's list, with the numbers of the conditions it names. */
export type BreachListed = Breach & { readonly numbers: readonly number[] };

/** A breach that a supervisor must look at. */
export interface BreachToLookAt {
  readonly id: string;
  readonly caseId: string;
  readonly orderId: string;
  readonly reference: string;
  readonly advocateName: string;
  readonly state: BreachState;
  readonly occurredOn: PlainDate;
  readonly reportedToPolice: 'yes' | 'no';
  readonly notReportedReason: NotReportedReason | null;
}

/** @throws NotFound where the order has no such breach */
export async function breachOf(tx: EntityManager, orderId: string, breachId: string): Promise<Breach> {
  const breach = await tx.findOneBy(Breach, { id: breachId, orderId });
  if (!breach) throw new NotFound();
  return breach;
}

/** The breaches of an order, latest first. */
export async function breachesOf(tx: EntityManager, orderId: string): Promise<BreachListed[]> {
  const found = await tx.find(Breach, {
    where: { orderId },
    order: { occurredOn: 'DESC', recordedAt: 'DESC', id: 'ASC' },
  });
  const named = await tx.query<{ id: string; number: number }[]>(
    `SELECT DISTINCT n.breach_id AS id, t.number FROM breach_term n JOIN order_term t ON t.id = n.order_term_id WHERE t.order_id = $1 ORDER BY t.number`,
    [orderId],
  );
  return found.map((breach) =>
    Object.assign(breach, {
      numbers: named.filter(({ id }) => id === breach.id).map(({ number }) => number),
    }),
  );
}

/** The conditions a breach names. Where one was found reworded since, both editions are named, and both are here. */
export async function termsNamed(tx: EntityManager, breachId: string): Promise<WordedTerm[]> {
  const rows = await tx.query<SealedTerm[]>(
    `SELECT ${termColumns} FROM breach_term n JOIN order_term t ON t.id = n.order_term_id
       JOIN order_term_wording w ON w.order_term_id = t.id JOIN protection_order o ON o.id = t.order_id
     WHERE n.breach_id = $1 ORDER BY t.number, t.edition`,
    [breachId],
  );
  return openTerms(tx, rows);
}

/** What happened, and the police's own reference: for reading, never for counting. */
export interface BreachNarrative {
  readonly whatHappened: string;
  readonly crimeReference: string | null;
}

export async function narrativeOf(
  tx: EntityManager,
  { id, caseId }: Pick<Breach, 'id' | 'caseId'>,
): Promise<BreachNarrative> {
  const rows = await tx.query<{ whatHappened: Sealed; crimeReference: Sealed | null }[]>(
    `SELECT what_happened AS "whatHappened", crime_reference AS "crimeReference" FROM breach_narrative WHERE breach_id = $1`,
    [id],
  );
  const [narrative] = await openRows(tx, rows, {
    from: breachNarrative,
    row: () => id,
    keyId: () => caseId,
    fields: { whatHappened: 'what_happened', crimeReference: 'crime_reference' },
  });
  if (!narrative) throw new Error('Every breach has its narrative');
  return narrative;
}

/** The day of the latest breach that stands, which nothing recorded afterwards may contradict. */
export async function lastBreachOn(tx: EntityManager, orderId: string): Promise<PlainDate | null> {
  const [row] = await tx.query<[{ day: PlainDate | null }]>(
    `SELECT max(occurred_on) AS day FROM breach WHERE order_id = $1 AND state <> 'not_a_breach'`,
    [orderId],
  );
  return row.day;
}

// Nothing can be reported once its case is closed, but a possible breach is decided then too: undecided, it never counts.
const toLookAt = `FROM breach b JOIN case_file c ON c.id = b.case_id
  WHERE b.state = 'possible' OR b.state = 'known' AND b.reported_to_police = 'no' AND c.closed_on IS NULL`;

/** A page of the possible and the unreported breaches this person may see, the oldest first. */
export async function breachesToLookAt(tx: EntityManager, asked: unknown): Promise<Paged<BreachToLookAt>> {
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${toLookAt}`);
  const place = pageOf(asked, total);
  const rows = await tx.query<BreachToLookAt[]>(
    `WITH page AS (SELECT b.*, c.reference, c.advocate_id ${toLookAt} ORDER BY b.occurred_on, b.id LIMIT $1 OFFSET $2)
     SELECT b.id, b.case_id AS "caseId", b.order_id AS "orderId", b.reference, s.display_name AS "advocateName", b.state,
            b.occurred_on AS "occurredOn", b.reported_to_police AS "reportedToPolice", b.not_reported_reason AS "notReportedReason"
     FROM page b JOIN staff s ON s.id = b.advocate_id ORDER BY b.occurred_on, b.id`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}
