import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import { OrderTerm } from './order-term.entity.js';
import { ProtectionOrder } from './order.entity.js';
import { orders } from './order.policy.js';
import { orderToChange, orderWithTerms } from './order.queries.js';
import { orderTermWording } from './order.sealed.js';
import type { WhichOrder } from './orders.service.js';
import { addTerm, removeTerm, varyTerm, type NewTerm, type OrderWithTerms } from './term.rules.js';

export interface TermGiven extends Pick<NewTerm, 'kind' | 'fromOn' | 'toOn'> {
  readonly wording: string;
  readonly version: number;
}

/** What the court did to a condition when it varied the order: new words, or null where it took the condition out. */
export interface TermVaried {
  readonly number: number;
  readonly fromOn: PlainDate;
  readonly wording: string | null;
  readonly version: number;
}

@Injectable()
export class TermsService {
  constructor(private readonly db: UnitOfWork) {}

  /** Adds a condition, and answers its edition's id. */
  add(actor: Person, which: WhichOrder, { wording, version, ...given }: TermGiven): Promise<string> {
    return this.change(actor, { ...which, version }, async (tx, whole) => {
      const id = await save(tx, which, { ...addTerm(whole, given), wording });
      await addHistory(tx, { did: 'order.term_added', to: which.orderId, in: which.caseId });
      return id;
    });
  }

  /** Closes a condition's edition; where it was reworded, opens the next and answers its id. */
  vary(
    actor: Person,
    which: WhichOrder,
    { number, fromOn, wording, version }: TermVaried,
  ): Promise<string | null> {
    return this.change(actor, { ...which, version }, async (tx, whole) => {
      const { closes, adds } = (wording === null ? removeTerm : varyTerm)(whole, number, fromOn);
      await tx.update(OrderTerm, { id: closes.id }, { toOn: closes.toOn });
      const id = adds && wording !== null ? await save(tx, which, { ...adds, wording }) : null;
      await followBreaches(tx, closes, id);
      await addHistory(tx, {
        did: id ? 'order.term_varied' : 'order.term_removed',
        to: which.orderId,
        in: which.caseId,
      });
      return id;
    });
  }

  private change<T>(
    actor: Person,
    { caseId, orderId, version }: WhichOrder & { version: number },
    work: (tx: EntityManager, whole: OrderWithTerms) => Promise<T>,
  ): Promise<T> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: orders.changeTerms, hold: 'to_add' });
      const order = await orderToChange(tx, kase.id, orderId);
      // The order's own row stays as it is, but its version moves on: its conditions are part of what was shown.
      await guardedUpdate(tx, [ProtectionOrder, { id: orderId, version }], { state: order.state });
      return work(tx, await orderWithTerms(tx, order));
    });
  }
}

async function save(
  tx: EntityManager,
  { orderId, caseId }: WhichOrder,
  { wording, ...term }: NewTerm & { wording: string },
): Promise<string> {
  const saved = await tx.insert(OrderTerm, { ...term, orderId });
  const orderTermId = String(saved.identifiers[0]?.['id']);
  await insertSealed(tx, { of: orderTermWording, row: orderTermId, keyId: caseId }, { wording });
  return orderTermId;
}

/**
 * A breach recorded before we heard of the variation may name an edition that had closed by its day. Where the condition was
 * reworded the breach names the new edition as well: it broke that condition, whose words that day were those.
 * @throws RuleBroken `breach-names-this-term` where it was taken out, so that the breach would be of nothing
 */
async function followBreaches(
  tx: EntityManager,
  closed: { id: string; toOn: PlainDate },
  nextId: string | null,
): Promise<void> {
  const later = await tx.query<{ id: string; day: PlainDate }[]>(
    `SELECT b.id, b.occurred_on AS day FROM breach b JOIN breach_term n ON n.breach_id = b.id
     WHERE n.order_term_id = $1 AND b.occurred_on > $2 AND b.state <> 'not_a_breach' ORDER BY b.occurred_on`,
    [closed.id, closed.toOn],
  );
  const first = later[0];
  if (first && nextId === null) {
    throw new RuleBroken(
      'breach-names-this-term',
      `A breach on ${inWords(first.day)} names this condition. Check both dates`,
    );
  }
  for (const { id } of later) {
    await tx.query('INSERT INTO breach_term (breach_id, order_term_id) VALUES ($1, $2)', [id, nextId]);
  }
}
