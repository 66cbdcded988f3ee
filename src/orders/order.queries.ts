import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { OrderAct, OrderKind, StepReason } from './order.codes.js';
import { ProtectionOrder } from './order.entity.js';
import { orderTermWording } from './order.sealed.js';
import type { OrderWithTerms, TermFacts } from './term.rules.js';

/** A condition with what the court wrote. */
export interface WordedTerm extends TermFacts {
  readonly wording: string;
}

/** A step as the order's page tells it. */
export interface StepTaken {
  readonly act: OrderAct;
  readonly kind: OrderKind | null;
  readonly onDay: PlainDate;
  readonly reason: StepReason | null;
  readonly byConsent: boolean | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** @throws NotFound where the case has no such order */
export async function orderOf(tx: EntityManager, caseId: string, orderId: string): Promise<ProtectionOrder> {
  const order = await tx.findOneBy(ProtectionOrder, { id: orderId, caseId });
  if (!order) throw new NotFound();
  return order;
}

/** As `orderOf`, holding the order until the transaction ends: its terms and breaches change only under it. */
export async function orderToChange(
  tx: EntityManager,
  caseId: string,
  orderId: string,
): Promise<ProtectionOrder> {
  const lock = { mode: 'pessimistic_write' } as const;
  const order = await tx.findOne(ProtectionOrder, { where: { id: orderId, caseId }, lock });
  if (!order) throw new NotFound();
  return order;
}

/** The orders of a case, the latest application first. */
export function ordersOfCase(tx: EntityManager, caseId: string): Promise<ProtectionOrder[]> {
  return tx.find(ProtectionOrder, {
    where: { caseId },
    order: { appliedOn: 'DESC', recordedAt: 'DESC', id: 'ASC' },
  });
}

/** Every edition of every condition, in the order of their numbers. */
export async function termsOf(tx: EntityManager, orderId: string): Promise<WordedTerm[]> {
  const rows = await tx.query<SealedTerm[]>(
    `SELECT ${termColumns} FROM order_term t JOIN order_term_wording w ON w.order_term_id = t.id
       JOIN protection_order o ON o.id = t.order_id WHERE t.order_id = $1 ORDER BY t.number, t.edition`,
    [orderId],
  );
  return openTerms(tx, rows);
}

/** A condition as it is stored, and in whose case. */
export type SealedTerm = TermFacts & { readonly caseId: string; readonly wording: Sealed };

/** What a query selects of `order_term t`, `order_term_wording w` and `protection_order o` to be given to `openTerms`. */
export const termColumns = `t.id, t.number, t.edition, t.kind, t.from_on AS "fromOn", t.to_on AS "toOn", w.wording, o.case_id AS "caseId"`;

export async function openTerms(tx: EntityManager, rows: readonly SealedTerm[]): Promise<WordedTerm[]> {
  const opened = await openRows(tx, rows, {
    from: orderTermWording,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { wording: 'wording' },
  });
  return opened.map(({ caseId: _, ...term }) => term);
}

/** Every step, in the order of their days. */
export function stepsOf(tx: EntityManager, orderId: string): Promise<StepTaken[]> {
  return tx.query<StepTaken[]>(
    `SELECT s.act, s.kind, s.on_day AS "onDay", s.reason, s.by_consent AS "byConsent", p.display_name AS "recordedBy", s.recorded_at AS "recordedAt"
     FROM order_step s JOIN staff p ON p.id = s.recorded_by WHERE s.order_id = $1 ORDER BY s.on_day, s.recorded_at, s.id`,
    [orderId],
  );
}

/** The days the court varied the order, earliest first. */
export async function variationsOf(tx: EntityManager, orderId: string): Promise<PlainDate[]> {
  const rows = await tx.query<{ onDay: PlainDate }[]>(
    `SELECT on_day AS "onDay" FROM order_step WHERE order_id = $1 AND act = 'vary' ORDER BY on_day`,
    [orderId],
  );
  return rows.map(({ onDay }) => onDay);
}

/** What the rules of conditions and of breaches look at. */
export async function orderWithTerms(
  tx: EntityManager,
  order: ProtectionOrder,
): Promise<OrderWithTerms & { readonly terms: readonly WordedTerm[] }> {
  return { order, terms: await termsOf(tx, order.id), variedOn: await variationsOf(tx, order.id) };
}
