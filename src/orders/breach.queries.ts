import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { Breach } from './breach.entity.js';
import { openTerms, termColumns, type SealedTerm, type WordedTerm } from './order.queries.js';
import { breachNarrative } from './order.sealed.js';

/** A breach in its order's list, with the numbers of the conditions it names. */
export type BreachListed = Breach & { readonly numbers: readonly number[] };

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
